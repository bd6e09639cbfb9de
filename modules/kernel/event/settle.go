package event

import (
	"context"
	"time"
)

// Settle waits until everything announced so far has been delivered. Tests and the demo's history need it.
func (b *Bus) Settle(ctx context.Context) error {
	for {
		var open bool
		if err := b.db.Pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM river_job WHERE state IN ('available', 'running', 'retryable', 'pending'))`).Scan(&open); err != nil || !open {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}
