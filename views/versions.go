package views

import (
	"slices"

	"doorstep/views/words"
)

// VersionsListView lists what stands in more than one version.
type VersionsListView struct {
	Notice string // why the list is shown again, or ""
	Groups []VersionsGroup
	Paging Paging
}

// VersionsGroup is one record with open versions.
type VersionsGroup struct {
	ID       string
	Case     *Link // its case, where several cases are listed
	Title    string
	What     string // what the record is called
	Fields   []VersionsField
	Together []VersionCard // buttons that keep all that one person wrote
}

// VersionsField is one field with its versions, in a list.
type VersionsField struct {
	ID     string
	Title  string // "Goal: wording"
	Count  string
	Cards  []VersionCard
	Link   Link // to the page where a new version can be written
	LinkID string
}

// VersionsView is one field with its versions side by side.
type VersionsView struct {
	Title    string // "Goal: wording"
	What     string // what the record is called
	Notice   string // why the page is shown again, or ""
	Cards    []VersionCard
	Together *VersionsTogether // nil where no third version can be written
	Earlier  *VersionsEarlier  // written together beside other versions, or nil
}

// VersionsEarlier is what was written together before the versions changed. It
// is shown so that it is not lost, and fills in nothing.
type VersionsEarlier struct {
	Text  string
	Since string // time of the draft, "" where it was sent just now
	Draft string // the draft that can be thrown away, or ""
}

// sentence says whose words these are and since when.
func (e VersionsEarlier) sentence() string {
	if e.Since == "" {
		return words.Say(words.VersionsTyped)
	}
	return words.Say(words.VersionsEarlier, "time", e.Since)
}

// throwable reports whether the words stand in a draft that no other notice on
// the page offers to throw away.
func (v VersionsView) throwable() bool {
	return v.Earlier.Draft != "" && (v.Together == nil || v.Together.Form.Since == "")
}

// VersionCard is one version: who wrote it, its words with the differences, and
// the button that keeps it ("" where it cannot be kept).
type VersionCard struct {
	ID     string
	Title  string
	Pieces []Piece
	Form   Form
	Button string
}

// VersionsTogether is the empty card for a version that people write together.
type VersionsTogether struct {
	Form    Form
	Control Control
}

// about tells apart, for those who listen, buttons that say the same.
func (g VersionsGroup) about(f VersionsField) string {
	about := f.Title
	if g.What != "" {
		about += ", " + g.What
	}
	if g.Case != nil {
		about += ", " + g.Case.Text
	}
	return about
}

// differs reports whether any version of the list has words that differ.
func (v VersionsListView) differs() bool {
	for _, group := range v.Groups {
		for _, field := range group.Fields {
			if slices.ContainsFunc(field.Cards, VersionCard.differs) {
				return true
			}
		}
	}
	return false
}

// empty reports whether the version says nothing.
func (c VersionCard) empty() bool { return len(c.Pieces) == 0 }

// differs reports whether any piece differs.
func (c VersionCard) differs() bool {
	for _, piece := range c.Pieces {
		if piece.Other {
			return true
		}
	}
	return false
}

// differs reports whether any card has a piece that differs.
func (v VersionsView) differs() bool {
	return slices.ContainsFunc(v.Cards, VersionCard.differs)
}
