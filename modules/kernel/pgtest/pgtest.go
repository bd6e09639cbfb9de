// Package pgtest gives each test a database of its own: a copy of one that was migrated once.
package pgtest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"credence/modules/kernel/database"
)

// Setting names the server that tests use; `make test` starts one and sets it to the migrated template.
const Setting = "TEST_DATABASE_URL"

// New returns a migrated, empty database that disappears after the test.
func New(t testing.TB) *database.DB {
	t.Helper()
	db, err := database.Open(t.Context(), URL(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

// URL is like New for tests that start the program itself.
func URL(t testing.TB) string {
	t.Helper()
	template, err := url.Parse(os.Getenv(Setting))
	if err != nil || template.Path == "" {
		t.Fatalf("%s is not set: run the tests with `make test`, or one package with `go run ./server/withpg go test ./…`", Setting)
	}
	name := "t_" + strings.ToLower(rand.Text())
	admin(t, template, "CREATE DATABASE "+name+" TEMPLATE "+strings.TrimPrefix(template.Path, "/")+" STRATEGY file_copy")
	t.Cleanup(func() { admin(t, template, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	own := *template
	own.Path = "/" + name
	return own.String()
}

func admin(t testing.TB, template *url.URL, statement string) {
	t.Helper()
	ctx := context.Background()
	at := *template
	at.Path = "/postgres"
	conn, err := pgx.Connect(ctx, at.String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}
