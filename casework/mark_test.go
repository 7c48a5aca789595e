package casework

import "testing"

func TestMark(t *testing.T) {
	hash := HashContent("words")
	mark := Mark(hash)
	for _, typed := range []string{
		mark, hash, hash[:20], "  " + mark + " ", "https://doorstep.example/v/" + mark, mark[:4] + " " + mark[5:], mark[:4] + "–" + mark[5:],
	} {
		if got, ok := ReadMark(typed); !ok || got != hash[:20] {
			t.Errorf("%q was read as %q, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "x", mark[:10], mark + "0", "https://doorstep.example/v/", hash + "00", "<script>", "ｆ" + mark[1:]} {
		if got, ok := ReadMark(typed); ok {
			t.Errorf("%q was read as %q", typed, got)
		}
	}
	if got, ok := ReadMark("O1il-0000-0000-0000-000o"); !ok || got != "01110000000000000000" {
		t.Errorf("letters that look like numbers: %q, %v", got, ok)
	}
	if Mark("") != "" {
		t.Error("a draft has a mark")
	}
}
