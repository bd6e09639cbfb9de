package main

import (
	"testing"

	"credence/modules/identity"
	"credence/modules/kernel/fault"
)

func TestADemoThatWasBrokenOffIsForgottenAndOneThatStandsIsNot(t *testing.T) {
	t.Parallel()
	s := openStage(t)
	d, err := readDemo()
	if err != nil {
		t.Fatal(err)
	}
	forget := func(ministry string) (stands bool) {
		t.Helper()
		d.Ministry.Name = ministry
		if err := forgetUnfinished(t.Context(), s.house, s.platform, d); err != nil {
			t.Fatal(err)
		}
		_, err := s.identity.Home(t.Context())
		if err != nil && fault.Of(err) == nil {
			t.Fatal(err)
		}
		return err == nil
	}
	if !forget("Ministry of Foreign Affairs") {
		t.Fatal("people who can sign in were forgotten")
	}
	var everybody []int64
	for _, p := range s.people {
		everybody = append(everybody, p.ID)
	}
	if err := s.identity.SetPasswordHash(t.Context(), everybody, ""); err != nil {
		t.Fatal(err)
	}
	if !forget("Republic of Elsewhere") {
		t.Fatal("another ministry was forgotten")
	}
	if forget("Ministry of Foreign Affairs") {
		t.Fatal("the broken-off demo stands in the way")
	}
	if home, err := s.identity.Found(t.Context(), identity.PlaceDetails{Name: "Ministry of Foreign Affairs"}); err != nil || home.ID != 1 {
		t.Errorf("a new beginning: %+v %v", home, err)
	}
}
