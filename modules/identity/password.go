package identity

import (
	"context"
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"credence/modules/kernel/fault"
)

// argon is argon2id with 19 MiB and two passes (OWASP's minimum): about 50 ms on one processor.
var argon = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Passwords are long rather than odd: no rules about digits and signs.
const shortest, longest = 12, 200

// common holds the words that the commonest passwords are made of.
//
//go:embed password_common.txt
var common string

var commonWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(common) {
		words[word] = true
	}
	return words
})

// checkPassword says what is wrong with a new password that was typed twice, or nothing.
func checkPassword(password, again, email string) error {
	n, key := utf8.RuneCountInString(password), ""
	switch {
	case n < shortest:
		key = "identity.password_short"
	case n > longest:
		key = "identity.password_long"
	case strings.EqualFold(password, email) || strings.EqualFold(password, mailbox(email)):
		key = "identity.password_is_email"
	case isCommon(password):
		key = "identity.password_common"
	case password != again:
		return fault.New(fault.Invalid, "identity.password_differs").In("again")
	default:
		return nil
	}
	return fault.New(fault.Invalid, key).In("password").With("least", shortest, "most", longest)
}

func mailbox(email string) string {
	name, _, _ := strings.Cut(email, "@")
	return name
}

// isCommon recognises what guessers try first: one or two common words, dressed up with digits and signs or repeated;
// a few characters again and again; a run such as 123456789012.
func isCommon(password string) bool {
	plain := strings.ToLower(password)
	if isRun([]rune(plain)) || len(unit(plain)) <= 3 {
		return true
	}
	word := strings.Map(onlyLetters, undress.Replace(strings.TrimFunc(plain, notLetter)))
	words := commonWords()
	if words[word] || words[unit(word)] {
		return true
	}
	for i := range word {
		if words[word[:i]] && words[word[i:]] {
			return true
		}
	}
	return false
}

// unit is the shortest text that gives this one when repeated.
func unit(text string) string {
	for n := 1; n <= len(text)/2; n++ {
		if len(text)%n == 0 && strings.Repeat(text[:n], len(text)/n) == text {
			return text[:n]
		}
	}
	return text
}

var undress = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func onlyLetters(r rune) rune {
	if notLetter(r) {
		return -1
	}
	return r
}

// isRun reports whether each character follows the one before by the same step of 0, 1 or -1, with wraps at 9 and 0.
func isRun(text []rune) bool {
	for _, step := range []rune{0, 1, -1} {
		even := true
		for i := 1; i < len(text) && even; i++ {
			even = text[i]-text[i-1] == step || step == 1 && text[i-1] == '9' && text[i] == '0' || step == -1 && text[i-1] == '0' && text[i] == '9'
		}
		if even {
			return true
		}
	}
	return false
}

// HashPassword computes what is stored for a password. It checks no rule.
func (m *Module) HashPassword(ctx context.Context, password string) (hash string, err error) {
	err = m.hash(ctx, func() (err error) { hash, err = argon2id.CreateHash(password, argon); return err })
	return hash, err
}

// verify compares in constant time. An empty hash costs as much as a real one and never matches.
func (m *Module) verify(ctx context.Context, password, hash string) (ok bool, err error) {
	known := hash != ""
	if !known {
		hash = nobodysHash()
	}
	err = m.hash(ctx, func() (err error) { ok, err = argon2id.ComparePasswordAndHash(password, hash); return err })
	return ok && known, err
}

var nobodysHash = sync.OnceValue(func() string {
	hash, err := argon2id.CreateHash("nobody signs in with this", argon)
	if err != nil {
		panic(err) // no randomness: nothing else would work either
	}
	return hash
})

// hash waits for its turn: hashing takes a processor and 19 MiB, so a crowd of sign-ins queues instead of starving everybody else.
func (m *Module) hash(ctx context.Context, work func() error) error {
	select {
	case m.hashing <- struct{}{}:
		defer func() { <-m.hashing }()
		return work()
	case <-ctx.Done():
		return ctx.Err()
	}
}
