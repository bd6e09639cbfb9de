package i18n

import "golang.org/x/text/language"

// Match picks the interface language that fits a browser's Accept-Language best.
func Match(accept string) string {
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(wanted) == 0 {
		return Source
	}
	_, i, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return Source
	}
	return Languages[i].Code
}

var matcher = func() language.Matcher {
	tags := make([]language.Tag, len(Languages))
	for i, l := range Languages {
		tags[i] = language.Make(l.Code)
	}
	return language.NewMatcher(tags)
}()
