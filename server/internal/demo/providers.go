package demo

import (
	"github.com/google/uuid"

	"doorstep/casework"
)

// Providers are the demonstration's list of providers: nobody, nowhere.
func Providers() []casework.Provider {
	at := func(lat, lon float64) *casework.Coordinates { return &casework.Coordinates{Lat: lat, Lon: lon} }
	town := func(name, street string, point *casework.Coordinates) casework.Place {
		return casework.Place{Name: name, Address: street, City: "Exampleton", Region: "EX", Postal: "00001", Point: point}
	}
	far := casework.Place{Name: "Farville Hall", Address: "9 Sample Road", City: "Farville", Region: "EX", Postal: "00009", Point: at(42.55, -83.31)}
	list := []casework.Provider{
		{Organization: "Oak House (made up)", Service: "Parenting class", About: "Ten evenings, with a meal and somebody who looks after the children.",
			Needs: []string{"Parenting", "Child care during the class"}, Places: []casework.Place{town("Oak House", "1 Example Street", at(42.33, -83.05)), far},
			Hours: "Tue, Thu 18:00–20:00", Languages: []string{"English", "Spanish"}, Cultural: "Works with interpreters; fathers' evening once a month.",
			Evidence: "A program that was studied with control groups.", Waiting: "Two weeks", Cost: "Free", Phone: "555-0100"},
		{Organization: "Elm Center (made up)", Service: "Counselling", About: "Talks for one person or a family.", Needs: []string{"Counselling", "Grief", "Trauma"},
			Places: []casework.Place{town("Elm Center", "20 Example Street", at(42.35, -83.06))}, Hours: "Mon–Fri 09:00–17:00", Languages: []string{"English", "Arabic"},
			Confidential: "Shares a waiting room with the court. Do not leave messages at the desk.", Waiting: "Six weeks", Phone: "555-0101"},
		{Organization: "Fir Clinic (made up)", Service: "Help with drinking and drugs", Needs: []string{"Substance use", "Recovery"},
			Places: []casework.Place{far}, Languages: []string{"English"}, Evidence: "Certified program.",
			Confidential: "Records of substance use need a release of their own.", Waiting: "None", Phone: "555-0102"},
		{Organization: "Ash Line (made up)", Service: "Night bus and rides", About: "Rides to visits and appointments.", Needs: []string{"Rides", "Night bus"},
			Hours: "Every night", Languages: []string{"English"}, Phone: "555-0103", Closed: true},
	}
	for i := range list {
		list[i].ID = uuid.NewSHA1(uuid.NameSpaceURL, []byte("doorstep demonstration "+list[i].Service)).String()
	}
	return list
}
