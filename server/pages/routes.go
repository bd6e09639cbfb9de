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

		// identity

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
