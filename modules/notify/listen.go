package notify

import (
	"context"

	"credence/modules/identity"
)

// linkIssued puts a mail with the link into the outbox. Which link it is will be looked up when the mail goes out.
func (m *Module) linkIssued(ctx context.Context, e identity.LinkIssued) error {
	return m.Queue(ctx, Mail{PersonID: e.Person, Kind: "link", Facts: Facts{Link: e.Link}})
}
