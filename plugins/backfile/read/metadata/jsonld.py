"""The JSON-LD scripts of a page in, what they claim of its story out.

A page may describe other stories too: where one of them is known as the
page's own by its address or headline, only that one speaks.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup

from backfile.model import Claim, line_key
from backfile.read.metadata.names import ARTICLE_TYPES, JSON_LD, PAGE_TYPES

Thing = Mapping[str, Any]
_WRAPPED = re.compile(
    r"^\s*(?:/\*|//)?\s*(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?:/\*|//)?\s*(?:-->|\]\]>)(?:\s*\*/)?[\s;]*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
# What is said in a script that is no JSON even so: the plain texts of these keys.
_PLAIN = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.){1,500})"')
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_MOST_THINGS = 20_000
_MOST_STORIES = 200
_MOST_VALUES = 30
_PAGE_FIELDS = ("date", "modified", "language")


def claims_of_json_ld(page: BeautifulSoup, others: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of the page's story; others: what the page claims elsewhere."""
    texts = [script.get_text() for script in page.find_all("script")]
    contents = [_parsed(text) for text in texts]
    things = list(islice(_things(contents), _MOST_THINGS))
    named = {str(t["@id"]): t for t in things if "@id" in t and "name" in t}
    stories = [t for t in things if _is_of(t, ARTICLE_TYPES)][:_MOST_STORIES]
    own = [t for t in stories if _is_own(t, others)] or stories
    for thing in own:
        yield from _claims_of_thing(thing, named, "json-ld")
    if not own:
        yield from _claims_of_pages([t for t in things if _is_of(t, PAGE_TYPES)], named)
    for text, content in zip(texts, contents, strict=True):
        yield from _plain(text) if content is None else ()


def _claims_of_pages(pages: Sequence[Thing], named: Mapping[str, Thing]) -> Iterator[Claim]:
    for thing in pages[:1]:
        for claim in _claims_of_thing(thing, named, "json-ld page"):
            if claim.field in _PAGE_FIELDS:
                yield claim


def _parsed(text: str) -> Any:
    """The content of a script; None where it is no JSON, mended or not."""
    for mend in (str, _mended):
        try:
            return json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    """A script without the comment or CDATA mark around it, and commas that nothing follows."""
    return _TRAILING_COMMA.sub("", _WRAPPED.sub("", text))


def _plain(text: str) -> Iterator[Claim]:
    """The first headline and dates of a script that can't be parsed."""
    said: dict[str, str] = {}
    for found in _PLAIN.finditer(text):
        said.setdefault(found[1], found[2])
    for name, value in said.items():
        yield Claim(
            JSON_LD[name], value.replace('\\"', '"').replace("\\/", "/"), f"json-ld, broken, {name}"
        )


def _things(content: object) -> Iterator[Thing]:
    """The objects of the scripts, in order: themselves, those of lists, of a @graph."""
    waiting = [content]
    while waiting:
        content = waiting.pop()
        if isinstance(content, list):
            waiting.extend(reversed(content))
        elif isinstance(content, Mapping):
            yield content
            waiting.extend(content[key] for key in _WITHIN if key in content)


def _is_of(thing: Thing, types: Sequence[str]) -> bool:
    return any(kind.endswith(tuple(types)) for kind in _texts(thing.get("@type")))


def _is_own(thing: Thing, others: Sequence[Claim]) -> bool:
    """Whether the page says elsewhere what this thing says: its address or headline."""
    urls = {_address_key(c.value) for c in others if c.field == "url"}
    titles = {line_key(c.value) for c in others if c.field == "title"}
    said = (
        _address_key(url)
        for key in ("url", "mainEntityOfPage", "@id")
        for url in _texts(thing.get(key))
    )
    return any(url in urls for url in said) or any(
        line_key(text) in titles for text in _texts(thing.get("headline"))
    )


def _address_key(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?|[?#].*|/$", "", url.strip().lower())


def _claims_of_thing(thing: Thing, named: Mapping[str, Thing], origin: str) -> Iterator[Claim]:
    for name, field in JSON_LD.items():
        values = _said(thing.get(name), named) if field == "author" else _plain_texts(thing, name)
        for kind, value in islice(values, _MOST_VALUES):
            yield Claim(field, value, f"{origin} {name}{', organisation' if kind else ''}")


def _plain_texts(thing: Thing, name: str) -> Iterator[tuple[bool, str]]:
    for text in _texts(thing.get(name)):
        # A page's reference to itself may be an object with a name of its own.
        if JSON_LD[name] != "url" or "/" in text:
            yield False, unescape(text)


def _said(value: object, named: Mapping[str, Thing]) -> Iterator[tuple[bool, str]]:
    """Whether each author is an organisation, and the name; a reference is looked up."""
    for one in value if isinstance(value, list) else [value]:
        who = one
        if isinstance(one, Mapping) and "name" not in one:
            who = named.get(str(one.get("@id")), one)
        is_organisation = isinstance(who, Mapping) and _is_of(who, ("Organization", "Corporation"))
        yield from ((is_organisation, text) for text in _texts(who))


def _texts(value: object) -> Iterator[str]:
    """The texts of a JSON-LD value: itself, those of a list, or an object's name or @id."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            if not isinstance(part, list):
                yield from _texts(part)
    elif isinstance(value, Mapping):
        yield from _names_of(value)


def _names_of(value: Mapping[str, Any]) -> Iterator[str]:
    name = value.get("name") or value.get("@id") or value.get("@value")
    for one in name if isinstance(name, list) else [name]:
        if isinstance(one, str):
            yield one
