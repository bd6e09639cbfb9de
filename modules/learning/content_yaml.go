package learning

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Problem is one mistake in the content, and where it is.
type Problem struct {
	File    string
	Line    int
	Message string
}

func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// yamlFile is a content file that can say in which line something stands.
type yamlFile struct {
	name     string
	data     []byte
	tree     *ast.File
	problems []Problem
}

func openYAML(files fs.FS, name string) *yamlFile {
	f := &yamlFile{name: name}
	var err error
	if f.data, err = fs.ReadFile(files, name); err != nil {
		f.problems = append(f.problems, Problem{name, 1, "the file cannot be read"})
		return f
	}
	if f.tree, err = parser.ParseBytes(f.data, 0); err != nil {
		line, message := yamlFault(err)
		f.problems = append(f.problems, Problem{name, line, message})
	}
	return f
}

// decode fills into and reports whether the file could be understood. A key that nobody knows is a mistake.
func (f *yamlFile) decode(into any) bool {
	if len(f.problems) > 0 {
		return false
	}
	if err := yaml.UnmarshalWithOptions(f.data, into, yaml.Strict()); err != nil {
		line, message := yamlFault(err)
		f.problems = append(f.problems, Problem{f.name, line, message})
		return false
	}
	return true
}

// refuse notes a mistake at a place like "$.modules[0].title"; when that is missing, at what would hold it.
func (f *yamlFile) refuse(where, format string, args ...any) {
	f.problems = append(f.problems, Problem{f.name, f.line(where), fmt.Sprintf(format, args...)})
}

func (f *yamlFile) line(where string) int {
	for where != "" && where != "$" {
		if p, err := yaml.PathString(strings.ReplaceAll(where, ".at-least", ".'at-least'")); err == nil {
			if node, err := p.FilterFile(f.tree); err == nil && node != nil {
				return node.GetToken().Position.Line
			}
		}
		where = where[:max(strings.LastIndexAny(where, ".["), 0)]
	}
	return 1
}

// yamlFault is the line and the plain words of a YAML error.
func yamlFault(err error) (line int, message string) {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		return e.GetToken().Position.Line, e.GetMessage()
	}
	return 1, err.Error()
}
