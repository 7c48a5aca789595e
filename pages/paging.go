package pages

import (
	"net/url"
	"strconv"
	"strings"

	"doorstep/views"
	"doorstep/views/words"
)

// pageFrom is the address's word for how many rows of a list stand before a page.
const pageFrom = "from"

// pageOf is one page of a list: its rows are from..to, the rest is a link away. What else the
// address asks stays as it is. A list that has become shorter shows its end.
func (r Request) pageOf(total, per int) (from, to int, paging views.Paging) {
	from, _ = strconv.Atoi(r.Query.Get(pageFrom))
	from = max(0, from)
	if from >= total {
		from = max(0, total-1) / per * per
	}
	to = min(total, from+per)
	if from == 0 && to == total {
		return from, to, paging
	}
	paging.Says = words.Say(words.PagingSays, "from", strconv.Itoa(from+1), "to", strconv.Itoa(to), "n", strconv.Itoa(total))
	if from > 0 {
		paging.Before = r.listFrom(max(0, from-per))
	}
	if to < total {
		paging.After = r.listFrom(to)
	}
	return from, to, paging
}

// listFrom is the address of this list from a row on.
func (r Request) listFrom(from int) string {
	query := url.Values{}
	for name, values := range r.Query {
		query[name] = values
	}
	query.Del(pageFrom)
	if from > 0 {
		query.Set(pageFrom, strconv.Itoa(from))
	}
	if len(query) == 0 {
		return r.Path
	}
	return r.Path + "?" + query.Encode()
}

// backToList is the address of a list of ours that a form came from, or "".
func backToList(form Values, path string) string {
	at := form.Get("from")
	if at == path {
		return path
	}
	number, found := strings.CutPrefix(at, path+"?"+pageFrom+"=")
	if from, err := strconv.Atoi(number); !found || err != nil || from < 0 {
		return ""
	}
	return at
}
