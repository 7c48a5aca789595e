package pages

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// Asking for a report that was promised and did not come: with the device's own
// mail or messages, by words that are copied, or by a code. No mail server is
// needed, and what goes out names nobody of the family.

// ProviderLinks knows whether a referral has a link that works.
type ProviderLinks interface {
	// ProviderLinkUntil is until when it works, the zero time where there is none.
	ProviderLinkUntil(ctx context.Context, caseID, referral string) (time.Time, error)
}

func askRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/cases/:case/referrals/:record/ask", Offline: true, Handle: askPage},
		{Method: "POST", Pattern: "/cases/:case/referrals/:record/ask", Offline: true, Handle: noteAsked},
	}
}

// askedWays are those that one tap does; the others are a form away.
var askedWays = []string{"mail", "message", "copied", "code"}

func askPage(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, referral, err := OpenReferralOf(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	d := desk{request: request, file: file}
	ways, err := askWays(ctx, env, d, referral, "")
	if err != nil {
		return Reply{}, err
	}
	base := recordPath(request, referral)
	view := views.AskView{
		Ways: ways, Before: d.askedBefore(referral), To: words.Say(words.AskTo, "provider", joinDot(referral.Get("provider"), referral.Get("reach"))),
		Other: views.Link{Href: base + "/requests/new", Text: words.Say(words.AskOther)},
	}
	if due := casework.ReportAwaited(file, referral, request.today()); due != "" {
		view.Awaited = words.Say(words.AskAwaited, "day", day(due))
	}
	released := casework.ReleaseOf(file, referral, request.today()) != nil
	if !released {
		view.Unsafe = words.Say(words.AskUnsafe)
	}
	if released && env.Links != nil {
		view.MakeLink = &views.Link{Href: base + "/link", Text: words.Say(words.AskMakeLink)}
	}
	if way := request.Query.Get("asked"); slices.Contains(askedWays, way) {
		view.Noted = words.Say(words.AskNoted, "way", choiceWords(casework.KindReportRequest, "how", way), "day", day(request.today()))
		view.Open = map[string]string{"mail": ways.Mail, "message": ways.SMS}[way]
	}
	page := casePage(request, file, words.Say(words.AskTitle), views.Link{Href: base, Text: kindName(referral.Kind)})
	page.Record = ""
	return Reply{Page: page, Main: views.Ask(page, view)}, nil
}

// noteAsked writes down who asked, when and which way. The same tap twice is one
// request.
func noteAsked(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, referral, err := OpenReferralOf(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	way, id := request.Form.Get("how"), formID(env, request.Form)
	if !slices.Contains(askedWays, way) {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	if file.Record(id) == nil {
		values := map[string]string{"referral": referral.ID, "on": request.today(), "how": way}
		if due := casework.ReportAwaited(file, referral, request.today()); due != "" {
			values["due"] = due
		}
		if err := env.Write(ctx, request, file.Case, Made(id, casework.KindReportRequest, values)); err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: recordPath(request, referral) + "/ask?asked=" + way}, nil
}

// askWays are the words of a request and the ways that they can go. link is the
// address that the provider can send the report to, where one was just made.
func askWays(ctx context.Context, env *Env, d desk, referral *casework.Record, link string) (views.AskWaysView, error) {
	text, err := d.askText(ctx, env, referral, link)
	if err != nil {
		return views.AskWaysView{}, err
	}
	mail, phone, err := reachOf(ctx, env, referral)
	if err != nil {
		return views.AskWaysView{}, err
	}
	view := views.AskWaysView{
		Form: views.Form{ID: "ask", Action: recordPath(d.request, referral) + "/ask", Seen: drawnFrom(d.file, d.file.Seen), Hidden: []views.Hidden{{Name: "new", Value: env.NewID()}}},
		Text: text, Mail: "mailto:" + url.PathEscape(mail) + "?subject=" + url.PathEscape(words.Say(words.AskSubject, "reference", casework.Reference(referral))) + "&body=" + escaped(text),
		SMS: "sms:" + phone + "?&body=" + escaped(text), CodeSpeaks: words.Say(words.AskCode),
	}
	coded := link
	if coded == "" {
		coded = text
	}
	path, size := views.QRPath(coded)
	view.Path, view.Box = path, views.QRBox(size)
	return view, nil
}

// escaped writes a text as the body of a mail's or message's address.
func escaped(text string) string {
	return strings.ReplaceAll(url.QueryEscape(strings.ReplaceAll(text, "\n", "\r\n")), "+", "%20")
}

// askText names the agency's reference, the day that was promised and the link
// where one works, and nobody of the family.
func (d desk) askText(ctx context.Context, env *Env, referral *casework.Record, link string) (string, error) {
	key, due := words.AskTextAny, casework.ReportAwaited(d.file, referral, d.request.today())
	if due != "" {
		key = words.AskText
	}
	way := ""
	if link != "" {
		way = words.Say(words.AskTextLink, "link", link)
	} else if env.Links != nil {
		until, err := env.Links.ProviderLinkUntil(ctx, d.file.Case, referral.ID)
		if err != nil {
			return "", err
		}
		if !until.IsZero() {
			way = words.Say(words.AskTextOpen, "day", day(d.request.House.Calendar.Day(until)))
		}
	}
	return words.Say(key, "reference", casework.Reference(referral), "day", day(due), "link", way, "worker", d.request.Actor.Name, "agency", d.request.House.Agency), nil
}

// reachOf finds the provider's mail address and number in what the referral says
// of how to reach them, and else in the agency's list.
func reachOf(ctx context.Context, env *Env, referral *casework.Record) (mail, phone string, err error) {
	mail, phone = casework.MailIn(referral.Get("reach")), casework.PhoneIn(referral.Get("reach"))
	if mail != "" && phone != "" || referral.Get("directory") == "" {
		return mail, phone, nil
	}
	directory, err := env.directory(ctx)
	if err != nil || directory == nil {
		return mail, phone, err
	}
	if entry := directory.Find(referral.Get("directory")); entry != nil {
		if mail == "" {
			mail = casework.MailIn(entry.Email)
		}
		if phone == "" {
			phone = casework.PhoneIn(entry.Phone)
		}
	}
	return mail, phone, nil
}

// reportAsked says on the referral that a report is missing, leads to asking for
// it, and says who asked already.
func (d desk) reportAsked(referral *casework.Record, more *views.WorkMoreView) {
	if due := casework.ReportAwaited(d.file, referral, d.request.today()); due != "" {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Warn, Words: words.Say(words.AskAwaited, "day", day(due))})
		more.Rows = append(more.Rows, views.Row{ID: "to-ask", Href: recordPath(d.request, referral) + "/ask", Icon: "send", Text: words.Say(words.AskTitle)})
	}
	for _, line := range d.askedBefore(referral) {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: line})
	}
}

// askedBefore says who asked for a report of this referral, and which way.
func (d desk) askedBefore(referral *casework.Record) []string {
	var lines []string
	for _, asked := range partsOf(d.file, workByKind[casework.KindReportRequest], referral.ID) {
		lines = append(lines, words.Say(words.AskBefore, "name", d.author(asked.Created.Actor), "day", day(asked.Get("on")), "way", choiceWords(casework.KindReportRequest, "how", asked.Get("how"))))
	}
	return lines
}
