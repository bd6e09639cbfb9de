package edge

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// Hub wakes the screens that watch something. It carries no news itself: a screen that wakes looks up what is new
// since the last thing it has, so nothing is lost when it sleeps, reconnects, or is served by another process.
type Hub struct {
	mu       sync.Mutex
	watchers map[string]map[chan struct{}]bool
	closed   chan struct{}
	once     sync.Once
}

// NewHub returns a hub nobody is watching yet.
func NewHub() *Hub {
	return &Hub{watchers: map[string]map[chan struct{}]bool{}, closed: make(chan struct{})}
}

// Wake tells everyone who watches topic that something is new. An empty topic wakes all: something may have been missed.
func (h *Hub) Wake(topic string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for watched, screens := range h.watchers {
		if topic != "" && watched != topic {
			continue
		}
		for screen := range screens {
			select {
			case screen <- struct{}{}:
			default: // it has been woken already and has not looked yet
			}
		}
	}
}

// Close ends every stream, so that the process can shut down.
func (h *Hub) Close() { h.once.Do(func() { close(h.closed) }) }

// Watching counts the open streams.
func (h *Hub) Watching() (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, screens := range h.watchers {
		n += len(screens)
	}
	return n
}

func (h *Hub) watch(topic string) (chan struct{}, func()) {
	screen := make(chan struct{}, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.watchers[topic] == nil {
		h.watchers[topic] = map[chan struct{}]bool{}
	}
	h.watchers[topic][screen] = true
	return screen, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.watchers[topic], screen)
		if len(h.watchers[topic]) == 0 {
			delete(h.watchers, topic)
		}
	}
}

// Frame is one piece of news for a screen.
type Frame struct {
	ID    string // the screen has everything up to here; it says so when it comes back
	Event string
	Data  string
}

const (
	heartbeat = 15 * time.Second // keeps proxies from closing a quiet stream, and shows that somebody is there
	patience  = 20 * time.Second // a screen that takes longer for one write is dropped; it comes back by itself
)

// Stream keeps a screen up to date until it goes away. since is the last ID it has; news returns the frames after it.
// At the end of news the stream is over.
func (h *Hub) Stream(c echo.Context, topic, since string, news func(ctx context.Context, since string) (frames []Frame, over bool, err error)) error {
	if last := c.Request().Header.Get("Last-Event-ID"); last != "" {
		since = last
	}
	woken, leave := h.watch(topic)
	defer leave()
	w, ctx := c.Response(), c.Request().Context()
	head := w.Header()
	head.Set("Content-Type", "text/event-stream")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	out := http.NewResponseController(w.Writer)
	write := func(text string) error {
		_ = out.SetWriteDeadline(time.Now().Add(patience))
		if _, err := w.Write([]byte(text)); err != nil {
			return err
		}
		return out.Flush()
	}
	if write("retry: 2000\n\n") != nil {
		return nil
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		frames, over, err := news(ctx, since)
		if err != nil {
			return nil // the screen comes back and is refused properly, if it is to be refused
		}
		var text strings.Builder
		for _, f := range frames {
			f.write(&text)
			since = f.ID
		}
		if text.Len() == 0 {
			text.WriteString(":\n\n")
		}
		if write(text.String()) != nil || over {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-h.closed:
			return nil
		case <-woken:
		case <-beat.C:
		}
	}
}

func (f Frame) write(to *strings.Builder) {
	fmt.Fprintf(to, "id: %s\nevent: %s\n", f.ID, f.Event)
	for line := range strings.Lines(f.Data) {
		to.WriteString("data: " + strings.TrimRight(line, "\r\n") + "\n")
	}
	if f.Data == "" {
		to.WriteString("data:\n")
	}
	to.WriteString("\n")
}
