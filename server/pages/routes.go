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

		// assessment

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
