package paper_test

import (
	"fmt"
	"testing"

	"doorstep/server/internal/seal"
)

// BenchmarkContract draws and seals contracts of several lengths; `make bench
// JOB=contract-pdf` prints it beside the other figures.
func BenchmarkContract(b *testing.B) {
	p := built(b)
	private := newKey(b)
	certificate, err := seal.Certify(private, "Harbour", at("2026-11-20T00:00:00Z"))
	if err != nil {
		b.Fatal(err)
	}
	for _, script := range []string{"english", "arabic"} {
		for _, items := range []int{5, 50, 200} {
			b.Run(fmt.Sprintf("%s-%d", script, items), func(b *testing.B) {
				one := signed(b, speeches[script], items)
				if one.Seal, err = seal.Open(private, certificate); err != nil {
					b.Fatal(err)
				}
				size := 0
				for b.Loop() {
					file, err := p.Contract(one)
					if err != nil {
						b.Fatal(err)
					}
					size = len(file)
				}
				b.ReportMetric(float64(size)/1024, "KiB")
			})
		}
	}
}
