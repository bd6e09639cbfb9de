package notify

import (
	"time"

	"credence/modules/identity"
)

// Mail is one message to one person. What it says is decided by kind and facts when it goes out.
type Mail struct {
	ID        int64
	PersonID  int64
	Kind      string // "link" becomes "invitation" or "reset" when it goes out
	Facts     Facts  `gorm:"serializer:json"`
	Exercise  bool   // part of an exercise: marked as such, so that nobody takes it for real
	QueuedAt  time.Time
	SentAt    *time.Time
	RefusedAt *time.Time // will not be tried again
	Reason    string

	Person identity.Person `gorm:"-"` // the reader, fresh
	URL    string          `gorm:"-"` // what the mail asks to open
	Until  time.Time       `gorm:"-"` // the URL works until then, in the reader's zone
}

// Facts are what a mail is about.
type Facts struct {
	Link  int64             `json:"link,omitempty"`
	Texts map[string]string `json:"texts,omitempty"`
}

// TableName is where mails are kept.
func (Mail) TableName() string { return "notify.mails" }

// Open reports whether the mail still waits to be sent.
func (m Mail) Open() bool { return m.SentAt == nil && m.RefusedAt == nil }

// mark puts EXERCISE before the subject of an exercise mail, and of no other.
func (m Mail) mark(l Letter) Letter {
	if m.Exercise {
		l.Subject = "EXERCISE · " + l.Subject
	}
	return l
}
