"""Two texts as paragraphs in, what came and what went out: paragraph by paragraph, word by word.

Bounded for hostile texts: paragraphs are compared as wholes first, words only
of paragraphs that stand against each other and are not too long; where a
comparison would cost too much, the old text went and the new one came.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from backfile.gather.texts import words_of
from backfile.model import Change, Piece, PieceKind

# The cost of difflib grows with the pairs of equal elements.
_MOST_PAIRS = 20_000
_MOST_PARAGRAPHS = 2_000
_MOST_WORDS = 800
# Of longer runs nobody can say which paragraph became which.
_MOST_PAIRED = 50
# Below, two paragraphs are two paragraphs; difflib's own bar for "close" is 0.6.
_ALIKE = 0.4
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_Opcode = tuple[str, int, int, int, int]


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """Every paragraph of both texts once, in reading order; those in both are the new one's."""
    return tuple(_changes(old, new))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for tag, a, b, c, d in _opcodes([_key(text) for text in old], [_key(text) for text in new]):
        if tag == "equal":
            yield from (Change("same", (Piece("same", text),)) for text in new[c:d])
        else:
            yield from _replaced(old[a:b], new[c:d])


def _key(text: str) -> str:
    return " ".join(words_of(text)) or text


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Paragraphs that stand against each other: in order, as far as both reach."""
    is_paired = max(len(old), len(new)) <= _MOST_PAIRED
    for before, after in zip(old, new, strict=False):
        pieces = _by_words(before, after) if is_paired else ()
        if pieces:
            yield Change("changed", pieces)
        else:
            yield Change("removed", (Piece("removed", before),))
            yield Change("added", (Piece("added", after),))
    yield from (Change("removed", (Piece("removed", text),)) for text in old[len(new) :])
    yield from (Change("added", (Piece("added", text),)) for text in new[len(old) :])


def _by_words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of a paragraph that was changed; () where it is another paragraph."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS or not _share_words(before, after):
        return ()
    pieces: list[Piece] = []
    for tag, a, b, c, d in _opcodes(before, after):
        if tag == "equal":
            pieces.append(Piece("same", "".join(after[c:d])))
            continue
        pieces += _pieces("removed", before[a:b])
        pieces += _pieces("added", after[c:d])
    return tuple(_joined(pieces))


def _share_words(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether enough of the words are in both (the measure of difflib's quick_ratio)."""
    one = Counter(word for word in before if not word.isspace())
    other = Counter(word for word in after if not word.isspace())
    total = one.total() + other.total()
    return bool(total) and 2 * (one & other).total() / total >= _ALIKE


def _pieces(kind: PieceKind, tokens: Sequence[str]) -> list[Piece]:
    return [Piece(kind, "".join(tokens))] if tokens else []


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Changed words that only a space parts become one phrase, easier to read and to hear."""
    waiting = {"removed": "", "added": ""}
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        if piece.kind != "same":
            waiting[piece.kind] += piece.text
        elif following and piece.text.isspace() and any(waiting.values()):
            waiting = {kind: text + piece.text for kind, text in waiting.items()}
        else:
            yield from _told(waiting)
            waiting = dict.fromkeys(waiting, "")
            yield piece
    yield from _told(waiting)


def _told(waiting: dict[str, str]) -> Iterator[Piece]:
    """What went, before what came; of a space that was between phrases nothing is told."""
    kinds: tuple[PieceKind, ...] = ("removed", "added")
    told = [Piece(kind, waiting[kind]) for kind in kinds if waiting[kind].strip()]
    if not told and any(waiting.values()):
        told = [Piece("same", " ")]
    yield from told


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Opcode]:
    """The steps from one sequence to the other, as difflib gives them, at a bounded cost."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    if start:
        yield "equal", 0, start, 0, start
    for tag, i, j, k, m in _middle(a, b):
        yield tag, i + start, j + start, k + start, m + start
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _middle(a: Sequence[str], b: Sequence[str]) -> list[_Opcode]:
    if not a and not b:
        return []
    one, other = Counter(a), Counter(b)
    pairs = sum(count * other[text] for text, count in one.items())
    if pairs > _MOST_PAIRS or max(len(a), len(b)) > _MOST_PARAGRAPHS:
        return [("replace", 0, len(a), 0, len(b))]
    return [*difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many elements both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))
