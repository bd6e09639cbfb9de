// Package notify sends mail: it keeps an outbox, writes each mail in its reader's language when it goes out, and tries again when the
// mail server is away.
//
// Owns: mails (the outbox).
// Announces: nothing.
// Listens: identity.LinkIssued (an invitation or reset link is to be sent).
// Lent: write, which turns a Mail into subject and bodies in the reader's language; link, which turns a token into a URL.
// Lends: Queue.
package notify
