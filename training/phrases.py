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
