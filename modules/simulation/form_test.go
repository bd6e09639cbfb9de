package simulation

import "testing"

func TestAcceptedFormsAreFoundInWhatPeopleWrite(t *testing.T) {
	s := &Scenario{Page: Page{Address: "arvenia.example/bridge"}}
	for _, c := range []struct {
		form, text string
		want       bool
	}{
		{"bridge is standing", "The BRIDGE is standing!", true},
		{"bridge is standing", "The bridge. Is standing", false},
		{"bridge is|was standing", "the bridge was standing", true},
		{"stand*", "It stands.", true},
		{"*stand*", "notwithstanding", true},
		{"stand*", "understand", false},
		{"bridge ... intact", "The bridge over the river is intact", true},
		{"bridge ... intact", "bridge one two three four five six seven intact", false},
		{"until {time}", "closed until 18:00.", true},
		{"until {time}", "closed until 6 pm", true},
		{"until {time}", "closed until 18h", true},
		{"until {time}", "closed until further notice", false},
		{"{number} people", "1,200 people", true},
		{"{number} people", "some people", false},
		{"see {link}", "Please see arvenia.example/bridge.", true},
		{"closed (for|until) test", "closed test", true},
		{"closed (for a) test", "closed for a test", true},
		{"load-test", "a load test was announced", true},
		{"dont share", "Don’t share it", true},
		{"cafe", "Café", true},
		{"الجسر قائم", "الجِسْرُ قائمٌ.", true},
		{"اختبار التحميل", "إختبار التحميل", true},
		{"قتيل*", "14 قتيلًا", true},
		{"14", "١٤ قتيلا", true},
		{"صحيفة", "صحيفه", true},
		{"ёлка", "елка", true},
	} {
		f, err := parseForm(c.form)
		if err != nil {
			t.Errorf("%q: %v", c.form, err)
			continue
		}
		found := false
		for _, sentence := range s.hear(c.text, "en", 0).sentences {
			found = found || f.in(sentence)
		}
		if found != c.want {
			t.Errorf("%q in %q: found is %v", c.form, c.text, found)
		}
	}
	for _, bad := range []string{"", "...", "a ...", "{word}", "|", "*"} {
		if _, err := parseForm(bad); err == nil {
			t.Errorf("%q is accepted as a form", bad)
		}
	}
}

func TestAForbiddenSayingCanBeTakenBackInItsSentenceAndEndsAtItsMinute(t *testing.T) {
	s := &Scenario{Forbidden: map[string]Saying{
		"toll": {Forms: map[string]List{"en": {"14 dead"}}, Unless: map[string]List{"en": {"not|no|cannot"}}},
		"head": {Forms: map[string]List{"en": {"14 dead"}}, First: 4},
		"hurt": {Forms: map[string]List{"en": {"nobody hurt"}}, Until: 50},
	}}
	for _, c := range []struct {
		id, text string
		at       int
		want     bool
	}{
		{"toll", "We mourn. 14 dead.", 0, true},
		{"toll", "We cannot confirm 14 dead.", 0, false},
		{"toll", "We cannot say. There are 14 dead.", 0, true},
		{"head", "14 dead, says a post", 0, true},
		{"head", "A post that shows an old picture says 14 dead", 0, false},
		{"hurt", "Nobody hurt", 49 * 60, true},
		{"hurt", "Nobody hurt", 50 * 60, false},
	} {
		if got := s.says(s.hear(c.text, "ta", c.at), c.id); got != c.want {
			t.Errorf("%s in %q at %d: %v", c.id, c.text, c.at, got)
		}
	}
}
