package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// askCode asks which paper comes back.
func askCode(_ context.Context, _ *Env, request Request) (Reply, error) {
	return codeReply(request, ""), nil
}

func codeReply(request Request, fault string) Reply {
	view := views.CodeView{
		Form: views.Form{ID: "code-form", Action: PaperBackPath},
		Control: views.Control{
			Name: "code", Label: words.Say(words.CodeLabel), Hint: words.Say(words.CodeHint), Value: request.Form.Get("code"), Exact: true, Error: fault,
		},
		Scan: views.ScanWords{Script: views.Asset("scan.js")},
	}
	page := request.page(words.Say(words.CodeTitle), "")
	page.Back = &views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)}
	reply := Reply{Page: page}
	if fault != "" {
		view.Form.Faults = []views.Fault{{ID: view.Control.FocusID(), Words: fault}}
		reply.Status, reply.Page.Error = 422, true
	}
	reply.Main = views.PaperCode(reply.Page, view)
	return reply
}

// findByCode leads from the code to its contract. Only cases whose summary says
// that a contract waits for signatures are opened.
func findByCode(ctx context.Context, env *Env, request Request) (Reply, error) {
	mark, ok := casework.ReadMark(request.Form.Get("code"))
	if !ok {
		return codeReply(request, words.Say(words.CodeBad)), nil
	}
	mine, err := visible(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	for _, summary := range mine {
		if summary.Unsigned == 0 {
			continue
		}
		file, err := env.Store.File(ctx, summary.Case)
		if err != nil {
			return Reply{}, err
		}
		for _, contract := range file.Of(casework.KindContract) {
			if strings.HasPrefix(contract.Get("content_hash"), mark) && casework.StateOf(file, contract) == casework.ContractFrozen {
				return Reply{Location: "/cases/" + file.Case + "/contracts/" + contract.ID + "/signed-paper"}, nil
			}
		}
	}
	return codeReply(request, words.Say(words.CodeUnknown)), nil
}

// paperWays lead to and from paper.
func paperWays(request Request, content casework.ContractContent) *views.PaperLinks {
	return &views.PaperLinks{
		Only:  content.PaperOnly,
		Print: views.Link{Href: contractPath(request, "/print"), Text: words.Say(words.WetPrint)},
		Back:  views.Link{Href: contractPath(request, "/signed-paper"), Text: words.Say(words.WetBack)},
	}
}
