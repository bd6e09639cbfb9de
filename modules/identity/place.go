package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"credence/modules/kernel/fault"
)

// PlaceKinds are the codes of what stands in the organisation tree. There is one ministry; it is the root.
var PlaceKinds = []string{"ministry", "region", "embassy", "consulate", "permanent_mission", "hq_unit"}

// Bandwidths are the codes of how good a place's line is.
var Bandwidths = []string{"good", "thin", "satellite"}

// Place is a node of the organisation tree: ministry → region → mission.
type Place struct {
	ID        int64
	ParentID  *int64
	Path      string // ids from the root to itself, "/1/4/17/"
	Kind      string
	Name      string
	Country   string
	City      string
	TimeZone  string
	Bandwidth string
}

// TableName is where places are kept.
func (Place) TableName() string { return "identity.places" }

// Depth is 0 for the ministry, 1 for what stands right below it.
func (p Place) Depth() int { return max(0, strings.Count(p.Path, "/")-2) }

// PlaceDetails are what a form says about a place.
type PlaceDetails struct {
	Kind, Name, Country, City, TimeZone, Bandwidth string
}

func (d PlaceDetails) tidy() PlaceDetails {
	d.Name, d.Country, d.City = strings.Join(strings.Fields(d.Name), " "), strings.TrimSpace(d.Country), strings.TrimSpace(d.City)
	d.TimeZone = strings.TrimSpace(d.TimeZone)
	if d.TimeZone == "" {
		d.TimeZone = "UTC"
	}
	if d.Bandwidth == "" {
		d.Bandwidth = Bandwidths[0]
	}
	return d
}

func (d PlaceDetails) check(root bool) error {
	var f fault.Fields
	if key := nameFault(d.Name); key != "" {
		f.Add("name", key)
	}
	if !slices.Contains(PlaceKinds, d.Kind) || (d.Kind == "ministry") != root {
		f.Add("kind", "identity.place_kind_unknown")
	}
	if !slices.Contains(Bandwidths, d.Bandwidth) {
		f.Add("bandwidth", "identity.bandwidth_unknown")
	}
	if !knownZone(d.TimeZone) {
		f.Add("time_zone", "identity.zone_unknown")
	}
	for field, text := range map[string]string{"country": d.Country, "city": d.City} {
		if utf8.RuneCountInString(text) > 80 {
			f.Add(field, "identity.too_long", "n", 80)
		}
	}
	return f.Err()
}

func (p *Place) take(d PlaceDetails) {
	p.Kind, p.Name, p.Country, p.City, p.TimeZone, p.Bandwidth = d.Kind, d.Name, d.Country, d.City, d.TimeZone, d.Bandwidth
}

var placeTaken = fault.New(fault.Invalid, "identity.place_taken").In("name")
