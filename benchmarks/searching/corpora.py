"""JSON lines {id, title, date, tags, body} in, the documents that every engine is given out.

Without such a file `made` gives documents of made-up news, the same every time.
"""

import gzip
import json
import random
from base64 import b32encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from backfile.model import SearchDocument
from backfile.slugs import slug

_SUMMARY_CHARACTERS = 200
_PLACES = (
    "harbour ferry council winter bridge market museum railway lantern orchard weather".split()
)
_PEOPLE = "captain teacher referee minister engineer pilot painter farmer doctor baker".split()
_DEEDS = "opened repaired measured announced visited promised delayed counted joined sold".split()
_KINDS = "wooden narrow quiet public annual heavy modern former distant northern".split()
_SYLLABLES = "bal dor fen gim hust jor kelp lum mont nar pusk rit sorv tul vand zok".split()


def read_corpus(file: Path) -> list[SearchDocument]:
    """The documents of a file (.jsonl or .jsonl.gz) in the order of their numbers."""
    data = file.read_bytes()
    lines = (gzip.decompress(data) if file.suffix == ".gz" else data).decode().split("\n")
    return in_order(_document(json.loads(line), file.name.split(".")[0]) for line in lines if line)


def write_corpus(documents: Iterable[SearchDocument], file: Path) -> None:
    """Write documents so that read_corpus gives them again, but for ids and addresses."""
    with file.open("w", encoding="utf-8") as lines:
        for one in documents:
            tags = [tag[2] for tag in one.tags]
            row = {"id": one.id, "title": one.title, "date": one.date, "tags": tags}
            row["body"] = one.text
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def in_order(documents: Iterator[SearchDocument]) -> list[SearchDocument]:
    """Number documents by date, then id, as the register does when all are new."""
    ordered = sorted(documents, key=lambda document: (document.date, document.id))
    return [replace(document, number=number) for number, document in enumerate(ordered)]


def _document(row: dict[str, Any], source: str) -> SearchDocument:
    """An id and an address of the length that a real archive's have."""
    ident = b32encode(sha256(row["id"].encode()).digest())[:12].decode().lower()
    folder = "/".join(row["date"].split("-")[:2]) or "undated"
    return SearchDocument(
        id=ident,
        url=f"{folder}/{slug(row['title'])[:60].strip('-') or 'untitled'}-{ident[:4]}.html",
        title=row["title"],
        date=row["date"],
        source=source,
        summary=_shortened(row["body"]),
        tags=tuple(("topic", slug(tag), tag) for tag in dict.fromkeys(row["tags"])),
        text=row["body"],
        language="en",
    )


def _shortened(text: str) -> str:
    """The first 200 letters, to the end of a word: as the site shortens its summaries."""
    words = " ".join(text.split())
    if len(words) <= _SUMMARY_CHARACTERS:
        return words
    return words[: words.rfind(" ", 0, _SUMMARY_CHARACTERS)].rstrip(",;:–— ") + " …"


def made(count: int, seed: int = 1) -> list[SearchDocument]:
    """So many documents of made-up news; names and subjects recur as they do in news."""
    chance = random.Random(seed)  # noqa: S311 - the same documents every time, no secret
    names = [(a + b).title() for a in _SYLLABLES for b in _SYLLABLES]
    return in_order(_document(_made_row(chance, names, n), "made") for n in range(count))


def _made_row(chance: random.Random, names: Sequence[str], number: int) -> dict[str, Any]:
    who, where = chance.choice(names), chance.choice(names)
    subject = f"{chance.choice(_KINDS)} {chance.choice(_PLACES)}"
    title = f"{who} {chance.choice(_PEOPLE)} {chance.choice(_DEEDS)} {subject} in {where}"
    return {
        "id": f"made{number}",
        "title": title,
        "date": _made_day(chance),
        "tags": [where, chance.choice(_PLACES)],
        "body": "\n\n".join(_made_text(chance, names, f"{who} of {where}", subject)),
    }


def _made_day(chance: random.Random) -> str:
    year, month, day = (chance.randrange(*span) for span in ((2010, 2026), (1, 13), (1, 29)))
    return f"{year}-{month:02}-{day:02}"


def _made_text(
    chance: random.Random, names: Sequence[str], who: str, subject: str
) -> Iterator[str]:
    yield f"{who} {chance.choice(_DEEDS)} a {subject} on {chance.randrange(2, 29)} May."
    for _ in range(chance.randrange(2, 9)):
        others = f"the {chance.choice(_KINDS)} {chance.choice(_PLACES)} of {chance.choice(names)}"
        yield f"The {chance.choice(_PEOPLE)} {chance.choice(_DEEDS)} {others}, said {who}."


def recombined(
    documents: Sequence[SearchDocument], count: int, seed: int = 1
) -> Iterator[SearchDocument]:
    """So many documents, of which each takes its paragraphs and title words from several of these.

    Words keep how often they occur and which stand together in a paragraph, so
    posting lists grow as those of a real archive; each gets a few words of its own.
    """
    chance = random.Random(seed)  # noqa: S311 - the same documents every time, no secret
    paragraphs = [p for document in documents for p in document.text.split("\n\n") if p]
    for number in range(count):
        first, second = chance.choices(documents, k=2)
        text = "\n\n".join(chance.choices(paragraphs, k=chance.randrange(2, 6)))
        own = "".join(chance.choices(_SYLLABLES, k=4))
        ident = f"{first.id[:6]}{number:06x}"
        yield replace(
            first,
            id=ident,
            url=f"{first.url.removesuffix('.html')}-{number}.html",
            title=f"{first.title.rpartition(' ')[0]} {second.title.rpartition(' ')[2]}",
            text=f"{text} {own.title()}",
            summary=_shortened(text),
            number=number,
        )
