package pages

import (
	"crypto/sha256"
	"encoding/hex"

	"doorstep/casework"
	"doorstep/views/words"
)

// FeedItem is one line of a worker's calendar. It says what kind of thing is due
// and never whose: calendars are read on telephones and by companies elsewhere.
type FeedItem struct {
	ID   string // always the same for the same thing
	What string
	On   string // calendar date
	At   string // time of day as written, ""
	Path string // the page of it, which asks to sign in
}

// Feed lists what is due and planned in the worker's open cases.
func Feed(request Request, mine []casework.Summary) []FeedItem {
	var items []FeedItem
	add := func(key, what, on, at, path string) {
		if on != "" {
			sum := sha256.Sum256([]byte(key))
			items = append(items, FeedItem{ID: hex.EncodeToString(sum[:16]), What: what, On: on, At: at, Path: path})
		}
	}
	for _, summary := range mine {
		if summary.Status == "closed" || summary.Worker != request.Actor.ID {
			continue
		}
		for _, d := range request.dueOf(summary.Events) {
			if d.State == casework.DeadlineOpen || d.Waits() && d.State != casework.DeadlineMissed {
				add(summary.Case+" "+d.Rule.ID+" "+d.Subject+" "+d.From, d.Rule.Name, d.Due, "", deadlinePath(summary.Case, d))
			}
		}
		for _, dated := range summary.Dates {
			if dated.Kind == casework.KindApproval { // its day is when it was asked for
				continue
			}
			what := datedName(dated)
			if dated.Kind == casework.KindCase {
				what = words.Say(words.FeedNextStep)
			}
			add(summary.Case+" "+string(dated.Kind)+" "+dated.Record, what, dated.On, dated.At, datedPath(summary.Case, dated))
		}
	}
	return items
}
