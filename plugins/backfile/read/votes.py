"""A parsed page in, what it states of its story's text out: a vote for each block that agrees.

Pages state their story once more for machines: whole (JSON-LD articleBody) or
its first sentences (descriptions). What they state is often cut short, so it
is evidence for the blocks that it holds, and none against the others.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from backfile.model import Block

BODY = "articleBody"
DESCRIPTION = "description"
_BODY_TEXT = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"')
_MARK_UP = re.compile(r"<[^<>]*>|&[a-z]+;|&#\d+;")
_LETTERS = re.compile(r"[^\W_]+")
_DESCRIBING = frozenset(("description", "og:description", "twitter:description"))
# Shorter ones agree by chance.
_LEAST_CHARACTERS = 12
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states of its story: texts as `_key` makes them."""

    body: str
    descriptions: tuple[str, ...]


def stated_texts(root: HtmlElement) -> Stated:
    """What a page's data states of its story's text."""
    scripts = (s.text or "" for s in root.iter("script") if "json" in s.get("type", ""))
    bodies = [
        _key(_unescaped(found[1]))
        for script in scripts
        if "articleBody" in script and len(script) < _LONGEST
        for found in _BODY_TEXT.finditer(script)
    ]
    metas = [
        (m.get("property") or m.get("name", ""), m.get("content", "")) for m in root.iter("meta")
    ]
    said = (_key(text[:_LONGEST]) for name, text in metas if name.lower() in _DESCRIBING)
    return Stated(" | ".join(filter(None, bodies)), tuple(dict.fromkeys(filter(None, said))))


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _key(text: str) -> str:
    """A text's words: mark-up, marks and case differ between a page and its data."""
    return " ".join(_LETTERS.findall(_MARK_UP.sub(" ", text).casefold()))


def with_votes(blocks: Iterable[Block], stated: Stated) -> Iterator[Block]:
    """Each block, with the votes of what the page states."""
    if not (stated.body or stated.descriptions):
        yield from blocks
        return
    for block in blocks:
        votes = tuple(_votes(_key(block.text), stated))
        yield replace(block, votes=votes) if votes else block


def _votes(key: str, stated: Stated) -> Iterator[str]:
    if len(key) < _LEAST_CHARACTERS:
        return
    if key in stated.body:
        yield BODY
    if any(key.startswith(said) or said.startswith(key) for said in stated.descriptions):
        yield DESCRIPTION
