package words

// Words of the page on what families could not get.
const (
	GapsTitle       Key = "gaps.title"
	GapsHow         Key = "gaps.how"
	GapsNone        Key = "gaps.none"
	GapsFamilies    Key = "gaps.families"
	GapsFamilyCount Key = "gaps.family.count"
	GapsTimes       Key = "gaps.times"
	GapsTimeCount   Key = "gaps.time.count"
	GapsAreas       Key = "gaps.areas"
	GapsTried       Key = "gaps.tried"
	GapsSolved      Key = "gaps.solved"
	GapsFirst       Key = "gaps.first"
	GapsLast        Key = "gaps.last"
	GapsRow         Key = "gaps.row"
	GapsCounted     Key = "gaps.counted"
)

var gapsWords = entries{
	GapsTitle:       {Other: "What families could not get"},
	GapsHow:         {Other: "Counted from the services that workers wrote down as missing. Families are not named here; a link leads to the case for those who may see it. A missing service never counts against a family."},
	GapsNone:        {Other: "No missing service is written down yet."},
	GapsFamilies:    {Other: "Families"},
	GapsFamilyCount: {One: "{n} family", Other: "{n} families"},
	GapsTimes:       {Other: "Written down"},
	GapsTimeCount:   {One: "once", Other: "{n} times"},
	GapsAreas:       {Other: "Areas"},
	GapsTried:       {Other: "What was tried"},
	GapsSolved:      {Other: "Solved meanwhile"},
	GapsFirst:       {Other: "First on"},
	GapsLast:        {Other: "Last on"},
	GapsRow:         {Other: "To the case"},
	GapsCounted:     {Other: "{what} ({n})"},
}
