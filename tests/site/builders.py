"""Small values of the model and sites made of them, for the tests of gather, site and report."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from pathlib import Path
from typing import Any

from backfile.gather import gather
from backfile.gather.sketches import gist_of
from backfile.model import (
    Article,
    ArticleText,
    Block,
    Capture,
    Corpus,
    DateFinding,
    Digest,
    DigestItem,
    Outcome,
    Place,
    Provenance,
    Rejected,
    Tag,
)
from backfile.settings import Settings, settings_from
from backfile.slugs import slug

HERE = Place(1, 1)
PROSE = "The harbour was opened to ships again on Monday after a week of storms."
CAPTURE = Capture("a" * 64, "post/front-page.txt", 10, Provenance(source="Northern Post"))


def settings_in(folder: Path, **choices: Any) -> Settings:
    """Settings of an archive in a folder."""
    return settings_from(choices, folder, "pelicanconf.py")


def ident_of(seed: object) -> str:
    """An id as annotation makes them: 12 base32 characters."""
    digest = hashlib.sha256(repr(seed).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:12]


def block(text: str = PROSE, **fields: Any) -> Block:
    return replace(Block("paragraph", text, HERE), **fields)


def found(value: str, origin: str = "dateline", evidence: str = "Monday") -> DateFinding:
    return DateFinding(value, evidence, origin, 0.9)


def tag(name: str, kind: Any = "place", score: float = 0.9) -> Tag:
    return Tag(kind, name, slug(name), score, (name,))


_LARGE = tuple(part.name for part in dataclass_fields(ArticleText))


def article(title: str = "Harbour opens again", date: str = "2025-05-11", **fields: Any) -> Article:
    """An article; its id is made from its title and date unless one is given."""
    asserted = found(date) if date else None
    usual = Article(
        id=ident_of((title, date)),
        capture_id=CAPTURE.id,
        title=title,
        text=ArticleText(body=(block(),), dates=(asserted,) if asserted else ()),
        date=asserted,
        authors=("A. Writer",),
        language="en",
        source="Northern Post",
        section="",
        url="",
        tags=(),
        first_line=1,
        last_line=9,
        doubts=(),
    )
    large = {name: fields.pop(name) for name in _LARGE if name in fields}
    made = replace(usual.with_text(**large), **fields)
    return made if "gist" in fields else replace(made, gist=gist_of(made))


def digest(*texts: str, tags: tuple[Tag, ...] = (), **fields: Any) -> Digest:
    """A digest with an item for each text."""
    items = (DigestItem(ident_of(("item", text)), block(text), tags) for text in texts or (PROSE,))
    usual = Digest(
        id=ident_of(("digest", texts)),
        capture_id=CAPTURE.id,
        items=tuple(items),
        language="en",
        source="Northern Post",
        removals=(),
        repairs=(),
        first_line=1,
        last_line=9,
        doubts=(),
    )
    return replace(usual, **fields)


def corpus_of(
    articles: Sequence[Article],
    digests: Sequence[Digest] = (),
    rejected: tuple[Rejected, ...] = (),
    captures: Sequence[Capture] = (CAPTURE,),
    settings: Settings | None = None,
) -> Corpus:
    """The corpus that gathering makes of articles and digests."""
    outcomes: dict[str, tuple[Outcome, ...]] = {capture.id: () for capture in captures}
    outcomes[captures[0].id] = (Outcome(tuple(articles), tuple(digests)),)
    chosen = settings or settings_in(Path("/nowhere"))
    return gather(captures, outcomes, rejected, (len(captures) + len(rejected), 0), chosen)
