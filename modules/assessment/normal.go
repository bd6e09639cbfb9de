package assessment

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// normal is a short text without what does not matter: case, accents, Arabic vowel signs and hamza seats,
// spaces, punctuation, and the script of its digits.
func normal(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(cases.Fold().String(latinDigits(s))) {
		switch r {
		case 'ى', 'ی':
			r = 'ي'
		case 'ة':
			r = 'ه'
		case 'ک':
			r = 'ك'
		case 'ٱ':
			r = 'ا'
		case 'ı':
			r = 'i'
		case 'ـ':
			continue // only stretches the word
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// latinDigits writes the digits of every script as 0 to 9.
func latinDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.IsDigit(r) {
			return r
		}
		return '0' + digit(r)
	}, s)
}

// digit is the value of a decimal digit. Unicode keeps the ten digits of a script together,
// in order, so the value is the distance from the start of their range.
func digit(r rune) rune {
	for _, in := range unicode.Nd.R16 {
		if rune(in.Lo) <= r && r <= rune(in.Hi) {
			return (r - rune(in.Lo)) % 10
		}
	}
	for _, in := range unicode.Nd.R32 {
		if rune(in.Lo) <= r && r <= rune(in.Hi) {
			return (r - rune(in.Lo)) % 10
		}
	}
	return 0
}

// IsNumber reports whether typed can be read as a number, whatever follows it as a unit.
func IsNumber(typed string) bool {
	return len(readings(strings.TrimRightFunc(latinDigits(typed), func(r rune) bool { return !unicode.IsDigit(r) }))) > 0
}

// readings returns the numbers that s can mean. A single comma or point before exactly three digits
// parts thousands for some readers and the fraction for others, so it gives two.
func readings(s string) (numbers []float64) {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '٫':
			return '.'
		case '٬', '\'', '’', '_':
			return -1
		case '−', '–':
			return '-'
		case '\u200e', '\u200f', '\u061c':
			return -1 // marks of direction
		}
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	dot, comma := strings.Count(s, "."), strings.Count(s, ",")
	add := func(s string) {
		if strings.Trim(s, "+-0123456789.") != "" {
			return // no hexadecimal, no infinity
		}
		if n, err := strconv.ParseFloat(s, 64); err == nil {
			numbers = append(numbers, n)
		}
	}
	switch {
	case dot > 0 && comma > 0: // the last of them is the fraction's
		if strings.LastIndex(s, ",") > strings.LastIndex(s, ".") {
			s = strings.ReplaceAll(s, ".", "")
		} else {
			s = strings.ReplaceAll(s, ",", "")
		}
		add(strings.ReplaceAll(s, ",", "."))
	case dot > 1 || comma > 1:
		add(strings.NewReplacer(".", "", ",", "").Replace(s))
	default:
		s = strings.ReplaceAll(s, ",", ".")
		add(s)
		if before, after, ok := strings.Cut(s, "."); ok && len(after) == 3 && strings.Trim(before, "+-0") != "" {
			add(before + after)
		}
	}
	return numbers
}

// clean takes off what cannot be kept or seen: broken characters, control characters, space at the ends.
func clean(typed string) string {
	typed = strings.ToValidUTF8(typed, "")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, typed))
}
