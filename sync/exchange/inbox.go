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
	Waiting    int            // what else waits on the device
	Operations []json.RawMessage
}

// Bringer is a device with parcels that have not landed.
type Bringer struct {
	Device  string
	Actor   casework.Actor // of the newest
	Arrived string         // when the newest came
}

// Inbox keeps parcels until they have landed.
type Inbox interface {
	// PutParcel makes a parcel durable, and notes that the device was in touch and
	// what else waits on it. kept is false, and nothing is stored, where a parcel of
	// the device with the same first number is there.
	PutParcel(ctx context.Context, parcel Parcel) (kept bool, err error)
	// Parcels returns those of a device in the order in which they came.
	Parcels(ctx context.Context, device string) ([]Parcel, error)
	// Bringers lists the devices that have any, by id.
	Bringers(ctx context.Context) ([]Bringer, error)
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
		Device: request.Device, Epoch: request.Epoch, First: ops[0].N, Actor: actor, Arrived: request.Arrived, Waiting: request.Waiting,
		Operations: request.Operations,
	})
}

// Landed is what became of parcels.
type Landed struct {
	Operations []oplog.Operation
	Results    []oplog.Result // of one epoch
	Gap        *GapError      // operations before a parcel are missing; it waits for them
}

// LandParcels lands what lies in the inbox of a device, and returns the results of
// one epoch. A *ClonedError says that some of it contradicts the log: it was kept
// apart, and so was what came with it.
func LandParcels(ctx context.Context, hub Hub, device string, epoch int64) (Landed, error) {
	var landed Landed
	var copied error
	parcels, err := hub.Parcels(ctx, device)
	for _, parcel := range parcels {
		if err != nil {
			break
		}
		err = landed.land(ctx, hub, parcel, epoch)
		if errors.As(err, new(*ClonedError)) {
			copied, err = err, nil
		}
	}
	if err = errors.Join(err, copied); err != nil {
		return landed, fmt.Errorf("exchange: parcels of device %q: %w", device, err)
	}
	return landed, nil
}

func (l *Landed) land(ctx context.Context, hub Hub, parcel Parcel, epoch int64) error {
	ops, err := decodeAll(Request{Device: parcel.Device, Epoch: parcel.Epoch, Operations: parcel.Operations})
	if err != nil {
		return err
	}
	results, err := LandAll(ctx, hub, parcel.Actor, parcel.Arrived, 0, ops)
	if errors.As(err, &l.Gap) {
		return nil // it followed on the log when it came, and waits until that is whole again
	}
	var cloned *ClonedError
	if errors.As(err, &cloned) {
		err = keepRestApart(ctx, hub, ops, cloned)
	}
	if err == nil {
		err = hub.DropParcel(ctx, parcel.Device, parcel.Epoch, parcel.First)
	}
	l.Operations = append(l.Operations, ops...)
	if parcel.Epoch == epoch {
		l.Results = append(l.Results, results...)
	}
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
