package words

// Words of meeting somebody who may be known already.
const (
	LikelyTitle  Key = "likely.title"
	LikelyElse   Key = "likely.else"
	LikelyName   Key = "likely.name"
	LikelyReach  Key = "likely.reach"
	LikelyRecord Key = "likely.record"
	LikelyIs     Key = "likely.is"
)

var likelyWords = entries{
	LikelyTitle:  {Other: "Not saved yet: this may be somebody who is in this case already."},
	LikelyElse:   {Other: "If it is somebody else, save the form as it is."},
	LikelyName:   {Other: "{name}, {role}, has a name like it."},
	LikelyReach:  {Other: "{name}, {role}, has the same number or mail address."},
	LikelyRecord: {Other: "{name}, {role}, is on the team."},
	LikelyIs:     {Other: "It is {name}"},
}
