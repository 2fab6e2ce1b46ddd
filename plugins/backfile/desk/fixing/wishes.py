"""What a person wants mended in, the entry of corrections.yaml that mends it out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backfile.errors import OwnerError
from backfile.model import Article, Block, Corpus, Digest, Document, TagPage

# What `fix` can set, and how an entry calls it.
FIELDS = ("title", "date", "authors", "language", "source", "section")
ON_BLOCKS = ("keep", "remove", "start", "end", "split")
ON_TAGS = ("alias", "merge", "part", "ban", "rename")
_NAMED = ("alias", "part", "rename")
_LINES = re.compile(r"(\d+)(?:-(\d+))?")
# So many characters of a block are quoted, to know it again where lines have moved.
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to mend.

    sets: fields and their values. do: one of the orders, or ''. value: what the
    order needs: lines or words of a block, another id, another tag, a name.
    within: ids of the articles that a tag is parted or banned in.
    """

    sets: Mapping[str, str] = field(default_factory=dict)
    do: str = ""
    value: str = ""
    within: tuple[str, ...] = ()


def entry_of_tag(page: TagPage, wish: Wish) -> dict[str, Any]:
    """The entry for a tag.

    Raises:
        OwnerError: it is nothing that a tag can have.
    """
    if wish.do not in ON_TAGS:
        cure = "--alias, --merge, --part, --ban or --rename for a tag"
        raise OwnerError(page.path, "is a tag", cure)
    target: dict[str, Any] = {"tag": f"{page.kind}/{page.slug}"}
    if wish.within:
        target["article"] = list(wish.within)
    entry: dict[str, Any] = {"target": target, "do": wish.do}
    if wish.do == "merge":
        entry["other"] = wish.value
    if wish.do in _NAMED:
        entry["name"] = wish.value
    return entry


def entry_of_article(
    one: Article | Digest, document: Document, corpus: Corpus, wish: Wish
) -> dict[str, Any]:
    """The entry for an article or digest; document: the one that it is shown from.

    Raises:
        OwnerError: nothing in the capture is what is meant.
    """
    if wish.do in ON_TAGS:
        raise OwnerError(one.id, f"is an article, and --{wish.do} is for a tag", "people/NAME.html")
    if wish.sets:
        return {"target": _target_of(one, document, wish), "set": dict(wish.sets)}
    if wish.do in ON_BLOCKS:
        return {"target": _place(document, wish.value, one), "do": wish.do}
    if wish.do in {"same-as", "not-same-as"}:
        other = _other(one, corpus, wish)
        return {"target": {"article": one.id}, "do": wish.do, "other": other}
    return {"target": _span_of(one, document, corpus, wish), "do": wish.do}


def _span_of(
    one: Article | Digest, document: Document, corpus: Corpus, wish: Wish
) -> dict[str, Any]:
    """The lines of an article as it is now, by what was ordered before; joined, those of both."""
    first, last = one.first_line, one.last_line
    if wish.do == "join":
        other = _joined_with(one, corpus, wish.value)
        first, last = min(first, other.first_line), max(last, other.last_line)
    return _place(document, f"{first}-{last}", one)


def _target_of(one: Article | Digest, document: Document, wish: Wish) -> dict[str, Any]:
    """The article; for a headline the line that is shown for it, where the capture has it.

    Its words tell another capture that has the same mistake from one with a new headline.
    """
    if "title" in wish.sets and isinstance(one, Article):
        words = " ".join(one.title.split()).casefold()
        says = (block for block in document.blocks if _plain(block).casefold() == words)
        if block := next(says, None):
            return _place(document, str(block.place.first_line), one)
    return {"article": one.id}


def _place(document: Document, where: str, one: Article | Digest | None) -> dict[str, Any]:
    """The target for blocks of a document, by their lines or by words in one of them."""
    blocks = document.blocks
    if found := _LINES.fullmatch(where.strip()):
        first, last = int(found[1]), int(found[2] or found[1])
        meant = [b for b in blocks if b.place.first_line <= last and b.place.last_line >= first]
    else:
        meant = _saying(blocks, where)
        if one and len(meant) > 1:
            near = [b for b in meant if one.first_line <= b.place.first_line <= one.last_line]
            meant = near or meant
        if len(meant) > 1:
            lines = ", ".join(str(block.place.first_line) for block in meant)
            raise OwnerError(f'"{where}"', f"stands in lines {lines}", "one of these numbers")
    if not meant:
        raise OwnerError(f'"{where}"', "is no line or text of the capture", "backfile explain PAGE")
    target: dict[str, Any] = {"capture": document.capture_id}
    if document.part:
        target["part"] = document.part
    target["lines"] = [meant[0].place.first_line, meant[-1].place.last_line]
    return target | {"text": _quote(meant[0])}


def place_in(document: Document, wish: Wish) -> dict[str, Any]:
    """The entry for blocks of a capture that gave no article.

    Raises:
        OwnerError: it is no order on blocks, or nothing in the capture is what is meant.
    """
    if wish.do not in ON_BLOCKS:
        raise OwnerError("fix", "the capture gave no article yet", "--keep, --start or --split")
    return {"target": _place(document, wish.value, None), "do": wish.do}


def _saying(blocks: Iterable[Block], words: str) -> list[Block]:
    wanted = " ".join(words.split()).casefold()
    return [block for block in blocks if wanted and wanted in _plain(block).casefold()]


def _plain(block: Block) -> str:
    return " ".join(block.text.split())


def _quote(block: Block) -> str:
    words = _plain(block)
    return words if len(words) <= _QUOTED else words[:_QUOTED].rpartition(" ")[0] or words[:_QUOTED]


def _joined_with(one: Article | Digest, corpus: Corpus, ident: str) -> Article | Digest:
    """The article of the same document that is named, else the one that follows."""
    here = [o for o in corpus.found if _is_here(o, one) and o.id != one.id]
    if ident:
        other = next((o for o in here if o.id == ident), None)
        if other is None:
            cure = "--same-as, for captures of one article"
            raise OwnerError(f"--join {ident}", f"is no article of the capture of {one.id}", cure)
        return other
    below = [o for o in here if o.first_line > one.first_line]
    if not below:
        raise OwnerError(one.id, "has no article below it in its capture", "--join ID")
    return min(below, key=lambda o: o.first_line)


def _is_here(other: Article | Digest, one: Article | Digest) -> bool:
    return (other.capture_id, other.document) == (one.capture_id, one.document)


def _other(one: Article | Digest, corpus: Corpus, wish: Wish) -> str:
    """The id that is meant; of an article that is to be parted, one of its captures."""
    if wish.do == "same-as":
        return wish.value
    story = corpus.histories.get(one.id)
    finds = [sighting.article for sighting in story.sightings] if story else []
    others = {find.id: find.capture_id for find in finds if find.id != one.id}
    if wish.value in others:
        return wish.value
    by_path = {corpus.captures[capture].path: ident for ident, capture in others.items()}
    for path, ident in by_path.items():
        if wish.value == path or wish.value.endswith(f"/{path}"):
            return ident
    told = "; ".join(f"{ident} ({path})" for path, ident in by_path.items())
    raise OwnerError(one.id, "was not put together from that", told or "an article of two captures")
