package notify

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	smtp "github.com/wneessen/go-mail"
)

// post speaks to the ministry's mail server.
type post struct {
	from    string
	host    string
	options []smtp.Option
}

// newPost reads the address of the server. With a password the connection is encrypted or not made.
func newPost(set Settings) (*post, error) {
	u, err := url.Parse(set.SMTP)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("the mail server is not smtp://host or smtps://host")
	}
	p := &post{from: set.From, host: u.Hostname(), options: []smtp.Option{smtp.WithTimeout(30 * time.Second)}}
	password, hasPassword := u.User.Password()
	switch {
	case u.Scheme == "smtps":
		p.options = append(p.options, smtp.WithSSL(), smtp.WithPort(465))
	case hasPassword:
		p.options = append(p.options, smtp.WithTLSPolicy(smtp.TLSMandatory), smtp.WithPort(587))
	default:
		p.options = append(p.options, smtp.WithTLSPolicy(smtp.TLSOpportunistic), smtp.WithPort(25))
	}
	if hasPassword {
		p.options = append(p.options, smtp.WithSMTPAuth(smtp.SMTPAuthAutoDiscover), smtp.WithUsername(u.User.Username()), smtp.WithPassword(password))
	}
	if u.Port() != "" {
		port, err := strconv.Atoi(u.Port())
		if err != nil {
			return nil, errors.New("the port of the mail server is not a number")
		}
		p.options = append(p.options, smtp.WithPort(port))
	}
	_, err = smtp.NewClient(p.host, p.options...)
	return p, err
}

// deliver sends a letter. forGood says that the error is the last word.
func (p *post) deliver(ctx context.Context, mail Mail, l Letter, now time.Time) (forGood bool, err error) {
	letter := smtp.NewMsg()
	if err := letter.FromFormat("Credence", p.from); err != nil {
		return false, fmt.Errorf("sender: %w", err) // a setting, not this mail's fault
	}
	if err := letter.AddToFormat(mail.Person.Name, mail.Person.Email); err != nil {
		return true, fmt.Errorf("reader: %w", err)
	}
	letter.Subject(l.Subject)
	letter.SetDateWithValue(now)
	_, domain, _ := strings.Cut(p.from, "@")
	letter.SetMessageIDWithValue(fmt.Sprintf("mail-%d-%d@%s", mail.ID, mail.QueuedAt.Unix(), domain)) // the same when tried again
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetBodyString(smtp.TypeTextPlain, l.Text)
	letter.AddAlternativeString(smtp.TypeTextHTML, l.HTML)
	client, err := smtp.NewClient(p.host, p.options...)
	if err != nil {
		return false, err
	}
	err = client.DialAndSendWithContext(ctx, letter)
	refusal, answered := errors.AsType[*smtp.SendError](err)
	return answered && refusal.ErrorCode() >= 500, err
}
