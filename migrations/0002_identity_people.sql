-- +goose Up
-- The organisation tree: ministry → region → mission. A place's path holds the ids from the root to itself
-- ("/1/4/17/"), so that "this place and everything below" is one index range.
CREATE TABLE identity.places (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id  bigint REFERENCES identity.places (id),
    path       text NOT NULL DEFAULT '',
    kind       text NOT NULL CHECK (kind IN ('ministry', 'region', 'embassy', 'consulate', 'permanent_mission', 'hq_unit')),
    name       text NOT NULL,
    country    text NOT NULL DEFAULT '',
    city       text NOT NULL DEFAULT '',
    time_zone  text NOT NULL DEFAULT 'UTC',
    bandwidth  text NOT NULL DEFAULT 'good' CHECK (bandwidth IN ('good', 'thin', 'satellite')),
    UNIQUE (parent_id, name)
);
CREATE INDEX places_path ON identity.places (path text_pattern_ops);

CREATE TABLE identity.people (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text NOT NULL,
    email         text NOT NULL,
    staff_type    text NOT NULL CHECK (staff_type IN ('diplomat', 'administrative', 'locally_engaged', 'partner', 'contractor')),
    rank          text NOT NULL DEFAULT '',
    lang          text NOT NULL DEFAULT 'en',
    time_zone     text NOT NULL DEFAULT '',          -- empty: the zone of the present posting
    theme         text NOT NULL DEFAULT '' CHECK (theme IN ('', 'light', 'dark')),
    password_hash text NOT NULL DEFAULT '',          -- empty: has not yet accepted the invitation
    suspended_at  timestamptz,
    created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX people_email ON identity.people (lower(email));
CREATE INDEX people_name ON identity.people (lower(name), id);

-- Postings are history: the present one has no end, or an end in the future.
CREATE TABLE identity.postings (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id    bigint NOT NULL REFERENCES identity.people (id) ON DELETE CASCADE,
    place_id     bigint NOT NULL REFERENCES identity.places (id),
    role_at_post text NOT NULL DEFAULT '',           -- for example 'consular_officer'
    starts_on    date NOT NULL,
    ends_on      date CHECK (ends_on >= starts_on)   -- the last day
);
CREATE INDEX postings_person ON identity.postings (person_id, starts_on DESC);
CREATE INDEX postings_place ON identity.postings (place_id, starts_on);

-- A role is held at a place and reaches everything below it.
CREATE TABLE identity.roles (
    person_id  bigint NOT NULL REFERENCES identity.people (id) ON DELETE CASCADE,
    role       text NOT NULL,
    place_id   bigint NOT NULL REFERENCES identity.places (id),
    given_at   timestamptz NOT NULL,
    PRIMARY KEY (person_id, role, place_id)
);

CREATE TABLE identity.cohorts (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    place_id   bigint NOT NULL REFERENCES identity.places (id),
    name       text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (place_id, name)
);
CREATE TABLE identity.cohort_members (
    cohort_id bigint NOT NULL REFERENCES identity.cohorts (id) ON DELETE CASCADE,
    person_id bigint NOT NULL REFERENCES identity.people (id) ON DELETE CASCADE,
    PRIMARY KEY (cohort_id, person_id)
);
CREATE INDEX cohort_members_person ON identity.cohort_members (person_id);
