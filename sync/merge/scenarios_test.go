package merge_test

// Each scenario is a story at the office in the order of its log. A line
//
//	tab1 may @2: g words=new -> applied
//
// is one operation: written on tab1 by may, who had seen the case up to
// operation 2, setting a field of record g. Devices called desk… belong to the
// office and have no chain. Other verbs are make, remove:reason and
// resolve:field=value (closing the siblings that + names, by their words). A line
//
//	= g words=new ~old gone:reason
//
// is what must stand then: heads, every open sibling (~), hidden or not.
// Operation 1 makes the case, operation 2 goal g with words=first.
var scenarios = []struct{ name, story string }{
	{"different fields merge", `
		tab1 may @2: g words=hers -> applied
		desk grace @2: g wording=office -> merged
		= g words=hers wording=office`},
	{"the same field on two chains keeps both", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		= g words=office ~hers`},
	{"what was seen is replaced", `
		desk grace @2: g words=office -> applied
		tab1 may @3: g words=hers -> applied
		= g words=hers`},
	{"one worker's desktop and tablet are two chains", `
		desk may @2: g words=desk -> applied
		tab1 may @2: g words=tablet -> conflict
		= g words=desk ~tablet`},
	{"two tablets of one worker are two chains", `
		tab1 may @2: g words=one -> applied
		tab2 may @2: g words=two -> conflict
		= g words=one ~two`},
	{"two workers on one tablet are two chains", `
		tab1 may @2: g words=hers -> applied
		tab1 grace @2: g words=graces -> conflict
		= g words=hers ~graces`},
	{"a chain never conflicts with itself", `
		tab1 may @2: g words=one -> applied
		tab1 may @2: g words=two -> applied
		tab1 may @2: g words=three -> applied
		= g words=three`},
	{"two forms at one desk conflict", `
		desk grace @2: g words=one -> applied
		desk grace @2: g words=two -> conflict
		= g words=one ~two`},
	{"two forms at one desk are two siblings", `
		tab1 may @2: g words=hers -> applied
		desk grace @2: g words=one -> conflict
		desk grace @2: g words=two -> conflict
		= g words=hers ~one ~two`},
	{"who writes the same words stands behind them", `
		tab1 may @2: g words=same -> applied
		tab2 noor @2: g words=same -> merged
		tab1 may @2: g words=mays -> conflict
		= g words=same ~mays`},
	{"and who has seen that replaces them", `
		tab1 may @2: g words=same -> applied
		tab2 noor @2: g words=same -> merged
		tab1 may @4: g words=mays -> applied
		= g words=mays`},
	{"the same words once more by their own author change nothing", `
		tab1 may @2: g words=same -> applied
		tab1 may @2: g words=same -> applied
		tab1 may @2: g words=mays -> applied
		= g words=mays`},
	{"a later operation replaces the chain's own sibling", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=draft -> conflict
		tab1 may @2: g words=final -> conflict
		= g words=office ~final`},
	{"and leaves the siblings of others alone", `
		desk grace @2: g words=office -> applied
		tab2 noor @2: g words=noors -> conflict
		tab1 may @2: g words=draft -> conflict
		tab1 may @2: g words=final -> conflict
		= g words=office ~noors ~final`},
	{"the chain's newest words take the place of its sibling also as head", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=draft -> conflict
		tab1 may @4: g words=final -> applied
		= g words=final`},
	{"equal values are no conflict", `
		desk grace @2: g words=same -> applied
		tab1 may @2: g words=same -> merged
		= g words=same`},
	{"going back to the words that stand closes the own sibling", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		tab1 may @2: g words=office -> merged
		= g words=office`},
	{"a field that nobody had written", `
		tab1 may @2: g wording=hers -> applied
		desk grace @2: g wording=office -> conflict
		= g wording=hers ~office`},
	{"an emptied field is a value like any other", `
		tab1 may @2: g wording=hers -> applied
		desk grace @2: g wording= -> conflict
		= g wording=hers ~`},
	{"one operation can merge in one field and conflict in another", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers status=open -> conflict
		= g words=office status=open ~hers`},
	{"a removal that nobody contradicts", `
		tab1 may @2: g remove:mistake -> applied
		= g words=first gone:mistake`},
	{"an edit that came first stands against a removal", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g remove:mistake -> conflict
		= g words=office ~mistake`},
	{"an edit that stands as a version stands against a removal", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		desk grace @3: g remove:mistake -> conflict
		= g words=office ~hers ~mistake`},
	{"a version that was seen is hidden with its record", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		desk grace @4: g remove:mistake -> applied
		= g words=office ~hers gone:mistake`},
	{"an edit that came second stands against a removal", `
		tab1 may @2: g remove:mistake -> applied
		desk grace @2: g words=office -> conflict
		= g words=office ~mistake`},
	{"a removal that was seen is no conflict", `
		tab1 may @2: g remove:mistake -> applied
		desk grace @3: g words=office -> applied
		= g words=office gone:mistake`},
	{"removed twice is removed once", `
		tab1 may @2: g remove:mistake -> applied
		desk grace @2: g remove:twice -> merged
		= g words=first gone:mistake`},
	{"resolve picks the sibling", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		desk grace @4: g resolve:words=hers +hers -> applied
		= g words=hers`},
	{"resolve picks the head", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		desk grace @4: g resolve:words=office +hers -> applied
		= g words=office`},
	{"resolve closes only the siblings it names", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		tab2 noor @2: g words=noors -> conflict
		desk grace @4: g resolve:words=third +hers -> merged
		= g words=third ~noors`},
	{"resolve does not overwrite a head it has not seen", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		desk noor @4: g words=newest -> applied
		tab2 grace @4: g resolve:words=hers +hers -> conflict
		= g words=newest ~hers`},
	{"two people resolve at once", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g words=hers -> conflict
		desk grace @4: g resolve:words=one +hers -> applied
		tab2 noor @4: g resolve:words=two +hers -> conflict
		= g words=one ~two`},
	{"resolve keeps the removal", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g remove:mistake -> conflict
		desk grace @4: g resolve:-removed=mistake +mistake -> applied
		= g words=office gone:mistake`},
	{"resolve keeps the edit", `
		desk grace @2: g words=office -> applied
		tab1 may @2: g remove:mistake -> conflict
		desk grace @4: g resolve:-removed= +mistake -> applied
		= g words=office`},
	{"made twice", `
		tab1 may @2: g make words=again -> kept exists
		= g words=first`},
	{"a record that is not there", `
		tab1 may @2: h words=lost -> kept no_record
		= g words=first`},
	{"a value no form would have let pass", `
		tab1 may @2: g status=flying -> kept invalid
		= g words=first`},
	{"somebody who may no longer write", `
		tab1 may @2: c worker=noor -> kept not_yours
		desk grace @2: c worker=noor -> applied
		tab1 may @4: g words=seen -> kept not_yours
		tab1 lee @2: g words=never -> kept not_yours
		= g words=first`},
	{"a case that went to somebody else takes what was written before", `
		desk grace @2: c worker=noor -> applied
		tab1 may @2: g words=late -> applied
		= g words=late`},
	{"and keeps both versions where its new worker wrote too", `
		desk grace @2: c worker=noor -> applied
		desk noor @3: g words=newer -> applied
		tab1 may @2: g words=late wording=hers -> conflict
		= g words=newer wording=hers ~late`},
	{"a case that moved twice", `
		desk grace @2: c worker=lee -> applied
		desk grace @3: c worker=noor -> applied
		tab1 may @2: g words=mays -> applied
		tab2 lee @3: g words=lees -> conflict
		tab2 lee @4: g words=seen -> kept not_yours
		= g words=mays ~lees`},
	{"a case that came back", `
		desk grace @2: c worker=lee -> applied
		desk grace @3: c worker=may -> applied
		tab1 may @2: g words=mays -> applied
		tab2 lee @3: g wording=lees -> merged
		= g words=mays wording=lees`},
	{"a late entry gives the case to nobody", `
		desk grace @2: c worker=noor -> applied
		tab1 may @2: c worker=may -> kept not_yours
		tab1 may @2: c worker=lee -> kept not_yours`},
}
