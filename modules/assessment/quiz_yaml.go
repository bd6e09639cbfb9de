package assessment

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Check names every mistake in the banks and quizzes under courses/.
func Check(files fs.FS) []Problem {
	_, problems := read(files)
	return problems
}

// read returns the quizzes of all courses, and what is wrong with them or their banks.
func read(files fs.FS) (quizzes []*Quiz, problems []Problem) {
	r := reader{files: files, ids: map[string]string{}, quizzes: map[string]string{}}
	courses, _ := fs.Glob(files, "courses/*/course.yaml")
	for _, file := range courses {
		quizzes = append(quizzes, r.course(file)...)
	}
	return quizzes, r.problems
}

type reader struct {
	files    fs.FS
	problems []Problem
	ids      map[string]string // item → file
	quizzes  map[string]string // quiz → file
}

// outline is what banks and quizzes need to know of a course.
type outline struct {
	Languages   []string
	Competences []string
	Modules     []struct {
		Code    string
		Title   Text
		Lessons []struct {
			Code        string
			Title       Text
			Competences []string
		}
	}
}

func (r *reader) course(file string) (quizzes []*Quiz) {
	var o outline
	if node := r.file(file); node == nil || !r.decode(file, node, &o) {
		return nil
	}
	if len(o.Languages) == 0 {
		o.Languages = []string{"en"}
	}
	dir := path.Dir(file)
	var bank []*Item
	banks, _ := fs.Glob(r.files, dir+"/bank/*.yaml")
	for _, file := range banks {
		bank = append(bank, r.bank(file, &o)...)
	}
	found, _ := fs.Glob(r.files, dir+"/quiz-*.yaml")
	for _, file := range found {
		if q := r.quiz(file, path.Base(dir), &o, bank); q != nil {
			quizzes = append(quizzes, q)
		}
	}
	return quizzes
}

var itemFields = []string{"id", "kind", "lesson", "competence", "thinking", "points", "reviewer", "reviewed", "stem", "because"}

func (r *reader) bank(file string, o *outline) (items []*Item) {
	root := r.file(file)
	if root == nil {
		return nil
	}
	r.fields(file, root, []string{"items"})
	list, ok := find(root, "items").(*ast.SequenceNode)
	if !ok {
		r.say(file, root, "needs items: a list of questions")
		return nil
	}
	module := strings.ToUpper(strings.TrimSuffix(path.Base(file), ".yaml"))
	for _, node := range list.Values {
		if item := r.item(file, module, node, o); item != nil {
			items = append(items, item)
		}
	}
	return items
}

func (r *reader) item(file, module string, node ast.Node, o *outline) *Item {
	item := &Item{Points: 1}
	if !r.decode(file, node, item) {
		return nil
	}
	c := r.checker(file, node, o.Languages)
	kind, err := kindOf(item.Kind)
	if err != nil {
		c.Say("kind", "%v", err)
		return nil
	}
	item.Module, item.Question = module, kind.New()
	if !r.decode(file, node, item.Question) {
		return nil
	}
	r.fields(file, node, append(slices.Clone(itemFields), kind.Fields...))
	before := len(r.problems)
	item.check(c, o)
	item.Question.Check(c)
	if other, taken := r.ids[item.ID]; taken {
		c.Say("id", "%q is taken in %s", item.ID, other)
	}
	r.ids[item.ID] = file
	if len(r.problems) > before {
		return nil
	}
	return item
}

func (i *Item) check(c *Checker, o *outline) {
	if i.ID == "" {
		c.Say("id", "needs an id")
	}
	c.Text("stem", i.Stem)
	c.Text("because", i.Because)
	for lang, stem := range i.Stem {
		if n := len(strings.Fields(stem)); n > 35 {
			c.Say("stem", "has %d words in %q, at most 35", n, lang)
		}
	}
	taught := slices.Clone(o.Competences)
	found := false
	for _, m := range o.Modules {
		for _, l := range m.Lessons {
			if l.Code == i.Lesson && m.Code == i.Module {
				found, taught = true, append(taught, l.Competences...)
			}
		}
	}
	if !found {
		c.Say("lesson", "%s has no lesson %q", i.Module, i.Lesson)
	} else if !slices.Contains(taught, i.Competence) {
		c.Say("competence", "%q is a competence of neither the lesson nor the course", i.Competence)
	}
	if levels := []string{"recall", "understand", "apply", "analyse"}; !slices.Contains(levels, i.Thinking) {
		c.Say("thinking", "%q is none of %s", i.Thinking, strings.Join(levels, ", "))
	}
	if i.Points <= 0 {
		c.Say("points", "must be more than 0")
	}
	if i.Reviewer == "" {
		c.Say("reviewer", "needs who reviewed it")
	}
	if _, err := time.Parse(time.DateOnly, i.Reviewed); err != nil {
		c.Say("reviewed", "needs the day of the review, as 2026-11-20")
	}
}

var quizFields = []string{"title", "intro", "minutes", "pass-mark", "attempts", "wait-hours", "shuffle", "review", "draw"}

func (r *reader) quiz(file, course string, o *outline, bank []*Item) *Quiz {
	q := &Quiz{Course: course, Languages: o.Languages, Modules: map[string]Text{}, Lessons: map[string]Text{}}
	root := r.file(file)
	if root == nil || !r.decode(file, root, q) {
		return nil
	}
	r.fields(file, root, quizFields)
	q.ID = strings.TrimSuffix(strings.TrimPrefix(path.Base(file), "quiz-"), ".yaml")
	for _, m := range o.Modules {
		q.Modules[m.Code] = m.Title
		for _, l := range m.Lessons {
			q.Lessons[l.Code] = l.Title
		}
	}
	for _, item := range bank {
		if slices.ContainsFunc(q.Draw, func(d Draw) bool { return d.Module == item.Module }) {
			q.Items = append(q.Items, item)
		}
	}
	c := r.checker(file, root, o.Languages)
	q.check(c)
	if other, taken := r.quizzes[q.ID]; taken {
		c.Say("", "a quiz %q is already in %s", q.ID, other)
	}
	r.quizzes[q.ID] = file
	return q.index()
}

// file parses a YAML file and returns its mapping; nil after a mistake.
func (r *reader) file(file string) ast.Node {
	data, err := fs.ReadFile(r.files, file)
	if err != nil {
		r.problems = append(r.problems, Problem{file, 1, err.Error()})
		return nil
	}
	parsed, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.failed(file, nil, err)
		return nil
	}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		r.problems = append(r.problems, Problem{file, 1, "is empty, or more than one document"})
		return nil
	}
	return parsed.Docs[0].Body
}

func (r *reader) decode(file string, node ast.Node, into any) bool {
	if err := yaml.NodeToValue(node, into); err != nil {
		r.failed(file, node, err)
		return false
	}
	return true
}

// fields notes keys that nobody reads: most often a slip of the pen.
func (r *reader) fields(file string, node ast.Node, known []string) {
	for _, pair := range pairs(node) {
		if key := pair.Key.String(); !slices.Contains(known, key) {
			r.say(file, pair, "unknown field "+key)
		}
	}
}

func (r *reader) checker(file string, node ast.Node, languages []string) *Checker {
	return &Checker{languages: languages, note: func(path, message string) { r.say(file, find(node, path), message) }}
}

func (r *reader) say(file string, node ast.Node, message string) {
	r.problems = append(r.problems, Problem{file, line(node), message})
}

func (r *reader) failed(file string, node ast.Node, err error) {
	p := Problem{file, line(node), err.Error()}
	if placed, ok := errors.AsType[yaml.Error](err); ok {
		p.Message = placed.GetMessage()
		if at := placed.GetToken(); at != nil {
			p.Line = at.Position.Line
		}
	}
	r.problems = append(r.problems, p)
}

// find follows a path such as "options[2].because" and returns the last node that is there.
func find(node ast.Node, path string) ast.Node {
	steps := strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
	for _, step := range steps {
		var next ast.Node
		if list, ok := node.(*ast.SequenceNode); ok {
			if i, err := strconv.Atoi(step); err == nil && i < len(list.Values) {
				next = list.Values[i]
			}
		}
		for _, pair := range pairs(node) {
			if pair.Key.String() == step {
				next = pair.Value
			}
		}
		if next == nil {
			return node
		}
		node = next
	}
	return node
}

func pairs(node ast.Node) []*ast.MappingValueNode {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

// line is where a node begins in its file.
func line(node ast.Node) int {
	var at *token.Token
	switch n := node.(type) {
	case nil:
		return 1
	case *ast.MappingNode:
		if len(n.Values) > 0 {
			return line(n.Values[0].Key)
		}
		at = n.GetToken()
	case *ast.MappingValueNode:
		return line(n.Key)
	default:
		at = n.GetToken()
	}
	if at == nil {
		return 1
	}
	return at.Position.Line
}
