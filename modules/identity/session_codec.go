package identity

import (
	"encoding/json"
	"fmt"
	"time"

	"credence/modules/kernel/actor"
)

// stored is a session on its way between scs and the store.
type stored struct {
	Deadline time.Time         `json:"deadline"`
	Person   int64             `json:"person"`
	Agent    string            `json:"agent"`
	Address  string            `json:"address"`
	Said     map[string]string `json:"said,omitempty"`
	Found    *found            `json:"found,omitempty"` // only from the store
}

// found is what the store adds to a session that it brings: whose it is, fresh from the tables.
type found struct {
	Session int64    `json:"session"`
	Name    string   `json:"name"`
	Email   string   `json:"email"`
	Lang    string   `json:"lang"`
	Zone    string   `json:"zone"`
	Theme   string   `json:"theme"`
	PlaceID int64    `json:"place_id"`
	Place   string   `json:"place"`
	City    string   `json:"city"`
	Held    []string `json:"held"` // role, path, role, path, …
}

// sessionCodec lets the values of a session carry its Actor: scs asks the store once, and the answer holds both.
type sessionCodec struct{}

// Encode keeps the stored values and leaves Signed out.
func (sessionCodec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	s := stored{Deadline: deadline, Said: map[string]string{}}
	for key, value := range values {
		switch key {
		case signedKey:
		case personKey:
			s.Person, _ = value.(int64)
		case agentKey:
			s.Agent, _ = value.(string)
		case addressKey:
			s.Address, _ = value.(string)
		default:
			text, ok := value.(string)
			if !ok {
				return nil, fmt.Errorf("session value %s is a %T, not a text", key, value)
			}
			s.Said[key] = text
		}
	}
	return json.Marshal(s)
}

// Decode gives the values back and adds Signed.
func (sessionCodec) Decode(b []byte) (time.Time, map[string]any, error) {
	var s stored
	if err := json.Unmarshal(b, &s); err != nil {
		return time.Time{}, nil, err
	}
	values := map[string]any{personKey: s.Person, agentKey: s.Agent, addressKey: s.Address}
	for key, text := range s.Said {
		values[key] = text
	}
	if f := s.Found; f != nil {
		who := actor.Actor{
			ID: s.Person, Name: f.Name, Email: f.Email, Lang: f.Lang, Zone: Zone(f.Zone),
			PlaceID: f.PlaceID, Place: f.Place, City: f.City, Held: make([]actor.Held, 0, len(f.Held)/2),
		}
		for i := 0; i+1 < len(f.Held); i += 2 {
			who.Held = append(who.Held, actor.Held{Role: f.Held[i], Path: f.Held[i+1]})
		}
		values[signedKey] = Signed{Actor: who, Theme: f.Theme, Session: f.Session}
	}
	return s.Deadline, values, nil
}
