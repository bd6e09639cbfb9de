package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"credence/modules/access"
	"credence/modules/kernel/actor"
	"credence/server/edge"
	"credence/server/pages"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The golden table is what reviewers read: every door of the platform, and who gets through it. It is made by asking
// each route as each role over HTTP; what comes back must also be what the policy says.
func TestEveryRouteLetsInExactlyTheRolesOfTheGoldenTable(t *testing.T) {
	t.Parallel()
	s := openStage(t)
	s.onlyOneRoleEach(t)
	who := append([]string{"visitor"}, access.Roles...)
	browsers := map[string]*browser{}
	for _, role := range who {
		browsers[role] = s.as(t, role)
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\t\t%s\n", strings.Join(who, "\t"))
	for _, r := range (&pages.Pages{}).Routes() {
		fmt.Fprintf(w, "%s\t%s", r.Method, r.Path)
		for _, role := range who {
			said := knock(browsers[role], r)
			if may := s.access.May(holder(role), r.Permission); may != (said == "in") {
				t.Errorf("%s %s as %s: %s, but the policy says %v", r.Method, r.Path, role, said, may)
			}
			fmt.Fprintf(w, "\t%s", said)
			if r.Path == "/sign-out" || r.Path == "/profile/sessions/end" {
				s.wait(time.Minute) // signing in is rationed
				browsers[role] = s.as(t, role)
			}
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	got := strings.ReplaceAll(regexp.MustCompile(` +\n`).ReplaceAllString(table.String(), "\n"), "\r", "")
	if *update {
		if err := os.WriteFile("testdata/routes.golden", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/routes.golden")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the doors are not those of testdata/routes.golden (go test ./server -run Golden -update, then review):\n%s", got)
	}
}

// onlyOneRoleEach takes away the trainee's role that everybody begins with, so that each column is one role alone.
func (s *stage) onlyOneRoleEach(t testing.TB) {
	t.Helper()
	for name, p := range s.people {
		if name == "trainee" || name == "other" {
			continue
		}
		file, err := s.identity.Open(t.Context(), s.admin, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, held := range file.Roles {
			if held.Role != "trainee" {
				continue
			}
			if err := s.identity.TakeRole(t.Context(), s.admin, p.ID, held.Role, held.PlaceID); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// holder is somebody with one role, as the policy sees them.
func holder(role string) actor.Actor {
	if role == "visitor" {
		return actor.Actor{}
	}
	return actor.Actor{ID: 1, Held: []actor.Held{{Role: role, Path: "/1/"}}}
}

// knock asks for a route, naming things that do not exist, and says whether the door opened.
func knock(b *browser, r edge.Route) string {
	b.t.Helper()
	a := b.do(r.Method, regexp.MustCompile(`:[a-z]+`).ReplaceAllString(r.Path, "0"), nil)
	switch {
	case a.status == http.StatusForbidden:
		return "no"
	case a.status == http.StatusSeeOther && strings.HasPrefix(a.to, "/sign-in") && r.Path != "/sign-out" && r.Path != "/profile/sessions/end":
		return "sign in"
	case a.status == http.StatusSeeOther && r.Path == "/profile/sessions/end" && len(a.header.Values("Set-Cookie")) == 0:
		return "sign in"
	case a.status >= http.StatusInternalServerError && r.Path != "/readyz":
		b.t.Errorf("%s %s: %d", r.Method, r.Path, a.status)
	}
	return "in"
}
