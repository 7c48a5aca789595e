package words

// Words of a worker's calendar feed.
const (
	FeedTitle    Key = "feed.title"
	FeedHow      Key = "feed.how"
	FeedMake     Key = "feed.make"
	FeedEnd      Key = "feed.end"
	FeedMade     Key = "feed.made"
	FeedEnded    Key = "feed.ended"
	FeedGone     Key = "feed.gone"
	FeedName     Key = "feed.name"
	FeedNextStep Key = "feed.next_step"
)

var feedWords = entries{
	FeedTitle:    {Other: "Your calendar elsewhere"},
	FeedHow:      {Other: "A calendar program can show what is due and planned in your cases. It is told what and when, never about whom. Whoever has the address can read that, so keep it to yourself; making a new one ends the one before."},
	FeedMake:     {Other: "Make an address"},
	FeedEnd:      {Other: "End the address"},
	FeedMade:     {Other: "Give this address to your calendar program as a subscription. It is shown only now."},
	FeedEnded:    {Other: "No address leads to your calendar any more."},
	FeedGone:     {Other: "This address of a calendar is no longer in use. Make a new one on your own page."},
	FeedName:     {Other: "Casework, {agency}"},
	FeedNextStep: {Other: "Next step in a case"},
}
