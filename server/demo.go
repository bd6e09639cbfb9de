package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"credence/content"
	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// demoMinistry is content/demo/arvenia.yaml.
type demoMinistry struct {
	Ministry demoPlace
	Regions  []struct {
		Name     string
		Missions []demoPlace
	}
	Accounts            []demoAccount
	Given, Family       []string
	Posts, Staff, Ranks []string
	Langs               []string
}

type demoPlace struct {
	Name, Kind, Country, City, Zone, Bandwidth string
	People                                     int
}

type demoAccount struct {
	Email, Name, Mission, Staff, Rank, Post, At string
	Roles                                       []string
}

func readDemo() (d demoMinistry, err error) {
	b, err := fs.ReadFile(content.FS, "demo/arvenia.yaml")
	if err != nil {
		return d, err
	}
	return d, yaml.UnmarshalWithOptions(b, &d, yaml.Strict())
}

// loadDemo gives an empty database the demo ministry, lets its people live through two years, and says how to sign in.
// A database that has people already is left alone.
func loadDemo(ctx context.Context, h *house, p *platform, out io.Writer) error {
	d, err := readDemo()
	if err != nil {
		return err
	}
	password, printed := h.config.DemoPassword, h.config.DemoPassword
	if err := forgetUnfinished(ctx, h, p, d); err != nil {
		return err
	}
	_, err = p.identity.Home(ctx)
	switch {
	case fault.Of(err) != nil: // nobody founded a ministry yet
		if password == "" {
			password = strings.ToLower(rand.Text()[:16])
			printed = password + "   (printed only now; CREDENCE_DEMO_PASSWORD sets another)"
		}
		fmt.Fprintln(out, "loading the demo ministry …")
		if err := (&story{demoMinistry: d, house: h, now: p.now()}).play(ctx); err != nil {
			return err
		}
	case err != nil:
		return err
	}
	if password != "" {
		if err := setDemoPassword(ctx, p, d, password); err != nil {
			return err
		}
	} else {
		printed = "as printed at the first start (CREDENCE_DEMO_PASSWORD sets another)"
	}
	fmt.Fprintln(out, "demo accounts:")
	for _, a := range d.Accounts {
		fmt.Fprintf(out, "  %-28s %s\n", a.Email, strings.Join(a.Roles, ", "))
	}
	fmt.Fprintln(out, "  password:", printed)
	return nil
}

// forgetEverything empties every table except the kept versions of the content, which are in memory already.
const forgetEverything = `DO $$ BEGIN EXECUTE (
	SELECT 'TRUNCATE ' || string_agg(format('%I.%I', schemaname, tablename), ', ') || ' RESTART IDENTITY' FROM pg_tables
	WHERE tablename = 'river_job' OR tablename NOT LIKE '%\_versions'
		AND schemaname IN ('identity', 'assessment', 'simulation', 'learning', 'tracking', 'notify')); END $$`

// forgetUnfinished clears away a demo that was broken off while it was loaded. The accounts get their password last, so
// where the demo's ministry stands and nobody has a password, nobody can have done anything yet.
func forgetUnfinished(ctx context.Context, h *house, p *platform, d demoMinistry) error {
	home, err := p.identity.Home(ctx)
	if err != nil || home.Name != d.Ministry.Name {
		if fault.Of(err) != nil {
			return nil
		}
		return err
	}
	joined, err := p.identity.AnybodyJoined(ctx)
	if err != nil || joined {
		return err
	}
	_, err = h.db.Pool.Exec(ctx, forgetEverything)
	return err
}

func setDemoPassword(ctx context.Context, p *platform, d demoMinistry, password string) error {
	hash, err := p.identity.HashPassword(ctx, password)
	if err != nil {
		return fmt.Errorf("CREDENCE_DEMO_PASSWORD: %w", err)
	}
	var ids []int64
	for _, a := range d.Accounts {
		members, err := p.identity.Matching(ctx, identity.Criteria{Email: a.Email})
		if err != nil {
			return err
		}
		for _, m := range members {
			ids = append(ids, m.PersonID)
		}
	}
	return p.identity.SetPasswordHash(ctx, ids, hash)
}

// demoClock is the time of the story that is being told.
type demoClock struct{ at time.Time }

func (c *demoClock) now() time.Time { return c.at }

// trainee is somebody of the story as an actor.
func trainee(id int64, name string, zone *time.Location, place identity.Place) actor.Actor {
	return actor.Actor{ID: id, Name: name, Lang: "en", Zone: zone, PlaceID: place.ID, Place: place.Name, Held: []actor.Held{{Role: "trainee", Path: place.Path}}}
}
