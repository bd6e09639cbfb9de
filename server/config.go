package main

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/caarlos0/env/v11"
)

// Config is every setting, read once from the environment. `credence help serve` prints this table.
type Config struct {
	Addr         string `env:"CREDENCE_ADDR" envDefault:"127.0.0.1:8080" help:"address and port to listen on"`
	URL          string `env:"CREDENCE_URL" help:"public address, for links in mail and what browsers call this site; https:// turns on secure cookies and HSTS (default: http://CREDENCE_ADDR)"`
	Data         string `env:"CREDENCE_DATA" help:"folder for the database and the secret (default: /var/lib/credence as root, else .local/share/credence at home)"`
	DatabaseURL  string `env:"DATABASE_URL" help:"postgres://… of a PostgreSQL 15 or newer (default: the program starts its own in CREDENCE_DATA)"`
	PGBin        string `env:"PG_BIN" help:"folder of the postgres binaries, when the program starts its own (default: searched)"`
	Demo         bool   `env:"CREDENCE_DEMO" help:"true loads the demo ministry into an empty database"`
	DemoPassword string `env:"CREDENCE_DEMO_PASSWORD" help:"password of the demo accounts, 12 characters or more (default: random, printed once)"`
	SMTPURL      string `env:"CREDENCE_SMTP_URL" help:"smtp://user:password@host:587, or smtps://…:465 (default: no mail; links are shown to the admin who asked)"`
	MailFrom     string `env:"CREDENCE_MAIL_FROM" help:"sender of mail (default: credence@ the host of CREDENCE_URL)"`
	Secret       string `env:"CREDENCE_SECRET" help:"32 characters or more that sign links; the same on every server (default: made once and kept in CREDENCE_DATA)"`
	Content      string `env:"CREDENCE_CONTENT" help:"folder with further courses and scenarios of your own, laid out as docs/author.md says"`
	Proxy        bool   `env:"CREDENCE_PROXY" help:"true when a reverse proxy of yours sets X-Forwarded-For"`

	base *url.URL // URL, parsed
}

// readConfig reads and checks every setting. An error is one line and names the variable.
func readConfig() (Config, error) {
	c, err := env.ParseAs[Config]()
	if err != nil {
		var parse env.ParseError
		if errors.As(err, &parse) {
			return c, fmt.Errorf("%s: it must be true or false", variableOf(parse.Name)) // nothing but switches is parsed
		}
		return c, err
	}
	if c.Data == "" {
		c.Data = defaultData()
	}
	if c.URL == "" {
		c.URL = "http://" + reachable(c.Addr)
	}
	return c, c.check()
}

// reachable is addr as a browser on this machine can name it: "all addresses" is none.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err == nil && (host == "" || net.ParseIP(host).IsUnspecified()) {
		return net.JoinHostPort("localhost", port)
	}
	return addr
}

func (c *Config) check() (err error) {
	_, port, err := net.SplitHostPort(c.Addr)
	if _, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil {
		return fmt.Errorf("CREDENCE_ADDR: %q is not host:port", c.Addr)
	}
	c.base, err = url.Parse(c.URL)
	if err != nil || (c.base.Scheme != "http" && c.base.Scheme != "https") || c.base.Host == "" || !strings.EqualFold(strings.TrimSuffix(c.URL, "/"), c.origin()) {
		return fmt.Errorf("CREDENCE_URL: %q is not http://host or https://host", c.URL)
	}
	if err := oneOf("DATABASE_URL", c.DatabaseURL, "postgres", "postgresql"); err != nil {
		return err
	}
	if err := oneOf("CREDENCE_SMTP_URL", c.SMTPURL, "smtp", "smtps"); err != nil {
		return err
	}
	if c.DemoPassword != "" && len(c.DemoPassword) < 12 {
		return errors.New("CREDENCE_DEMO_PASSWORD: shorter than 12 characters")
	}
	if c.Secret != "" && len(c.Secret) < 32 {
		return errors.New("CREDENCE_SECRET: shorter than 32 characters")
	}
	if c.MailFrom == "" {
		c.MailFrom = "credence@" + c.base.Hostname()
	} else if from, err := mail.ParseAddress(c.MailFrom); err != nil || from.Address != c.MailFrom {
		return fmt.Errorf("CREDENCE_MAIL_FROM: %q is not an e-mail address", c.MailFrom)
	}
	if c.Content != "" {
		if folder, err := os.Stat(c.Content); err != nil || !folder.IsDir() {
			return fmt.Errorf("CREDENCE_CONTENT: %q is not a folder", c.Content)
		}
	}
	return nil
}

// origin is the public address as a browser names it, without a path.
func (c *Config) origin() string { return c.base.Scheme + "://" + c.base.Host }

// secure reports whether people reach the program over TLS.
func (c *Config) secure() bool { return c.base.Scheme == "https" }

func oneOf(name, value string, schemes ...string) error {
	if value == "" {
		return nil
	}
	u, err := url.Parse(value)
	if err == nil && u.Host+u.RawQuery != "" {
		for _, s := range schemes {
			if u.Scheme == s {
				return nil
			}
		}
	}
	return fmt.Errorf("%s: it must begin with %s:// and name a host", name, strings.Join(schemes, ":// or ")) // the value may hold a password
}

func defaultData() string {
	if os.Geteuid() == 0 {
		return "/var/lib/credence"
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "data"
	}
	return filepath.Join(home, ".local", "share", "credence")
}

// settingsHelp lists every variable with what it does and its default.
func settingsHelp() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		if name := f.Tag.Get("env"); name != "" {
			help := f.Tag.Get("help")
			if d := f.Tag.Get("envDefault"); d != "" {
				help += " (default: " + d + ")"
			}
			fmt.Fprintf(w, "  %s\t%s\n", name, help)
		}
	}
	w.Flush()
	return b.String()
}

func variableOf(field string) string {
	if f, ok := reflect.TypeFor[Config]().FieldByName(field); ok {
		return f.Tag.Get("env")
	}
	return field
}
