package simulation

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"credence/modules/kernel/fault"
)

// ErrNoScenario says that there is no such scenario.
var ErrNoScenario = fault.New(fault.Missing, "simulation.no_scenario")

// Load reads the scenarios and keeps each one that changed as a new version.
// It is called at start; content with a mistake in it is not loaded at all.
func (m *Module) Load(ctx context.Context, files fs.FS) error {
	dirs, err := folders(files)
	if err != nil {
		return err
	}
	for _, dir := range dirs {
		s, problems := readScenario(files, dir)
		if len(problems) > 0 {
			return fmt.Errorf("%d mistakes in a scenario, the first: %s", len(problems), problems[0])
		}
		doc, err := json.Marshal(s)
		if err != nil {
			return err
		}
		if s.Version, err = m.store.keepVersion(ctx, s.Slug, hash(doc), doc, m.now()); err != nil {
			return fmt.Errorf("keep scenario %s: %w", s.Slug, err)
		}
		m.remember(s, true)
	}
	return nil
}

// Scenario is the newest version of a scenario.
func (m *Module) Scenario(slug string) (*Scenario, error) {
	m.scenarios.RLock()
	defer m.scenarios.RUnlock()
	if s := m.newest[slug]; s != nil {
		return s, nil
	}
	return nil, ErrNoScenario
}

// Scenarios are the newest versions of all scenarios, by name of folder.
func (m *Module) Scenarios() (all []*Scenario) {
	m.scenarios.RLock()
	defer m.scenarios.RUnlock()
	for _, s := range m.newest {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *Scenario) int { return cmp.Compare(a.Slug, b.Slug) })
	return all
}

// Newest is the number of the newest version of a scenario; 0 when there is no such scenario.
func (m *Module) Newest(slug string) int {
	s, err := m.Scenario(slug)
	if err != nil {
		return 0
	}
	return s.Version
}

// ScenarioVersion finds one version of a scenario, in memory after the first time; 0 is the newest.
func (m *Module) ScenarioVersion(ctx context.Context, slug string, version int) (*Scenario, error) {
	if version == 0 {
		return m.Scenario(slug)
	}
	m.scenarios.RLock()
	s := m.kept[kept{slug, version}]
	m.scenarios.RUnlock()
	if s != nil {
		return s, nil
	}
	doc, err := m.store.version(ctx, slug, version)
	if err != nil {
		return nil, err
	}
	s = &Scenario{}
	if err := json.Unmarshal(doc, s); err != nil {
		return nil, fmt.Errorf("read scenario %s version %d: %w", slug, version, err)
	}
	s.Slug, s.Version = slug, version
	m.remember(s, false)
	return s, nil
}

func (m *Module) remember(s *Scenario, newest bool) {
	m.scenarios.Lock()
	defer m.scenarios.Unlock()
	m.kept[kept{s.Slug, s.Version}] = s
	if newest {
		m.newest[s.Slug] = s
	}
}

// Picture finds a drawing by the name it is served under.
func (m *Module) Picture(ctx context.Context, slug string, version int, name string) ([]byte, error) {
	s, err := m.ScenarioVersion(ctx, slug, version)
	if err != nil {
		return nil, err
	}
	for _, p := range s.Media {
		if p.PictureName() == name {
			return p.Data, nil
		}
	}
	return nil, fault.New(fault.Missing, "simulation.no_picture")
}
