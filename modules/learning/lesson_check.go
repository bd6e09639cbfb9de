package learning

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A lesson takes longer to work through than to read: between 40 and 250 words a minute.
const (
	slowest = 40
	fastest = 250
)

var (
	noteCited   = regexp.MustCompile(`\[\^([^\]\s]+)\]`)
	noteDefined = regexp.MustCompile(`^\[\^([^\]\s]+)\]:`)
)

// lesson looks at a lesson in each of its languages and compares them.
func (c *courseCheck) lesson(where string, l *Lesson) {
	c.competences(where, l.Competences)
	var first *lessonCheck
	for _, lang := range c.course.Languages {
		body, ok := l.Body[lang]
		if !ok {
			continue // reported as missing
		}
		one := &lessonCheck{courseCheck: c, file: "lessons/" + l.ID() + "." + lang + ".md", lang: lang, source: []byte(body),
			checks: map[string]*SelfCheck{}, callouts: map[string]int{}}
		one.read()
		one.complete(l)
		if first == nil {
			first = one
		} else {
			one.compare(first)
		}
	}
}

// lessonCheck is the look at one lesson in one language.
type lessonCheck struct {
	*courseCheck
	file     string
	lang     string
	source   []byte
	figures  int
	words    int
	checks   map[string]*SelfCheck
	callouts map[string]int
}

func (c *lessonCheck) wrong(line int, format string, args ...any) {
	c.note(c.file, line, format, args...)
}

func (c *lessonCheck) read() {
	doc := parseLesson(c.source)
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		return c.node(n), nil
	})
	c.words = len(strings.Fields(words(doc, c.source)))
	c.notes()
}

func (c *lessonCheck) node(n ast.Node) ast.WalkStatus {
	line := lineAt(c.source, startOf(n))
	if image, ok := figureOf(n); ok {
		c.figure(line, image)
		return ast.WalkSkipChildren
	}
	if yaml, ok := checkOf(n, c.source); ok {
		c.check(line, yaml)
		return ast.WalkSkipChildren
	}
	if callout, ok := calloutOf(n); ok {
		c.callouts[callout.kind]++
		if !callout.known() {
			c.wrong(line, "there is no callout %s; the kinds are %s", callout.kind, strings.Join(calloutKinds, ", "))
		}
		if callout.title == "" {
			c.wrong(line, "the callout has no title")
		}
		return ast.WalkContinue
	}
	switch n := n.(type) {
	case *ast.HTMLBlock, *ast.RawHTML:
		c.wrong(line, "HTML is not shown; write Markdown")
	case *ast.Image:
		c.wrong(line, "a figure stands alone in its paragraph")
	case *ast.Heading:
		if n.Level == 1 {
			c.wrong(line, "the title comes from course.yaml; parts of a lesson are ## headings")
		}
	}
	return ast.WalkContinue
}

func (c *lessonCheck) figure(line int, image *ast.Image) {
	c.figures++
	address := string(image.Destination)
	if strings.TrimSpace(words(image, c.source)) == "" {
		c.wrong(line, "the figure has no text for readers who cannot see it; write it in the brackets")
	}
	if len(image.Title) == 0 {
		c.wrong(line, "the figure has no caption; write it in quotes after the file")
	}
	name, content := c.course.figure(address, c.lang)
	if content == nil || !strings.HasPrefix(address, "figures/") {
		c.wrong(line, "there is no figure %s", address)
	}
	c.shown[name] = true
	c.shown[strings.TrimPrefix(address, "figures/")] = true
}

func (c *lessonCheck) check(line int, yaml []byte) {
	check, within, err := readSelfCheck(yaml)
	if err != nil {
		c.wrong(line+within-1, "%v", err)
		return
	}
	if c.checks[check.ID] != nil {
		c.wrong(line, "the lesson has two checks %s", check.ID)
	}
	c.checks[check.ID] = check
}

// notes checks that every source that is cited exists, and every source is cited.
func (c *lessonCheck) notes() {
	cited, defined, fenced := map[string]int{}, map[string]int{}, false
	for i, line := range strings.Split(string(c.source), "\n") {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if fenced {
			continue
		}
		if m := noteDefined.FindStringSubmatch(line); m != nil {
			if defined[m[1]] > 0 {
				c.wrong(i+1, "the source %s is given twice", m[1])
			}
			defined[m[1]] = i + 1
			line = line[len(m[0]):]
		}
		for _, m := range noteCited.FindAllStringSubmatch(line, -1) {
			if cited[m[1]] == 0 {
				cited[m[1]] = i + 1
			}
		}
	}
	for name, line := range cited {
		if defined[name] == 0 {
			c.wrong(line, "the source %s is cited and not given", name)
		}
	}
	for name, line := range defined {
		if cited[name] == 0 {
			c.wrong(line, "the source %s is given and not cited", name)
		}
	}
}

// complete checks that the lesson has the parts a learner is promised, and fits its minutes.
func (c *lessonCheck) complete(l *Lesson) {
	if c.figures == 0 {
		c.wrong(1, "the lesson has no figure")
	}
	if len(c.checks) == 0 {
		c.wrong(1, "the lesson has no check")
	}
	for _, kind := range []string{"card", "practice"} {
		if c.callouts[kind] == 0 {
			c.wrong(1, "the lesson has no callout %s", kind)
		}
	}
	if l.Minutes > 0 && (c.words > l.Minutes*fastest || c.words < l.Minutes*slowest) {
		c.wrong(1, "%d words do not fit %d minutes; expected are %d to %d", c.words, l.Minutes, l.Minutes*slowest, l.Minutes*fastest)
	}
}

// compare checks that the lesson asks the same in this language as in the first one.
func (c *lessonCheck) compare(first *lessonCheck) {
	mine, theirs := slices.Sorted(maps.Keys(c.checks)), slices.Sorted(maps.Keys(first.checks))
	if !slices.Equal(mine, theirs) {
		c.wrong(1, "the checks are %s, in %s they are %s", quoted(mine), first.file, quoted(theirs))
		return
	}
	for _, id := range mine {
		same := slices.EqualFunc(c.checks[id].Options, first.checks[id].Options, func(a, b CheckOption) bool { return a.Right == b.Right })
		if !same {
			c.wrong(1, "the check %s has other right answers than in %s", id, first.file)
		}
	}
}

func quoted(ids []string) string { return fmt.Sprintf("%q", ids) }
