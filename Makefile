# make run · make test · make e2e · make bench · make lint · make help
GO    ?= go
TEMPL := $(shell find web -name '*.templ' 2>/dev/null)
GENERATED := $(TEMPL:.templ=_templ.go)
ASSETS := $(shell find web -name '*.templ' -o -path 'web/assets/css/*' -o -path 'web/assets/ts/*' -o -name icons.svg) web/assets/build.mjs

.PHONY: run test e2e bench lint help build generate assets screenshots
.DEFAULT_GOAL := help

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## start the platform with its own PostgreSQL and the demo ministry
	CREDENCE_DEMO=$${CREDENCE_DEMO:-true} exec ./bin/credence

test: build ## vet, check the content, run every test on a PostgreSQL of its own
	$(GO) vet ./...
	./bin/credence check-content
	$(GO) run ./server/withpg $(GO) test ./...

e2e: build ## drive the program with a real browser: walks, accessibility, weights
	sh e2e/run.sh

bench: build ## measure pages beside a bare handler, on 12,000 people and 2 million statements
	$(GO) run ./server/bench

lint: generate ## staticcheck, formatting, rules of the templates
	sh .ci/lint

screenshots: build ## the pictures of README and docs
	sh e2e/run.sh screenshots

build: generate assets
	$(GO) build -trimpath -ldflags "-X main.release=$$(git describe --tags --always --dirty 2>/dev/null || echo unreleased)" -o bin/credence ./server

generate: $(GENERATED)

%_templ.go: %.templ
	$(GO) tool templ generate -log-level error -path web
	@touch $(GENERATED)

assets: web/assets/dist/manifest.json

web/assets/dist/manifest.json: node_modules/.installed $(ASSETS)
	npm run -s assets

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo "make: Node.js 20 or newer with npm is missing (Debian: apt-get install nodejs npm)"; exit 1; }
	npm ci --no-audit --no-fund
	@touch $@
