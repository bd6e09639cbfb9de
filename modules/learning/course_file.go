package learning

// courseFile is course.yaml as it is written.
type courseFile struct {
	Code          string         `yaml:"code"`
	Title         Text           `yaml:"title"`
	Summary       Text           `yaml:"summary"`
	Audience      Text           `yaml:"audience"`
	Level         string         `yaml:"level"`
	Languages     []string       `yaml:"languages"`
	Competences   []string       `yaml:"competences"`
	Objectives    []Text         `yaml:"objectives"`
	Prerequisites []string       `yaml:"prerequisites"`
	Recertify     string         `yaml:"recertify"`
	Grace         string         `yaml:"grace"`
	Modules       []moduleFile   `yaml:"modules"`
	Activities    []activityFile `yaml:"activities"`
	Completion    ruleFile       `yaml:"completion"`
}

type moduleFile struct {
	Code    string       `yaml:"code"`
	Title   Text         `yaml:"title"`
	Lessons []lessonFile `yaml:"lessons"`
}

type lessonFile struct {
	Code        string   `yaml:"code"`
	Title       Text     `yaml:"title"`
	Objective   Text     `yaml:"objective"`
	Minutes     int      `yaml:"minutes"`
	Competences []string `yaml:"competences"`
}

type activityFile struct {
	Quiz       string `yaml:"quiz"`
	Simulation string `yaml:"simulation"`
	Mode       string `yaml:"mode"`
}

type ruleFile struct {
	All     []ruleFile `yaml:"all"`
	Any     []ruleFile `yaml:"any"`
	AtLeast *struct {
		N  int        `yaml:"n"`
		Of []ruleFile `yaml:"of"`
	} `yaml:"at-least"`
	Lessons    lessonSet `yaml:"lessons"`
	Quiz       string    `yaml:"quiz"`
	Simulation string    `yaml:"simulation"`
}

// lessonSet is the word "all" or a list of lesson codes.
type lessonSet []string

// UnmarshalYAML reads either.
func (s *lessonSet) UnmarshalYAML(decode func(any) error) error {
	var word string
	if decode(&word) == nil {
		*s = lessonSet{word}
		return nil
	}
	var list []string
	err := decode(&list)
	*s = list
	return err
}
