package exchange

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// Folding hundreds of operations into their cases takes the office longer than
// writing them down. A tablet that brings that many hears that they are durable
// before they are folded: they lie in the inbox, and land when it asks what
// became of them. Where it asks no more, because it was lost on the way, the
// office lands them by itself.

// ParcelFrom is how many operations in one request go through the inbox: fewer
// land as quickly as they are written down.
const ParcelFrom = 100

// Parcel is what a device sent in one request, as it came.
type Parcel struct {
	Device     string
	Epoch      int64
	First      int64          // number of its first operation; they are dense
	Actor      casework.Actor // the person behind the device, as the office knew them when it came
	Arrived    string         // see Request.Arrived
	Operations []json.RawMessage
}

// Inbox keeps parcels until they have landed.
type Inbox interface {
	// PutParcel makes a parcel durable. kept is false, and nothing is stored, where
	// one of the device with the same first number is there.
	PutParcel(ctx context.Context, parcel Parcel) (kept bool, err error)
	// Parcels returns those of a device, or of all devices where it is "", in the
	// order in which they came.
	Parcels(ctx context.Context, device string) ([]Parcel, error)
	// DropParcel forgets a parcel that has landed.
	DropParcel(ctx context.Context, device string, epoch, first int64) error
}

// receive puts the operations of a request into the inbox. kept is false where
// they are to land at once: few of them, or anything about them that needs a look
// at the log.
func receive(ctx context.Context, hub Hub, actor casework.Actor, request Request, ops []oplog.Operation, standing Standing) (kept bool, err error) {
	if !request.Parcel || len(ops) == 0 || ops[0].N != standing.Next || unbroken(ops) < len(ops) {
		return false, nil
	}
	return hub.PutParcel(ctx, Parcel{
		Device: request.Device, Epoch: request.Epoch, First: ops[0].N, Actor: actor, Arrived: request.Arrived, Operations: request.Operations,
	})
}

// Landed is what became of parcels.
type Landed struct {
	Operations []oplog.Operation
	Results    []oplog.Result
}

// LandParcels lands what lies in the inbox of a device.
func LandParcels(ctx context.Context, hub Hub, device string) (Landed, error) {
	var landed Landed
	parcels, err := hub.Parcels(ctx, device)
	for _, parcel := range parcels {
		if err == nil {
			err = landed.land(ctx, hub, parcel)
		}
	}
	if err != nil {
		return landed, fmt.Errorf("exchange: parcels of device %q: %w", device, err)
	}
	return landed, nil
}

// Bringers names who brought what lies in the inbox, by device.
func Bringers(ctx context.Context, hub Hub) (map[string]casework.Actor, error) {
	parcels, err := hub.Parcels(ctx, "")
	bringers := map[string]casework.Actor{}
	for _, parcel := range parcels {
		bringers[parcel.Device] = parcel.Actor
	}
	return bringers, err
}

func (l *Landed) land(ctx context.Context, hub Hub, parcel Parcel) error {
	ops, err := decodeAll(Request{Device: parcel.Device, Epoch: parcel.Epoch, Operations: parcel.Operations})
	if err != nil {
		return err
	}
	results, err := LandAll(ctx, hub, parcel.Actor, parcel.Arrived, 0, ops)
	if errors.As(err, new(*GapError)) {
		return nil // it followed on the log when it came, and waits until that is whole again
	}
	var cloned *ClonedError
	if errors.As(err, &cloned) {
		err = keepRestApart(ctx, hub, ops, cloned)
	}
	if err == nil {
		err = hub.DropParcel(ctx, parcel.Device, parcel.Epoch, parcel.First)
	}
	l.Operations, l.Results = append(l.Operations, ops...), append(l.Results, results...)
	if err == nil && cloned != nil {
		return cloned
	}
	return err
}

// keepRestApart keeps for review what a parcel holds besides the operations that
// contradict the log: the office has said that it has them, and from here on
// nobody knows whose words they are.
func keepRestApart(ctx context.Context, hub Hub, ops []oplog.Operation, cloned *ClonedError) error {
	ids := make([]oplog.ID, len(ops))
	for i, op := range ops {
		ids[i] = op.ID
	}
	_, hashes, err := hub.StoredResults(ctx, ids)
	for _, op := range ops {
		if err == nil && !op.Has(hashes[op.ID]) && !slices.Contains(cloned.Apart, op.ID) {
			err = hub.KeepApart(ctx, op)
		}
	}
	return err
}
