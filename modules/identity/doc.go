// Package identity knows the people of the ministry, where they are posted, what they may do and whether they are who they say.
//
// Owns: places (the organisation tree), people, postings, roles, cohorts, sessions, links, audit rows, staff imports.
// Announces: Posted (somebody was added or has a new posting), LinkIssued (an invitation or reset link is to be sent).
// Listens: to nobody; its own task identity.reset looks up who asked for a reset.
// Lent: nothing.
// Lends: Person, People, Place, Places, Matching, InReach, Audit, Sessions (with the Actor inside), AddPerson and its kin for the console.
package identity
