package views

import (
	"context"
	"strconv"
	"time"

	"credence/modules/identity"
	"credence/modules/learning"
	"credence/web/i18n"
	"credence/web/ui"
)

// requirementWhom narrows the place: of which staff type, in which role.
func requirementWhom(ctx context.Context, r learning.Requirement) string {
	staff := i18n.T(ctx, "learning.everybody")
	if r.StaffType != "" {
		staff = i18n.T(ctx, "identity.staff_type."+r.StaffType)
	}
	if r.RoleAtPost != "" {
		return i18n.T(ctx, "learning.staff_and_role", "staff", staff, "role", postWord(ctx, r.RoleAtPost))
	}
	return staff
}

func requirementDue(ctx context.Context, r learning.Requirement) string {
	if r.DueOn != nil {
		return i18n.Date(ctx, *r.DueOn, time.UTC)
	}
	return i18n.T(ctx, "learning.days_after_posting", "n", *r.DueDays)
}

func staffOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Label: i18n.T(ctx, "learning.everybody")}}
	for _, t := range identity.StaffTypes {
		options = append(options, ui.Option{Value: t, Label: i18n.T(ctx, "identity.staff_type."+t)})
	}
	return options
}

func cohortOptions(ctx context.Context, cohorts []identity.CohortListed) []ui.Option {
	options := []ui.Option{{Label: i18n.T(ctx, "common.choose")}}
	for _, c := range cohorts {
		options = append(options, ui.Option{Value: strconv.FormatInt(c.ID, 10), Label: c.Name})
	}
	return options
}
