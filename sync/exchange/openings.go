package exchange

// MaxOpened is how many openings one request carries.
const MaxOpened = 500

// Opening says that the person of the tablet looked at a case. One stands for
// all looks within a quarter of an hour; the same one may be sent again.
type Opening struct {
	Case string `json:"case"`
	At   string `json:"at"` // device clock, oplog.MomentFormat
}
