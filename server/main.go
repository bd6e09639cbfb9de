// Command credence is the training platform: `credence serve` runs it, `credence help` lists the rest.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands are what the program can be told to do.
type commands struct {
	Serve        serveCommand   `cmd:"" default:"1" help:"Run the platform (default)."`
	Migrate      migrateCommand `cmd:"" help:"Bring the database to the newest shape and stop."`
	CheckContent checkCommand   `cmd:"" name:"check-content" help:"Read courses, questions and scenarios; name file and line of every mistake."`
	Routes       routesCommand  `cmd:"" help:"List every URL with its method and permission."`
	User         struct {
		Add   userAddCommand   `cmd:"" help:"Add a person with a role and print a link to set a password."`
		Reset userResetCommand `cmd:"" help:"Print a link with which a person sets a new password."`
	} `cmd:"" help:"Add a person, or let one in again."`
	Version versionCommand `cmd:"" help:"Print the version."`
	Help    helpCommand    `cmd:"" help:"Explain a command; \"help serve\" lists the settings."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "credence:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	parser, err := newParser(out)
	if err != nil {
		return err
	}
	told, err := parser.Parse(args)
	if err != nil {
		return fmt.Errorf("%w (credence help)", err)
	}
	told.BindTo(ctx, (*context.Context)(nil))
	told.BindTo(out, (*io.Writer)(nil))
	return told.Run()
}

func newParser(out io.Writer) (*kong.Kong, error) {
	return kong.New(&commands{}, kong.Name("credence"), kong.Description("Training platform of a foreign ministry."),
		kong.Writers(out, os.Stderr), kong.UsageOnError())
}

type versionCommand struct{}

func (versionCommand) Run(out io.Writer) error {
	_, err := fmt.Fprintln(out, "credence", release)
	return err
}

// release is set by the Makefile to the tag or commit that the program was built from.
var release = "unreleased"

type helpCommand struct {
	Command []string `arg:"" optional:"" help:"The command to explain."`
}

func (h helpCommand) Run(out io.Writer) error {
	parser, err := newParser(out)
	if err != nil {
		return err
	}
	if len(h.Command) == 0 {
		h.Command = []string{"--help"}
	}
	told, err := kong.Trace(parser, h.Command)
	if err != nil {
		return err
	}
	if told.Error != nil {
		return told.Error
	}
	if len(h.Command) == 0 {
		told.Path = told.Path[:1] // of the program as a whole, not of the command that it takes without one
	}
	if err := told.PrintUsage(false); err != nil {
		return err
	}
	if len(h.Command) == 1 && h.Command[0] == "serve" {
		_, err = fmt.Fprintf(out, "\nSettings, read from the environment:\n%s", settingsHelp())
	}
	return err
}
