// Package learning puts lessons and activities into courses, and people into courses.
//
//	Owns       learning.course_versions, enrolments, lessons_read, activity_results, requirements
//	Announces  Enrolled, LessonRead, Completed
//	Listens    activity.Started, activity.Finished, identity.Posted
//	Lent       the newest version of an activity, by assessment and simulation
//	Lends      MayOpen, to whoever runs activities
package learning
