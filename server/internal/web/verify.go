package web

import (
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/seal"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// Limits of the page on which anybody checks a paper.
const (
	verifyRate = 20       // a minute from one address
	verifyBody = 16 << 20 // a paper of 200 items has about 1 MB
	verifying  = 2        // papers that are looked at together
)

// checking bounds what strangers may have looked at.
type checking struct {
	marks  *throttle     // by address
	atOnce chan struct{} // papers, each of which is held whole
}

func newChecking() checking { return checking{newThrottle(verifyRate), make(chan struct{}, verifying)} }

// mountVerify lists the routes that need no login: whoever holds a paper may
// check it.
func (s *Server) mountVerify() {
	s.app.Get("/verify", s.verifyPage)
	s.app.Post("/verify", s.fromHere, s.notTooMuch, s.verify)
	s.app.Get("/v/:mark", s.notTooMuch, s.verifyMark)
}

// notTooMuch slows down whoever tries marks or sends papers one after the other.
func (s *Server) notTooMuch(c *fiber.Ctx) error {
	if !s.papers.marks.allow(c.IP(), s.parts.Now()) {
		c.Set(fiber.HeaderRetryAfter, "60")
		return &sentenceError{http.StatusTooManyRequests, words.TooOften, words.TooOftenHow}
	}
	return c.Next()
}

func (s *Server) verifyPage(c *fiber.Ctx) error {
	return s.showVerify(c, http.StatusOK, "", nil, nil)
}

func (s *Server) showVerify(c *fiber.Ctx, status int, typed string, faults map[string]string, result *views.VerifyResult) error {
	page := s.barePage(c, words.VerifyTitle, status)
	view := views.VerifyView{
		Form: views.Form{ID: "verify-form", Action: "/verify", Files: true, Faults: faultsOf("", faults, "paper", "mark")},
		File: views.Control{Name: "paper", Label: words.Say(words.VerifyFile), Hint: words.Say(words.VerifyFileHow), Error: faults["paper"]},
		Mark: views.Control{
			Name: "mark", Label: words.Say(words.VerifyMark), Hint: words.Say(words.VerifyMarkHow), Value: typed, Error: faults["mark"],
		},
		Result: result,
	}
	return s.show(c, status, page, views.Verify(page, view))
}

// verifyMark answers the address that a paper's code leads to.
func (s *Server) verifyMark(c *fiber.Ctx) error {
	return s.answerMark(c, c.Params("mark"))
}

// verify answers a file or a mark. The file stays in memory, and only there.
func (s *Server) verify(c *fiber.Ctx) error {
	values, file, err := s.readPaper(c)
	switch {
	case casework.CodeOf(err) == casework.TooLarge:
		return s.showVerify(c, http.StatusUnprocessableEntity, values.Get("mark"), map[string]string{"paper": words.Say(words.VerifyLarge)}, nil)
	case err != nil:
		return err
	case len(file) > 0:
		select {
		case s.papers.atOnce <- struct{}{}:
			defer func() { <-s.papers.atOnce }()
		case <-contextOf(c).Done():
			return contextOf(c).Err()
		}
		result, err := s.examine(contextOf(c), file)
		if err != nil {
			return err
		}
		return s.showVerify(c, http.StatusOK, "", nil, result)
	case strings.TrimSpace(values.Get("mark")) != "":
		return s.answerMark(c, values.Get("mark"))
	}
	return s.showVerify(c, http.StatusUnprocessableEntity, "", map[string]string{"paper": words.Say(words.VerifyEmpty)}, nil)
}

// answerMark says whether a contract with a mark was signed, and when; no name
// and no agency. The answer for a mark that nobody has is always the same.
func (s *Server) answerMark(c *fiber.Ctx, typed string) error {
	mark, ok := casework.ReadMark(typed)
	if !ok {
		return s.showVerify(c, http.StatusUnprocessableEntity, typed, map[string]string{"mark": words.Say(words.VerifyBadMark)}, nil)
	}
	result := &views.VerifyResult{Tone: views.Warn, Verdict: words.Say(words.VerifyUnknown), How: words.Say(words.VerifyUnknownHow)}
	known, err := s.contractOf(contextOf(c), mark)
	switch {
	case casework.CodeOf(err) == casework.NotFound:
	case err != nil:
		return err
	default:
		defer known.release()
		result = &views.VerifyResult{Verdict: words.Say(words.VerifyKnown), How: words.Say(words.VerifyKnownHow), Facts: known.times()}
	}
	return s.showVerify(c, http.StatusOK, casework.Mark(mark), nil, result)
}

// readPaper reads the form: at most one file, and the mark.
func (s *Server) readPaper(c *fiber.Ctx) (pages.Values, []byte, error) {
	if c.Request().Header.ContentLength() > verifyBody {
		return nil, nil, casework.Fail(casework.TooLarge)
	}
	values, uploads, err := multiform(c)
	if err != nil {
		return values, nil, err
	}
	for _, upload := range uploads {
		if len(upload.Content) > verifyBody {
			return values, nil, casework.Fail(casework.TooLarge)
		}
		if len(upload.Content) > 0 {
			return values, upload.Content, nil
		}
	}
	return values, nil, nil
}

// verdicts are the sentences for what a file is.
var verdicts = map[seal.State]struct {
	tone         views.Tone
	verdict, how words.Key
}{
	seal.Whole:    {views.Good, words.VerifyWhole, words.VerifyWholeHow},
	seal.Changed:  {views.Danger, words.VerifyChanged, words.VerifyChangedHow},
	seal.AddedTo:  {views.Danger, words.VerifyAdded, words.VerifyAddedHow},
	seal.Unclear:  {views.Danger, words.VerifyUnclear, words.VerifyUnclearHow},
	seal.Foreign:  {views.Warn, words.VerifyForeign, words.VerifyForeignHow},
	seal.Unsealed: {views.Warn, words.VerifyUnsealed, words.VerifyUnsealedHow},
	seal.NoPDF:    {views.Warn, words.VerifyNoPDF, words.VerifyNoPDFHow},
}

// verdict begins the answer about a file.
func verdict(state seal.State) *views.VerifyResult {
	said := verdicts[state]
	result := &views.VerifyResult{Tone: said.tone, Verdict: words.Say(said.verdict), How: words.Say(said.how)}
	if state != seal.Whole && state != seal.NoPDF {
		result.Not = []string{words.Say(words.VerifyNothing)}
	}
	return result
}

// subject splits what a paper's capability names.
func subject(capability storage.Capability) (ref storage.ContractRef, err error) {
	var ok bool
	if ref.Case, ref.Contract, ok = strings.Cut(capability.Subject, " "); !ok || capability.Purpose != storage.PurposePaper {
		return ref, casework.Fail(casework.NotFound)
	}
	return ref, nil
}
