package identity

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
)

// sessionStore keeps scs's sessions in identity.sessions. A visitor's session is not kept at all.
type sessionStore struct{ m *Module }

// findSession brings the session and everything an Actor is made of in one statement, because every request asks for it.
const findSession = `
SELECT s.id, s.said, s.seen_at, s.expires_at, s.agent, s.address,
       p.id, p.name, p.email, p.lang, p.theme, coalesce(nullif(p.time_zone, ''), pl.time_zone, 'UTC'),
       coalesce(pl.id, 0), coalesce(pl.name, ''), coalesce(pl.city, ''),
       ARRAY(SELECT unnest(ARRAY[r.role, at.path]) FROM identity.roles r JOIN identity.places at ON at.id = r.place_id
             WHERE r.person_id = p.id)
FROM identity.sessions s
JOIN identity.people p ON p.id = s.person_id AND p.suspended_at IS NULL
LEFT JOIN LATERAL (
    SELECT place_id FROM identity.postings
    WHERE person_id = p.id AND starts_on <= $4 AND (ends_on IS NULL OR ends_on >= $4)
    ORDER BY starts_on DESC, id DESC LIMIT 1) po ON true
LEFT JOIN identity.places pl ON pl.id = po.place_id
WHERE s.key = $1 AND s.expires_at > $2 AND s.seen_at > $3`

// FindCtx brings an open session of somebody who is not suspended.
func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	key, now := sessionKey(token), s.m.now()
	one, f, seen := stored{}, found{}, time.Time{}
	err := s.m.db.Pool.QueryRow(ctx, findSession, key, now, now.Add(-sessionIdle), day(now)).Scan(
		&f.Session, &one.Said, &seen, &one.Deadline, &one.Agent, &one.Address,
		&one.Person, &f.Name, &f.Email, &f.Lang, &f.Theme, &f.Zone, &f.PlaceID, &f.Place, &f.City, &f.Held)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if now.Sub(seen) >= seenEvery { // a reader does not wait for this, and does not fail by it
		if _, err := s.m.db.Pool.Exec(ctx, "UPDATE identity.sessions SET seen_at = $2 WHERE key = $1", key, now); err != nil {
			slog.WarnContext(ctx, "session not marked as seen", "err", err)
		}
	}
	one.Found = &f
	b, err := json.Marshal(one)
	return b, err == nil, err
}

// CommitCtx stores a signed-in session. Its times are the module's own: scs's clock cannot be set.
func (s sessionStore) CommitCtx(ctx context.Context, token string, b []byte, _ time.Time) error {
	var one stored
	if err := json.Unmarshal(b, &one); err != nil {
		return err
	}
	if one.Person == 0 {
		return nil
	}
	if one.Said == nil {
		one.Said = map[string]string{}
	}
	now := s.m.now()
	_, err := s.m.db.Pool.Exec(ctx, `
INSERT INTO identity.sessions (key, person_id, agent, address, said, created_at, seen_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
ON CONFLICT (key) DO UPDATE SET said = excluded.said`,
		sessionKey(token), one.Person, one.Agent, one.Address, one.Said, now, now.Add(sessionLife))
	return err
}

// DeleteCtx ends a session.
func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	_, err := s.m.db.Pool.Exec(ctx, "DELETE FROM identity.sessions WHERE key = $1", sessionKey(token))
	return err
}

// Find, Commit and Delete serve scs when it has no request at hand.
func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}
func (s sessionStore) Commit(token string, b []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, b, expiry)
}
func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

func sessionKey(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// openSessions brings a person's sessions that still work, the latest used first.
func (m *Module) openSessions(ctx context.Context, person int64) (list []Session, err error) {
	now := m.now()
	err = m.db.In(ctx).Where("person_id = ? AND expires_at > ? AND seen_at > ?", person, now, now.Add(-sessionIdle)).
		Order("seen_at DESC, id DESC").Find(&list).Error
	return list, err
}

func (m *Module) endSession(ctx context.Context, person, id int64) (ended bool, err error) {
	done := m.db.In(ctx).Exec("DELETE FROM identity.sessions WHERE person_id = ? AND id = ?", person, id)
	return done.RowsAffected > 0, done.Error
}

// endSessions ends the sessions of a person but one; 0 is none.
func (m *Module) endSessions(ctx context.Context, person, except int64) error {
	return m.db.In(ctx).Exec("DELETE FROM identity.sessions WHERE person_id = ? AND id <> ?", person, except).Error
}

// deleteOld forgets expired sessions, links and imports that nobody committed.
func (m *Module) deleteOld(ctx context.Context, now time.Time) error {
	for _, old := range []struct {
		rows string
		age  time.Duration
	}{
		{"sessions WHERE expires_at < ?", 0},
		{"sessions WHERE seen_at < ?", sessionIdle},
		{"links WHERE expires_at < ?", 30 * 24 * time.Hour},
		{"imports WHERE uploaded_at < ?", 7 * 24 * time.Hour},
	} {
		if err := m.db.In(ctx).Exec("DELETE FROM identity."+old.rows, now.Add(-old.age)).Error; err != nil {
			return err
		}
	}
	return nil
}
