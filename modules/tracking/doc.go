// Package tracking is the ledger of what was learnt: who did what, on which version, when, in which mode.
//
//	Owns       tracking.statements
//	Listens    learning.Enrolled, learning.LessonRead, learning.Completed, activity.Started, activity.Finished
//	Lent       PlaceOn: where a person was posted on a day (identity)
//
// Rows are added and never changed. A new kind of statement is one listener in listen.go.
package tracking
