package event

import (
	"context"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// logged writes down a delivery that failed; River tries again later.
type logged struct{}

func (logged) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	slog.ErrorContext(ctx, "delivery failed", "job", job.ID, "try", job.Attempt, "args", string(job.EncodedArgs), "err", err)
	return nil
}

func (logged) HandlePanic(ctx context.Context, job *rivertype.JobRow, panicked any, trace string) *river.ErrorHandlerResult {
	slog.ErrorContext(ctx, "delivery panicked", "job", job.ID, "args", string(job.EncodedArgs), "panic", panicked, "trace", trace)
	return nil
}
