package main

// mergeFunc is what the tablet sorts with (sorts.go).
func mergeFunc[E any](x []E, cmp func(a, b E) int) {
	from, to := x, make([]E, len(x))
	for width := 1; width < len(x); width *= 2 {
		for start := 0; start < len(x); start += 2 * width {
			left, middle, end := start, min(start+width, len(x)), min(start+2*width, len(x))
			right := middle
			for k := start; k < end; k++ {
				if left < middle && (right == end || cmp(from[right], from[left]) >= 0) {
					to[k] = from[left]
					left++
				} else {
					to[k] = from[right]
					right++
				}
			}
		}
		from, to = to, from
	}
	copy(x, from)
}
