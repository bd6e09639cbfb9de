-- +goose Up
-- The ledger: who did what, on which version, when, in which mode. Rows are added, never changed.
CREATE TABLE tracking.statements (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    person_id bigint NOT NULL,
    verb      text NOT NULL,                  -- enrolled, read, started, passed, failed, completed, …
    kind      text NOT NULL,                  -- course, lesson, quiz, simulation
    object    text NOT NULL,                  -- slug or lesson code
    version   int NOT NULL,
    mode      text NOT NULL DEFAULT '',
    score     double precision,
    place_id  bigint                          -- where the person was posted then
);
CREATE INDEX statements_person ON tracking.statements (person_id, at DESC);
CREATE INDEX statements_object ON tracking.statements (kind, object, at);
