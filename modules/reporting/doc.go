// Package reporting says how the ministry stands: the completion matrix and the lists behind it.
//
//	Owns       nothing; it reads every schema and writes none
//	Lent       Outlines: the courses that exist, in order, with their titles (learning)
//
// A new list is one file report_<name>.go that puts itself on the shelf; web draws any Table.
package reporting
