package storagetest

import (
	"encoding/json"
	"slices"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
)

// inbox: parcels stay as they came, in order, until they are dropped.
func inbox(t *testing.T, s HubSubject) {
	parcel := func(device string, first int64, operations ...string) exchange.Parcel {
		p := exchange.Parcel{Device: device, Epoch: 1, First: first, Actor: may, Arrived: "2026-11-21T09:00:00.000Z"}
		for _, operation := range operations {
			p.Operations = append(p.Operations, json.RawMessage(operation))
		}
		return p
	}
	put := func(p exchange.Parcel, want bool) {
		t.Helper()
		kept, err := s.Hub.PutParcel(t.Context(), p)
		check(t, err)
		if kept != want {
			t.Errorf("parcel %d of %s kept: %v, want %v", p.First, p.Device, kept, want)
		}
	}
	first, other, later := parcel("tab2", 7, `{"a":"<&>"}`, `{"b":2}`), parcel("tab1", 1, `{"c":3}`), parcel("tab2", 9, `{"d":[]}`)
	other.Actor = casework.Actor{ID: "noor", Name: "Noor Haddad", Role: casework.RoleSupervisor}
	put(first, true)
	put(other, true)
	put(later, true)
	put(parcel("tab2", 7, `{"another":"content"}`), false)
	s.thenReopened(t, func(hub Hub) {
		all, err := hub.Parcels(t.Context(), "")
		check(t, err)
		same(t, "all parcels", all, []exchange.Parcel{first, other, later})
		one, err := hub.Parcels(t.Context(), "tab2")
		check(t, err)
		same(t, "parcels of one device", one, []exchange.Parcel{first, later})
		for device, want := range map[string]int{"tab1": 1, "tab2": 2, "tab3": 0} {
			standing, err := hub.Standing(t.Context(), device, 1)
			check(t, err)
			if standing.Parcels != want {
				t.Errorf("%s has %d parcels, want %d", device, standing.Parcels, want)
			}
		}
	})
	check(t, s.Hub.DropParcel(t.Context(), "tab2", 1, 7))
	check(t, s.Hub.DropParcel(t.Context(), "tab1", 2, 1)) // of another epoch: none
	left, err := s.Hub.Parcels(t.Context(), "")
	check(t, err)
	if !slices.EqualFunc(left, []exchange.Parcel{other, later}, func(a, b exchange.Parcel) bool { return a.Device == b.Device && a.First == b.First }) {
		t.Errorf("left: %+v", left)
	}
}
