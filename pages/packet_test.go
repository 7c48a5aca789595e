package pages

import (
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/views/words"
)

// packed is everything that a packet says, as a sheet and as rows.
func packed(packet Packet) (sheet, rows string) {
	var lines []string
	for _, part := range packet.Sheet.Parts {
		lines = append(lines, part.Heading)
		for _, item := range part.Items {
			lines = append(append(lines, item.Words), item.Details...)
		}
	}
	var cells []string
	for _, row := range packet.Rows {
		cells = append(cells, strings.Join([]string{row.Part, row.Kind, row.Record, row.Name, row.Question, row.Answer, row.Author}, " | "))
	}
	return strings.Join(lines, "\n"), strings.Join(cells, "\n")
}

// packetCase is a case with what a packet can hold beside its lists.
func packetCase() *casework.File {
	file := casework.NewFile("case")
	put := func(id string, kind casework.Kind, pairs ...string) {
		fields := map[string]string{}
		for i := 0; i+1 < len(pairs); i += 2 {
			fields[pairs[i]] = pairs[i+1]
		}
		file.Records[id] = &casework.Record{ID: id, Kind: kind, Fields: fields, Created: casework.Stamp{Actor: "ada", At: "2026-03-01T10:00:00.000Z"}}
	}
	agree := func(id, number, on string) {
		content, hash := casework.PlanOf(file, func(string) string { return "" }).Freeze()
		put(id, casework.KindPlanVersion, "number", number, "agreed_on", on, "with", "pat", "content", content, "content_hash", hash)
	}
	put("case", casework.KindCase, "name", "Alvarez", "status", "open", "worker", "ada", "opened_on", "2026-01-05", "removed_on", "2026-01-05")
	put("pat", casework.KindPerson, "name", "Pat Example", "role", "mother")
	put("goal", casework.KindGoal, "words", "Kim sleeps at home", "status", "open")
	agree("v1", "1", "2026-02-01")
	put("goal", casework.KindGoal, "words", "Kim sleeps at home every night", "status", "open")
	put("barrier", casework.KindBarrier, "words", "No bus after six")
	agree("v2", "2", "2026-03-01")
	put("counselling", casework.KindReferral, "need", "Somebody to talk to", "provider", "Bridge House")
	put("view", casework.KindServiceView, "of", "counselling", "person", "pat", "on", "2026-02-20", "view", "partly", "works", "She listens", "works_not", "Too far away")
	put("talk", casework.KindTogether, "part", "goals", "asked", "yes", "person", "pat", "on", "2026-02-01", "proposed", "Grandma helps", "decided", "Grandma comes on Fridays")
	put("remark", casework.KindRemark, "of", "goal", "type", "differently", "words", "I said at home, not at school", "person", "pat", "on", "2026-02-02", "answer", "Changed as she said")
	put("answer", casework.KindDeadlineAnswer, "rule", "gone_rule", "due", "2026-02-10", "reason", "Nobody was at home", "next_on", "2026-02-17")
	return file
}

// TestPacketHoldsWhatWasMadeTogether: what the family says of each service, the
// dates that were missed with their reasons, the agreed plans with what changed
// and what was decided together can be chosen, as a sheet and as rows.
func TestPacketHoldsWhatWasMadeTogether(t *testing.T) {
	request := Request{Now: time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC), Actor: casework.Actor{ID: "ada", Name: "Ada Stone"}}
	file := packetCase()
	for part, want := range map[string][]string{
		"service-views": {"What they say of each service: Somebody to talk to", "Pat Example", "She listens", "Too far away", "Partly"},
		"missed":        {"Nobody was at home", "17 February 2026", words.Say(words.PacketNoReason)},
		"versions":      {"Version 1", "Version 2", "Kim sleeps at home every night", "Added", "No bus after six", "before: Kim sleeps at home; now: Kim sleeps at home every night"},
		"together":      {"Grandma helps", "Grandma comes on Fridays", "I said at home, not at school", "Changed as she said"},
	} {
		sheet, rows := packed(PacketOf(request, file, []string{part}))
		for _, said := range want {
			if !strings.Contains(sheet, said) {
				t.Errorf("%s: the sheet does not say %q:\n%s", part, said, sheet)
			}
			if part == "service-views" && strings.Contains(said, ":") || strings.HasPrefix(said, "Version") {
				continue // a heading
			}
			if !strings.Contains(rows, said) {
				t.Errorf("%s: the rows do not say %q:\n%s", part, said, rows)
			}
		}
	}
}

// TestPacketCarriesTheNotice: records of substance use never leave without the
// notice of 42 CFR 2.32, and nothing else carries it.
func TestPacketCarriesTheNotice(t *testing.T) {
	request := Request{Now: time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC), Actor: casework.Actor{ID: "ada", Name: "Ada Stone"}}
	file := packetCase()
	notice := words.Say(words.LetterPart2)
	carries := func(packet Packet) bool {
		onSheet := strings.Contains(packet.Sheet.Foot, notice) && packet.Sheet.Intro == notice
		inRows := len(packet.Rows) > 0 && packet.Rows[0].Answer == notice
		if onSheet != inRows {
			t.Errorf("on the sheet: %v, in the rows: %v", onSheet, inRows)
		}
		return onSheet
	}
	for _, part := range []string{"services", "service-views", "plan", "missed"} {
		if carries(PacketOf(request, file, []string{part})) {
			t.Errorf("%s carries the notice for nothing", part)
		}
	}
	file.Records["counselling"].Fields["substance_use"] = "yes"
	for part, want := range map[string]bool{"services": true, "service-views": true, "plan": false, "missed": false} {
		if got := carries(PacketOf(request, file, []string{part})); got != want {
			t.Errorf("%s carries the notice: %v, want %v", part, got, want)
		}
	}
}
