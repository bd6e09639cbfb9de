package identity

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"credence/modules/kernel/fault"
)

// The purposes of a link: to set the first password, or another one.
const (
	Invitation = "invitation"
	Reset      = "reset"
)

const linkLife = 24 * time.Hour

// Link lets one person set a password once.
type Link struct {
	ID        int64
	PersonID  int64
	Purpose   string
	IssuedBy  *int64 // nil: asked for by the person, or on the console
	IssuedAt  time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	VoidAt    *time.Time
}

// TableName is where links are kept.
func (Link) TableName() string { return "identity.links" }

// LinkIssued announces a link that is to be sent to its person. The event does not hold the token.
type LinkIssued struct {
	Link   int64
	Person int64
}

// Name is how the event is kept.
func (LinkIssued) Name() string { return "identity.link_issued" }

var linkDead = fault.New(fault.Missing, "identity.link_dead")

// Works reports whether the link can still be used.
func (l Link) Works(now time.Time) bool {
	return l.UsedAt == nil && l.VoidAt == nil && now.Before(l.ExpiresAt)
}

// token is the id and a signature of everything that makes the link what it is.
// It is computed when needed, so that nobody who reads the database can use a link.
func (l Link) token(secret []byte) string {
	return base64.RawURLEncoding.EncodeToString(append(binary.BigEndian.AppendUint64(nil, uint64(l.ID)), l.sign(secret)...))
}

func (l Link) sign(secret []byte) []byte {
	h := hmac.New(sha256.New, secret)
	fmt.Fprintf(h, "credence link|%d|%d|%s|%d", l.ID, l.PersonID, l.Purpose, l.ExpiresAt.Unix())
	return h.Sum(nil)
}

// readToken takes a token apart. Whether the signature is right is known when the link has been found.
func readToken(token string) (id int64, signature []byte, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(b) != 8+sha256.Size {
		return 0, nil, false
	}
	return int64(binary.BigEndian.Uint64(b)), b[8:], true
}
