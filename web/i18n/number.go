package i18n

import (
	"context"
	"math"
	"strconv"
)

// Number writes v the way the reader's language does, with Latin digits.
func Number[N int | int64 | float64](ctx context.Context, v N) string {
	l := of(ctx)
	switch v := any(v).(type) {
	case int:
		return string(l.appendInt(nil, int64(v)))
	case int64:
		return string(l.appendInt(nil, v))
	default:
		return string(l.appendFloat(nil, v.(float64), -1))
	}
}

// Decimal writes v with exactly places digits after the mark.
func Decimal(ctx context.Context, v float64, places int) string {
	return string(of(ctx).appendFloat(nil, v, places))
}

// Percent writes a share of one as whole percent: .8 is "80%", in Turkish "%80".
func Percent(ctx context.Context, share float64) string {
	l := of(ctx)
	out := append([]byte(nil), l.percentBefore...)
	out = l.appendInt(out, int64(math.Round(share*100)))
	return string(append(out, l.percentAfter...))
}

// Bytes writes a size in the largest unit that leaves a number below a thousand.
func Bytes(ctx context.Context, size int64) string {
	units := [...]string{"time.bytes", "time.kilobytes", "time.megabytes", "time.gigabytes"}
	v, unit := float64(size), 0
	for v >= 1000 && unit < len(units)-1 {
		v, unit = v/1000, unit+1
	}
	places := 0
	if unit > 1 && v < 10 {
		places = 1
	}
	return T(ctx, units[unit], "size", Decimal(ctx, v, places))
}

func (l *locale) appendInt(out []byte, v int64) []byte {
	if -1000 < v && v < 1000 {
		return strconv.AppendInt(out, v, 10)
	}
	var room [20]byte
	return l.group(out, strconv.AppendInt(room[:0], v, 10))
}

// appendFloat writes v with places decimals, or with as many as it needs when
// places is negative, at most two.
func (l *locale) appendFloat(out []byte, v float64, places int) []byte {
	var room [32]byte
	if places < 0 {
		v, places = math.Round(v*100)/100, -1
	}
	digits := strconv.AppendFloat(room[:0], v, 'f', places, 64)
	whole := digits
	for i, c := range digits {
		if c == '.' {
			whole = digits[:i]
			break
		}
	}
	out = l.group(out, whole)
	if len(whole) < len(digits) {
		out = append(out, l.decimal...)
		out = append(out, digits[len(whole)+1:]...)
	}
	return out
}

func (l *locale) group(out, digits []byte) []byte {
	if len(digits) > 0 && digits[0] == '-' {
		out, digits = append(out, '-'), digits[1:]
	}
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out = append(out, l.thousands...)
		}
		out = append(out, c)
	}
	return out
}
