package i18n

import (
	"context"
	"strconv"
	"time"
)

// Day is a day of the near weeks, without its year: "Thu 19 Nov".
func Day(ctx context.Context, t time.Time, zone *time.Location) string {
	l := of(ctx)
	t = in(t, zone)
	return l.pattern(l.day, t, l.shortDays[t.Weekday()], l.shortMonths[t.Month()-1])
}

// Date is a full date: "19 November 2026".
func Date(ctx context.Context, t time.Time, zone *time.Location) string {
	l := of(ctx)
	t = in(t, zone)
	return l.pattern(l.date, t, "", l.months[t.Month()-1])
}

// DateTime is a near moment: "Thu 19 Nov, 18:00". The place whose clock it is
// belongs beside it.
func DateTime(ctx context.Context, t time.Time, zone *time.Location) string {
	return Day(ctx, t, zone) + of(ctx).comma + Clock(ctx, t, zone)
}

// DayFrom is a day as one says it at now: without its year while only one year can be meant, else the full date.
func DayFrom(ctx context.Context, now, t time.Time, zone *time.Location) string {
	if gap := t.Sub(now).Abs(); gap > halfYear {
		return Date(ctx, t, zone)
	}
	return Day(ctx, t, zone)
}

const halfYear = 182 * 24 * time.Hour

// DateTimeFrom is DayFrom with the time of day: "Thu 19 Nov, 18:00", "19 November 2024, 18:00".
func DateTimeFrom(ctx context.Context, now, t time.Time, zone *time.Location) string {
	return DayFrom(ctx, now, t, zone) + of(ctx).comma + Clock(ctx, t, zone)
}

// Comma stands between a day and its hour where they are written apart.
func Comma(ctx context.Context) string { return of(ctx).comma }

// Stamp is a moment for the record, to the second: "19 Nov 2026, 18:00:05".
func Stamp(ctx context.Context, t time.Time, zone *time.Location) string {
	l := of(ctx)
	t = in(t, zone)
	return l.pattern(l.date, t, "", l.shortMonths[t.Month()-1]) + l.comma + Seconds(ctx, t, zone)
}

// Clock is the time of day, "18:00", the same in every language.
func Clock(_ context.Context, t time.Time, zone *time.Location) string {
	return in(t, zone).Format("15:04")
}

// Seconds is the time of day to the second, for receipts.
func Seconds(_ context.Context, t time.Time, zone *time.Location) string {
	return in(t, zone).Format("15:04:05")
}

// Weekday is the name of the day: "Thursday".
func Weekday(ctx context.Context, t time.Time, zone *time.Location) string {
	return of(ctx).weekdays[in(t, zone).Weekday()]
}

// Offset is a zone's distance from UTC at t: "UTC+3", "UTC-3:30".
func Offset(t time.Time, zone *time.Location) string {
	_, seconds := in(t, zone).Zone()
	minutes := seconds / 60
	sign := "+"
	if minutes < 0 {
		sign, minutes = "-", -minutes
	}
	out := "UTC" + sign + strconv.Itoa(minutes/60)
	if minutes%60 != 0 {
		out += ":" + strconv.Itoa(minutes%60/10) + strconv.Itoa(minutes%10)
	}
	return out
}

// Relative says how far t is from now: "in 3 days", "2 hours ago". From a day
// on it counts midnights in zone, as people do.
func Relative(ctx context.Context, t, now time.Time, zone *time.Location) string {
	gap, way := t.Sub(now), "time.in_"
	if gap < 0 {
		gap, way = -gap, "time.ago_"
	}
	switch {
	case gap < time.Minute:
		return T(ctx, "time.now")
	case gap < time.Hour:
		return T(ctx, way+"minutes", "n", int(gap/time.Minute))
	case gap < 24*time.Hour:
		return T(ctx, way+"hours", "n", int(gap/time.Hour))
	}
	days := midnights(now, t, zone)
	if days < 0 {
		days = -days
	}
	return T(ctx, way+"days", "n", days)
}

func midnights(from, to time.Time, zone *time.Location) int {
	day := func(t time.Time) time.Time {
		y, m, d := in(t, zone).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}

// Duration writes minutes of work: "25 min", "1 h 30 min", "2 h".
func Duration(ctx context.Context, minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return T(ctx, "time.minutes", "n", m)
	case m == 0:
		return T(ctx, "time.hours", "n", h)
	default:
		return T(ctx, "time.hours_minutes", "hours", h, "minutes", m)
	}
}

// pattern writes W weekday, D day, M month and Y year where they stand.
func (l *locale) pattern(p string, t time.Time, weekday, month string) string {
	var room [64]byte
	out := room[:0]
	for i := range len(p) {
		switch p[i] {
		case 'W':
			out = append(out, weekday...)
		case 'D':
			out = strconv.AppendInt(out, int64(t.Day()), 10)
		case 'M':
			out = append(out, month...)
		case 'Y':
			out = strconv.AppendInt(out, int64(t.Year()), 10)
		default:
			out = append(out, p[i])
		}
	}
	return string(out)
}

func in(t time.Time, zone *time.Location) time.Time {
	if zone == nil {
		return t.UTC()
	}
	return t.In(zone)
}
