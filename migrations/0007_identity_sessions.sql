-- +goose Up
-- Where everybody is posted on a day, one row a person: the present posting (the one that began last), else the next to come.
-- The one place that says which posting counts; a SQL function, so the planner sees through it.
CREATE FUNCTION identity.posted(day date)
RETURNS TABLE (person_id bigint, posting_id bigint, place_id bigint, role_at_post text, starts_on date, ends_on date, present boolean)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (p.person_id) p.person_id, p.id, p.place_id, p.role_at_post, p.starts_on, p.ends_on, p.starts_on <= day
    FROM identity.postings p
    WHERE p.ends_on IS NULL OR p.ends_on >= day
    ORDER BY p.person_id, p.starts_on > day, abs(p.starts_on - day), p.id DESC
$$;

-- A session is known by the SHA-256 of its token: who reads the table cannot sign in with it.
CREATE TABLE identity.sessions (
    id         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    key        bytea PRIMARY KEY,
    person_id  bigint NOT NULL REFERENCES identity.people (id) ON DELETE CASCADE,
    agent      text NOT NULL DEFAULT '',
    address    text NOT NULL DEFAULT '',
    said       jsonb NOT NULL DEFAULT '{}',     -- small texts to show once
    created_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,            -- exact to five minutes
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_person ON identity.sessions (person_id);
CREATE INDEX sessions_expiry ON identity.sessions (expires_at);

-- An invitation or reset link. Its token is computed from the row and a secret, and stored nowhere.
CREATE TABLE identity.links (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id  bigint NOT NULL REFERENCES identity.people (id) ON DELETE CASCADE,
    purpose    text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    issued_by  bigint,                          -- null: asked for by the person, or on the console
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    void_at    timestamptz                      -- replaced by a newer one, or no longer wanted
);
CREATE INDEX links_person ON identity.links (person_id) WHERE used_at IS NULL AND void_at IS NULL;

-- Who did what to whom. Rows are added, never changed; they never hold marks, passwords or link tokens.
CREATE TABLE identity.audit (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    person_id bigint,                           -- null: nobody signed in, or the console
    place_id  bigint,                           -- where that person was posted then
    verb      text NOT NULL,                    -- for example 'role.given'
    object    text NOT NULL DEFAULT '',         -- for example 'person:17'
    detail    jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_verb ON identity.audit (verb, id DESC);
CREATE INDEX audit_person ON identity.audit (person_id, id DESC);
CREATE INDEX audit_at ON identity.audit (at);

-- An uploaded staff list, kept while somebody looks at what it would do.
CREATE TABLE identity.imports (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id    bigint NOT NULL,               -- who uploaded it
    file_name    text NOT NULL,
    uploaded_at  timestamptz NOT NULL,
    committed_at timestamptz,
    added        int NOT NULL DEFAULT 0,
    changed      int NOT NULL DEFAULT 0,
    unchanged    int NOT NULL DEFAULT 0,
    refused      int NOT NULL DEFAULT 0
);
CREATE TABLE identity.import_rows (
    import_id    bigint NOT NULL REFERENCES identity.imports (id) ON DELETE CASCADE,
    line         int NOT NULL,                  -- of the file, counted from 1
    name         text NOT NULL,
    email        text NOT NULL,
    staff_type   text NOT NULL,
    rank         text NOT NULL,
    lang         text NOT NULL,
    time_zone    text NOT NULL,
    mission      text NOT NULL,
    role_at_post text NOT NULL,
    starts_on    date,
    ends_on      date,
    faults       text[] NOT NULL DEFAULT '{}',  -- what the line itself gets wrong
    outcome      text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'added', 'changed', 'unchanged', 'refused')),
    reasons      text[] NOT NULL DEFAULT '{}',  -- why it is refused: faults, and what the database adds
    changes      jsonb NOT NULL DEFAULT '{}',   -- field → present value, of what would change
    person_id    bigint,
    place_id     bigint,
    PRIMARY KEY (import_id, line)
);
