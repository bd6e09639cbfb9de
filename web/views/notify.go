package views

import (
	"context"
	"strings"

	"credence/modules/notify"
	"credence/web/i18n"
)

// Letter turns a mail into subject and bodies in its reader's language.
func Letter(ctx context.Context, mail notify.Mail) (l notify.Letter, err error) {
	ctx = i18n.With(ctx, mail.Person.Lang)
	key := "notify." + mail.Kind + "."
	l.Subject = i18n.T(ctx, key+"subject")
	lines := MailLines{
		Greeting: i18n.T(ctx, "notify.greeting", "name", mail.Person.Name),
		Lead:     []string{i18n.T(ctx, key+"lead")},
		Act:      i18n.T(ctx, key+"act"), URL: mail.URL,
		After:   []string{i18n.T(ctx, "notify.once", "time", i18n.DateTime(ctx, mail.Until, mail.Until.Location())), i18n.T(ctx, key+"ignore")},
		Regards: i18n.T(ctx, "notify.regards"),
	}
	var html strings.Builder
	if err := mailPage(l.Subject, lines).Render(ctx, &html); err != nil {
		return l, err
	}
	l.HTML, l.Text = html.String(), lines.text(i18n.T(ctx, "common.product"))
	return l, nil
}

// text is the plain body.
func (m MailLines) text(product string) string {
	parts := append([]string{m.Greeting}, m.Lead...)
	if m.URL != "" {
		parts = append(parts, m.URL)
	}
	parts = append(parts, m.After...)
	return strings.Join(append(parts, m.Regards+"\n"+product), "\n\n") + "\n"
}
