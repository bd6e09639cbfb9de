package simulation

import (
	"slices"
	"strconv"
)

// Thread is one conversation in the inbox: mail, messages, a cable, a call. All have the same shape.
type Thread struct {
	ID       string // the inject that opened it, or t and the seq when the player did
	Channel  string
	With     string // persona
	Title    string
	Messages []Message
}

// Message is one part of a thread.
type Message struct {
	Seq      int64
	At       int
	Inject   string
	Own      bool
	Lang     string
	Text     string
	Gloss    Text
	Media    List
	Link     string
	Evidence []string // attached
	Refuse   bool
}

// Last is the newest message.
func (t Thread) Last() Message { return t.Messages[len(t.Messages)-1] }

// Answered reports whether the player had the last word.
func (t Thread) Answered() bool { return t.Last().Own }

func (w *State) thread(id string) *Thread {
	for i := range w.Threads {
		if w.Threads[i].ID == id {
			return &w.Threads[i]
		}
	}
	return nil
}

// Thread returns a copy of a thread.
func (w *State) Thread(id string) (Thread, bool) {
	if t := w.thread(id); t != nil {
		return *t, true
	}
	return Thread{}, false
}

// Unread reports whether something has come in since the player last opened the thread.
func (w *State) Unread(t Thread) bool {
	last := t.Last()
	return !last.Own && int64(w.Read[t.ID]) < last.Seq
}

// Inbox lists the threads, the one with the newest message first.
func (w *State) Inbox() []Thread {
	threads := slices.Clone(w.Threads)
	slices.SortStableFunc(threads, func(a, b Thread) int { return int(b.Last().Seq - a.Last().Seq) })
	return threads
}

// receive puts an inject into the thread it continues, or opens one.
func (w *State) receive(e Event, in *Inject) {
	id := in.Thread
	if id == "" || w.thread(id) == nil {
		id = in.ID
	}
	w.say(id, Thread{ID: id, Channel: in.Channel, With: in.From, Title: in.Title}, Message{
		Seq: e.Seq, At: e.AtEx, Inject: in.ID, Lang: in.Lang, Text: in.Text, Gloss: in.Gloss, Media: in.Media, Link: in.Link, Evidence: in.Gives,
	})
}

func (w *State) say(id string, opened Thread, m Message) {
	if w.thread(id) == nil {
		w.Threads = append(w.Threads, opened)
	}
	t := w.thread(id)
	t.Messages = append(slices.Clip(t.Messages), m)
}

func (w *State) applyThread(e Event) {
	if e.Kind == threadRead {
		var d readData
		e.into(&d)
		w.Read[d.Thread] = int(e.Seq)
		return
	}
	var d messageData
	e.into(&d)
	id := d.Thread
	if id == "" {
		id = "t" + strconv.FormatInt(e.Seq, 10)
	}
	w.say(id, Thread{ID: id, Channel: d.Channel, With: d.To, Title: d.Title}, Message{
		Seq: e.Seq, At: e.AtEx, Own: true, Lang: d.Lang, Text: d.Text, Evidence: d.Evidence, Refuse: d.Refuse,
	})
	w.dropDraft(draftFor(d.Thread))
	t := w.thread(id)
	a := Act{
		Seq: e.Seq, At: e.AtEx, Kind: "message", Channel: t.Channel, To: List{t.With}, Thread: id, Lang: d.Lang, Text: d.Text,
		Evidence: d.Evidence, Link: w.Scenario.carriesLink(d.Text), Refuse: d.Refuse,
	}
	w.act(a)
}

// newThread is the draft of a message that opens a thread.
const newThread = "new"

func draftFor(thread string) string {
	if thread == "" {
		return newThread
	}
	return thread
}
