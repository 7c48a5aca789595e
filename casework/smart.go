package casework

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What makes a goal workable: specific, measurable, attainable, relevant and
// timely. Each is one question to the person, and one field that holds the
// answer.
const (
	SmartSpecific   = "specific"
	SmartMeasurable = "measurable"
	SmartAttainable = "attainable"
	SmartRelevant   = "relevant"
	SmartTimely     = "timely"
)

// Smart is one of the five questions.
type Smart struct{ Name, Field string }

// SmartQuestions lists the five in the order in which they are asked: why it
// matters comes before how it is measured, since the person knows that best.
var SmartQuestions = []Smart{
	{SmartSpecific, "wording"}, {SmartRelevant, "matters"}, {SmartAttainable, "reach"}, {SmartMeasurable, "measure"}, {SmartTimely, "by_when"},
}

// GoalGaps lists the questions that a goal has no answer to yet, but for those
// that were put aside. A goal that is reached or set aside has none.
func GoalGaps(goal *Record) []Smart {
	var gaps []Smart
	if !GoalOpen(goal) {
		return nil
	}
	for _, question := range SmartQuestions {
		if strings.TrimSpace(goal.Get(question.Field)) == "" && !Aside(goal, question.Name) {
			gaps = append(gaps, question)
		}
	}
	return gaps
}

// GoalOpen reports whether people still work on the goal.
func GoalOpen(goal *Record) bool {
	status := goal.Get("status")
	return status != "reached" && status != "set_aside"
}

// Kinds of hints that a goal can get beyond what it does not say.
const (
	HintFrame = "frame" // it reaches past what this kind of service lasts
	HintRole  = "role"  // it promises what the worker's role cannot do
)

// GoalHint is something to think about in a goal's wording. It never stands in
// the way of anything.
type GoalHint struct {
	ID      string // names it among the hints put aside; other words give another
	Kind    string
	About   string        // the words that it is about, as written; "" if it is the date
	Service string        // frame: the kind of service,
	Days    int           // and how long it lasts
	Role    *PracticeRole // role
}

// GoalHints looks at what a goal asks of the service and of the worker. from is
// the day from which a time frame counts. What was put aside is left out.
func GoalHints(goal *Record, practice *Practice, worker, from string) []GoalHint {
	if !GoalOpen(goal) {
		return nil
	}
	var hints []GoalHint
	add := func(hint GoalHint, text string) {
		if hint.ID = HintID(hint.Kind, text); !Aside(goal, hint.ID) {
			hints = append(hints, hint)
		}
	}
	text := goal.Get("wording")
	if role := practice.RoleOf(worker); role != nil {
		if at := role.Oversteps(text); at != "" {
			add(GoalHint{Kind: HintRole, About: at, Role: role}, text)
		}
	}
	if strings.TrimSpace(text) == "" { // their own words may reach as far as they like, once there is a first step
		text = goal.Get("words")
	}
	service := goal.Get("service")
	if days := practice.Days(service); days > 0 {
		if about, past := reachesPast(text, goal.Get("by_when"), from, days); past {
			add(GoalHint{Kind: HintFrame, About: about, Service: service, Days: days}, text+goal.Get("by_when")+service)
		}
	}
	return hints
}

// reachesPast reports whether a goal goes on after the days are over: by its
// date, by a year that it names ("by 2029"), or by how long the thing takes ("a
// three-year diploma", "in 18 months"). about are the words that say so, "" for the date.
func reachesPast(text, byWhen, from string, days int) (about string, past bool) {
	start, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return "", false
	}
	end := start.AddDate(0, 0, days)
	if date, err := time.Parse(time.DateOnly, byWhen); err == nil && date.After(end) {
		return "", true
	}
	for _, sentence := range Sentences(text) {
		for i, word := range sentence.Words {
			if year, err := strconv.Atoi(word.Text); err == nil && len(word.Text) == 4 && year > end.Year() && year < 2200 {
				return word.Text, true
			}
			if lasts(sentence.Words, i) > days {
				return sentence.Text[word.From:sentence.Words[i+1].To], true
			}
		}
	}
	return "", false
}

// lasts is how many days the number at i and the word behind it say that
// something lasts or is away: "three-year", "for two years", "in 18 months". It is
// 0 where they say how old somebody is, or what has been: that is no goal.
func lasts(words []Word, i int) int {
	count := small(words[i].Text)
	if count == 0 || i+1 == len(words) || i+2 < len(words) && isOneOf(words[i+2].Text, "old|ago") {
		return 0
	}
	unit := words[i+1].Text
	before := ""
	if i > 0 {
		before = words[i-1].Text
	}
	if before == "for" && hasBeen(words[:i-1]) || strings.HasSuffix(unit, "s") && !isOneOf(before, "for|in|within|next") {
		return 0
	}
	switch strings.TrimSuffix(unit, "s") {
	case "year":
		return count * 365
	case "month":
		return count * 30
	case "week":
		return count * 7
	}
	return 0
}

// hasBeen reports words that tell what was, "has been here", and not what is to
// be had, "has a lease".
func hasBeen(words []Word) bool {
	for i, word := range words {
		switch {
		case isOneOf(word.Text, "been|had|was|were"), strings.HasSuffix(word.Text, "ed") && !strings.HasSuffix(word.Text, "eed"):
			return true
		case isOneOf(word.Text, "has|have") && i+1 < len(words) && !isOneOf(words[i+1].Text, "a|an|the|her|his|their|my|our|no|enough"):
			return true
		}
	}
	return false
}

var numbers = []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
	"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"}

// small reads a number, up to 99 in digits or up to eighteen as a word; 0 if it
// is none.
func small(word string) int {
	if n, err := strconv.Atoi(word); err == nil && len(word) < 3 {
		return n
	}
	return max(0, slices.Index(numbers, word))
}

// HintID names a hint about a text, so that one that was put aside comes again
// when the text says something else.
func HintID(kind, text string) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(text)) // it never fails
	return kind + "." + strconv.FormatUint(uint64(sum.Sum32()), 36)
}

// Aside reports whether a hint of this id was put aside on the record.
func Aside(record *Record, id string) bool {
	for _, aside := range strings.Fields(record.Get("aside")) {
		if aside == id {
			return true
		}
	}
	return false
}

// PutAside returns the record's list of hints put aside with one more, or
// without it. Where the list is full the oldest make room.
func PutAside(record *Record, id string, aside bool) string {
	if id == "" || strings.ContainsAny(id, " \r\n\t") || len(id) > 40 {
		return record.Get("aside")
	}
	var ids []string
	for _, one := range strings.Fields(record.Get("aside")) {
		if one != id {
			ids = append(ids, one)
		}
	}
	if aside {
		ids = append(ids, id)
	}
	spec, _ := SpecOf(record.Kind)
	field, _ := spec.Field("aside")
	text := strings.Join(ids, " ")
	for len(text) > field.limit() && len(ids) > 1 {
		ids = ids[1:]
		text = strings.Join(ids, " ")
	}
	return text
}
