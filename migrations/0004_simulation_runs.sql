-- +goose Up
-- A version of a scenario never changes once it is stored: doc holds everything its folder said, pictures included.
CREATE TABLE simulation.scenario_versions (
    scenario   text NOT NULL,
    version    int NOT NULL,
    hash       text NOT NULL,
    doc        jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (scenario, version),
    UNIQUE (scenario, hash)
);

-- One exercise. It keeps the version it was started with; its mark is written when it is finished.
CREATE TABLE simulation.runs (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scenario    text NOT NULL,
    version     int NOT NULL,
    mode        text NOT NULL CHECK (mode IN ('solo')),
    seed        bigint NOT NULL,
    created_by  bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    state       text NOT NULL CHECK (state IN ('running', 'paused', 'finished')),
    finished_at timestamptz,
    score       double precision NOT NULL DEFAULT 0,   -- 0 to 100
    passed      boolean NOT NULL DEFAULT false,
    FOREIGN KEY (scenario, version) REFERENCES simulation.scenario_versions (scenario, version)
);
CREATE UNIQUE INDEX runs_open ON simulation.runs (created_by, scenario) WHERE mode = 'solo' AND state <> 'finished';
CREATE INDEX runs_newest ON simulation.runs (created_at DESC, id DESC);

-- A world is one team's copy of the exercise, with a log of its own. One server at a time drives it: the one named
-- here, until driven_until. Time after that, until another takes over, does not count as exercise time.
CREATE TABLE simulation.worlds (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id       bigint NOT NULL REFERENCES simulation.runs (id) ON DELETE CASCADE,
    name         text NOT NULL DEFAULT '',
    state        text NOT NULL CHECK (state IN ('running', 'paused', 'finished')),
    last_seq     bigint NOT NULL DEFAULT 0,
    driver       text NOT NULL DEFAULT '',
    driven_until timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL                  -- a player's page was last open then
);
CREATE INDEX worlds_run ON simulation.worlds (run_id);
CREATE INDEX worlds_running ON simulation.worlds (driven_until) WHERE state = 'running';

CREATE TABLE simulation.seats (
    world_id  bigint NOT NULL REFERENCES simulation.worlds (id) ON DELETE CASCADE,
    person_id bigint NOT NULL,
    role      text NOT NULL,
    PRIMARY KEY (world_id, person_id)
);
CREATE INDEX seats_person ON simulation.seats (person_id);

-- The log: rows are added, never changed. Everything a screen, a mark or a debrief says is folded from it.
CREATE TABLE simulation.events (
    world_id   bigint NOT NULL REFERENCES simulation.worlds (id) ON DELETE CASCADE,
    seq        bigint NOT NULL,
    kind       text NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'persona', 'system')),
    actor      text NOT NULL DEFAULT '',
    at_ex      int NOT NULL,                           -- exercise seconds
    at         timestamptz NOT NULL,
    data       jsonb NOT NULL,
    PRIMARY KEY (world_id, seq)
);
