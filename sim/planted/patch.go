package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// patch is one deliberate fault.
type patch struct {
	breaks string
	checks []check
	files  []changed
}

// check is a test that ought to fail.
type check struct{ folder, test string }

func (c check) String() string { return c.folder + " " + c.test }

// changed is a file and what is put in the place of what.
type changed struct {
	path  string
	hunks []hunk
}

type hunk struct{ before, after string }

// parse reads a patch. Line numbers are not looked at: a hunk goes where its
// lines stand, which must be in one place.
func parse(text string) (patch, error) {
	var p patch
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "# breaks: "):
			p.breaks = strings.TrimPrefix(line, "# breaks: ")
		case strings.HasPrefix(line, "# run: "):
			for _, one := range strings.Split(strings.TrimPrefix(line, "# run: "), ", ") {
				folder, test, ok := strings.Cut(one, " ")
				if !ok {
					return p, fmt.Errorf("%w: %q names no test", errPatch, one)
				}
				p.checks = append(p.checks, check{folder, test})
			}
		case strings.HasPrefix(line, "--- a/"):
			p.files = append(p.files, changed{path: strings.TrimPrefix(line, "--- a/")})
		case strings.HasPrefix(line, "+++ "):
		case strings.HasPrefix(line, "@@"):
			if len(p.files) == 0 {
				return p, fmt.Errorf("%w: a hunk without a file", errPatch)
			}
			last := &p.files[len(p.files)-1]
			last.hunks = append(last.hunks, hunk{})
		default:
			if err := p.line(line); err != nil {
				return p, err
			}
		}
	}
	bare := slices.ContainsFunc(p.files, func(file changed) bool { return len(file.hunks) == 0 })
	if p.breaks == "" || len(p.checks) == 0 || len(p.files) == 0 || bare {
		return p, fmt.Errorf("%w: it needs `# breaks:`, `# run:` and a hunk", errPatch)
	}
	return p, nil
}

// line adds a line to the present hunk.
func (p *patch) line(line string) error {
	if len(p.files) == 0 || len(p.files[len(p.files)-1].hunks) == 0 {
		return fmt.Errorf("%w: %q stands before the first hunk", errPatch, line)
	}
	file := &p.files[len(p.files)-1]
	h := &file.hunks[len(file.hunks)-1]
	switch {
	case line == "" || line[0] == ' ':
		line = strings.TrimPrefix(line, " ")
		h.before, h.after = h.before+line+"\n", h.after+line+"\n"
	case line[0] == '-':
		h.before += line[1:] + "\n"
	case line[0] == '+':
		h.after += line[1:] + "\n"
	default:
		return fmt.Errorf("%w: %q", errPatch, line)
	}
	return nil
}

// overlay writes the changed files into a folder, and the list that go build
// reads. The product's own files stay as they are.
func (p patch) overlay(work string) (string, error) {
	replace := map[string]string{}
	for i, file := range p.files {
		source, err := os.ReadFile(file.path)
		if err != nil {
			return "", fmt.Errorf("%w: %w", errPatch, err)
		}
		text := string(source)
		for _, h := range file.hunks {
			if times := strings.Count(text, h.before); times != 1 || h.before == h.after {
				return "", fmt.Errorf("%w: %s holds these lines %d times:\n%s", errPatch, file.path, times, h.before)
			}
			text = strings.Replace(text, h.before, h.after, 1)
		}
		path, err := filepath.Abs(file.path)
		if err != nil {
			return "", err
		}
		replace[path] = filepath.Join(work, fmt.Sprintf("%d.go", i))
		if err := os.WriteFile(replace[path], []byte(text), 0o600); err != nil {
			return "", err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(work, "overlay.json")
	return path, os.WriteFile(path, list, 0o600)
}
