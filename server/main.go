// Command doorstep is the office of Doorstep: it serves the pages, keeps each
// agency's records, and takes in what tablets bring back.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // time zones also where the machine has none
)

const usage = `Doorstep, casework at the client's doorstep.

  doorstep serve            serve the office; serve -h lists every setting
  doorstep demo             make an agency with a year of made-up cases; demo -h says of what size
  doorstep tenant add       make another agency and print its set-up link
  doorstep person list      list agencies and their staff, by id
  doorstep person recover   print a link that replaces a person's passkeys
  doorstep backup           write a verified copy of an agency to the object store
  doorstep backups          list the copies
  doorstep restore          bring an agency back from a copy
  doorstep version          print the release
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, errUsage) {
			fmt.Fprintln(os.Stderr, "doorstep:", err)
		}
		os.Exit(1)
	}
}

// errUsage says that the command line was not understood and told so.
var errUsage = errors.New("not a command of doorstep")

// run carries out one command.
func run(ctx context.Context, args []string, out, warn io.Writer) error {
	command := ""
	if len(args) > 0 {
		command, args = args[0], args[1:]
	}
	if (command == "tenant" || command == "person") && len(args) > 0 {
		command, args = command+" "+args[0], args[1:]
	}
	switch command {
	case "serve":
		return serve(ctx, args, out, warn)
	case "demo":
		return makeDemo(ctx, args, out, warn)
	case "tenant add":
		return addTenant(ctx, args, out, warn)
	case "person list":
		return listPeople(ctx, args, out, warn)
	case "person recover":
		return recoverPerson(ctx, args, out, warn)
	case "backup":
		return takeBackups(ctx, args, out, warn)
	case "backups":
		return listBackups(ctx, args, out, warn)
	case "restore":
		return restoreTenants(ctx, args, out, warn)
	case "version":
		return printVersion(out)
	case "", "help", "-h", "--help":
		_, err := io.WriteString(out, usage)
		return err
	}
	fmt.Fprint(warn, usage)
	return errUsage
}
