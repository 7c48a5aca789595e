package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

func printRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/cases/:case/contracts/:contract/print", Offline: true, Handle: printContract},
		{Method: "GET", Pattern: "/cases/:case/plan/print", Offline: true, Handle: printPlan},
	}
}

// unprintable names the characters of a text that the PDF cannot show; "" where
// it shows all of them. Nothing is frozen before somebody has read that.
func unprintable(text string) string {
	missing := casework.Unprintable(text)
	if len(missing) == 0 {
		return ""
	}
	letters := make([]string, len(missing))
	for i, letter := range missing {
		letters[i] = string(letter)
	}
	return words.Say(words.PrintMissing, "letters", strings.Join(letters, " "))
}

// printContract shows a contract as it goes onto paper: with both signatures, or
// with lines for them. Wording that can still change is not printed: nobody
// could tell later which one it was.
func printContract(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if !casework.Frozen(contract) {
		return Reply{Location: contractPath(request, "")}, nil
	}
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil {
		return Reply{}, err
	}
	hash := contract.Get("content_hash")
	mark := casework.Mark(hash)
	view := views.ContractPrintView{
		Text: contractText(content), Signatures: views.SentenceOf(content, "signatures"),
		Ink:  [3]views.Sentence{views.SentenceOf(content, "sign_here"), views.SentenceOf(content, "sign_day"), views.SentenceOf(content, "sign_witness")},
		Code: views.PrintCode{Address: env.Origin + "/verify", Mark: mark, Hash: hash},
		Foot: words.Say(words.PrintFoot, "agency", content.Agency, "mark", mark, "day", day(request.today())),
	}
	view.Code.Path, view.Code.Size = views.QRPath(env.Origin + "/v/" + mark)
	signatures := casework.SignaturesOf(file, contract)
	for _, party := range casework.Parties {
		view.Parties = append(view.Parties, printParty(request, content, contract, party, signatures[party]))
	}
	page := casePage(request, file, words.Say(words.PrintContractTitle), backToContract(request, contract.ID))
	return Reply{Page: page, Main: views.ContractPrint(page, view)}, nil
}

// signedWhen says when somebody signed, in the contract's own words and numbers.
func signedWhen(request Request, content casework.ContractContent, signature *casework.Record) string {
	at := signature.Get("signed_at")
	moment := request.moment(at)
	if parsed, err := parseMoment(at); err == nil {
		numbers := request.House.Calendar.Local(parsed).Format("2006-01-02 15:04")
		moment = views.DayOf(content, numbers, func(string) string { return moment })
	}
	return views.SentenceOf(content, "signed_when", "moment", moment).Text
}

// printParty draws a signature, or leaves room for it.
func printParty(request Request, content casework.ContractContent, contract *casework.Record, party string, signature *casework.Record) views.PrintParty {
	name, _ := content.Signer(contract, party)
	view := views.PrintParty{ID: "print-" + party, Name: name, Role: views.SentenceOf(content, "role_"+party)}
	if signature == nil {
		return view
	}
	signed := drawnOrTyped(signature.Fields, "strokes", signature.Get("name"))
	signed.When = signedWhen(request, content, signature)
	view.Signed = &signed
	view.How = choiceWords(casework.KindSignature, "method", signature.Get("method"))
	for _, witness := range []string{"witness", "witness2"} {
		if seen := signature.Get(witness); seen != "" {
			view.Witnesses = append(view.Witnesses, drawnOrTyped(signature.Fields, witness+"_strokes", seen))
		}
	}
	return view
}
