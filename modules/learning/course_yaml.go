package learning

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"credence/modules/activity"
)

var (
	slugPattern   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	lessonPattern = regexp.MustCompile(`^[A-Z]+[0-9]+(\.[0-9]+)+$`)
	periodPattern = regexp.MustCompile(`^([0-9]+) (months?|days?)$`)
)

// readCourse reads one course folder. A course with problems is incomplete.
func readCourse(files fs.FS, slug string) (*Course, []Problem) {
	dir := path.Join("courses", slug)
	r := &courseReader{files: files, dir: dir, yamlFile: openYAML(files, path.Join(dir, "course.yaml"))}
	var raw courseFile
	if !r.decode(&raw) {
		return nil, r.problems
	}
	c := &Course{
		Slug: slug, Code: raw.Code, Title: raw.Title, Summary: raw.Summary, Audience: raw.Audience, Level: raw.Level,
		Languages: raw.Languages, Competences: raw.Competences, Objectives: raw.Objectives, Prerequisites: raw.Prerequisites,
		Grace: GraceDays, Figures: map[string][]byte{},
	}
	r.outline(c, raw)
	for i, m := range raw.Modules {
		c.Modules = append(c.Modules, r.module(c, i, m))
	}
	for i, a := range raw.Activities {
		c.Activities = append(c.Activities, r.activity(i, a))
	}
	c.Completion = r.rule(c, "$.completion", raw.Completion)
	r.readFigures(c)
	return c, r.problems
}

// courseReader collects what is wrong while a course is read.
type courseReader struct {
	*yamlFile
	files fs.FS
	dir   string
}

func (r *courseReader) outline(c *Course, raw courseFile) {
	if len(c.Languages) == 0 {
		r.refuse("$.languages", "a course names its languages, for example [en, ar]")
		c.Languages = []string{English}
	}
	if !slices.Contains(Levels, c.Level) {
		r.refuse("$.level", "the level is one of %s", strings.Join(Levels, ", "))
	}
	if c.Code == "" {
		r.refuse("$.code", "the course has no code")
	}
	if len(c.Modules)+len(raw.Modules) == 0 {
		r.refuse("$.modules", "the course has no modules")
	}
	if len(c.Objectives) == 0 {
		r.refuse("$.objectives", "the course has no objectives")
	}
	r.speaks(c, "$.title", c.Title)
	r.speaks(c, "$.summary", c.Summary)
	r.speaks(c, "$.audience", c.Audience)
	for i, o := range c.Objectives {
		r.speaks(c, fmt.Sprintf("$.objectives[%d]", i), o)
	}
	switch n, unit := period(raw.Recertify); {
	case raw.Recertify == "never":
	case unit == "month":
		c.Recertify = n
	default:
		r.refuse("$.recertify", `recertify is a number of months, "12 months", or "never"`)
	}
	if raw.Grace != "" {
		n, unit := period(raw.Grace)
		if unit != "day" {
			r.refuse("$.grace", `grace is a number of days, "30 days"`)
		}
		c.Grace = n
	}
}

func period(s string) (n int, unit string) {
	m := periodPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, ""
	}
	n, _ = strconv.Atoi(m[1])
	return n, strings.TrimSuffix(m[2], "s")
}

// speaks refuses a text that is missing in a language of the course.
func (r *courseReader) speaks(c *Course, where string, t Text) {
	if missing := t.lacks(c.Languages); len(missing) > 0 {
		r.refuse(where, "the text is missing in %s", strings.Join(missing, ", "))
	}
}

func (r *courseReader) module(c *Course, i int, raw moduleFile) CourseModule {
	where := fmt.Sprintf("$.modules[%d]", i)
	m := CourseModule{Code: raw.Code, Title: raw.Title}
	r.speaks(c, where+".title", m.Title)
	if m.Code == "" {
		r.refuse(where, "the module has no code")
	}
	if len(raw.Lessons) == 0 {
		r.refuse(where, "the module %s has no lessons", m.Code)
	}
	for j, l := range raw.Lessons {
		m.Lessons = append(m.Lessons, r.lesson(c, fmt.Sprintf("%s.lessons[%d]", where, j), m, l))
	}
	return m
}

func (r *courseReader) lesson(c *Course, where string, in CourseModule, raw lessonFile) Lesson {
	l := Lesson{Code: raw.Code, Title: raw.Title, Objective: raw.Objective, Minutes: raw.Minutes, Competences: raw.Competences, Body: Text{}}
	r.speaks(c, where+".title", l.Title)
	r.speaks(c, where+".objective", l.Objective)
	if l.Minutes < 1 {
		r.refuse(where+".minutes", "the lesson %s has no minutes", l.Code)
	}
	if !lessonPattern.MatchString(l.Code) {
		r.refuse(where+".code", `a lesson code looks like C2.1.1, not %q`, l.Code)
		return l
	}
	if c.Lesson(l.ID()) != nil || slices.ContainsFunc(in.Lessons, func(o Lesson) bool { return o.Code == l.Code }) {
		r.refuse(where+".code", "there are two lessons %s", l.Code)
	}
	for _, lang := range c.Languages {
		data, err := fs.ReadFile(r.files, path.Join(r.dir, "lessons", l.ID()+"."+lang+".md"))
		if err != nil {
			r.refuse(where, "the lesson %s has no file lessons/%s.%s.md", l.Code, l.ID(), lang)
			continue
		}
		l.Body[lang] = strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
	}
	return l
}

func (r *courseReader) activity(i int, raw activityFile) Activity {
	where := fmt.Sprintf("$.activities[%d]", i)
	a := Activity{Mode: raw.Mode}
	switch {
	case raw.Quiz != "" && raw.Simulation == "":
		a.Ref = activity.Ref{Kind: activity.Quiz, ID: raw.Quiz}
	case raw.Simulation != "" && raw.Quiz == "":
		a.Ref = activity.Ref{Kind: activity.Simulation, ID: raw.Simulation}
	default:
		r.refuse(where, "an activity is a quiz or a simulation")
	}
	if a.Mode != "" && (a.Kind != activity.Simulation || a.Mode != activity.Solo && a.Mode != activity.Live) {
		r.refuse(where+".mode", "only a simulation has a mode, solo or live")
	}
	return a
}

// readFigures takes every picture of the course's folder along.
func (r *courseReader) readFigures(c *Course) {
	entries, _ := fs.ReadDir(r.files, path.Join(r.dir, "figures")) // a course without figures has no folder
	for _, e := range entries {
		if data, err := fs.ReadFile(r.files, path.Join(r.dir, "figures", e.Name())); err == nil {
			c.Figures[e.Name()] = data
		}
	}
}
