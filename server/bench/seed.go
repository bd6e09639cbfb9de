package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

// courses is how many columns the matrix has: the two real ones and copies of the first under other names.
const courses = 40

// manyCourses makes a folder with copies of a course, as a ministry's own content would be.
func manyCourses(dir string) error {
	from := "content/courses/cyber-hygiene"
	for i := 3; i <= courses; i++ {
		to := filepath.Join(dir, "courses", fmt.Sprintf("copy-%d", i))
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			return err
		}
		for _, gone := range []string{"bank", "quiz-cyber-hygiene-final.yaml"} {
			if err := os.RemoveAll(filepath.Join(to, gone)); err != nil {
				return err
			}
		}
		outline := filepath.Join(to, "course.yaml")
		b, err := os.ReadFile(outline)
		if err != nil {
			return err
		}
		var kept []string
		for _, line := range strings.Split(strings.Replace(string(b), "code: C2\n", fmt.Sprintf("code: X%d\n", i), 1), "\n") {
			if !strings.Contains(line, "quiz:") && strings.TrimSpace(line) != "activities:" {
				kept = append(kept, line)
			}
		}
		if err := os.WriteFile(outline, []byte(strings.Join(kept, "\n")), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// size is how large the ministry is.
type size struct{ people, missions, regions, statements int }

var (
	small = size{1_200, 40, 4, 200_000}
	full  = size{12_000, 400, 20, 2_000_000}
)

// seed makes a ministry of a size: set-based, the same every time. People are numbered from 1.
func seed(ctx context.Context, pool *pgxpool.Pool, s size) error {
	statements := []string{
		`TRUNCATE identity.places, identity.people, learning.enrolments, learning.requirements, tracking.statements, assessment.attempts RESTART IDENTITY CASCADE`,
		`INSERT INTO identity.places (path, kind, name, city, time_zone) VALUES ('/1/', 'ministry', 'Ministry', 'Selmar', 'UTC')`,
		fmt.Sprintf(`INSERT INTO identity.places (parent_id, path, kind, name) SELECT 1, '/1/' || 1 + i || '/', 'region', 'Region ' || i FROM generate_series(1, %d) i`, s.regions),
		fmt.Sprintf(`INSERT INTO identity.places (parent_id, path, kind, name, city, time_zone, bandwidth)
			SELECT 2 + i %% %[2]d, '/1/' || 2 + i %% %[2]d || '/' || %[2]d + 1 + i || '/', (ARRAY['embassy', 'consulate', 'permanent_mission'])[1 + i %% 3], 'Mission ' || i, 'City ' || i,
				(ARRAY['Africa/Nairobi', 'Asia/Tokyo', 'Europe/Oslo', 'UTC'])[1 + i %% 4], (ARRAY['good', 'thin', 'satellite'])[1 + i %% 3]
			FROM generate_series(1, %[1]d) i`, s.missions, s.regions),
		fmt.Sprintf(`INSERT INTO identity.people (name, email, staff_type, rank, lang, created_at)
			SELECT 'Person ' || i, 'p' || i || '@bench.example', (ARRAY['diplomat', 'administrative', 'locally_engaged'])[1 + i %% 3], '', 'en', now() - interval '3 years' FROM generate_series(1, %d) i`, s.people),
		fmt.Sprintf(`INSERT INTO identity.postings (person_id, place_id, role_at_post, starts_on, ends_on)
			SELECT i, %d + 2 + i %% %d, 'consular_officer', current_date - 1000, CASE WHEN i %% 3 = 0 THEN current_date - 400 END FROM generate_series(1, %d) i`, s.regions, s.missions, s.people),
		fmt.Sprintf(`INSERT INTO identity.postings (person_id, place_id, role_at_post, starts_on)
			SELECT i, %d + 2 + (i + 7) %% %d, 'press_officer', current_date - 399 FROM generate_series(3, %d, 3) i`, s.regions, s.missions, s.people),
		`INSERT INTO identity.roles (person_id, role, place_id, given_at) SELECT id, 'trainee', 1, now() FROM identity.people`,
		`INSERT INTO identity.roles (person_id, role, place_id, given_at) VALUES (1, 'ministry_admin', 1, now())`,
		// 40 courses each, in every state that there is
		`INSERT INTO learning.enrolments (person_id, course, version, source, enrolled_at, due_at, started_at, failed_at, completed_at, expires_at, grace_until, last_lesson)
			SELECT p.id, c.course, c.version, 'requirement', now() - interval '500 days', now() + make_interval(days => (x % 300)::int - 60),
				CASE WHEN x % 10 > 1 THEN now() - interval '300 days' END, CASE WHEN x % 97 = 0 THEN now() - interval '20 days' END,
				CASE WHEN x % 10 > 4 THEN now() - make_interval(days => (x % 380)::int) END,
				CASE WHEN x % 10 > 4 THEN now() - make_interval(days => (x % 380)::int) + interval '1 year' END,
				CASE WHEN x % 10 > 4 THEN now() - make_interval(days => (x % 380)::int) + interval '13 months' END, 'c2.1.2'
			FROM identity.people p CROSS JOIN (SELECT course, max(version) AS version FROM learning.course_versions GROUP BY course) c
			CROSS JOIN LATERAL (SELECT abs(hashtext(p.id || c.course)::bigint) AS x) h`,
		// the measured people are in the middle of the first course
		`UPDATE learning.enrolments SET completed_at = NULL, expires_at = NULL, failed_at = NULL, started_at = now() - interval '9 days', due_at = now() + interval '9 days' WHERE course = 'cyber-hygiene' AND person_id <= 200`,
		`INSERT INTO learning.lessons_read (enrolment_id, lesson, lang, read_at)
			SELECT e.id, l, 'en', now() - interval '8 days' FROM learning.enrolments e, unnest(ARRAY['c2.1.1', 'c2.1.2', 'c2.1.3', 'c2.2.1']) l
			WHERE e.started_at IS NOT NULL AND e.course IN ('cyber-hygiene', 'copy-3', 'copy-4', 'copy-5')`,
		fmt.Sprintf(`INSERT INTO tracking.statements (at, person_id, verb, kind, object, version)
			SELECT now() - make_interval(mins => i), 1 + i %% %d, 'read', 'lesson', 'c2.1.' || i %% 9, 1 FROM generate_series(1, %d) i`, s.people, s.statements),
	}
	for _, q := range statements {
		if _, err := pool.Exec(ctx, q); err != nil {
			return fmt.Errorf("%s: %w", strings.Fields(q)[2], err)
		}
	}
	for i := range visitors {
		key := sha256.Sum256([]byte(token(i)))
		if _, err := pool.Exec(ctx, `INSERT INTO identity.sessions (key, person_id, created_at, seen_at, expires_at)
			VALUES ($1, $2, now(), now(), now() + interval '12 hours') ON CONFLICT (key) DO NOTHING`, key[:], i+1); err != nil {
			return err
		}
	}
	for _, q := range []string{"VACUUM ANALYZE", "CHECKPOINT"} {
		if _, err := pool.Exec(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// visitors is how many different people ask for pages. The first is the ministry's admin.
const visitors = 100

func token(i int) string { return fmt.Sprintf("bench-%d", i) }

func tokens(from int) (all []string) {
	for i := from; i < visitors; i++ {
		all = append(all, token(i))
	}
	return all
}
