package e2e

import (
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
)

// signing: with no network a contract is frozen and declined, another one is
// marked before a witness, the tablet dies between the two signatures, and the
// worker signs with stroke and passkey. A second tablet has no passkey of its own
// and seals. Then the office verifies the one, and the other is confirmed there.
func signing(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	alvarez := planToSign(dana, "Alvarez", "Maria Alvarez", "Dana Reed")
	makeReady(dana, 1, "")
	noor := house.withTablet("Noor Haddad", false)
	join(noor, invite(ada, "Noor Haddad", "caseworker"), "Harbor House")
	okafor := planToSign(noor, "Okafor", "Ngozi Okafor", "Noor Haddad")
	makeReady(noor, 1, passphrase)
	house.server.Stop()
	dana.Offline()
	noor.Offline()

	declined := declines(dana, alvarez)
	contract := marks(dana, alvarez)
	diesBetween(dana, contract)
	signsWithPasskey(dana, contract)
	sealed := signsWithoutPasskey(noor, okafor)

	house.server.Start()
	for _, page := range []*stage.Page{dana, noor} {
		page.Online()
		stage.AwaitWithin(t, time.Minute, page.Who+"'s tablet to sync", func() (bool, string) {
			state := page.State()
			return strings.Contains(state, "Safe to close"), state
		})
		syncNow(page)
	}
	officeVerifies(sam, declined, contract)
	confirmsAtOffice(house, noor, sam, sealed)
}

// planToSign opens a case with one thing for each of the two to do.
func planToSign(page *stage.Page, family, client, worker string) (caseFile string) {
	page.T.Helper()
	caseFile = openCase(page, family, client)
	addIssue(page, caseFile, "No place to live")
	addAction(page, caseFile, "No place to live", "Referral", "Ask three family shelters for a room", worker)
	addAction(page, caseFile, "No place to live", "Task", "Bring the birth certificates", client)
	addAction(page, caseFile, "No place to live", "Task", hostileWords, worker)
	return caseFile
}

// hostileWords are words like any others, on pages of the office and of the
// tablet's worker (attack 22).
const hostileWords = `<img src=x onerror="globalThis.__ran = 1"><script>globalThis.__ran = 1</script> a letter`

// nothingRan: the words stand there as they were written.
func nothingRan(page *stage.Page) {
	page.T.Helper()
	page.Sees(hostileWords)
	if page.Count("main img, main script") != 0 || page.Read("String(globalThis.__ran)") != "undefined" {
		page.T.Errorf("%s: words became markup at %s", page.Who, page.Path())
	}
}

// identified answers for the client who they are, and hands them the tablet.
func identified(page *stage.Page, client string) {
	page.T.Helper()
	page.Press("Sign as " + client)
	page.On("Who signs?")
	page.Tick("As a parent")
	page.Tick("By a document")
	page.Press("Go on")
	page.On("Hand over the tablet")
	page.Press("Hand it to " + client + " to sign")
	page.On("Screen or paper?")
}

// givenBack ends what the client has in their hands.
func givenBack(page *stage.Page) {
	page.T.Helper()
	page.Press("Stop and give the tablet back")
	page.On("Give the tablet back")
	page.Press("Unlock")
}

// declines: the client reads, and does not want to sign. Nobody asks twice.
func declines(page *stage.Page, caseFile string) (contract string) {
	page.T.Helper()
	contract = makeContract(page, caseFile, "Maria Alvarez", "Maria has a lease")
	identified(page, "Maria Alvarez")
	page.Go("/")
	page.On("Screen or paper?") // in her hands it is this signing and nothing else
	page.Press("I do not want to sign")
	page.On("You do not want to sign")
	page.Tick("The words should be different")
	page.Press("Put this contract aside")
	page.On("The contract is put aside")
	page.Sees("Nobody is bound by it.")
	givenBack(page)
	page.Sees("The words should be different", "Nobody is bound by it.")
	page.Press("Write what happens next")
	page.On("What happens next")
	page.Fill("What happens next", "We say it in other words and make it anew.")
	page.Press("Save")
	page.Sees("We say it in other words and make it anew.")
	return contract
}

// marks: the client hears the words, says them in her own, and makes a mark that
// a neighbour has seen.
func marks(page *stage.Page, caseFile string) (contract string) {
	page.T.Helper()
	contract = makeContract(page, caseFile, "Maria Alvarez", "Maria has a lease and the children have slept there")
	identified(page, "Maria Alvarez")
	page.Press("Yes, I sign on this screen")
	page.On("Read it first")
	page.Sees("Ask three family shelters for a room", "Maria has a lease and the children have slept there")
	nothingRan(page)
	hearsContract(page)
	page.Tick("The tablet read it aloud")
	page.Press("Go on")
	page.On("In your own words")
	const question = "What will you do yourself?"
	page.Fill(question, "I bring the papers for the children")
	page.Tick("That is what it says", "How it fits: "+question)
	page.Press("Go on")
	page.On("How do you want to sign?")
	page.Press("Make a mark, with a witness")
	page.On("Make your mark")
	page.Draw("#pad-canvas", slant(0.3, 0.2, 0.8), slant(0.3, 0.8, 0.2))
	page.Press("Go on to the witness")
	page.On("The witness")
	page.Fill("Witness", "Carmen Ortiz")
	page.Draw("#pad-canvas", wave(0.1, 0.5), wave(0.3, 0.7))
	page.Press("Look once more")
	page.On("Is this your signature?")
	page.Sees("Witness: Carmen Ortiz", "By a document", "The tablet read it aloud")
	page.Press("Finish")
	page.On("You have signed")
	return contract
}

// slant is one straight line of a cross.
func slant(from, top, bottom float64) []stage.Point {
	var stroke []stage.Point
	for i := range 12 {
		part := float64(i) / 11
		stroke = append(stroke, stage.Point{X: from + 0.2*part, Y: top + (bottom-top)*part})
	}
	return stroke
}

// hearsContract lets the page be read with the device's own voice; the words that
// are signed are among what is said.
func hearsContract(page *stage.Page) {
	page.T.Helper()
	page.Run(`(() => {
		const spoken = globalThis.__spoken = [];
		speechSynthesis.getVoices = () => [{lang: "en-GB", localService: true, name: "here"}];
		speechSynthesis.speak = (u) => { spoken.push(u.text); queueMicrotask(() => u.dispatchEvent(new Event("end"))); };
		globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
		speechSynthesis.dispatchEvent(new Event("voiceschanged"));
	})()`, nil)
	page.Press("Read it to me")
	for _, words := range []string{"Ask three family shelters for a room", "Bring the birth certificates", "Maria has a lease and the children have slept there"} {
		page.Holds("the tablet to read "+words, `__spoken.some((text) => text.includes(`+quote(words)+`))`)
	}
	page.Holds("the button to offer it again", `document.getElementById("aloud").innerText === "Read it to me"`)
}

// diesBetween: the client has signed, the worker has not, and every page and the
// worker's program are gone. The tablet is still in the client's hands afterwards,
// and her signature is kept.
func diesBetween(page *stage.Page, contract string) {
	page.T.Helper()
	page.Away()
	page.KillWorker()
	page.Go("/")
	page.Sees("Nobody touched it for a while.")
	page.SeesNot("Maria")
	page.Go("/unlock") // where the page goes by itself
	page.On("The tablet has locked")
	page.Press("Unlock")
	page.On("You have signed")
	givenBack(page)
	page.On("Sign the contract")
	page.Sees("The signature is kept.", "Signed on the tablet", "It is only here so far.")
	if got := page.Path(); got != contract {
		page.T.Errorf("the worker goes on at %s, want %s", got, contract)
	}
}

// signsWithPasskey: the worker draws, the program dies under the drawing and once
// more before the last tap, and the passkey signs without a network.
func signsWithPasskey(page *stage.Page, contract string) {
	page.T.Helper()
	toWays(page, "Dana Reed")
	page.Press("Draw my signature")
	page.On("Sign the contract")
	page.Draw("#pad-canvas", wave(0.1, 0.5), wave(0.3, 0.7))
	page.StateSays("Draft")
	page.KillWorker()
	page.Reload()
	page.On("Sign the contract")
	page.Sees("There is a signature in the field.")
	page.Press("Look once more")
	page.On("Is this your signature?")
	page.Sees("Your passkey signs too.")
	page.KillWorker()
	// A finger that is refused would lock the virtual authenticator for good; here the
	// browser says no once.
	page.Run(`(() => { const real = navigator.credentials.get; navigator.credentials.get = () => {
		navigator.credentials.get = real;
		return Promise.reject(new DOMException("", "NotAllowedError"));
	}; })()`, nil)
	page.Press("Finish with your passkey")
	page.Sees("The passkey did not answer. Nothing is signed yet, and nothing is lost.")
	page.Press("Finish with your passkey")
	page.On("Signed by both")
	page.SeesNot("Waits for your passkey")
	if got := page.Path(); got != contract {
		page.T.Errorf("signing leads to %s, want %s", got, contract)
	}
}

// signsWithoutPasskey: a tablet that a passphrase opens has no passkey to ask. It
// seals with its own key, and says that the worker's is still to come.
func signsWithoutPasskey(page *stage.Page, caseFile string) (contract string) {
	page.T.Helper()
	contract = makeContract(page, caseFile, "Ngozi Okafor", "Ngozi has a lease")
	sign(page, contract, "Ngozi Okafor")
	toWays(page, "Noor Haddad")
	page.Press("Draw my signature")
	page.On("Sign the contract")
	page.Draw("#pad-canvas", wave(0.1, 0.5), wave(0.3, 0.7))
	page.Press("Look once more")
	page.On("Is this your signature?")
	page.Sees("It seals the signature with its own key.")
	page.Press("Finish")
	page.On("Signed by both")
	page.Sees("Waits for your passkey at the office")
	return contract
}

// officeVerifies: the office says when it was signed, when it came, and what holds.
func officeVerifies(page *stage.Page, declined, contract string) {
	page.T.Helper()
	comesToShow(page, contract, "Signed by both")
	page.Sees("Signed on the tablet", "the office received it")
	page.SeesNot("Waits for")
	nothingRan(page)
	page.Press("How this was signed", "Carmen Ortiz")
	page.Sees("A mark, with a witness", "Carmen Ortiz", "As a parent", "By a document", "The tablet read it aloud", "The tablet's own key sealed it.")
	page.Press("How this was signed", "The worker's passkey signed")
	page.Sees("The worker's passkey signed this evidence.", "It stands in one line with what was signed on this device before.",
		"The device's time lies between its last contact with the office and the arrival.")
	page.Go(declined)
	page.Sees("The words should be different", "We say it in other words and make it anew.")
}

// confirmsAtOffice: what the tablet sealed waits until the worker's own passkey
// has answered over it, at a desk.
func confirmsAtOffice(house *agency, noor, sam *stage.Page, contract string) {
	sam.T.Helper()
	comesToShow(sam, contract, "Waits for the passkey of Noor Haddad at the office")
	desk := house.atOffice("Noor Haddad at her desk")
	noor.CopyPasskeys(desk)
	signIn(desk)
	desk.Go(contract)
	desk.On("Signed by both")
	desk.Press("How this was signed", "The worker's passkey is still to come.")
	desk.Sees("The worker's passkey is still to come.", "The tablet's own key sealed it.")
	desk.Press("Confirm with your passkey")
	desk.On("Confirm with your passkey")
	desk.Sees("The tablet sealed this signature with its own key.")
	desk.Press("Confirm with your passkey")
	desk.On("Signed by both")
	desk.SeesNot("Waits for your passkey")
	desk.Press("How this was signed", "confirmed it at the office")
	desk.Sees("The tablet sealed it, and the worker's passkey confirmed it at the office.")
	sam.Go(contract)
	sam.On("Signed by both")
	sam.SeesNot("Waits for")
}
