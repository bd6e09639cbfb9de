package learning

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"credence/modules/activity"
	"credence/modules/kernel/fault"
)

// shelf keeps course versions and rendered lessons in memory. Both never change, so they are never stale.
type shelf struct {
	versions sync.Map // courseKey → *Course
	pages    sync.Map // pageKey → *Rendered

	mu     sync.RWMutex
	newest map[string]*Course
}

type courseKey struct {
	course  string
	version int
}

type pageKey struct {
	courseKey
	lesson, lang string
}

func newShelf() *shelf { return &shelf{newest: map[string]*Course{}} }

// put keeps a course version; newest ones are those that Load found in the content.
func (s *shelf) put(c *Course, newest bool) {
	s.versions.Store(courseKey{c.Slug, c.Version}, c)
	if newest {
		s.mu.Lock()
		s.newest[c.Slug] = c
		s.mu.Unlock()
	}
}

// Catalogue lists the newest version of every course, in the order of their codes.
func (m *Module) Catalogue() []*Course {
	m.shelf.mu.RLock()
	defer m.shelf.mu.RUnlock()
	all := make([]*Course, 0, len(m.shelf.newest))
	for _, c := range m.shelf.newest {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *Course) int {
		return cmp.Or(cmp.Compare(len(a.Code), len(b.Code)), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Slug, b.Slug))
	})
	return all
}

// Newest is the newest version of a course, or a refusal when there is no such course.
func (m *Module) Newest(slug string) (*Course, error) {
	m.shelf.mu.RLock()
	defer m.shelf.mu.RUnlock()
	if c := m.shelf.newest[slug]; c != nil {
		return c, nil
	}
	return nil, fault.New(fault.Missing, "learning.course_missing")
}

// Course is a course in a version that was published once.
func (m *Module) Course(ctx context.Context, slug string, version int) (*Course, error) {
	key := courseKey{slug, version}
	if c, ok := m.shelf.versions.Load(key); ok {
		return c.(*Course), nil
	}
	c, err := m.store.version(ctx, slug, version)
	if err != nil {
		return nil, err
	}
	m.shelf.put(c, false)
	return c, nil
}

// Render is a lesson in one language as HTML. It is made when first asked for.
func (m *Module) Render(c *Course, l *Lesson, lang string, dress Dress) (*Rendered, error) {
	key := pageKey{courseKey{c.Slug, c.Version}, l.ID(), lang}
	if r, ok := m.shelf.pages.Load(key); ok {
		return r.(*Rendered), nil
	}
	r, err := Render(c, l, lang, dress)
	if err == nil {
		m.shelf.pages.Store(key, r)
	}
	return r, err
}

// usedBy lists the newest courses that use an activity.
func (m *Module) usedBy(ref activity.Ref) (slugs []string) {
	for _, c := range m.Catalogue() {
		if c.Uses(ref) != nil {
			slugs = append(slugs, c.Slug)
		}
	}
	return slugs
}

// Title is what a course or a lesson is called; anything else is called by its id.
func (m *Module) Title(kind, object, lang string) string {
	for _, c := range m.Catalogue() {
		if kind == "course" && c.Slug == object {
			return c.Title.In(lang)
		}
		if l := c.Lesson(object); kind == "lesson" && l != nil {
			return l.Title.In(lang)
		}
	}
	return object
}
