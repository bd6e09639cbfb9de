package learning

// Lesson is one sitting of reading and trying. Body is Markdown, one text per language.
type Lesson struct {
	Code        string   `json:"code"` // "C2.1.1"
	Title       Text     `json:"title"`
	Objective   Text     `json:"objective"`
	Minutes     int      `json:"minutes"`
	Competences []string `json:"competences"`
	Body        Text     `json:"body"`
}

// ID is the lesson's name in addresses, tables and file names: "c2.1.1".
func (l *Lesson) ID() string { return lessonID(l.Code) }
