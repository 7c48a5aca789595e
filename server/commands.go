package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"

	"doorstep/server/internal/web"
	"doorstep/views"
)

// serve runs the office until it is told to stop.
func serve(ctx context.Context, args []string, out, warn io.Writer) error {
	settings, err := parse("serve", args, true, warn, nil)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	program, err := New(ctx, settings, warn)
	if err != nil {
		return err
	}
	if err := program.SetupLinks(ctx, out); err != nil {
		return errors.Join(err, program.Close())
	}
	fmt.Fprintf(out, "Doorstep is at %s\n", program.Origin())
	return errors.Join(program.Run(ctx), program.Close())
}

// origin is the public address for commands that do not listen.
func (s Settings) origin() (string, error) {
	_, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return "", fmt.Errorf("addr %q: %w", s.Addr, err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return "", fmt.Errorf("addr %q: %w", s.Addr, err)
	}
	return s.originFor(number), nil
}

// addTenant makes an agency; the server may be running meanwhile.
func addTenant(ctx context.Context, args []string, out, warn io.Writer) error {
	settings, err := parse("tenant add", args, false, warn, nil)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	origin, err := settings.origin()
	if err != nil {
		return err
	}
	control, err := openControl(ctx, settings, nil, nil)
	if err != nil {
		return err
	}
	tenant, err := control.CreateTenant(ctx)
	if err == nil {
		fmt.Fprintf(out, "Agency %s\n", tenant)
		err = setupLink(ctx, control, origin, tenant, out)
	}
	return errors.Join(err, control.Close())
}

// listPeople shows the ids that recover needs.
func listPeople(ctx context.Context, args []string, out, warn io.Writer) error {
	settings, err := parse("person list", args, false, warn, nil)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	control, err := openControl(ctx, settings, nil, nil)
	if err != nil {
		return err
	}
	tenants, err := control.Tenants(ctx)
	for _, tenant := range tenants {
		agency, release, openErr := control.Tenant(ctx, tenant)
		if openErr != nil {
			err = errors.Join(err, openErr)
			continue
		}
		about, aboutErr := agency.Agency(ctx)
		people, peopleErr := agency.People(ctx)
		release()
		err = errors.Join(err, aboutErr, peopleErr)
		fmt.Fprintf(out, "%s  %s\n", tenant, about.Name)
		for _, person := range people {
			state := ""
			if person.Suspended {
				state = "  suspended"
			}
			fmt.Fprintf(out, "  %s  %s  %s%s\n", person.ID, person.Role, person.Name, state)
		}
	}
	return errors.Join(err, control.Close())
}

const recoverWarning = `
This link replaces every passkey of the person and signs them out everywhere.
It needs no second member of staff. It is written to the agency's account log,
and every administrator is told at the next sign-in. It works once, for one day.
`

// recoverPerson helps the last administrator who lost the last passkey.
func recoverPerson(ctx context.Context, args []string, out, warn io.Writer) error {
	var tenant, person string
	settings, err := parse("person recover", args, false, warn, func(set *flag.FlagSet) {
		set.StringVar(&tenant, "tenant", "", "`id` of the agency (doorstep person list)")
		set.StringVar(&person, "person", "", "`id` of the person")
	})
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	if tenant == "" || person == "" {
		return errors.New("person recover needs -tenant and -person; doorstep person list shows both")
	}
	origin, err := settings.origin()
	if err != nil {
		return err
	}
	control, err := openControl(ctx, settings, nil, nil)
	if err != nil {
		return err
	}
	link, err := web.NewRecovery(ctx, control, origin, tenant, person, newID(), time.Now())
	if err == nil {
		fmt.Fprint(warn, recoverWarning)
		fmt.Fprintf(out, "New passkey: %s\n", link)
	}
	return errors.Join(err, control.Close())
}

func printVersion(out io.Writer) error {
	_, err := fmt.Fprintln(out, "doorstep", views.Release)
	return err
}
