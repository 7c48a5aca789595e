package memory

import (
	"context"
	"maps"
	"slices"

	"doorstep/sync/exchange"
)

func (o *Office) parcels(device string) []exchange.Parcel {
	var all []exchange.Parcel
	for _, parcel := range o.inbox {
		if parcel.Device == device {
			all = append(all, parcel)
		}
	}
	return all
}

// PutParcel keeps what a tablet sent, before it is looked at.
func (o *Office) PutParcel(_ context.Context, parcel exchange.Parcel) (kept bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, there := range o.inbox {
		if there.Device == parcel.Device && there.Epoch == parcel.Epoch && there.First == parcel.First {
			return false, nil
		}
	}
	o.inbox = append(o.inbox, parcel)
	return true, nil
}

// Bringers lists the devices with parcels.
func (o *Office) Bringers(context.Context) ([]exchange.Bringer, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	newest := map[string]exchange.Bringer{}
	for _, parcel := range o.inbox {
		newest[parcel.Device] = exchange.Bringer{Device: parcel.Device, Actor: parcel.Actor, Arrived: parcel.Arrived}
	}
	var all []exchange.Bringer
	for _, device := range slices.Sorted(maps.Keys(newest)) {
		all = append(all, newest[device])
	}
	return all, nil
}

// Parcels returns what has not landed yet of one device.
func (o *Office) Parcels(_ context.Context, device string) ([]exchange.Parcel, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.parcels(device), nil
}

// DropParcel forgets a parcel that has landed.
func (o *Office) DropParcel(_ context.Context, device string, epoch, first int64) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.inbox = slices.DeleteFunc(o.inbox, func(parcel exchange.Parcel) bool {
		return parcel.Device == device && parcel.Epoch == epoch && parcel.First == first
	})
	return nil
}
