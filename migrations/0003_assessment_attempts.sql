-- +goose Up
-- A version of a quiz never changes once it is stored: doc holds its rules and every question of the modules it draws from.
CREATE TABLE assessment.quiz_versions (
    quiz       text NOT NULL,
    version    int NOT NULL,
    hash       text NOT NULL,
    doc        jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (quiz, version),
    UNIQUE (quiz, hash)
);

-- An attempt keeps the conditions it was started with: version, paper, pass mark, attempts allowed, time.
CREATE TABLE assessment.attempts (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quiz         text NOT NULL,
    version      int NOT NULL,
    person_id    bigint NOT NULL,
    number       int NOT NULL,                  -- of the person's attempts at this quiz, from 1
    try          int NOT NULL,                  -- the same since the person last passed; "allowed" counts these
    lang         text NOT NULL,
    seed         bigint NOT NULL,               -- what the paper was drawn with
    paper        jsonb NOT NULL,                -- the questions in their order, and the order of their options
    pass_mark    double precision NOT NULL,     -- percent
    allowed      int NOT NULL,
    wait_hours   int NOT NULL,
    factor       double precision NOT NULL,     -- of the time limit
    started_at   timestamptz NOT NULL,
    deadline_at  timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('in_progress', 'submitted', 'expired', 'marked')),
    sequence     int NOT NULL DEFAULT 0,        -- of the last save
    timed_out    boolean NOT NULL DEFAULT false,
    submitted_at timestamptz,
    marked_at    timestamptz,
    points       double precision NOT NULL DEFAULT 0,
    out_of       double precision NOT NULL DEFAULT 0,
    score        double precision NOT NULL DEFAULT 0,
    passed       boolean NOT NULL DEFAULT false,
    locked       boolean NOT NULL DEFAULT false,
    FOREIGN KEY (quiz, version) REFERENCES assessment.quiz_versions (quiz, version),
    UNIQUE (person_id, quiz, number)
);
CREATE UNIQUE INDEX attempts_open ON assessment.attempts (person_id, quiz) WHERE state = 'in_progress';
CREATE INDEX attempts_due ON assessment.attempts (deadline_at) WHERE state = 'in_progress';
CREATE INDEX attempts_quiz ON assessment.attempts (quiz, started_at DESC);
CREATE INDEX attempts_started ON assessment.attempts (started_at DESC, id DESC);

CREATE TABLE assessment.answers (
    attempt_id bigint NOT NULL REFERENCES assessment.attempts (id) ON DELETE CASCADE,
    place      int NOT NULL,                    -- of the question in the paper, from 1
    value      jsonb NOT NULL,                  -- in the question's own ids; null: blank
    flagged    boolean NOT NULL DEFAULT false,
    sequence   int NOT NULL DEFAULT 0,          -- the save that brought it
    page       text NOT NULL DEFAULT '',        -- the open page it came from
    saved_at   timestamptz NOT NULL,
    points     double precision,                -- null until marked
    mark       jsonb,
    PRIMARY KEY (attempt_id, place)
);

-- Why a person gets more time. A change ends the row and adds a new one.
CREATE TABLE assessment.accommodations (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id bigint NOT NULL,
    factor    double precision NOT NULL CHECK (factor BETWEEN 1 AND 4),
    reason    text NOT NULL,                    -- shown to those who may set it, nobody else
    set_by    bigint NOT NULL,
    set_at    timestamptz NOT NULL,
    ended_at  timestamptz
);
CREATE UNIQUE INDEX accommodations_now ON assessment.accommodations (person_id) WHERE ended_at IS NULL;
