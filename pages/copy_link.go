package pages

import (
	"context"
	"encoding/base64"
	"time"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// CopyLinks makes links that open a contract once, for whoever holds one. The office
// has it; a tablet makes links that the office opens later.
type CopyLinks interface {
	// MakeCopyLink returns the address and until when it opens; earlier links to
	// this contract end. What is kept of it leads nowhere.
	MakeCopyLink(ctx context.Context, caseID, contract, copy string) (address string, until time.Time, err error)
}

func copyLinkRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/cases/:case/contracts/:contract/copy-link", Offline: true, Handle: copyLinkPage},
		{Method: "POST", Pattern: "/cases/:case/contracts/:contract/copy-link", Offline: true, Handle: makeCopyLink},
	}
}

// tabletLinkLife is how long a link opens that a tablet made: longer than one of the
// office, since the tablet has to come back first.
const tabletLinkLife = 7 * 24 * time.Hour

// linkedCopy is the copy that may go by a link.
func linkedCopy(file *casework.File, contract *casework.Record) *casework.Record {
	for _, record := range casework.CopiesOf(file, contract.ID) {
		if IsLinked(file, contract, record) {
			return record
		}
	}
	return nil
}

// IsLinked reports whether a copy of a contract that both signed may go by a link: the
// client asked for one, says that it is safe, and does not have it yet.
func IsLinked(file *casework.File, contract, record *casework.Record) bool {
	return record.Get("contract") == contract.ID && record.Removed == nil && casework.StateOf(file, contract) == casework.ContractSigned &&
		record.Get("way") == casework.CopyLink && casework.CheckCopy(record.Fields) == nil && record.Get("given_on") == ""
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
	address, until, how, err := linkTo(ctx, env, request, file, contract, record)
	if err != nil {
		return Reply{}, err
	}
	path, size := views.QRPath(address)
	return copyLinkReply(request, file, views.CopyLinkView{
		Address: address, Path: path, Box: views.QRBox(size), Synced: how, Until: words.Say(words.CopyLinkUntil, "moment", request.when(until)),
	}), nil
}

// linkTo makes the link. The office opens it at once; a tablet draws its secret and
// writes down only the mark of it, so that the office can open it once it has that.
// how says so. What a desk makes ends what a tablet made.
func linkTo(ctx context.Context, env *Env, request Request, file *casework.File, contract, record *casework.Record) (address string, until time.Time, how string, err error) {
	values := map[string]string{}
	if env.Copies != nil {
		if made := record.Get("link_hash"); made != "" { // not the mark itself: a tablet may be writing another
			values["opened_link"] = made
		}
		address, until, err = env.Copies.MakeCopyLink(ctx, file.Case, contract.ID, record.ID)
	} else {
		secret := env.Secret()
		until = request.Now.Add(tabletLinkLife)
		address, how = env.Origin+"/copy/"+base64.RawURLEncoding.EncodeToString(secret), words.Say(words.CopyLinkSync)
		values["link_hash"], values["link_until"] = casework.HashContent(string(secret)), oplog.Moment(until)
	}
	if entry, changed := Edited(record, file.Seen, values); err == nil && changed {
		err = env.Write(ctx, request, file.Case, entry)
	}
	return address, until, how, err
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
