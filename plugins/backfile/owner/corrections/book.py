"""All documents in, those that a correction names out, with the blocks of its article."""

import hashlib
from collections.abc import Callable, Iterator, Sequence

from backfile.model import Article, Digest, line_key
from backfile.owner.corrections.parsing import Correction
from backfile.owner.corrections.places import Sheet, Span, is_of_capture, place_of, span_of

Key = tuple[str, int]
# Where an article of some id began, or would begin: its document, and the index of its first block.
Origins = Callable[[str], tuple[Key, int] | None]


class Book:
    """Looks up documents by capture, by article and by story."""

    def __init__(self, sheets: Sequence[Sheet], origins: Origins) -> None:
        """Know the sheets by what they hold; origins is asked for ids that nothing has now."""
        self.sheets = sheets
        self._origins = origins
        self._by_key = {sheet.key: sheet for sheet in sheets}
        self._by_id: dict[str, tuple[Sheet, Article | Digest]] = {}
        self._by_trait: dict[str, list[Sheet]] = {}
        for sheet in sheets:
            for one in sheet.made:
                items = one.items if isinstance(one, Digest) else ()
                self._by_id |= dict.fromkeys((one.id, *(i.id for i in items)), (sheet, one))
            for trait in _traits(sheet):
                self._by_trait.setdefault(trait, []).append(sheet)

    def article(self, ident: str) -> tuple[Sheet, Span] | None:
        """The document and blocks of an article, whatever became of its beginning since."""
        if found := self._by_id.get(ident):
            return found[0], span_of(*found)
        origin = self._origins(ident)
        sheet = self._by_key.get(origin[0]) if origin else None
        if not origin or not sheet or origin[1] >= len(sheet.document.blocks):
            return None
        line = sheet.document.blocks[origin[1]].place.first_line
        around = [one for one in sheet.made if one.first_line <= line <= one.last_line]
        end = span_of(sheet, around[0])[1] if around else origin[1]
        return sheet, (origin[1], end)

    def places(self, one: Correction) -> Iterator[tuple[Sheet, Span]]:
        """The documents that a correction names, with the blocks it is about."""
        found = [self.article(ident) for ident in one.target.articles]
        named = [(sheet, self._to_other(one, sheet, span)) for sheet, span in filter(None, found)]
        if one.target.capture:
            named += [(s, None) for s in self.sheets if is_of_capture(s, one.target)]  # type: ignore[misc]  # no article is named
        for sheet, span in named:
            if place := place_of(sheet, one, span):
                yield sheet, place

    def _to_other(self, one: Correction, sheet: Sheet, span: Span) -> Span:
        """The blocks of an article; where it is joined with another, those of both."""
        if one.do != "join":
            return span
        other = self.article(one.other)
        if not other or other[0].key != sheet.key:
            what = f"joins {one.other}, which is no article of the same document"
            raise one.error(what, "do: same-as, for captures of one article")
        return min(span[0], other[1][0]), max(span[1], other[1][1])

    def names(self, one: Correction, sheet: Sheet) -> bool:
        """Whether a correction names a document, rather than inherits it."""
        found = (self.article(ident) for ident in one.target.articles)
        is_captured = bool(one.target.capture) and is_of_capture(sheet, one.target)
        return is_captured or any(pair[0].key == sheet.key for pair in filter(None, found))

    def kin(self, sheet: Sheet) -> Iterator[Sheet]:
        """The other captures of a document's story."""
        for trait in _traits(sheet):
            yield from (kin for kin in self._by_trait[trait] if kin.key != sheet.key)


def _traits(sheet: Sheet) -> Iterator[str]:
    """What captures of one story share: its address or, without any, the very same text."""
    story = sheet.made[0] if len(sheet.made) == 1 else None
    if sheet.address:
        yield sheet.address
    elif isinstance(story, Article) and story.body:
        text = line_key("\n".join((story.source, *(block.text for block in story.body))))
        yield hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
