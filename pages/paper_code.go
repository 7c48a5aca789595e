package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// askCode asks which paper comes back.
func askCode(ctx context.Context, env *Env, request Request) (Reply, error) {
	return codeReply(ctx, env, request, "")
}

func codeReply(ctx context.Context, env *Env, request Request, fault string) (Reply, error) {
	view := views.CodeView{
		Form: views.Form{ID: "code-form", Action: PaperBackPath},
		Control: views.Control{
			Name: "code", Label: words.Say(words.CodeLabel), Hint: words.Say(words.CodeHint), Value: request.Form.Get("code"), Exact: true, Error: fault,
		},
		Scan: views.ScanWords{Script: views.Asset("scan.js"), Worker: views.Asset("scan_worker.js"), Reader: views.Asset("qr_decode.js")},
	}
	err := eachWaiting(ctx, env, request, func(file *casework.File, contract *casework.Record) bool {
		href := paperBack(file, contract)
		view.Waiting = append(view.Waiting, views.Row{
			ID: "waiting-" + contract.ID, Href: href, Text: words.Say(words.ContractsWith, "name", clientName(file, contract)),
			Detail: words.Say(words.CodeMark, "mark", casework.Mark(contract.Get("content_hash"))),
		})
		return len(view.Waiting) < maxThings
	})
	if err != nil {
		return Reply{}, err
	}
	page := request.page(words.Say(words.CodeTitle), "")
	page.Back = &views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)}
	reply := Reply{Page: page}
	if fault != "" {
		view.Form.Faults = []views.Fault{{ID: view.Control.FocusID(), Words: fault}}
		reply.Status, reply.Page.Error = 422, true
	}
	reply.Main = views.PaperCode(reply.Page, view)
	return reply, nil
}

// eachWaiting goes through the contracts that wait for their signatures, until
// told to stop. Only cases whose summary says that there is one are opened.
func eachWaiting(ctx context.Context, env *Env, request Request, see func(*casework.File, *casework.Record) bool) error {
	mine, err := visible(ctx, env, request)
	if err != nil {
		return err
	}
	for _, summary := range mine {
		if summary.Unsigned == 0 {
			continue
		}
		file, err := env.Store.File(ctx, summary.Case)
		if err != nil {
			return err
		}
		for _, contract := range file.Of(casework.KindContract) {
			if casework.StateOf(file, contract) == casework.ContractFrozen && !see(file, contract) {
				return nil
			}
		}
	}
	return nil
}

func paperBack(file *casework.File, contract *casework.Record) string {
	return "/cases/" + file.Case + "/contracts/" + contract.ID + "/signed-paper"
}

// findByCode leads from the code to its contract.
func findByCode(ctx context.Context, env *Env, request Request) (Reply, error) {
	mark, ok := casework.ReadMark(request.Form.Get("code"))
	if !ok {
		return codeReply(ctx, env, request, words.Say(words.CodeBad))
	}
	found := ""
	err := eachWaiting(ctx, env, request, func(file *casework.File, contract *casework.Record) bool {
		if strings.HasPrefix(contract.Get("content_hash"), mark) {
			found = paperBack(file, contract)
		}
		return found == ""
	})
	if err != nil {
		return Reply{}, err
	}
	if found == "" {
		return codeReply(ctx, env, request, words.Say(words.CodeUnknown))
	}
	return Reply{Location: found}, nil
}

// paperWays lead to and from paper.
func paperWays(request Request, content casework.ContractContent) *views.PaperLinks {
	return &views.PaperLinks{
		Only:  content.PaperOnly,
		Print: views.Link{Href: contractPath(request, "/print"), Text: words.Say(words.WetPrint)},
		Back:  views.Link{Href: contractPath(request, "/signed-paper"), Text: words.Say(words.WetBack)},
	}
}
