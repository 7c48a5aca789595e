package views

import (
	"github.com/a-h/templ"

	"doorstep/views/words"
)

// describes ties a control to its hint and its error.
func describes(c Control) templ.Attributes {
	attributes := templ.Attributes{}
	if ids := c.describedBy(); ids != "" {
		attributes["aria-describedby"] = ids
	}
	if c.Error != "" && !c.grouped() {
		attributes["aria-invalid"] = "true"
	}
	return attributes
}

// invalid marks the inputs inside a group whose error stands at the group.
func invalid(c Control) templ.Attributes {
	if c.Error == "" {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": c.ID() + "-error"}
}

// grouped controls are fieldsets, which cannot be invalid themselves.
func (c Control) grouped() bool {
	switch c.Shape {
	case ChoiceShape, TicksShape, DateShape, PickerShape:
		return true
	}
	return false
}

// langOf is the language of free text; text whose language nobody recorded is
// taken to be in the page's.
func langOf(lang string) string {
	if lang == "" {
		return string(words.English)
	}
	return lang
}

// dirOf is the direction in which a language runs.
func dirOf(lang string) string { return words.Language(langOf(lang)).Direction() }

func noticeIcon(tone Tone) string {
	switch tone {
	case Good:
		return "check"
	case Warn, Danger:
		return "triangle-alert"
	}
	return "file-text"
}
