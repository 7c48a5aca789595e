package pages

import (
	"context"
	"strconv"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// openingsOfCase shows who opened a case to those who answer for that: also to
// an administrator, who may not see the case itself.
func openingsOfCase(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := env.Store.File(ctx, request.Params["case"])
	if err != nil {
		return Reply{}, err
	}
	if !request.Actor.MayReview() || file.Head() == nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	o := openings{request: request, about: func(storage.Opening) string { return "" }}
	view, err := o.view(ctx, env, file.Case, casePath(request, "/opened"))
	if err != nil {
		return Reply{}, err
	}
	page := request.page(words.Say(words.OpeningsTitle), "")
	page.Back = &views.Link{Href: "/openings", Text: words.Say(words.OpeningsAll)}
	view.How = words.Say(words.OpeningsHow)
	if request.Actor.MaySee(file.Worker()) {
		page = casePage(request, file, words.Say(words.OpeningsTitle), backToCase(request))
	}
	return Reply{Page: page, Main: views.Openings(page, view)}, nil
}

// openingsOfAll shows who opened which case of the whole agency.
func openingsOfAll(ctx context.Context, env *Env, request Request) (Reply, error) {
	if !request.Actor.MayReview() {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	summaries, err := env.Store.Summaries(ctx)
	if err != nil {
		return Reply{}, err
	}
	byCase := map[string]casework.Summary{}
	for _, summary := range summaries {
		byCase[summary.Case] = summary
	}
	o := openings{request: request, about: func(one storage.Opening) string {
		summary := byCase[one.Case]
		if request.Actor.MaySee(summary.Worker) {
			return summary.Name
		}
		return words.Say(words.OpeningsCaseOf, "name", (desk{request: request}).nameOfStaff(summary.Worker))
	}}
	view, err := o.view(ctx, env, "", "/openings")
	if err != nil {
		return Reply{}, err
	}
	view.How = words.Say(words.OpeningsHowAll)
	page := request.page(words.Say(words.OpeningsAll), "")
	page.Back = &views.Link{Href: "/staff", Text: words.Say(words.BackToStaff)}
	return Reply{Page: page, Main: views.Openings(page, view)}, nil
}

// openings draws a list of who opened what.
type openings struct {
	request Request
	about   func(storage.Opening) string // the case, where several are listed
}

func (o openings) view(ctx context.Context, env *Env, caseID, here string) (views.OpeningsView, error) {
	var view views.OpeningsView
	before := beforeOf(o.request)
	list, err := env.Log.Openings(ctx, caseID, before, historyPage+1)
	if err != nil {
		return view, err
	}
	more := len(list) > historyPage
	list = list[:min(len(list), historyPage)]
	last := int64(0)
	for _, one := range list {
		row := views.OpeningRow{ID: "opening-" + strconv.FormatInt(one.ID, 10), Who: (desk{request: o.request}).nameOfStaff(one.Person), When: o.when(one)}
		if about := o.about(one); about != "" {
			row.Case = &views.Link{Href: "/cases/" + one.Case + "/opened", Text: about}
		}
		view.Rows, last = append(view.Rows, row), one.ID
	}
	view.Links = turns(here, before, more, last)
	return view, nil
}

// when says where and when, by both clocks where they are two.
func (o openings) when(one storage.Opening) string {
	at, noted := o.request.moment(oplog.Moment(one.At)), o.request.moment(oplog.Moment(one.Noted))
	switch {
	case one.Tablet == "":
		return words.Say(words.HistoryDesk, "when", at)
	case at == noted:
		return words.Say(words.OpeningsTabletNow, "when", at)
	}
	return words.Say(words.OpeningsTablet, "device", at, "office", noted)
}
