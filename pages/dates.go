package pages

import (
	"strconv"
	"strings"
	"time"

	"doorstep/views"
	"doorstep/views/words"
)

// relativeDays is how far away a day may be and still be told in days.
const relativeDays = 13

// today is the agency's calendar date now.
func (r Request) today() string { return r.House.Calendar.Day(r.Now) }

// day writes a calendar date in words, "27 September 2026". What is not a date
// is shown as it is.
func day(iso string) string {
	date, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return words.Say(words.DayWords, "day", strconv.Itoa(date.Day()), "month", words.Months[date.Month()-1], "year", strconv.Itoa(date.Year()))
}

// dayFrom writes a calendar date as seen from today: "tomorrow", "in 4 days",
// or the date where it is further away.
func dayFrom(today, iso string) string {
	distance, ok := daysBetween(today, iso)
	switch {
	case !ok:
		return day(iso)
	case distance == 0:
		return words.Say(words.RelToday)
	case distance == 1:
		return words.Say(words.RelTomorrow)
	case distance == -1:
		return words.Say(words.RelYesterday)
	case distance > 1 && distance <= relativeDays:
		return words.Count(words.RelIn, distance)
	}
	return day(iso)
}

// overdue says by how much a day has passed, "" if it has not.
func overdue(today, iso string) string {
	distance, ok := daysBetween(today, iso)
	if !ok || distance >= 0 {
		return ""
	}
	return words.Count(words.OverdueBy, -distance)
}

// daysBetween counts the days from one calendar date to another.
func daysBetween(from, to string) (int, bool) {
	start, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return 0, false
	}
	end, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return 0, false
	}
	return int(end.Sub(start).Hours() / 24), true
}

// clock writes the time of day of a moment on the agency's clocks, "14:10".
func (r Request) clock(moment time.Time) string {
	return r.House.Calendar.Local(moment).Format("15:04")
}

// when writes a moment as the time of day, with the day if it was not today.
func (r Request) when(moment time.Time) string {
	if r.House.Calendar.Day(moment) == r.today() {
		return r.clock(moment)
	}
	return words.Say(words.MomentWords, "day", day(r.House.Calendar.Day(moment)), "time", r.clock(moment))
}

// moment writes a device time (RFC 3339) as day and time on the agency's clocks.
func (r Request) moment(at string) string {
	moment, err := time.Parse(time.RFC3339Nano, at)
	if err != nil {
		return at
	}
	return words.Say(words.MomentWords, "day", day(r.House.Calendar.Day(moment)), "time", r.clock(moment))
}

// parseDate reads a day as people write it: the month as a number or a name,
// also cut short. All three empty is no date. wrong is the sentence's key where
// the answer is no day of the calendar.
func parseDate(dayText, monthText, yearText string) (iso string, wrong words.Key) {
	dayText, monthText, yearText = strings.TrimSpace(dayText), strings.Trim(strings.TrimSpace(monthText), "."), strings.TrimSpace(yearText)
	switch {
	case dayText == "" && monthText == "" && yearText == "":
		return "", ""
	case dayText == "" || monthText == "" || yearText == "":
		return "", words.DateIncomplete
	}
	month := monthNumber(monthText)
	if month == 0 {
		return "", words.DateMonth
	}
	year, err := strconv.Atoi(yearText)
	if err != nil || year < 1900 || year > 2200 {
		return "", words.DateYear
	}
	date, err := strconv.Atoi(dayText)
	made := time.Date(year, time.Month(month), date, 0, 0, 0, 0, time.UTC)
	if err != nil || date < 1 || made.Day() != date || int(made.Month()) != month {
		return "", words.DateDay
	}
	return made.Format(time.DateOnly), ""
}

// monthNumber reads "9", "09", "September" or "sept"; 0 if it is no month.
func monthNumber(text string) int {
	if number, err := strconv.Atoi(text); err == nil {
		if number < 1 || number > 12 {
			return 0
		}
		return number
	}
	text = strings.ToLower(text)
	if len(text) < 3 {
		return 0
	}
	for i, name := range words.Months {
		if strings.HasPrefix(strings.ToLower(name), text) {
			return i + 1
		}
	}
	return 0
}

// dateParts splits a calendar date into what the three fields show.
func dateParts(iso string) (dayText, month, year string) {
	date, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return "", "", ""
	}
	return strconv.Itoa(date.Day()), words.Months[date.Month()-1], strconv.Itoa(date.Year())
}

// quick lists the days that one tap fills in, by field: days that are ahead, or
// days that are past. A date of birth has none.
var quick = map[string][]struct {
	label words.Key
	days  int
}{
	"by_when": {{words.Today, 0}, {words.InAWeek, 7}, {words.InFourWeeks, 28}},
	"next_on": {{words.Today, 0}, {words.Tomorrow, 1}, {words.InAWeek, 7}},
	"ends_on": {{words.InFourWeeks, 28}},
	"born_on": nil,
	"":        {{words.Today, 0}, {words.Yesterday, -1}},
}

// quickDays are the days that one tap fills in.
func quickDays(request Request, field string) []views.Quick {
	days, ok := quick[field]
	if !ok {
		days = quick[""]
	}
	var list []views.Quick
	for _, choice := range days {
		dayText, month, year := dateParts(request.House.Calendar.Day(request.Now.AddDate(0, 0, choice.days)))
		list = append(list, views.Quick{Label: words.Say(choice.label), Day: dayText, Month: month, Year: year})
	}
	return list
}

// weekday writes a moment as people speak of this week: "Monday 14:10". Longer
// ago it has its date.
func (r Request) weekday(at string) string {
	moment, err := parseMoment(at)
	if err != nil {
		return at
	}
	distance, ok := daysBetween(r.House.Calendar.Day(moment), r.today())
	if !ok || distance < 0 || distance > 6 {
		return r.moment(at)
	}
	local := r.House.Calendar.Local(moment)
	return words.Say(words.WeekdayTime, "weekday", words.Weekdays[local.Weekday()], "time", r.clock(moment))
}

func parseMoment(at string) (time.Time, error) { return time.Parse(time.RFC3339Nano, at) }

// weekdayWords writes a calendar date with its day of the week.
func weekdayWords(iso string) string {
	date, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return words.Say(words.WeekdayDay, "weekday", words.Say(words.Weekday(int(date.Weekday()))), "day", day(iso))
}

// Day writes a calendar date in words, for the office's own pages.
func Day(iso string) string { return day(iso) }
