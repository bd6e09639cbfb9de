package learning

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"credence/modules/activity"
)

var competencePattern = regexp.MustCompile(`^(KM|PD|IM|CC|DR|IF|ER|PP|CY|CD|OC|ML|ON)-[FPA]$`)

// Check reads every course as Load does, and further for what a reader would stumble over. Known says which
// quizzes and scenarios exist. Problems come in the order of files and lines.
func Check(files fs.FS, known func(activity.Ref) bool) []Problem {
	found, err := fs.Glob(files, "courses/*")
	if err != nil {
		return []Problem{{"courses", 1, err.Error()}}
	}
	var problems []Problem
	courses, yamls := map[string]*Course{}, map[string]*yamlFile{}
	for _, dir := range found {
		slug := path.Base(dir)
		if !slugPattern.MatchString(slug) {
			problems = append(problems, Problem{dir, 1, "the name of a course's folder has small letters, digits and hyphens only"})
		}
		course, wrong := readCourse(files, slug)
		problems = append(problems, wrong...)
		if course != nil {
			courses[slug] = course
			yamls[slug] = openYAML(files, path.Join(dir, "course.yaml"))
		}
	}
	for slug, course := range courses {
		c := &courseCheck{course: course, files: files, dir: path.Join("courses", slug), shown: map[string]bool{}, yamlFile: yamls[slug]}
		c.links(courses, known)
		for i := range course.Modules {
			for j := range course.Modules[i].Lessons {
				c.lesson(fmt.Sprintf("$.modules[%d].lessons[%d]", i, j), &course.Modules[i].Lessons[j])
			}
		}
		c.folder()
		problems = append(problems, c.problems...)
	}
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Message, b.Message))
	})
	return slices.Compact(problems)
}

// courseCheck looks at one course and collects what is wrong with it.
type courseCheck struct {
	*yamlFile
	course *Course
	files  fs.FS
	dir    string
	shown  map[string]bool // figure files that some lesson shows
}

func (c *courseCheck) note(file string, line int, format string, args ...any) {
	c.problems = append(c.problems, Problem{path.Join(c.dir, file), line, fmt.Sprintf(format, args...)})
}

// links checks what the course says about other things: courses, quizzes, scenarios, competences.
func (c *courseCheck) links(courses map[string]*Course, known func(activity.Ref) bool) {
	for i, slug := range c.course.Prerequisites {
		where := fmt.Sprintf("$.prerequisites[%d]", i)
		if courses[slug] == nil {
			c.refuse(where, "there is no course %s to come before this one", slug)
		} else if leadsTo(courses, slug, c.course.Slug, map[string]bool{}) {
			c.refuse(where, "%s and this course each come before the other", slug)
		}
	}
	for i, a := range c.course.Activities {
		if a.ID != "" && !known(a.Ref) {
			c.refuse(fmt.Sprintf("$.activities[%d]", i), "there is no %s %s", a.Kind, a.ID)
		}
	}
	c.competences("$", c.course.Competences)
	if len(c.course.Competences) == 0 {
		c.refuse("$.competences", "the course names no competence")
	}
}

func leadsTo(courses map[string]*Course, from, to string, seen map[string]bool) bool {
	if from == to {
		return true
	}
	if courses[from] == nil || seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(courses[from].Prerequisites, func(next string) bool { return leadsTo(courses, next, to, seen) })
}

func (c *courseCheck) competences(where string, all []string) {
	for i, one := range all {
		if !competencePattern.MatchString(one) {
			c.refuse(fmt.Sprintf("%s.competences[%d]", where, i), "%s is not a competence; one looks like CY-F", one)
		}
	}
}

// folder looks for files that nothing leads to, and at every figure.
func (c *courseCheck) folder() {
	lessons, _ := fs.ReadDir(c.files, path.Join(c.dir, "lessons")) // missing files were reported with their lessons
	for _, e := range lessons {
		id, lang, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".md"), ".md")
		if dot := strings.LastIndex(id, "."); dot > 0 {
			id, lang = id[:dot], id[dot+1:]
		}
		if c.course.Lesson(id) == nil || !slices.Contains(c.course.Languages, lang) {
			c.note("lessons/"+e.Name(), 1, "course.yaml has no lesson %s in the language %s", id, lang)
		}
	}
	for name, data := range c.course.Figures {
		file := "figures/" + name
		if !c.shown[name] {
			c.note(file, 1, "no lesson shows this figure")
		}
		switch path.Ext(name) {
		case ".svg":
			_, faults := readFigure(data)
			for _, f := range faults {
				c.note(file, f.line, "%s", f.message)
			}
		case ".png", ".jpg":
			if _, err := pictureSize(data); err != nil {
				c.note(file, 1, "the picture cannot be read: %v", err)
			}
			if len(data) > pictureLimit {
				c.note(file, 1, "the picture has %d bytes; at most %d are allowed", len(data), pictureLimit)
			}
		default:
			c.note(file, 1, "a figure is a drawing (.svg) or a light image (.png, .jpg)")
		}
	}
}
