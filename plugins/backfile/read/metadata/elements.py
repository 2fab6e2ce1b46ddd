"""The small page of claiming elements in, the claims of its head and of what a reader sees out."""

from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import Tag

from backfile.model import Claim
from backfile.read.metadata.excerpt import AT
from backfile.read.metadata.names import ITEMS, META

# So many elements above and below the headline may a byline stand (measured on news
# pages: further away are those of other stories).
_ABOVE, _BELOW = 40, 150
_MOST_BYLINES = 12
_MOST_DATES = 8
_MOST_HEADLINES = 5


def claims_of_head(page: BeautifulSoup) -> Iterator[Claim]:
    """What meta elements and links say."""
    for meta in page.find_all("meta"):
        names = (meta.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        name = str(next(filter(None, names), "")).strip().lower()
        yield Claim(META[name], str(meta["content"]), f"meta {name}")
    html = page.find("html")
    if isinstance(html, Tag) and html.get("lang"):
        yield Claim("language", str(html["lang"]), "html lang")
    for link in page.find_all("link", href=True)[:1]:
        yield Claim("url", str(link["href"]), "link canonical")


def claims_of_titles(page: BeautifulSoup) -> Iterator[Claim]:
    """The headlines of first order, and the window's title."""
    for heading in page.find_all("h1")[:_MOST_HEADLINES]:
        yield Claim("title", heading.get_text(), "h1")
    for title in page.find_all("title")[:1]:
        yield Claim("title", title.get_text(), "title")


def claims_of_sight(page: BeautifulSoup, title: str) -> Iterator[Claim]:
    """The times, bylines and date lines near the headline that says the title."""
    seen = [tag for tag in page.find_all(["h1", "time", "span"]) if tag.get(AT)]
    headlines = [tag for tag in seen if tag.name == "h1"]
    own = [tag for tag in headlines if title and tag.get_text() == title]
    at = next((_at(tag) for tag in [*own, *headlines]), None)
    near = [tag for tag in seen if at is None or -_ABOVE <= _at(tag) - at <= _BELOW]
    # Below the headline first: what stands above it may be another story's.
    near.sort(key=lambda tag: (at is not None and _at(tag) < at, _at(tag)))
    yield from _times(near)
    yield from _lines(near)


def _at(tag: Tag) -> int:
    return int(str(tag[AT]))


def _times(near: Sequence[Tag]) -> Iterator[Claim]:
    times = [tag for tag in near if tag.name == "time"][:_MOST_DATES]
    for time in times:
        if time.get("datetime"):
            yield Claim("date", str(time["datetime"]), "time datetime")
    for time in times:
        if time.get_text().strip():
            yield Claim("date", time.get_text(), "date line")


def _lines(near: Sequence[Tag]) -> Iterator[Claim]:
    bylines = [tag for tag in near if "byline" in (tag.get("class") or ())][:_MOST_BYLINES]
    for tag in bylines:
        item = str(tag.get("itemprop") or "")
        value = tag.get("content") or tag.get_text()
        if item and item in ITEMS:
            yield Claim(ITEMS[item], str(value), f"itemprop {item}")
        elif tag.get("rel"):
            yield Claim("author", str(value), "rel author")
        else:
            yield Claim("author", str(value), "byline")
    for tag in [tag for tag in near if "details" in (tag.get("class") or ())][:_MOST_DATES]:
        yield Claim("author", tag.get_text(), "details line")
    for tag in [tag for tag in near if "date" in (tag.get("class") or ())][:_MOST_DATES]:
        item = str(tag.get("itemprop") or "")
        value = tag.get("content") or tag.get("datetime") or ""
        if item in ITEMS and value:
            yield Claim(ITEMS[item], str(value), f"itemprop {item}")
        elif tag.get_text().strip():
            yield Claim("date", tag.get_text(), "date line")
