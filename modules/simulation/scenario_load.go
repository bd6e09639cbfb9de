package simulation

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Problem is one mistake in a content file, where an author can find it.
type Problem struct {
	File    string
	Line    int
	Message string
}

func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// The three files of a scenario folder.
const (
	mainFile        = "scenario.yaml"
	injectFile      = "injects.yaml"
	expectationFile = "expectations.yaml"
)

// folder is a scenario being read: the parsed files are kept so that a mistake can be given its line.
type folder struct {
	files    fs.FS
	dir      string
	trees    map[string]*ast.File
	scenario *Scenario
	problems []Problem
}

// readScenario reads one folder. The scenario is nil when a file cannot be understood at all.
func readScenario(files fs.FS, dir string) (*Scenario, []Problem) {
	f := &folder{files: files, dir: dir, trees: map[string]*ast.File{}, scenario: &Scenario{Slug: path.Base(dir)}}
	injects := struct {
		Injects []Inject `yaml:"injects"`
	}{}
	expectations := struct {
		Expectations []Expectation `yaml:"expectations"`
	}{}
	f.read(mainFile, f.scenario)
	f.read(injectFile, &injects)
	f.read(expectationFile, &expectations)
	if len(f.problems) > 0 {
		return nil, f.problems
	}
	f.scenario.Injects, f.scenario.Expectations = injects.Injects, expectations.Expectations
	f.readMedia()
	f.fill()
	f.check()
	return f.scenario, f.problems
}

var position = regexp.MustCompile(`^\[(\d+):\d+\] ([^\n]*)`)

func (f *folder) read(name string, into any) {
	full := path.Join(f.dir, name)
	raw, err := fs.ReadFile(f.files, full)
	if err != nil {
		f.problems = append(f.problems, Problem{full, 1, "there is no such file"})
		return
	}
	if f.trees[name], err = parser.ParseBytes(raw, 0); err == nil {
		err = yaml.UnmarshalWithOptions(raw, into, yaml.Strict())
	}
	if err != nil {
		p := Problem{full, 1, strings.SplitN(err.Error(), "\n", 2)[0]}
		if m := position.FindStringSubmatch(err.Error()); m != nil {
			p.Line, _ = strconv.Atoi(m[1])
			p.Message = m[2]
		}
		f.problems = append(f.problems, p)
	}
}

func (f *folder) readMedia() {
	for id, picture := range f.scenario.Media {
		data, err := fs.ReadFile(f.files, path.Join(f.dir, "media", picture.File))
		if err != nil {
			f.report(mainFile, at{"media", id, "file"}, "media/%s does not exist", picture.File)
			continue
		}
		picture.Data = data
		f.scenario.Media[id] = picture
	}
}

// fill puts in what an author may leave out, and the variables.
func (f *folder) fill() {
	s := f.scenario
	if s.Speed == 0 {
		s.Speed = 2.5
	}
	if s.PassMark == 0 {
		s.PassMark = 70
	}
	if s.Merit == 0 {
		s.Merit = 85
	}
	if s.Starts == "" {
		s.Starts = "09:00"
	}
	for i := range s.Desk {
		if t, ok := tool(s.Desk[i].Tool); ok && s.Desk[i].Minutes == 0 {
			s.Desk[i].Minutes = t.Minutes
		}
	}
	for i := range s.Injects {
		in := &s.Injects[i]
		if p := s.persona(in.From); p != nil && in.Lang == "" {
			in.Lang = p.Lang
		}
	}
	s.replaceVariables()
}

// at is the way to a value in a YAML file: keys and indexes.
type at []any

// report notes a mistake at the line of the value, or of the nearest thing around it that exists.
func (f *folder) report(file string, where at, message string, args ...any) {
	line := 1
	if tree := f.trees[file]; tree != nil && len(tree.Docs) > 0 {
		line = lineOf(tree.Docs[0].Body, where)
	}
	f.problems = append(f.problems, Problem{path.Join(f.dir, file), line, fmt.Sprintf(message, args...)})
}

func lineOf(node ast.Node, where at) int {
	line := 1
	for _, step := range where {
		next, stepLine := child(node, step)
		if next == nil {
			break
		}
		node, line = next, stepLine
	}
	return line
}

func child(node ast.Node, step any) (ast.Node, int) {
	switch n := node.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			if v.Key.String() == fmt.Sprint(step) {
				return v.Value, v.Key.GetToken().Position.Line
			}
		}
	case *ast.MappingValueNode:
		if n.Key.String() == fmt.Sprint(step) {
			return n.Value, n.Key.GetToken().Position.Line
		}
	case *ast.SequenceNode:
		if i, ok := step.(int); ok && i < len(n.Values) {
			return n.Values[i], n.Values[i].GetToken().Position.Line
		}
	case *ast.AnchorNode:
		return child(n.Value, step)
	}
	return nil, 0
}

// hash is what makes a version new: everything that was read.
func hash(doc []byte) string {
	sum := sha256.Sum256(doc)
	return hex.EncodeToString(sum[:])
}

// PictureName is the name under which a picture is served. It says nothing about the picture.
func (p Picture) PictureName() string {
	sum := sha256.Sum256(p.Data)
	return hex.EncodeToString(sum[:8]) + ".svg"
}
