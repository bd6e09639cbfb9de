-- +goose Up
-- Where one person is posted on a day: the row that identity.posted() has for them. For questions about a few people,
-- which should not look at everybody's postings.
-- +goose StatementBegin
CREATE FUNCTION identity.posting_of(person bigint, day date)
RETURNS TABLE (person_id bigint, posting_id bigint, place_id bigint, role_at_post text, starts_on date, ends_on date, present boolean)
LANGUAGE sql STABLE AS $$
    SELECT p.person_id, p.id, p.place_id, p.role_at_post, p.starts_on, p.ends_on, p.starts_on <= day
    FROM identity.postings p
    WHERE p.person_id = person AND (p.ends_on IS NULL OR p.ends_on >= day)
    ORDER BY p.starts_on > day, abs(p.starts_on - day), p.id DESC LIMIT 1
$$;
-- +goose StatementEnd
