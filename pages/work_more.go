package pages

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// What the pages of some records show and do beyond their facts.

// act is a form of one button under a record's page.
func (d desk) act(record *casework.Record, path, text string, hidden ...views.Hidden) views.WorkAct {
	return views.WorkAct{
		Form: views.Form{ID: "act-" + strings.ReplaceAll(strings.Trim(path, "/"), "/", "-"), Action: recordPath(d.request, record) + path, Seen: drawnFrom(d.file, d.file.Seen), Hidden: hidden},
		Text: text,
	}
}

func referralTag(state string) views.Tag {
	tag := views.Tag{Words: choiceWords(casework.KindReferralState, "state", state)}
	switch {
	case state == "started" || state == "accepted" || state == "completed":
		tag.Icon, tag.Tone = "check", views.Good
	case casework.Blameless(state):
		tag.Icon, tag.Tone = "triangle-alert", views.Warn
	}
	return tag
}

// referralMore says what stands in the way of sharing, how much was delivered,
// and offers the step that usually comes next.
func referralMore(_ context.Context, env *Env, d desk, record *casework.Record) (templ.Component, error) {
	state := casework.ReferralState(d.file, record.ID)
	more := views.WorkMoreView{ID: "referral-more", Title: words.Say(words.ReferralNow)}
	if casework.Blameless(state) {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: words.Say(words.ReferralBlameless)})
		more.Links = append(more.Links, views.Link{Href: casePath(d.request, "/gaps/new?referral="+record.ID), Text: words.Say(words.WorkNew("gap"))})
	}
	release, missing := casework.Released(d.file, record, d.request.today())
	if release == nil {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Warn, Words: NoRelease(record, missing)})
		more.Links = append(more.Links, views.Link{Href: casePath(d.request, "/releases/new?referral="+record.ID), Text: words.Say(words.WorkNew("release"))})
	} else {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Good, Words: words.Say(words.ReferralReleased, "day", day(release.Get("until")))})
		more.Links = append(more.Links, views.Link{Href: recordPath(d.request, record) + "/letter", Text: words.Say(words.ReferralLetter)})
		more.Links = append(more.Links, views.Link{Href: recordPath(d.request, record) + "/link", Text: words.Say(words.ReferralLink)}) // made at the office
	}
	if casework.AfterNo(d.file, record) {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: words.Say(words.ReferralAfterNo)})
		if !casework.Blameless(state) {
			more.Links = append(more.Links, views.Link{Href: casePath(d.request, "/gaps/new?referral="+record.ID), Text: words.Say(words.WorkNew("gap"))})
		}
		more.Links = append(more.Links, views.Link{Href: casePath(d.request, "/referrals/new"), Text: words.Say(words.WorkNew("referral"))})
	}
	d.reportAsked(record, &more)
	more.Said = d.serviceViews(func(said *casework.Record) string {
		if said.Get("of") != record.ID {
			return ""
		}
		return day(said.Get("on"))
	})
	for _, report := range partsOf(d.file, workByKind[casework.KindReport], record.ID) {
		if casework.ReportWaits(report) {
			more.Rows = append(more.Rows, views.Row{ID: "to-accept-" + report.ID, Href: recordPath(d.request, report), Text: words.Say(words.ReportWaits), End: day(report.Get("on"))})
		}
	}
	for _, missing := range casework.ReferralGaps(record) {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: words.Say(words.ReferralMissing, "label", fieldLabel(record.Kind, missing))})
	}
	d.delivered(record, state, &more)
	if next := nextStates[state]; len(next) > 0 && record.Get("need") != "" {
		for _, to := range next {
			if to == "sent" && release == nil {
				continue // the form asks on what ground it was sent
			}
			if withReason(to) {
				more.Links = append(more.Links, views.Link{Href: stepForm(d.request, record, to), Text: words.Say(words.ReferralStepWhy, "state", choiceWords(casework.KindReferralState, "state", to))})
				continue
			}
			more.Acts = append(more.Acts, d.act(record, "/step/"+to, choiceWords(casework.KindReferralState, "state", to), views.Hidden{Name: "new", Value: env.NewID()}))
		}
		if len(more.Acts) > 0 {
			more.ActsTitle = words.Say(words.ReferralStep)
		}
	}
	return views.WorkMore(d.request.page("", ""), more), nil
}

// NoRelease says that nothing can be shared about a referral, and whose release
// is missing (see casework.Released).
func NoRelease(referral *casework.Record, missing []*casework.Record) string {
	key := words.ReferralNoRelease
	if referral.Get("substance_use") != "" {
		key = words.ReferralNoSUDRelease
	}
	var names []string
	for _, person := range missing {
		names = append(names, nameOf(person))
	}
	if len(names) == 0 {
		return words.Say(key)
	}
	return words.Say(key) + " " + words.Say(words.ReferralReleaseMissing, "names", strings.Join(names, ", "))
}

// nextStates are the steps that are offered, the plain ones with one tap; any other
// is a form away.
var nextStates = map[string][]string{
	"drafted": {"sent"}, "sent": {"accepted", "waiting_list", "unavailable", "declined"}, "accepted": {"started"}, "waiting_list": {"accepted", "unavailable"},
	"started": {"completed"}, "paused": {"started"},
}

// reportMore lets the worker accept a report with one tap.
func reportMore(_ context.Context, _ *Env, d desk, record *casework.Record) (templ.Component, error) {
	more := views.WorkMoreView{ID: "report-more"}
	if record.Get("accepted_on") == "" {
		more.Acts = append(more.Acts, d.act(record, "/accept", words.Say(words.ReportAccept)))
	}
	return views.WorkMore(d.request.page("", ""), more), nil
}

// changeMore offers to list everybody who must know, and who has not been told.
func changeMore(_ context.Context, env *Env, d desk, record *casework.Record) (templ.Component, error) {
	untold, missing := d.untold(record), len(d.unlisted(record))
	more := views.WorkMoreView{ID: "change-more", Title: words.Say(words.ChangeWho)}
	if untold > 0 {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Warn, Words: words.Count(words.ChangeUntold, untold)})
	}
	if missing > 0 {
		more.Acts = []views.WorkAct{d.act(record, "/list", words.Count(words.ChangeList, missing), views.Hidden{Name: "new", Value: env.NewID()})}
	} else if untold == 0 && len(partsOf(d.file, workByKind[casework.KindTold], record.ID)) > 0 {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Good, Words: words.Say(words.ChangeAllTold)})
	}
	if !d.lookedAgain(record.Get("on")) {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: words.Say(words.ChangePlan)})
		more.Links = append(more.Links, views.Link{Href: casePath(d.request, "/plan"), Text: words.Say(words.PlanTitle)}, views.Link{Href: casePath(d.request, "/reviews/new"), Text: words.Say(words.WorkNew("review"))})
	}
	return views.WorkMore(d.request.page("", ""), more), nil
}

// lookedAgain reports whether the plan was reviewed with the family or agreed anew
// on a day or after it.
func (d desk) lookedAgain(day string) bool {
	for _, review := range d.file.Of(casework.KindReview) {
		if review.Get("finished") != "" && review.Get("on") >= day {
			return true
		}
	}
	for _, version := range d.file.Of(casework.KindPlanVersion) {
		if version.Get("agreed_on") >= day {
			return true
		}
	}
	return false
}

// mustKnowName writes out who must know, so that the entry reads by itself.
func (d desk) mustKnowName(who string) string {
	kind, id, _ := strings.Cut(who, ":")
	record := d.file.Record(id)
	if record == nil {
		return who
	}
	if kind == "member" {
		return d.workName(record)
	}
	if provider := record.Get("provider"); provider != "" {
		return provider
	}
	return nameOf(record)
}

// permanencyMore asks for the concurrent plan where there is none, and offers to
// tell of the goal.
func permanencyMore(_ context.Context, env *Env, d desk, record *casework.Record) (templ.Component, error) {
	more := views.WorkMoreView{ID: "permanency-more"}
	if record.Get("concurrent") == "" {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: words.Say(words.PermanencyNoConcurrent)})
	}
	d.tellMore(env, record, &more)
	return views.WorkMore(d.request.page("", ""), more), nil
}

// meetingMore offers to invite the whole team, and leads to suggestions.
func meetingMore(_ context.Context, env *Env, d desk, record *casework.Record) (templ.Component, error) {
	more := views.WorkMoreView{ID: "meeting-more", Title: words.Say(words.MeetingMore)}
	listed := map[string]bool{}
	for _, attendee := range partsOf(d.file, workByKind[casework.KindAttendee], record.ID) {
		listed[attendee.Get("who")] = true
	}
	missing := 0
	for _, member := range d.file.Of(casework.KindMember) {
		if member.Get("status") == "included" && !listed[d.memberRef(member)] {
			missing++
		}
	}
	if missing > 0 {
		more.Acts = append(more.Acts, d.act(record, "/invite", words.Count(words.MeetingInvite, missing), views.Hidden{Name: "new", Value: env.NewID()}))
	}
	if record.Get("type") == "ftm" {
		talked := false
		for _, other := range d.file.Of(casework.KindMeeting) {
			talked = talked || other.Get("before") == record.ID
		}
		if !talked {
			more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: words.Say(words.MeetingNoTalk)})
		}
	}
	for _, suggestion := range d.file.Of(casework.KindSuggestion) {
		if suggestion.Get("meeting") == record.ID {
			more.Rows = append(more.Rows, views.Row{ID: "s-" + suggestion.ID, Href: recordPath(d.request, suggestion), Text: firstLine(suggestion.Get("words")), Detail: suggestion.Get("by"), Tags: d.workTags(workByKind[casework.KindSuggestion], suggestion)})
		}
	}
	more.Links = append(more.Links, views.Link{Href: casePath(d.request, "/suggestions/new?meeting="+record.ID), Text: words.Say(words.WorkNew("suggestion"))})
	return views.WorkMore(d.request.page("", ""), more), nil
}

// memberRef is how an invitation names a member of the team.
func (d desk) memberRef(member *casework.Record) string {
	if id := member.Get("person"); id != "" {
		return "person:" + id
	}
	return member.Get("name")
}

// decisionMore turns a decision into an action of the plan.
func decisionMore(_ context.Context, env *Env, d desk, record *casework.Record) (templ.Component, error) {
	more := views.WorkMoreView{ID: "decision-more"}
	if action := d.file.Record(record.Get("action")); action != nil {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Good, Words: words.Say(words.DecisionIsAction)})
		more.Links = append(more.Links, views.Link{Href: casePath(d.request, "/plan#action-"+action.ID), Text: words.Say(words.PlanTitle)})
	} else {
		more.Acts = append(more.Acts, d.act(record, "/action", words.Say(words.DecisionAction), views.Hidden{Name: "new", Value: env.NewID()}))
	}
	return views.WorkMore(d.request.page("", ""), more), nil
}

// reviewMore puts each open goal and running service before the family.
func reviewMore(_ context.Context, env *Env, d desk, record *casework.Record) (templ.Component, error) {
	more := views.WorkMoreView{ID: "review-more", Title: words.Say(words.ReviewMore)}
	if missing := len(d.toReview(record.ID)); missing > 0 {
		more.Acts = append(more.Acts, d.act(record, "/items", words.Count(words.ReviewItems, missing), views.Hidden{Name: "new", Value: env.NewID()}))
	}
	changed, open := false, 0
	for _, item := range partsOf(d.file, workByKind[casework.KindReviewItem], record.ID) {
		changed = changed || item.Get("verdict") == "change" || item.Get("verdict") == "stop"
		if item.Get("verdict") == "" {
			open++
		}
	}
	if open > 0 {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: words.Count(words.ReviewOpen, open)})
	}
	if changed {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Warn, Words: words.Say(words.ReviewChanged)})
		more.Links = append(more.Links, views.Link{Href: casePath(d.request, "/plan"), Text: words.Say(words.PlanTitle)}, views.Link{Href: casePath(d.request, "/contracts"), Text: words.Say(words.ContractsTitle)})
	}
	return views.WorkMore(d.request.page("", ""), more), nil
}

// toReview are the goals and services that a review does not speak of yet.
func (d desk) toReview(review string) []*casework.Record {
	listed := map[string]bool{}
	for _, item := range partsOf(d.file, workByKind[casework.KindReviewItem], review) {
		listed[item.Get("of")] = true
	}
	var list []*casework.Record
	for _, goal := range d.file.Of(casework.KindGoal) {
		if state := goal.Get("status"); state != "reached" && state != "set_aside" && !listed[goal.ID] {
			list = append(list, goal)
		}
	}
	for _, referral := range d.file.Of(casework.KindReferral) {
		if casework.Running(casework.ReferralState(d.file, referral.ID)) && !listed[referral.ID] {
			list = append(list, referral)
		}
	}
	return list
}

// approvalMore says who answered, and when: the one who asked is another.
func approvalMore(_ context.Context, _ *Env, d desk, record *casework.Record) (templ.Component, error) {
	more := views.WorkMoreView{ID: "approval-more"}
	if record.Get("status") != "asked" {
		answer := record.StampOf("status")
		more.Notes = []views.Note2{{Tone: views.Plain, Words: words.Say(words.ApprovalAnswered, "name", d.author(answer.Actor), "moment", d.request.moment(answer.At))}}
	}
	return views.WorkMore(d.request.page("", ""), more), nil
}
