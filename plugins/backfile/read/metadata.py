"""A parsed page in, what it claims of itself out: each value with where it stands.

Nothing is decided here; a page may claim several titles or dates.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from backfile.model import Claim

Field = Literal[
    "title", "author", "date", "modified", "language", "section", "source", "url", "keyword"
]
_META: dict[str, Field] = {
    "og:title": "title",
    "twitter:title": "title",
    "author": "author",
    "article:author": "author",
    "byl": "author",
    "dc.creator": "author",
    "parsely-author": "author",
    "article:published_time": "date",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "date": "date",
    "pubdate": "date",
    "publishdate": "date",
    "dc.date": "date",
    "dc.date.issued": "date",
    "datepublished": "date",
    "parsely-pub-date": "date",
    "article:section": "section",
    "og:site_name": "source",
    "og:url": "url",
    "keywords": "keyword",
    "news_keywords": "keyword",
    "article:tag": "keyword",
}
_JSON_LD: dict[str, Field] = {
    "headline": "title",
    "author": "author",
    "creator": "author",
    "datePublished": "date",
    "dateModified": "modified",
    "articleSection": "section",
    "inLanguage": "language",
    "publisher": "source",
    "url": "url",
    "mainEntityOfPage": "url",
    "keywords": "keyword",
}
_JSON_LD_TYPE = re.compile(r"^\s*application/ld\+json", re.IGNORECASE)
_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "Review", "Posting")
# A claim is a headline, a name, a date; more is not one. Pages claim a few dozen.
_LONGEST_VALUE = 1_000
_MOST_CLAIMS = 200
_LONGEST_JSON = 1_000_000


def claims_of(soup: BeautifulSoup) -> tuple[Claim, ...]:
    """Every claim of a page, most deliberate first: JSON-LD, meta, visible."""
    found = [*_from_json_ld(soup), *_from_meta(soup), *_from_elements(soup)]
    whole = (
        Claim(claim.field, " ".join(claim.value.split())[:_LONGEST_VALUE], claim.origin)
        for claim in found[:_MOST_CLAIMS]
    )
    return tuple(dict.fromkeys(claim for claim in whole if claim.value))


def base_address(claims: Iterable[Claim], known: str) -> str:
    """The page's own address: what the sidecar knows, else what the page says."""
    said = (claim.value for claim in claims if claim.field == "url")
    return next((a for a in (known, *said) if _is_web(a)), "")


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _from_json_ld(soup: BeautifulSoup) -> Iterator[Claim]:
    for script in soup.find_all("script", type=_JSON_LD_TYPE):
        if len(script.get_text()) > _LONGEST_JSON:
            continue
        try:
            content = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(content):
            if any(kind.endswith(_ARTICLE_TYPES) for kind in _texts(thing.get("@type"))):
                yield from _claims_of_thing(thing)


def _things(content: object) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON-LD script: itself, its list, its @graph."""
    waiting = [content]
    while waiting:
        content = waiting.pop()
        if isinstance(content, list):
            waiting.extend(reversed(content))
        elif isinstance(content, Mapping):
            yield content
            waiting.append(content.get("@graph"))


def _claims_of_thing(thing: Mapping[str, Any]) -> Iterator[Claim]:
    for name, field in _JSON_LD.items():
        for value in _texts(thing.get(name)):
            yield Claim(field, value, f"json-ld {name}")


def _texts(value: object) -> Iterator[str]:
    """The texts of a JSON-LD value: itself, those of a list, or an object's name or @id."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            if not isinstance(part, list):
                yield from _texts(part)
    elif isinstance(value, Mapping):
        named = value.get("name") or value.get("@id")
        if isinstance(named, str):
            yield named


def _from_meta(soup: BeautifulSoup) -> Iterator[Claim]:
    for meta in soup.find_all("meta"):
        name = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = meta.get("content")
        if name in _META and content:
            yield Claim(_META[name], str(content), f"meta {name}")


def _from_elements(soup: BeautifulSoup) -> Iterator[Claim]:
    html = soup.find("html")
    if isinstance(html, Tag) and html.get("lang"):
        yield Claim("language", str(html["lang"]), "html lang")
    for link in soup.find_all("link", rel="canonical", href=True, limit=1):
        yield Claim("url", str(link["href"]), "link canonical")
    for time in soup.find_all("time", datetime=True, limit=5):
        yield Claim("date", str(time["datetime"]), "time datetime")
    for heading in soup.find_all("h1", limit=3):
        yield Claim("title", heading.get_text(" "), "h1")
    for title in soup.find_all("title", limit=1):
        yield Claim("title", title.get_text(" "), "title")
    for author in soup.find_all(rel="author", limit=5):
        yield Claim("author", author.get_text(" "), "rel author")
