"""A page of ours as it was published in, what it tells its readers out.

The published site is what the archive stands for, whatever the store still
knows. Pages of older versions of the theme are read too: what they do not say
is empty.
"""

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from backfile.site.markup import Element, tagged, tree_of

# The body of the largest text that a capture may hold fits many times over.
MOST_BYTES = 64_000_000
_SHOWN = frozenset("p h2 h3 h4 h5 h6 blockquote figure div pre".split())
_CITED = re.compile(r", article ([a-z2-7]{12})\.$")
_REPAIRS = re.compile(r"([\d,]+) repairs? to the text\.")


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """An item of a published digest; anchor is its id. tags: kind and name of each."""

    anchor: str
    text: str
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """What the page of an article or digest says.

    Texts are plain and of one line each, whatever space they had. date is ISO
    as far as it is known, or empty; language "en" or empty. paragraphs: those
    of the body in order, headings, captions and list items too; a digest has
    items instead. removed: how many blocks each rule took out, by its name.
    repaired: how many repairs were made to the text. facts: what it tells of
    where it comes from, names and values.
    """

    kind: Literal["article", "digest"]
    id: str
    headline: str
    date: str
    byline: str
    source: str
    section: str
    language: str
    tags: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    items: tuple[PublishedItem, ...]
    removed: tuple[tuple[str, int], ...]
    repaired: int
    doubts: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()


def published_page(page: bytes) -> PublishedPage | None:
    """What a page says; None where it is that of no article or digest, or beyond all bounds."""
    if len(page) > MOST_BYTES:
        return None
    root = tree_of(page)
    main = root.first(tagged("main"))
    if main is None:
        return None
    body = main.first(tagged("article"))
    if body:
        return _article(root, body)
    items = main.first(tagged("ol", "items"))
    return _digest(root, main, items) if items else None


def _article(root: Element, body: Element) -> PublishedPage:
    data = _data(root)
    text = body.first(tagged("div", "text"))
    return PublishedPage(
        kind="article",
        id=body.attributes.get("data-id") or _cited(root),
        headline=_words(body, "h1"),
        date=_said(data, "datePublished"),
        byline=_words(body, "p", "byline"),
        source=_said(data, "publisher", "name"),
        section=_said(data, "articleSection"),
        language=_said(data, "inLanguage"),
        tags=_tags(body),
        paragraphs=tuple(filter(None, _paragraphs(text))) if text else (),
        items=(),
        removed=_removed(root),
        repaired=_repaired(root),
        doubts=_doubts(root),
        facts=tuple(_facts(root)),
    )


def _digest(root: Element, main: Element, items: Element) -> PublishedPage:
    shown = items.first(tagged("p", "text"))
    return PublishedPage(
        kind="digest",
        id=items.attributes.get("data-id", ""),
        headline=_words(main, "h1"),
        date="",
        byline="",
        source=_words(main, "bdi", "source"),
        section="",
        language=shown.attributes.get("lang", "") if shown else "",
        tags=(),
        paragraphs=(),
        items=tuple(_item(one) for one in items.elements if one.tag == "li"),
        removed=_removed(root),
        repaired=_repaired(root),
        doubts=_doubts(root),
        facts=tuple(_facts(root)),
    )


def _item(one: Element) -> PublishedItem:
    return PublishedItem(one.attributes.get("id", ""), _words(one, "p", "text"), _tags(one))


def _words(element: Element, tag: str, class_name: str = "") -> str:
    """The text of the first such element, '' where there is none."""
    found = element.first(tagged(tag, class_name))
    return found.text if found else ""


def _data(root: Element) -> dict[str, Any]:
    """The page's JSON-LD; {} where it has none that can be read."""
    for one in root.below:
        if one.tag == "script" and one.attributes.get("type") == "application/ld+json":
            with contextlib.suppress(ValueError, RecursionError):
                found = json.loads("".join(part for part in one.children if isinstance(part, str)))
                if isinstance(found, dict):
                    return found
    return {}


def _said(data: dict[str, Any], *names: str) -> str:
    """A text of the data, in one line."""
    value: Any = data
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def _cited(root: Element) -> str:
    """The id as the citation tells it."""
    found = _CITED.search(_words(root, "p", "cite"))
    return found[1] if found else ""


def _tags(element: Element) -> tuple[tuple[str, str], ...]:
    shown = element.first(tagged("ul", "tags"))
    return tuple(_tag(one) for one in shown.elements) if shown else ()


def _tag(one: Element) -> tuple[str, str]:
    """Kind and name: the kind stands last, in a part of its own."""
    kind = _words(one, "span", "kind")
    return kind, one.text.removesuffix(kind).rstrip()


def _paragraphs(text: Element) -> Iterator[str]:
    """The blocks of a body: each item of a list is one."""
    for block in text.elements:
        if block.tag in {"ul", "ol"}:
            yield from (item.text for item in block.elements)
        elif block.tag in _SHOWN:
            table = block.first(tagged("table"))
            yield _table_text(table) if table else block.text


def _table_text(table: Element) -> str:
    """Cells parted by commas, rows by semicolons, as a capture's tables are read."""
    rows = ([cell.text for cell in row.below if cell.tag in {"td", "th"}]
            for row in table.below if row.tag == "tr")  # fmt: skip
    return "; ".join(", ".join(row) for row in rows if any(row))


def _removed(root: Element) -> tuple[tuple[str, int], ...]:
    counts = root.first(tagged("ul", "counts"))
    return tuple(_count(one) for one in counts.elements) if counts else ()


def _count(one: Element) -> tuple[str, int]:
    number = _words(one, "span", "count")
    rule = _words(one, "span").partition(":")[0]
    return rule, _number(number)


def _number(digits: str) -> int:
    plain = digits.replace(",", "")
    return int(plain) if plain.isdecimal() else 0


def _repaired(root: Element) -> int:
    aside = root.first(tagged("aside"))
    told = (_REPAIRS.fullmatch(one.text) for one in aside.below if one.tag == "p") if aside else ()
    return next((_number(found[1]) for found in told if found), 0)


def _doubts(root: Element) -> tuple[str, ...]:
    section = root.first(tagged("section", "doubts"))
    return tuple(one.text for one in section.below if one.tag == "li") if section else ()


def _facts(root: Element) -> Iterator[tuple[str, str]]:
    aside = root.first(tagged("aside"))
    for group in aside.below if aside else ():
        names = [one.text for one in group.elements if one.tag == "dt"]
        for value in (one.text for one in group.elements if one.tag == "dd" and names):
            yield names[0], value
