"""A page's tree in, a small page of just the elements that claim something of it out.

One walk over the tree chooses them; the reading of the small page, whose
elements stand in the order of the page and keep their attributes, is left to
the modules beside this one.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import islice

from bs4 import BeautifulSoup
from lxml.html import HtmlElement

from backfile.read.metadata.names import ITEMS, LINKS, META

# Attribute of the small page's elements: how many elements stand before it in the page.
AT = "data-at"
LONGEST_JSON = 1_000_000
# A byline or a date line is short; what is longer holds more than that.
LONGEST_LINE = 300
# Pages hold a few dozen; one that holds more is no better known by more.
_MOST_ELEMENTS = 400
_MOST_VISIBLE = 60
_MOST_TEXTS = 60
_VISIBLE = ("byline", "date", "details")
_HEADS = frozenset({"title", "meta", "link", "script", "h1", "time"})
# Parts of class names: byline, author, published, post-date, timestamp, dateline, pubdate.
_BYLINE_CLASS = re.compile("yline|uthor|ontributor|riter|creator")
# Lines below a headline that hold byline, date and more.
_DETAILS_CLASS = re.compile("[-_]meta|meta-")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en)?|auteurs?|profiles?|contributors?|staff|by)/[^/]"
)
_DATE_CLASS = re.compile("ublish|[-_]date|Date|date[-_]|imestamp|dateline|posted")
# Credits of pictures, comments and boxes of other stories have authors and dates as well.
_OTHER_CLASS = re.compile("aption|redit|hoto|omment|elated|easer")
_KEPT = ("name", "property", "itemprop", "http-equiv", "content", "rel", "href", "datetime")


def gather(root: HtmlElement) -> BeautifulSoup:
    """The small page. The tree is not changed."""
    parts = [_markup(at, kind, element) for at, kind, element in _chosen(root)]
    lang = str(root.get("lang") or root.get("xml:lang") or "")
    return BeautifulSoup(f'<html lang="{escape(lang)}">{"".join(parts)}</html>', "lxml")


def _chosen(root: HtmlElement) -> Iterator[tuple[int, str, HtmlElement]]:
    """The claiming elements in order: how many stand before, what it is taken for, itself."""
    found = 0
    visible = 0
    known: dict[str | None, str] = {}
    for at, element in enumerate(root.iter("*")):
        kind = _head_kind(element) if element.tag in _HEADS else _visible_kind(element, known)
        if not kind:
            continue
        visible += kind in _VISIBLE
        if kind in _VISIBLE and visible > _MOST_VISIBLE:
            continue
        yield at, kind, element
        found += 1
        if found == _MOST_ELEMENTS:
            return


def _head_kind(element: HtmlElement) -> str:
    """What a meta, link, script, title, h1 or time element is taken for; '' for nothing."""
    tag = str(element.tag)
    if tag == "meta":
        return "meta" if meta_name(element) in META and element.get("content") else ""
    if tag == "link":
        return "link" if str(element.get("rel", "")).lower() in LINKS else ""
    if tag == "script":
        return "script" if "ld+json" in str(element.get("type", "")).lower() else ""
    return tag


def meta_name(element: HtmlElement) -> str:
    """The name that a meta element gives its content, in lower case."""
    names = (element.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
    return str(next(filter(None, names), "")).strip().lower()


def _visible_kind(element: HtmlElement, known: dict[str | None, str]) -> str:
    """What an element of the body is taken for by its attributes.

    Byline, date, details (a line that may hold both), or empty for nothing.

    known: what the class names seen before were taken for; pages repeat them.
    """
    item = element.get("itemprop")
    if item in ITEMS:
        return "date" if ITEMS[item] in {"date", "modified"} else "byline"
    if element.tag == "a" and _is_of_author(element):
        return "byline"
    names = element.get("class")
    if names not in known:
        known[names] = _kind_of_class(names or "")
    return known[names]


def _is_of_author(link: HtmlElement) -> bool:
    return link.get("rel") == "author" or _AUTHOR_PAGE.search(link.get("href") or "") is not None


def _kind_of_class(names: str) -> str:
    kind = "byline" if _BYLINE_CLASS.search(names) else ""
    kind = kind or ("date" if _DATE_CLASS.search(names) else "")
    kind = kind or ("details" if _DETAILS_CLASS.search(names) else "")
    return "" if kind and _OTHER_CLASS.search(names) else kind


def _markup(at: int, kind: str, element: HtmlElement) -> str:
    """An element of the small page: its kind as class, its attributes, its text."""
    tag = str(element.tag)
    if kind == "script":
        text = element.text or ""
        return f'<script type="application/ld+json">{text}</script>' if _is_short(text) else ""
    kept = {key: str(value) for key, value in element.items() if key in _KEPT}
    kept |= {AT: str(at), "class": kind}
    said = "".join(f' {key}="{escape(value[: LONGEST_LINE * 4])}"' for key, value in kept.items())
    if tag in {"meta", "link"}:
        return f"<{tag}{said}>"
    tag = tag if tag in _HEADS else "span"
    return f"<{tag}{said}>{escape(_text(element))}</{tag}>"


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_JSON and "</script" not in text.lower()


def _text(element: HtmlElement) -> str:
    """The text of an element, its parts parted by spaces; '' where it is more than a line."""
    text = " ".join(" ".join(islice(element.itertext(), _MOST_TEXTS)).split())
    return text if len(text) <= LONGEST_LINE or element.tag in {"title", "h1"} else ""
