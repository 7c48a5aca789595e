package exchange

import "time"

// How long a tablet waits after a sync that failed.
const (
	FirstPause   = 5 * time.Second // at most, after the first failure; doubled with each that follows
	LongestPause = 5 * time.Minute
	LongestAsked = time.Hour // of what an office may ask for with Retry-After
)

// Pause is how long to wait after so many failures in a row: anything between
// nothing and a ceiling that doubles (full jitter), so that the tablets of an
// agency do not come back in the same second. What the office asked for is
// waited on top. random returns a duration below n. Nothing is ever given up.
func Pause(failures int, asked time.Duration, random func(n time.Duration) time.Duration) time.Duration {
	ceiling := LongestPause
	if failures < 8 {
		ceiling = min(FirstPause<<(max(failures, 1)-1), LongestPause)
	}
	return min(max(asked, 0), LongestAsked) + random(ceiling)
}
