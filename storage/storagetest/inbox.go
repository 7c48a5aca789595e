package storagetest

import (
	"encoding/json"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
)

// inbox: parcels stay as they came, in order, until they are dropped.
func inbox(t *testing.T, s HubSubject) {
	parcel := func(device string, first int64, operations ...string) exchange.Parcel {
		p := exchange.Parcel{Device: device, Epoch: 1, First: first, Actor: may, Arrived: "2026-11-21T09:00:00.000Z", Waiting: 4}
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
	later.Arrived = "2026-11-21T10:00:00.000Z"
	other.Actor = casework.Actor{ID: "noor", Name: "Noor Haddad", Role: casework.RoleSupervisor}
	put(first, true)
	put(other, true)
	put(later, true)
	put(parcel("tab2", 7, `{"another":"content"}`), false)
	s.thenReopened(t, func(hub Hub) {
		bringers, err := hub.Bringers(t.Context())
		check(t, err)
		same(t, "who brought them", bringers, []exchange.Bringer{{Device: "tab1", Actor: other.Actor, Arrived: other.Arrived}, {Device: "tab2", Actor: may, Arrived: later.Arrived}})
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
	left, err := s.Hub.Parcels(t.Context(), "tab2")
	check(t, err)
	same(t, "what is left", left, []exchange.Parcel{later})
	left, err = s.Hub.Parcels(t.Context(), "tab1")
	check(t, err)
	same(t, "what is left of the other", left, []exchange.Parcel{other})
}
