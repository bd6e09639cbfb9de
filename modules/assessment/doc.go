// Package assessment asks questions and grades the answers.
//
// Owns: quiz versions, attempts, answers, accommodations (extra time).
// Announces: activity.Started, activity.Finished.
// Listens: to nobody; its timetable closes attempts whose time is up.
// Lent: Gate (may this person begin now, on which version), Audit.
// Lends: Load and Check for content, Quiz and Newest for whoever launches one.
//
// A new kind of question is one file, question_<kind>.go.
package assessment
