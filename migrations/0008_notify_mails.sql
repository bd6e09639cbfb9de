-- +goose Up
-- The outbox: every mail that was put off to be sent, and what became of it. Bodies are not kept: they are written
-- when the mail goes out, from kind and facts, in the language the person has then.
CREATE TABLE notify.mails (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id  bigint NOT NULL,
    kind       text NOT NULL,                   -- for example 'reset'
    facts      jsonb NOT NULL DEFAULT '{}',
    exercise   boolean NOT NULL DEFAULT false,  -- part of an exercise: marked as such everywhere
    queued_at  timestamptz NOT NULL,
    sent_at    timestamptz,
    refused_at timestamptz,                     -- will not be tried again
    reason     text NOT NULL DEFAULT ''
);
CREATE INDEX mails_person ON notify.mails (person_id, queued_at DESC);
