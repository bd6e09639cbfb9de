-- +goose Up
-- A version of a course never changes once it is stored: doc holds the outline, every lesson in every language and its figures.
CREATE TABLE learning.course_versions (
    course     text NOT NULL,
    version    int NOT NULL,
    hash       text NOT NULL,
    doc        jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (course, version)
);

CREATE TABLE learning.requirements (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    course       text NOT NULL,
    place_id     bigint NOT NULL,             -- region, mission or ministry: everybody posted there or below
    staff_type   text NOT NULL DEFAULT '',    -- empty: any
    role_at_post text NOT NULL DEFAULT '',    -- empty: any
    due_on       date,                        -- either a date …
    due_days     int,                         -- … or so many days after the posting starts
    created_by   bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    CHECK ((due_on IS NULL) <> (due_days IS NULL))
);

-- An enrolment is one person's way through one version of a course. A later round (renewal, newer version)
-- supersedes the earlier one; on any day at most one row of a person and course is neither superseded nor withdrawn.
CREATE TABLE learning.enrolments (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id      bigint NOT NULL,
    course         text NOT NULL,
    version        int NOT NULL,
    round          int NOT NULL DEFAULT 1,
    source         text NOT NULL CHECK (source IN ('self', 'instructor', 'admin', 'requirement')),
    requirement_id bigint REFERENCES learning.requirements (id),
    enrolled_by    bigint,
    enrolled_at    timestamptz NOT NULL,
    due_at         timestamptz,               -- an instant: the end of the due day where the person is
    started_at     timestamptz,               -- first lesson opened or activity begun
    submitted_at   timestamptz,               -- handed in something that still waits for a marker
    failed_at      timestamptz,               -- last failed attempt
    locked_at      timestamptz,               -- failed, and no attempt left
    completed_at   timestamptz,
    expires_at     timestamptz,               -- when the completion lapses; null: never
    grace_until    timestamptz,
    renews_until   timestamptz,               -- of a renewal: when the completion that it renews lapses …
    renews_grace   timestamptz,               -- … and until when it is still in time
    exempt_at      timestamptz,
    withdrawn_at   timestamptz,
    superseded_at  timestamptz,
    last_lesson    text NOT NULL DEFAULT '',  -- where the person was
    last_at        timestamptz,
    UNIQUE (person_id, course, round)
);
CREATE UNIQUE INDEX enrolments_current ON learning.enrolments (person_id, course) WHERE superseded_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX enrolments_course ON learning.enrolments (course, person_id);
CREATE INDEX enrolments_due ON learning.enrolments (due_at) WHERE completed_at IS NULL AND withdrawn_at IS NULL AND superseded_at IS NULL;

CREATE TABLE learning.lessons_read (
    enrolment_id bigint NOT NULL REFERENCES learning.enrolments (id) ON DELETE CASCADE,
    lesson       text NOT NULL,
    lang         text NOT NULL,
    read_at      timestamptz NOT NULL,
    PRIMARY KEY (enrolment_id, lesson)
);

-- The best outcome of each activity of the course in this round.
CREATE TABLE learning.activity_results (
    enrolment_id bigint NOT NULL REFERENCES learning.enrolments (id) ON DELETE CASCADE,
    kind         text NOT NULL,
    activity     text NOT NULL,
    attempt_id   bigint NOT NULL,             -- the attempt or run that gave the result
    mode         text NOT NULL,
    score        double precision NOT NULL,
    passed       boolean NOT NULL,
    locked       boolean NOT NULL,
    finished_at  timestamptz NOT NULL,
    PRIMARY KEY (enrolment_id, kind, activity)
);
