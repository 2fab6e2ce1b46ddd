"""Nothing in, the words out that stand between stories on news sites, for composing dumps."""

# Headings of boxes of links.
BOX_HEADINGS = (
    "Most Popular", "Editors' Picks", "Most Read", "Top Stories", "Related Stories",
    "More from this section", "Don't Miss", "Read more", "Trending Now", "Latest News",
    "You may also like", "Recommended", "Must Reads", "In case you missed it", "Related Articles",
    "Top News", "Popular this week", "What to read next", "Keep reading", "Mehr zum Thema",
    "Meistgelesen", "Das könnte Sie auch interessieren", "Lesen Sie auch", "Weitere Artikel",
    "Empfohlen", "À lire aussi", "Les plus lus", "Lo más leído", "Te puede interesar",
    "Читайте также", "Самое читаемое", "Читайте також", "Популярне", "Najczęściej czytane",
)  # fmt: skip
# Lines inside a story that are none of it; {title} is another story's headline.
INTERRUPTIONS = (
    "Advertisement", "ADVERTISEMENT", "Advertising", "Anzeige", "Story continues below",
    "Article continues below", "Read more: {title}", "Related: {title}", "Also read: {title}",
    "READ MORE: {title}", "SEE ALSO: {title}", "Lesen Sie auch: {title}", "Don't miss: {title}",
    "Subscribe to our newsletter", "Sign up for our daily newsletter", "Share this article",
    "Photo: Getty Images",
)  # fmt: skip
# What stands below a link in a box: where it leads to, by whom it is, since when it is there.
UNDER_LINKS = ("News", "World", "Politics", "Sport", "By Staff", "3 hours ago", "2 min read")
DATES = ("May 11, 2025", "11.05.2025", "Nov 3", "10:32 AM", "12 Mai 2024")
# Lines that say who wrote a story and when, and what newswire puts before its first words;
# {name}, {place} and {day} are filled in.
BYLINES = (
    "By {name}", "By {name}", "BY {name}", "{name}", "By {name} in {place}", "By {name} | {day}",
    "By our {place} correspondent", "From our correspondent in {place}", "By a staff reporter",
    "By {name}, Staff Writer", "Von {name}", "Par {name}", "Por {name}", "Автор: {name}",
    "Text: {name}", "{name}, {place}",
)  # fmt: skip
DAYLINES = (
    "{day}", "{day}", "Published {day}", "Updated: {day}", "Published: {day}, 10:32",
    "{place}, {day}", "Veröffentlicht am {day}", "Publié le {day}", "Опубліковано {day}",
)  # fmt: skip
DATELINES = (
    "{PLACE}, {short} ({agency}) - ", "{PLACE}, {short} - ", "{PLACE} ({agency}) — ",
    "{PLACE} – ", "{place} ({agency}) - ", "{place}, {short} ({agency}) – ", "{PLACE}: ",
)  # fmt: skip
DAYS = (
    "May 11, 2025", "11 May 2025", "March 3, 1998", "11.05.2025", "2024-11-03", "3 October 1921",
    "12. Mai 2024", "3 mars 2019", "12 травня 2023", "Monday, June 2, 2014", "Nov. 3, 2009",
)  # fmt: skip
SHORT_DAYS = ("May 11", "March 3", "Oct 20", "11 May", "June 2", "Feb 27", "Sept. 9")
PLACES = (
    "Kyiv", "London", "Geneva", "Buenos Aires", "New York", "Nairobi", "Berlin", "Tokyo", "Ottawa",
    "Cape Town", "Warsaw", "Oslo", "New Delhi", "Paris", "Manila", "Rome",
)  # fmt: skip
AGENCIES = ("Agency", "AP", "Reuters", "AFP", "dpa", "Press Association", "Own report")
GIVEN_NAMES = ("Anna", "Peter", "Maria", "John", "Olena", "Jean-Luc", "Ingrid", "Samuel", "Aisha")
SURNAMES = ("Berg", "Miller", "Kovalenko", "Martin", "Silva", "Okafor", "Novak", "Larsen", "Singh")
