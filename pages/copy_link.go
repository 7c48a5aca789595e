package pages

import (
	"context"
	"time"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// CopyLinks makes links that open a contract once, for whoever holds one. Only
// the office can.
type CopyLinks interface {
	// MakeCopyLink returns the address and until when it opens; earlier links to
	// this contract end. What is kept of it leads nowhere.
	MakeCopyLink(ctx context.Context, caseID, contract, copy string) (address string, until time.Time, err error)
}

// copyLinkRoutes are the office's.
func copyLinkRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/cases/:case/contracts/:contract/copy-link", Handle: copyLinkPage},
		{Method: "POST", Pattern: "/cases/:case/contracts/:contract/copy-link", Handle: makeCopyLink},
	}
}

// linkedCopy is the copy that may go by a link: the client asked for one, and
// says that it is safe.
func linkedCopy(file *casework.File, contract *casework.Record) *casework.Record {
	if casework.StateOf(file, contract) != casework.ContractSigned {
		return nil
	}
	for _, record := range casework.CopiesOf(file, contract.ID) {
		if record.Get("way") == casework.CopyLink && casework.CheckCopy(record.Fields) == nil && record.Get("given_on") == "" {
			return record
		}
	}
	return nil
}

func copyLinkPage(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if linkedCopy(file, contract) == nil {
		return Reply{Location: contractPath(request, "/copy")}, nil
	}
	return copyLinkReply(request, file, views.CopyLinkView{Form: views.Form{ID: "copy-link-form", Action: request.Path}}), nil
}

func copyLinkReply(request Request, file *casework.File, view views.CopyLinkView) Reply {
	page := casePage(request, file, words.Say(words.CopyLinkTitle), backToCopy(request))
	return Reply{Page: page, Main: views.CopyLink(page, view)}
}

// makeCopyLink makes the link and shows it, this one time.
func makeCopyLink(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	record := linkedCopy(file, contract)
	if record == nil {
		return Reply{Location: contractPath(request, "/copy")}, nil
	}
	address, until, err := env.Copies.MakeCopyLink(ctx, file.Case, contract.ID, record.ID)
	if err != nil {
		return Reply{}, err
	}
	path, size := views.QRPath(address)
	return copyLinkReply(request, file, views.CopyLinkView{
		Address: address, Path: path, Box: views.QRBox(size), Until: words.Say(words.CopyLinkUntil, "moment", request.when(until)),
	}), nil
}

// CopyOf is the page of the client's copy for whoever opened the link: the
// contract and its signatures, and nothing else of the case.
func CopyOf(request Request, file *casework.File, contract *casework.Record, paper string) (Reply, error) {
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil {
		return Reply{}, err
	}
	view := views.CopyReadView{Text: contractText(content), Hash: contract.Get("content_hash"), Paper: paper, Signatures: views.SentenceOf(content, "signatures")}
	signatures := casework.SignaturesOf(file, contract)
	for _, party := range casework.Parties {
		name, _ := content.Signer(contract, party)
		shown := views.ContractParty{ID: "party-" + party, Name: name, Role: views.SentenceOf(content, "role_"+party).Text}
		if signature := signatures[party]; signature != nil {
			signed := drawnOrTyped(signature.Fields, "strokes", name)
			signed.When = signedWhen(request, content, signature)
			shown.Signed = &signed
		}
		view.Parties = append(view.Parties, shown)
	}
	page := request.page(words.Say(words.CopyReadTitle), "")
	page.Bare, page.Lang = true, content.Language
	return Reply{Page: page, Main: views.CopyRead(page, view)}, nil
}
