package pages

import (
	"errors"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// Failure is the one place that answers errors. A problem gets its sentence; a
// thing that is not there and a thing that is not yours get the same page;
// everything else says that it is our fault, and the cause goes to the log.
func Failure(request Request, err error) Reply {
	status, title, how := 500, words.Failed, words.FailedHow
	var problem *casework.Problem
	if errors.As(err, &problem) {
		status, title, how = failureWords(problem.Code)
	}
	page := request.page(words.Say(title), "")
	page.Back = &views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)}
	if request.Turned != nil {
		page.Back = nil
	}
	return Reply{Status: status, Page: page, Main: views.Failure(page, words.Say(how))}
}

// failureWords are the status of a code, what happened and what to do next.
func failureWords(code casework.Code) (status int, title, how words.Key) {
	how = words.ProblemHow(string(code))
	switch code {
	case casework.NotFound:
		return 404, words.NotFound, words.NotFoundHow
	case casework.Forbidden:
		return 403, words.Forbidden, how
	case casework.NoSpace:
		return 507, words.NoSpace, how
	case casework.Busy:
		return 409, words.Busy, how
	case casework.Immutable:
		return 409, words.Immutable, how
	case casework.Locked:
		return 423, words.LockedTitle, how
	case casework.TooLong:
		return 422, words.NotTaken, how
	case casework.TooLarge:
		return 413, words.TooLarge, how
	}
	return 422, words.NotTaken, words.NotTakenHow
}
