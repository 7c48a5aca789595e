package main

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"github.com/google/uuid"
)

//go:embed signing.js
var signingScript string

// Sizes of the contracts that are signed, in items, and how often each is.
var signingSizes = []int{5, 50, 200}

const signingRuns = 7

// signedTimes are what one contract took on the tablet, in milliseconds.
type signedTimes struct {
	Ready, Client, Worker float64
}

// freezeToReady is the time from "Start signing" until the page stands on which
// both can sign; the words are frozen durably by then. Measured on the tablet,
// from its service worker, without a network.
func freezeToReady(s *scene) []Figure {
	return s.signings("freeze-to-ready", func(one signedTimes) float64 { return one.Ready })
}

// saveSignature is the time from "Finish" until the page says that the signature
// is kept: evidence made, sealed and written durably. The person's own drawing,
// and what a passkey asks for, are not in it.
func saveSignature(s *scene) []Figure {
	return s.signings("save-signature", func(one signedTimes) float64 { return one.Client })
}

func (s *scene) signings(job string, of func(signedTimes) float64) []Figure {
	s.signOnce()
	var figures []Figure
	for i, size := range signingSizes {
		var runs []float64
		for _, one := range s.signed[i] {
			runs = append(runs, of(one))
		}
		figure := median(job, "ms", runs)
		figure.note += fmt.Sprintf(", %d items", size)
		figures = append(figures, figure)
	}
	return figures
}

// signOnce makes and signs the contracts of every size; both jobs read it.
func (s *scene) signOnce() {
	if s.signed != nil {
		return
	}
	s.readyOnce()
	var cases []string
	for _, size := range signingSizes {
		cases = append(cases, s.desk.planned(fmt.Sprintf("Signer%d", size), size))
	}
	s.sync()
	s.wire.CutAfter(0, 0)
	defer s.wire.Mend()
	s.signed = make([][]signedTimes, len(cases))
	for range signingRuns {
		for i, path := range cases { // in turn, so that a slow minute meets every size
			var one signedTimes
			s.tablet.Run(fmt.Sprintf("(%s)(%q)", signingScript, path), &one)
			s.signed[i] = append(s.signed[i], one)
		}
	}
}

// planned opens a case with one person, and one issue with n actions.
func (c *client) planned(name string, n int) string {
	path := strings.SplitN(c.post("/cases/new", map[string]string{"name": name}), "?", 2)[0]
	c.post(path+"/people/new", map[string]string{"name": "Maria " + name, "role": "mother"})
	issue := uuid.Must(uuid.NewV7()).String()
	c.post(path+"/issues/new", map[string]string{"new": issue, "what": "No place to live", "type": "presenting"})
	for i := range n {
		_, text := c.do("POST", path+"/actions/new", url.Values{
			"token": {c.token}, "issue": {issue}, "type": {"task"}, "who": {"other"}, "who.other": {"Maria " + name},
			"what": {fmt.Sprintf("bring paper number %d to the office of the shelter", i+1)},
		})
		if strings.Contains(text, "error-summary") {
			_, fault, _ := strings.Cut(text, "error-summary")
			c.t.Fatalf("an action of the plan: %.1000s", fault)
		}
	}
	return path
}
