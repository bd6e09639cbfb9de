package identity

import (
	"context"
	"io"
	"slices"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// DryRun keeps an uploaded staff list and works out what it would do. Nobody is added or changed.
func (m *Module) DryRun(ctx context.Context, who actor.Actor, fileName string, file io.Reader) (i Import, err error) {
	rows, err := parseStaff(file)
	if err != nil {
		return i, err
	}
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		i = Import{PersonID: who.ID, FileName: cut(fileName, 200), UploadedAt: m.now()}
		if err := m.insertImport(ctx, &i, rows); err != nil {
			return err
		}
		return m.judge(ctx, &i, m.reach(who, "person", "import"))
	})
	return i, err
}

// CommitImport does what the dry run said, in one transaction. The lines are judged once more: time has passed.
func (m *Module) CommitImport(ctx context.Context, who actor.Actor, id int64) (i Import, err error) {
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		if i, err = m.lockImport(ctx, who.ID, id); err != nil {
			return err
		}
		if i.CommittedAt != nil {
			return fault.New(fault.Conflict, "identity.import_done")
		}
		if err := m.judge(ctx, &i, m.reach(who, "person", "import")); err != nil {
			return err
		}
		posted, err := m.applyImport(ctx, i.ID)
		if err != nil {
			return err
		}
		at := m.now()
		i.CommittedAt = &at
		if err := m.saveImport(ctx, &i); err != nil {
			return err
		}
		if err := m.Audit(ctx, who, "people.imported", "", map[string]any{
			"file": i.FileName, "added": i.Added, "changed": i.Changed, "unchanged": i.Unchanged, "refused": i.Refused,
		}); err != nil {
			return err
		}
		for some := range slices.Chunk(posted, 1000) {
			if err := m.bus.Announce(ctx, Posted{People: some, At: at}); err != nil {
				return err
			}
		}
		return nil
	})
	return i, err
}

// ImportPage is how many lines a page of a dry run shows.
const ImportPage = 100

// OpenImport brings an import of one's own and a page of its lines; outcome "" is all of them.
func (m *Module) OpenImport(ctx context.Context, who actor.Actor, id int64, outcome string, page int) (i Import, rows []ImportRow, err error) {
	if i, err = m.ownImport(ctx, who.ID, id); err != nil {
		return i, nil, err
	}
	rows, err = m.importRows(ctx, id, outcome, page)
	return i, rows, err
}
