package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"

	"credence/content"
	"credence/modules/activity"
	"credence/modules/assessment"
	"credence/modules/learning"
	"credence/modules/simulation"
)

type checkCommand struct {
	Dir string `arg:"" optional:"" type:"existingdir" help:"A folder with courses/ and scenarios/ (default: the built-in content)."`
}

// Run reads all content as the program would, and names file and line of every mistake.
func (c checkCommand) Run(_ context.Context, out io.Writer) error {
	var files fs.FS = content.FS
	if c.Dir != "" {
		files = os.DirFS(c.Dir)
	}
	problems := checkContent(files)
	for _, p := range problems {
		fmt.Fprintln(out, p)
	}
	if len(problems) > 0 {
		return fmt.Errorf("%d mistakes in the content", len(problems))
	}
	fmt.Fprintln(out, "content: nothing to mend")
	return nil
}

func checkContent(files fs.FS) (problems []string) {
	for _, p := range assessment.Check(files) {
		problems = append(problems, p.String())
	}
	for _, p := range simulation.Check(files) {
		problems = append(problems, p.String())
	}
	builtIn, own := known(content.FS), known(files)
	for _, p := range learning.Check(files, func(ref activity.Ref) bool { return own(ref) || builtIn(ref) }) {
		problems = append(problems, p.String())
	}
	return problems
}

// known says which quizzes and scenarios the files hold.
func known(files fs.FS) func(activity.Ref) bool {
	return func(ref activity.Ref) bool {
		pattern := "courses/*/quiz-" + ref.ID + ".yaml"
		if ref.Kind == activity.Simulation {
			pattern = "scenarios/" + ref.ID + "/scenario.yaml"
		}
		found, err := fs.Glob(files, pattern)
		return err == nil && len(found) > 0
	}
}
