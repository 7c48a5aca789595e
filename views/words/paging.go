package words

// Words of lists that are longer than a page.
const (
	PagingNav    Key = "paging.nav"
	PagingSays   Key = "paging.says"
	PagingBefore Key = "paging.before"
	PagingAfter  Key = "paging.after"
	CaseloadMore Key = "caseload.more"
)

var pagingWords = entries{
	PagingNav:    {Other: "Parts of the list"},
	PagingSays:   {Other: "{from} to {to} of {n}"},
	PagingBefore: {Other: "Those before"},
	PagingAfter:  {Other: "Those after"},
	CaseloadMore: {One: "{n} more case stands in the list of all cases.", Other: "{n} more cases stand in the list of all cases."},
}
