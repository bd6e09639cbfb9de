package identity

import (
	"context"
	"time"
)

// PlaceOn is the place where a person was posted at an instant; 0 when nowhere.
func (m *Module) PlaceOn(ctx context.Context, person int64, at time.Time) (place int64, err error) {
	err = m.db.In(ctx).Raw(`
		SELECT place_id FROM identity.postings
		WHERE person_id = ? AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)
		ORDER BY starts_on DESC, id DESC LIMIT 1`, person, day(at.UTC()), day(at.UTC())).Scan(&place).Error
	return place, err
}
