package casework

import (
	"fmt"
	"strings"
	"testing"
)

const cross = `{"w":60000,"h":24000,"strokes":[[[1000,1000,0],[9000,9000,180]],[[9000,1000,600],[1000,9000,790]]]}`

func TestStrokesComeBackAsTheyWereDrawn(t *testing.T) {
	strokes, problem := ParseStrokes(cross)
	if problem != nil {
		t.Fatalf("ParseStrokes(cross) = %v, want no problem", problem)
	}
	if got := strokes.Encode(); got != cross {
		t.Errorf("Encode() = %s\nwant       %s", got, cross)
	}
	if strokes.Points() != 4 {
		t.Errorf("Points() = %d, want 4", strokes.Points())
	}
	if want := 22627; strokes.Ink() != want {
		t.Errorf("Ink() = %d, want %d", strokes.Ink(), want)
	}
	if left, top, right, bottom := strokes.Bounds(); left != 1000 || top != 1000 || right != 9000 || bottom != 9000 {
		t.Errorf("Bounds() = %d %d %d %d, want 1000 1000 9000 9000", left, top, right, bottom)
	}
}

func TestStrokesHaveOneSpelling(t *testing.T) {
	spaced := ` { "h":24000, "w": 60000, "strokes": [ [], [[1000,1000,0], [9000,9000,180]],[[9000,1000,600],[1000,9000,790]] ] } `
	strokes, problem := ParseStrokes(spaced)
	if problem != nil {
		t.Fatal(problem)
	}
	if got := strokes.Encode(); got != cross {
		t.Errorf("Encode() = %s\nwant       %s", got, cross)
	}
}

func TestStrokesRefused(t *testing.T) {
	long := func(points int) string {
		var text strings.Builder
		text.WriteString(`{"w":100,"h":100,"strokes":[[`)
		for i := range points {
			if i > 0 {
				text.WriteByte(',')
			}
			fmt.Fprintf(&text, "[%d,0,%d]", i%100, i)
		}
		return text.String() + "]]}"
	}
	cases := map[string]struct {
		text string
		want Code
	}{
		"nothing":             {"", NoInk},
		"white space":         {" \n", NoInk},
		"no line":             {`{"w":100,"h":100,"strokes":[]}`, NoInk},
		"lines without point": {`{"w":100,"h":100,"strokes":[[],[]]}`, NoInk},
		"one dot":             {`{"w":60000,"h":24000,"strokes":[[[5,5,0]]]}`, NoInk},
		"dots in one place":   {`{"w":60000,"h":24000,"strokes":[[[5,5,0],[6,5,1]],[[500,900,9]]]}`, NoInk},
		"not JSON":            {"<svg>", BadText},
		"cut in the middle":   {cross[:40], BadText},
		"a list":              {"[]", BadText},
		"null":                {"null", BadText},
		"no size":             {`{"strokes":[[[0,0,0],[9000,0,1]]]}`, BadText},
		"size zero":           {`{"w":0,"h":0,"strokes":[]}`, BadText},
		"size beyond a wall":  {`{"w":99999999,"h":100,"strokes":[]}`, BadText},
		"two numbers":         {`{"w":60000,"h":24000,"strokes":[[[0,0],[9000,0]]]}`, BadText},
		"four numbers":        {`{"w":60000,"h":24000,"strokes":[[[0,0,0,0],[9000,0,1,0]]]}`, BadText},
		"fractions":           {`{"w":60000,"h":24000,"strokes":[[[0.5,0,0],[9000,0,1]]]}`, BadText},
		"a huge number":       {`{"w":60000,"h":24000,"strokes":[[[0,0,0],[1e300,0,1]]]}`, BadText},
		"outside the pad":     {`{"w":60000,"h":24000,"strokes":[[[0,0,0],[60001,0,1]]]}`, BadText},
		"left of the pad":     {`{"w":60000,"h":24000,"strokes":[[[-1,0,0],[9000,0,1]]]}`, BadText},
		"time backwards":      {`{"w":60000,"h":24000,"strokes":[[[0,0,5],[9000,0,1]]]}`, BadText},
		"unknown member":      {`{"w":60000,"h":24000,"strokes":[[[0,0,0],[9000,0,1]]],"png":"x"}`, BadText},
		"two values":          {cross + cross, BadText},
		"too many points":     {long(MaxPoints + 1), TooLong},
		"200,000 points":      {long(200_000), TooLong},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, problem := ParseStrokes(c.text)
			if problem == nil || problem.Code != c.want || problem.Field != "strokes" {
				t.Errorf("problem = %v, want strokes: %s", problem, c.want)
			}
		})
	}
	if _, problem := ParseStrokes(strings.Replace(long(MaxPoints), `"w":100`, `"w":60000`, 1)); problem != nil {
		t.Errorf("MaxPoints points: problem = %v, want none", problem)
	}
}

func FuzzStrokes(f *testing.F) {
	f.Add(cross)
	f.Add(`{"w":1,"h":1,"strokes":[[[0,0,0]]]}`)
	f.Fuzz(func(t *testing.T, text string) {
		strokes, problem := ParseStrokes(text)
		if problem != nil {
			return
		}
		again, problem := ParseStrokes(strokes.Encode())
		if problem != nil {
			t.Fatalf("what Encode wrote is refused: %v", problem)
		}
		if again.Encode() != strokes.Encode() {
			t.Fatal("Encode is not stable")
		}
	})
}
