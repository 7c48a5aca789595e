package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestHelpListsEverySetting(t *testing.T) {
	var help bytes.Buffer
	if err := run(t.Context(), []string{"serve", "-h"}, io.Discard, &help); err != nil {
		t.Fatal(err)
	}
	settings := defaults()
	set := flag.NewFlagSet("", flag.ContinueOnError)
	settings.flags(set, true)
	set.VisitAll(func(f *flag.Flag) {
		if !regexp.MustCompile(`(?m)^  -` + f.Name + `\b`).MatchString(help.String()) {
			t.Errorf("serve -h does not list -%s", f.Name)
		}
	})
	if !strings.Contains(help.String(), "DOORSTEP_S3_BUCKET") {
		t.Error("serve -h does not say how the environment names a setting")
	}
}

func TestEnvironmentAndFlags(t *testing.T) {
	t.Setenv("DOORSTEP_S3_PATH_STYLE", "true")
	t.Setenv("DOORSTEP_SESSION_IDLE", "7m")
	t.Setenv("DOORSTEP_ADDR", "localhost:1")
	settings, err := parse("serve", []string{"-addr", "localhost:2"}, true, io.Discard, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !settings.S3.PathStyle || settings.Idle != 7*time.Minute || settings.Addr != "localhost:2" {
		t.Errorf("settings %+v: want the environment, and flags over it", settings)
	}
}

func TestSettingsThatAreWrong(t *testing.T) {
	t.Setenv("DOORSTEP_SESSION_ABSOLUTE", "soon")
	if _, err := parse("serve", nil, true, io.Discard, nil); err == nil || !strings.Contains(err.Error(), "DOORSTEP_SESSION_ABSOLUTE") {
		t.Errorf("error %v, want it to name the variable", err)
	}
	t.Setenv("DOORSTEP_SESSION_ABSOLUTE", "1h")
	if _, err := parse("serve", []string{"extra"}, true, io.Discard, nil); err == nil {
		t.Error("a word too many was accepted")
	}
	if err := run(t.Context(), []string{"fly"}, io.Discard, io.Discard); !errors.Is(err, errUsage) {
		t.Errorf("an unknown command: error %v", err)
	}
	for name, change := range map[string]func(*Settings){
		"IP origin":     func(s *Settings) { s.Origin = "http://127.0.0.1:8080" },
		"plain http":    func(s *Settings) { s.Origin = "http://doorstep.example.org" },
		"log format":    func(s *Settings) { s.LogFormat = "xml" },
		"log level":     func(s *Settings) { s.LogLevel = "loud" },
		"address":       func(s *Settings) { s.Addr = "nowhere:port" },
		"S3, no bucket": func(s *Settings) { s.S3.Endpoint = "http://127.0.0.1:1" },
	} {
		settings := defaults()
		settings.Addr, settings.Data = "127.0.0.1:0", t.TempDir()
		change(&settings)
		program, err := New(t.Context(), settings, io.Discard)
		if err == nil {
			t.Errorf("%s: accepted", name)
			program.Close()
		}
	}
}

func TestListensWithinHalfASecond(t *testing.T) {
	took := time.Hour
	for range 3 { // the bench holds the real bar; a loaded machine gets room, and more than one try
		began := time.Now()
		o := open(t, nil)
		if status := o.browser().get("/healthz").status; status != 200 {
			t.Fatalf("healthz: status %d", status)
		}
		took = min(took, time.Since(began))
	}
	if took > 2*time.Second {
		t.Errorf("the first answer took %s at best", took)
	}
}

func TestRestartKeepsEverything(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	settings := o.program.settings
	o.stop()
	back := openOn(t, settings)
	again := back.browser()
	*again.device = *ada.device
	again.device.Origin = back.origin
	again.want(again.signIn(), 303, "")
	again.want(again.get("/you"), 200, "Ada")
}
