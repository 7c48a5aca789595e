package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/google/uuid"

	"doorstep/server/internal/backup"
	"doorstep/server/internal/harmless"
	"doorstep/server/internal/outgoing"
	"doorstep/server/internal/paper"
	"doorstep/server/internal/web"
	"doorstep/static"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/sqlite"
	"doorstep/views"
)

// Program is the whole office: databases, object store, worker and web server.
type Program struct {
	settings Settings
	log      *slog.Logger
	control  *sqlite.Control
	listener net.Listener
	worker   *outgoing.Worker
	keeper   *backup.Keeper
	server   *web.Server
	origin   string
	closed   sync.Once
	closeErr error
}

// New opens the databases and listens; nothing is answered before Run. The
// caller calls Close.
func New(ctx context.Context, settings Settings, logs io.Writer) (p *Program, err error) {
	p = &Program{settings: settings}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.Close())
			p = nil
		}
	}()
	if p.log, err = settings.logger(logs); err != nil {
		return p, err
	}
	if p.listener, err = net.Listen("tcp", settings.Addr); err != nil {
		return p, fmt.Errorf("listen on %q: %w", settings.Addr, err)
	}
	port := p.listener.Addr().(*net.TCPAddr).Port
	p.origin = settings.originFor(port)
	objects, err := openObjects(settings)
	if err != nil {
		return p, err
	}
	inbox := web.NewInbox()
	if p.control, err = openControl(ctx, settings, objects, inbox.Want); err != nil {
		return p, err
	}
	render, plan := p.printer()
	p.worker = &outgoing.Worker{Control: p.control, Objects: objects, Render: render, Origin: p.origin, Log: p.log}
	p.keeper = openKeeper(settings, p.control, objects, p.log)
	p.server, err = web.New(settings.web(p.origin), web.Parts{
		Control: p.control, Objects: objects, Static: static.Files(), Log: p.log, NewID: newID, Nudge: p.worker.Nudge, Inbox: inbox,
		Safe: p.keeper.Standing, Render: render, Plan: plan,
	})
	return p, err
}

// Origin is the public address of this program.
func (p *Program) Origin() string { return p.origin }

// printer opens the faces of the papers; where the build has none, papers wait
// and the log says why.
func (p *Program) printer() (outgoing.Render, func(views.PlanSheet, time.Time) ([]byte, error)) {
	printer, err := paper.Open(static.Files())
	if err != nil {
		p.log.Warn("papers of contracts wait", "cause", err)
		return func(paper.Signed) ([]byte, error) { return nil, err }, nil
	}
	return printer.Contract, printer.Plan
}

// Run serves until the context ends, then lets requests under way finish.
func (p *Program) Run(ctx context.Context) error {
	workCtx, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	var work sync.WaitGroup
	work.Go(func() { p.worker.Run(workCtx) })
	work.Go(func() { p.keeper.Run(workCtx) })
	work.Go(func() { p.server.RunAhead(workCtx) })
	work.Go(func() { p.server.RunInbox(workCtx) })
	served := make(chan error, 1)
	go func() { served <- p.server.Serve(p.listener) }()
	p.log.Info("listening", "addr", p.listener.Addr().String(), "origin", p.origin)

	var err error
	select {
	case err = <-served:
	case <-ctx.Done():
		p.log.Info("stopping")
		graceCtx, cancel := context.WithTimeout(context.WithoutCancel(ctx), p.settings.Grace)
		err = p.server.Shutdown(graceCtx)
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			p.log.Warn("some requests were cut off")
			err = nil
		}
	}
	stopWork()
	work.Wait()
	return err
}

// Close closes what New opened.
func (p *Program) Close() error {
	p.closed.Do(func() {
		if p.listener != nil {
			if err := p.listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
				p.closeErr = err
			}
		}
		if p.control != nil {
			p.closeErr = errors.Join(p.closeErr, p.control.Close())
		}
	})
	return p.closeErr
}

// SetupLinks prints a fresh link for every agency that nobody has set up yet;
// on a first start it makes the agency.
func (p *Program) SetupLinks(ctx context.Context, out io.Writer) error {
	tenants, err := p.control.Tenants(ctx)
	if err != nil {
		return err
	}
	if len(tenants) == 0 {
		tenant, err := p.control.CreateTenant(ctx)
		if err != nil {
			return err
		}
		tenants = []string{tenant}
	}
	for _, tenant := range tenants {
		if err := setupLink(ctx, p.control, p.origin, tenant, out); err != nil {
			return err
		}
	}
	return nil
}

// setupLink prints the link of one agency, if nobody has claimed it yet.
func setupLink(ctx context.Context, control storage.Control, origin, tenant string, out io.Writer) error {
	agency, release, err := control.Tenant(ctx, tenant)
	if err != nil {
		return err
	}
	defer release()
	people, err := agency.People(ctx)
	if err != nil || len(people) > 0 {
		return err
	}
	link, err := web.NewSetup(ctx, control, origin, tenant, time.Now())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "Set up your agency: %s\n", link)
	return err
}

// openControl opens the databases. received is told of agencies with something in
// their inbox; nil where nobody lands it.
func openControl(ctx context.Context, settings Settings, objects storage.Objects, received func(tenant string)) (*sqlite.Control, error) {
	return sqlite.Open(ctx, sqlite.Options{
		Dir: settings.Data, Objects: objects, Stage: blob.OpenStage, Harmless: harmless.File, Received: received, SingleDisk: settings.SingleDisk,
	})
}

// objectStore keeps objects, and copies of databases beside them.
type objectStore interface {
	storage.Objects
	storage.Backups
}

// openKeeper takes copies to the object store. What lies there is durable if
// the store is not on this disk.
func openKeeper(settings Settings, control *sqlite.Control, store storage.Backups, log *slog.Logger) *backup.Keeper {
	return &backup.Keeper{
		Control: control, Store: store, Apart: settings.S3.Endpoint != "" || settings.Apart, Log: log,
		Every: settings.CopyEvery, KeepAll: settings.CopyKeep, KeepDay: settings.CopyDays,
	}
}

// openObjects opens the object store: S3 where an endpoint is set, else a folder.
func openObjects(settings Settings) (objectStore, error) {
	if settings.S3.Endpoint == "" {
		return blob.OpenFolder(settings.objectsFolder())
	}
	return blob.OpenS3(settings.S3)
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
