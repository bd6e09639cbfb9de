package simulation

import "strings"

// heard is a text taken apart once, so that many sayings can be looked for in it.
type heard struct {
	lang      string
	at        int // exercise seconds when it was said
	sentences [][]string
}

// hear takes a text apart. The live page's address counts as one word.
func (s *Scenario) hear(text, lang string, at int) heard {
	if s.Page.Address != "" {
		text = strings.ReplaceAll(text, s.Page.Address, " "+linkWord+" ")
	}
	return heard{lang, at, sentences(text)}
}

// says reports whether the text says the fact or forbidden thing. A fact is looked for in the language the text
// was written in; something forbidden in any, so that a wrong label does not hide it.
func (s *Scenario) says(h heard, id string) bool {
	if fact, ok := s.Facts[id]; ok {
		return fact.said(h, h.lang)
	}
	saying := s.Forbidden[id]
	if h.at < saying.From.Seconds() || saying.Until > 0 && h.at >= saying.Until.Seconds() {
		return false
	}
	for lang := range saying.Forms {
		if saying.said(h, lang) {
			return true
		}
	}
	return false
}

func (y Saying) said(h heard, lang string) bool {
	left := y.First
	for _, sentence := range h.sentences {
		part := sentence
		if y.First > 0 {
			part = sentence[:min(left, len(sentence))]
			left -= len(part)
		}
		if anyForm(y.Forms[lang], part) && !anyForm(y.Unless[lang], sentence) {
			return true
		}
	}
	return false
}

func anyForm(forms List, sentence []string) bool {
	for _, written := range forms {
		if f := compiled(written); f != nil && f.in(sentence) {
			return true
		}
	}
	return false
}
