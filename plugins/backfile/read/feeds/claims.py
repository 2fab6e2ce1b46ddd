"""An entry of a feed and the feed's own fields in, what they claim of the text out."""

from collections.abc import Iterator, Mapping
from typing import Any

from backfile.model import Claim, Place
from backfile.read.lines import mend
from backfile.read.records.claims import LONGEST_CLAIM, ClaimField

_MOST_VALUES = 50


def line(value: object) -> str:
    """A value as one line that is fit to be published; empty where it is no text."""
    text = value if isinstance(value, str) else ""
    return " ".join(mend(text, Place(1, 1))[0].split())


def address_of(entry: Mapping[str, Any]) -> str:
    """The web address of an entry's text: its link, else an id that is one."""
    wanted = (line(entry.get("link")), line(entry.get("id")))
    return next((a for a in wanted if a.startswith(("http://", "https://"))), "")[:LONGEST_CLAIM]


def claims_of(title: str, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> tuple[Claim, ...]:
    """What an entry says of its text, and what the feed says of all its entries."""
    found = (*_of_entry(entry), *_of_feed(feed))
    said = (Claim(f, line(v)[:LONGEST_CLAIM], f"feed: {name}") for f, v, name in found)
    claims = (Claim("title", title[:LONGEST_CLAIM], "feed: title"), *said)
    return tuple(dict.fromkeys(claim for claim in claims if claim.value))


_Found = tuple[ClaimField, object, str]


def _of_entry(entry: Mapping[str, Any]) -> Iterator[_Found]:
    published, updated = entry.get("published"), entry.get("updated")
    yield "date", published or updated, "published" if published else "updated"
    yield "modified", updated if published else "", "updated"
    yield "url", address_of(entry), "link"
    for author in _all(entry, "authors"):
        yield "author", author.get("name"), "author"
    for tag in _all(entry, "tags"):
        yield "keyword", tag.get("term"), "category"
    for content in _all(entry, "content")[:1]:
        yield "language", content.get("language"), "language"


def _of_feed(feed: Mapping[str, Any]) -> Iterator[_Found]:
    yield "language", feed.get("language"), "language"
    yield "source", feed.get("title"), "title of the feed"


def _all(entry: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    values = entry.get(name)
    found = values if isinstance(values, list) else []
    return [value for value in found if isinstance(value, Mapping)][:_MOST_VALUES]
