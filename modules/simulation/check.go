package simulation

import (
	"io/fs"
	"path"
)

// Check reads every scenario under scenarios/ and lists what is wrong, file by file, line by line.
func Check(files fs.FS) (problems []Problem) {
	dirs, err := folders(files)
	if err != nil {
		return []Problem{{"scenarios", 1, err.Error()}}
	}
	for _, dir := range dirs {
		_, found := readScenario(files, dir)
		problems = append(problems, found...)
	}
	return problems
}

// folders lists the scenario folders. No scenarios is not a mistake.
func folders(files fs.FS) (dirs []string, err error) {
	entries, err := fs.ReadDir(files, "scenarios")
	if err != nil {
		return nil, nil
	}
	for _, e := range entries {
		if e.IsDir() {
			dirs = append(dirs, path.Join("scenarios", e.Name()))
		}
	}
	return dirs, nil
}
