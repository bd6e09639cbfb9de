package pages

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"credence/modules/access"
	"credence/server/edge"
)

// Routes is every URL of the platform, who may open it, and who answers.
func (p *Pages) Routes() []edge.Route {
	return []edge.Route{
		// the house
		get("/healthz", may("door", "knock"), p.health),
		get("/readyz", may("door", "knock"), p.ready),
		get("/privacy", may("door", "knock"), p.showPrivacy),
		get("/accessibility", may("door", "knock"), p.showAccessibility),

		// identity: the door
		get("/", may("self", "manage"), p.showFirst),
		get("/sign-in", may("door", "knock"), p.showSignIn),
		post("/sign-in", may("door", "knock"), p.signIn),
		post("/sign-out", may("door", "knock"), p.signOut),
		get("/forgot", may("door", "knock"), p.showForgot),
		post("/forgot", may("door", "knock"), p.forgot),
		get("/links/:token", may("door", "knock"), p.showLink),
		post("/links/:token", may("door", "knock"), p.useLink),
		post("/language", may("door", "knock"), p.setLanguage),
		post("/theme", may("door", "knock"), p.setTheme),

		// identity: oneself
		get("/profile", may("self", "manage"), p.showProfile),
		post("/profile", may("self", "manage"), p.editProfile),
		get("/profile/password", may("self", "manage"), p.showPassword),
		post("/profile/password", may("self", "manage"), p.changePassword),
		get("/profile/sessions", may("self", "manage"), p.showSessions),
		post("/profile/sessions/end", may("self", "manage"), p.endOwnSessions),
		post("/profile/sessions/:session/end", may("self", "manage"), p.endOwnSession),

		// identity: people
		get("/people", may("person", "read"), p.showPeople),
		get("/people.csv", may("person", "export"), p.exportPeople),
		get("/people/new", may("person", "write"), p.showNewPerson),
		post("/people", may("person", "write"), p.addPerson),
		get("/people/import", may("person", "import"), p.showImport),
		upload("/people/import", may("person", "import"), p.checkImport),
		get("/people/import/:import", may("person", "import"), p.showImportLines),
		post("/people/import/:import/commit", may("person", "import"), p.commitImport),
		get("/people/:person", may("person", "read"), p.showPerson),
		get("/people/:person/edit", may("person", "write"), p.showEditPerson),
		post("/people/:person/edit", may("person", "write"), p.editPerson),
		post("/people/:person/suspend", may("person", "write"), p.suspendPerson),
		post("/people/:person/restore", may("person", "write"), p.restorePerson),
		post("/people/:person/link", may("person", "write"), p.sendLink),
		post("/people/:person/sessions/end", may("person", "write"), p.endSessions),
		get("/people/:person/postings/new", may("person", "write"), p.showNewPosting),
		post("/people/:person/postings", may("person", "write"), p.addPosting),
		get("/people/:person/postings/:posting/end", may("person", "write"), p.showEndPosting),
		post("/people/:person/postings/:posting/end", may("person", "write"), p.endPosting),
		get("/people/:person/roles/new", may("role", "give"), p.showNewRole),
		post("/people/:person/roles", may("role", "give"), p.giveRole),
		post("/people/:person/roles/take", may("role", "give"), p.takeRole),

		// identity: places, cohorts, the trail
		get("/places", may("place", "read"), p.showPlaces),
		get("/places/new", may("place", "write"), p.showNewPlace),
		post("/places", may("place", "write"), p.addPlace),
		get("/places/:place/edit", may("place", "write"), p.showEditPlace),
		post("/places/:place/edit", may("place", "write"), p.editPlace),
		get("/cohorts", may("cohort", "read"), p.showCohorts),
		get("/cohorts/new", may("cohort", "write"), p.showNewCohort),
		post("/cohorts", may("cohort", "write"), p.addCohort),
		get("/cohorts/:cohort", may("cohort", "read"), p.showCohort),
		post("/cohorts/:cohort/people", may("cohort", "write"), p.joinCohort),
		post("/cohorts/:cohort/mission", may("cohort", "write"), p.joinMission),
		post("/cohorts/:cohort/leave", may("cohort", "write"), p.leaveCohort),
		get("/audit", may("audit", "read"), p.showAudit),
		get("/audit.csv", may("audit", "export"), p.exportAudit),

		// learning
		get("/learning", may("course", "study"), p.showLearning),
		get("/courses", may("course", "read"), p.showCourses),
		get("/courses/:course", may("course", "read"), p.showCourse),
		get("/courses/:course/figures/:version/:name", may("course", "read"), p.showFigure),
		get("/courses/:course/lessons/:lesson", may("course", "read"), p.showLesson),
		post("/courses/:course/lessons/:lesson/read", may("course", "study"), p.readLesson),
		post("/courses/:course/enrol", may("course", "study"), p.enrol),
		post("/courses/:course/renew", may("course", "study"), p.renewCourse),
		post("/courses/:course/newest", may("course", "study"), p.takeNewest),
		post("/courses/:course/leave", may("course", "study"), p.leaveCourse),
		get("/enrolments", enrolOthers, p.showEnrolments),
		post("/enrolments", enrolOthers, p.enrolGroup),
		get("/requirements", manageRequirements, p.listRequirements),
		get("/requirements/new", manageRequirements, p.newRequirement),
		post("/requirements", manageRequirements, p.addRequirement),
		post("/requirements/count", manageRequirements, p.countRequirement),
		post("/requirements/:requirement/end", manageRequirements, p.endRequirement),

		// assessment
		get("/quizzes/:quiz", may("quiz", "sit"), p.showQuiz),
		post("/quizzes/:quiz/attempts", may("quiz", "sit"), p.startAttempt),
		get("/attempts/:attempt", may("quiz", "sit"), p.showAttempt),
		post("/attempts/:attempt/answers", may("quiz", "sit"), p.saveAnswers),
		get("/attempts/:attempt/review", may("quiz", "sit"), p.showAttemptReview),
		post("/attempts/:attempt/hand-in", may("quiz", "sit"), p.handInAttempt),
		get("/attempts/:attempt/result", may("quiz", "sit"), p.showResult),
		get("/attempts", may("attempts", "list"), p.listAttempts),
		get("/attempts/:attempt/marks", may("attempts", "read"), p.showMarks),
		get("/accommodations/:person", may("accommodation", "set"), p.showAccommodation),
		post("/accommodations/:person", may("accommodation", "set"), p.setAccommodation),

		// simulation
		get("/exercises", may("exercise", "play"), p.listExercises),
		get("/exercises/:scenario", may("exercise", "play"), p.showBrief),
		post("/exercises/:scenario", may("exercise", "play"), p.startRun),
		get("/runs", may("runs", "read"), p.listRuns),
		get("/runs/:run", may("exercise", "play"), p.showRun),
		get("/runs/:run/stream", may("exercise", "play"), p.streamRun),
		post("/runs/:run/clock", may("exercise", "play"), p.setClock),
		post("/runs/:run/drafts", may("exercise", "play"), p.saveDraft),
		post("/runs/:run/posts/:post", may("exercise", "play"), p.markPost),
		post("/runs/:run/threads", may("exercise", "play"), p.writeThread),
		post("/runs/:run/reports", may("exercise", "play"), p.sendReport),
		post("/runs/:run/claims", may("exercise", "play"), p.openClaim),
		post("/runs/:run/claims/:claim", may("exercise", "play"), p.judgeClaim),
		post("/runs/:run/desk", may("exercise", "play"), p.useTool),
		post("/runs/:run/notes", may("exercise", "play"), p.writeNote),
		post("/runs/:run/asks", may("exercise", "play"), p.askInject),
		get("/runs/:run/debrief", may("debrief", "read"), p.showDebrief),
		get("/scenarios/:scenario/:version/media/:name", may("debrief", "read"), p.showPicture),

		// tracking
		get("/record", may("self", "manage"), p.showRecord),

		// reporting
		get("/reports/completion", may("report", "read"), p.showCompletion),
		get("/reports/completion.csv", may("report", "export"), p.exportCompletion),
		get("/reports/overdue", may("report", "read"), p.showOverdue),
		get("/reports/overdue.csv", may("report", "export"), p.exportOverdue),
	}
}

func get(path string, who access.Permission, h echo.HandlerFunc) edge.Route {
	return edge.Route{Method: http.MethodGet, Path: path, Permission: who, Handle: h}
}

func post(path string, who access.Permission, h echo.HandlerFunc) edge.Route {
	return edge.Route{Method: http.MethodPost, Path: path, Permission: who, Handle: h}
}

// upload is a post that carries a file.
func upload(path string, who access.Permission, h echo.HandlerFunc) edge.Route {
	return edge.Route{Method: http.MethodPost, Path: path, Permission: who, Handle: h, Upload: true}
}

func may(thing, verb string) access.Permission { return access.Permission{Thing: thing, Verb: verb} }
