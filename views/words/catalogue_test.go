package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"doorstep/casework"
)

// source parses the catalogue's own source: the constants that name a key, and
// how many flows are written.
func source(t *testing.T) (constants map[string]string, written int) {
	t.Helper()
	constants = map[string]string{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.ValueSpec:
				for i, value := range node.Values {
					if typed, ok := node.Type.(*ast.Ident); ok && typed.Name == "Key" {
						constants[node.Names[i].Name] = literal(value)
					}
				}
			case *ast.CompositeLit:
				if typed, ok := node.Type.(*ast.Ident); ok && typed.Name == "entries" && len(node.Elts) > 0 {
					written++
					oneEach(t, name, node)
				}
			}
			return true
		})
	}
	if written == 0 {
		t.Skip("the catalogue's source is not here")
	}
	return constants, written
}

// oneEach finds a key that stands twice in one flow: the compiler sees it only
// where the key is a constant.
func oneEach(t *testing.T, name string, flow *ast.CompositeLit) {
	t.Helper()
	seen := map[string]bool{}
	for _, element := range flow.Elts {
		key := types.ExprString(element.(*ast.KeyValueExpr).Key)
		if seen[key] {
			t.Errorf("%s has %s twice", name, key)
		}
		seen[key] = true
	}
}

func literal(node ast.Expr) string {
	if basic, ok := node.(*ast.BasicLit); ok {
		text, _ := strconv.Unquote(basic.Value)
		return text
	}
	return ""
}

func TestEveryKeyHasItsSentenceOnce(t *testing.T) {
	constants, written := source(t)
	if written != len(flows) {
		t.Errorf("%d flows are written, %d are joined", written, len(flows))
	}
	names := map[string]string{}
	for name, key := range constants {
		if other, twice := names[key]; twice {
			t.Errorf("%s and %s are the same key %q", name, other, key)
		}
		names[key] = name
		if !Has(Key(key)) {
			t.Errorf("%s (%q) has no sentence", name, key)
		}
	}
	seen := map[Key]bool{}
	for _, flow := range flows {
		for key := range flow {
			if seen[key] {
				t.Errorf("%q stands in two flows", key)
			}
			seen[key] = true
		}
	}
	for key, text := range english {
		if strings.TrimSpace(text.Other) == "" {
			t.Errorf("%q says nothing", key)
		}
		if text.One != "" && !strings.Contains(text.Other, "{n}") {
			t.Errorf("%q has a form for one but counts nothing", key)
		}
	}
}

func TestEveryCodeReasonAndChoiceHasWords(t *testing.T) {
	need := func(key Key) {
		if !Has(key) {
			t.Errorf("no words for %q", key)
		}
	}
	for _, code := range codes(t, "Code") {
		need(Problem(code))
	}
	for _, reason := range codes(t, "Reason") {
		need(Kept(reason))
	}
	for _, kind := range casework.Kinds() {
		need(KindName(string(kind)))
		spec, _ := casework.SpecOf(kind)
		for _, field := range spec.Fields {
			for _, choice := range field.Choices {
				if kind == casework.KindSignature { // never asked in a form: the page says it in sentences
					continue
				}
				need(Choice(string(kind), field.Name, choice))
			}
		}
	}
	for _, role := range casework.Roles() {
		need(Choice("staff", "role", string(role)))
	}
	for _, tag := range Languages {
		need(LanguageName(tag))
	}
}

// codes reads the values of a string type's constants from casework's source,
// so that a new one cannot be forgotten here.
func codes(t *testing.T, typeName string) []string {
	t.Helper()
	var list []string
	files, err := filepath.Glob("../../casework/*.go")
	if err != nil || len(files) == 0 {
		t.Skip("casework's source is not here")
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			spec, ok := node.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if typed, ok := spec.Type.(*ast.Ident); ok && typed.Name == typeName {
				list = append(list, literal(spec.Values[0]))
			}
			return true
		})
	}
	if len(list) < 5 {
		t.Fatalf("only %d constants of type %s found", len(list), typeName)
	}
	return list
}

// sources reads the files that match, by name.
func sources(t *testing.T, patterns ...string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = string(text)
		}
	}
	if len(texts) == 0 {
		t.Skip("the sources are not here")
	}
	return texts
}

// Placeholders in a sentence are filled by the one that says it: a name that
// nobody gives would stand in the page in braces.
func TestPlaceholdersAreGiven(t *testing.T) {
	constants, _ := source(t)
	braces := regexp.MustCompile(`\{([a-z_]+)\}`)
	byName := map[string]map[string]bool{}
	for name, key := range constants {
		wants := map[string]bool{}
		for _, match := range braces.FindAllStringSubmatch(english[Key(key)].Other, -1) {
			if match[1] != "n" {
				wants[match[1]] = true
			}
		}
		byName[name] = wants
	}
	call := regexp.MustCompile(`words\.(Say|Count)\(words\.([A-Za-z]+)((?:[^()]|\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\))*)\)`)
	for name, text := range sources(t, "../*.templ", "../*.go", "../../pages/*.go", "../../server/internal/web/*.go", "../../tablet/*.go") {
		if strings.HasSuffix(name, "_templ.go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, match := range call.FindAllStringSubmatch(text, -1) {
			for want := range byName[match[2]] {
				if !strings.Contains(match[3], `"`+want+`"`) && !strings.Contains(match[3], "...") {
					t.Errorf("%s says %s without {%s}", name, match[2], want)
				}
			}
		}
	}
}

// Every sentence comes from the catalogue: a component's own text holds no
// letters.
func TestComponentsHoldNoSentences(t *testing.T) {
	for name, text := range sources(t, "../*.templ") {
		for number, line := range templLines(text) {
			if strings.IndexFunc(line, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }) >= 0 {
				t.Errorf("%s:%d shows text that is not in the catalogue: %q", name, number, line)
			}
		}
	}
}

var (
	tagText    = regexp.MustCompile(`<[^<>]*(?:\{[^{}]*\}[^<>]*)*>`)
	expression = regexp.MustCompile(`\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}`)
	statement  = regexp.MustCompile(`^(@|if |for |switch |case |default:|\} else|\}|//|templ |<!DOCTYPE)`)
)

// templLines returns what is left of each templ body line once tags, expressions
// and statements are taken away: text that would be shown as it stands.
func templLines(text string) map[int]string {
	left := map[int]string{}
	inBody, inTag := false, false
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "templ "):
			inBody = true
			continue
		case line == "}":
			inBody, inTag = false, false
			continue
		case !inBody || trimmed == "":
			continue
		}
		if inTag { // the attributes of a tag that spans lines
			inTag = !strings.HasSuffix(trimmed, ">") && !strings.Contains(trimmed, ">{") && trimmed != ">"
			if at := strings.Index(trimmed, ">{"); at >= 0 {
				trimmed = trimmed[at+1:]
			} else {
				continue
			}
		}
		if strings.HasPrefix(trimmed, "<") && !strings.Contains(trimmed, ">") {
			inTag = true
			continue
		}
		if statement.MatchString(trimmed) {
			continue
		}
		trimmed = expression.ReplaceAllString(trimmed, "")
		for {
			next := tagText.ReplaceAllString(trimmed, "")
			if next == trimmed {
				break
			}
			trimmed = next
		}
		if at := strings.Index(trimmed, "@"); at >= 0 {
			trimmed = trimmed[:at]
		}
		left[i+1] = trimmed
	}
	return left
}

// The content policy forbids inline script and style, and evaluated text with
// them; htmx's own attributes carry the prefix that HTML allows.
func TestComponentsKeepToThePolicy(t *testing.T) {
	forbidden := map[string]string{
		`hx-on`:                        "an inline handler",
		`\sstyle=`:                     "an inline style",
		`\son[a-z]+=`:                  "an inline handler",
		`<style`:                       "an inline style sheet",
		`javascript:`:                  "a script address",
		`"js:`:                         "an evaluated value",
		`hx-trigger="[^"]*\[`:          "a trigger filter",
		`[^-]\bhx-(get|post|swap|sel)`: "an attribute without the data- prefix",
		`\bplaceholder=`:               "a placeholder for a label",
		`\srequired\b`:                 "the browser's own check",
		`role="alert"`:                 "an alert: focus speaks the summary",
	}
	var patterns []string
	for pattern := range forbidden {
		patterns = append(patterns, pattern)
	}
	sort.Strings(patterns)
	for name, text := range sources(t, "../*.templ") {
		for _, pattern := range patterns {
			if found := regexp.MustCompile(pattern).FindString(text); found != "" {
				t.Errorf("%s holds %s: %q", name, forbidden[pattern], found)
			}
		}
		for _, script := range regexp.MustCompile(`<script[^>]*>`).FindAllString(text, -1) {
			if !strings.Contains(script, "src=") {
				t.Errorf("%s holds an inline script", name)
			}
		}
	}
}

func TestSpokenStatesAreShort(t *testing.T) {
	for _, key := range []Key{StateOffice, StateNotSaved, StateNoAnswer, StateDraftSaved} {
		if text := Say(key, "time", "14:10"); len(strings.Fields(text)) > 4 {
			t.Errorf("%q is longer than four words", text)
		}
	}
}

// Sentences of the client's and worker's pages stay plain.
func TestPlainWords(t *testing.T) {
	harsh := regexp.MustCompile(`(?i)\b(please|sorry|invalid|required|oops|forbidden|illegal|abort)\b`)
	for key, text := range english {
		for _, form := range []string{text.One, text.Other} {
			if found := harsh.FindString(form); found != "" {
				t.Errorf("%q says %q", key, found)
			}
		}
	}
}
