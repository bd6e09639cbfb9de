// Package reporting says how the ministry stands: the completion matrix and the lists behind it.
//
//	Owns       nothing; it reads every schema and writes none
//	Lent       Outlines: the courses that exist, in order, with their titles (learning)
//
// A new report is a noun here (overdue.go), its statement beside it (store_overdue.go), a view and two routes.
package reporting
