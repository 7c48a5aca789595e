package memory_test

import (
	"testing"
	"time"

	"doorstep/storage/memory"
	"doorstep/storage/storagetest"
	"doorstep/sync/exchange"
)

func TestTablet(t *testing.T) {
	storagetest.RunReplica(t, func(t *testing.T) storagetest.ReplicaSubject {
		tablet := memory.NewTablet()
		now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
		tablet.Now = func() time.Time { return now }
		return storagetest.ReplicaSubject{
			Replica: tablet, Later: func(passed time.Duration) { now = now.Add(passed) },
			Reopen: func(*testing.T) storagetest.Replica { return tablet },
		}
	})
}

func TestOffice(t *testing.T) {
	storagetest.RunHub(t, func(*testing.T) storagetest.HubSubject {
		office := memory.NewOffice(exchange.House{Tenant: "t1", Agency: "Harbour House"})
		return storagetest.HubSubject{Hub: office, Reopen: func(*testing.T) storagetest.Hub { return office }}
	})
}
