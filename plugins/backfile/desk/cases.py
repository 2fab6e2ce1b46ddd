"""An article and its capture in, a case to look at out: rows side by side, and suspects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backfile.desk.suspects import Looked, Suspect, suspects_of
from backfile.explain.capture import row_of
from backfile.explain.told import Row
from backfile.model import Article, Capture, Digest

_WORDS = ((0.5, "more likely wrong than right"), (0.2, "may be wrong"), (0.05, "probably right"))
# A long run of rows that say nothing is folded, but for some beside those that do.
_BESIDE = 2
_LEAST_FOLDED = 4
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a capture, and what may be wrong with it."""

    row: Row
    suspects: tuple[Suspect, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow each other; folded where none of them is worth a look."""

    places: tuple[Place, ...]
    is_folded: bool

    @property
    def where(self) -> str:
        """Where they stand."""
        return f"{self.places[0].row.where} to {self.places[-1].row.where}"


@dataclass(frozen=True, slots=True)
class Case:
    """An article to look at.

    rank: from 1, the most doubtful first. suspects: what may be wrong, the
    likeliest first. runs: the capture's blocks from which it was made.
    """

    rank: int
    one: Article | Digest
    address: str
    capture: Capture
    suspects: tuple[Suspect, ...]
    runs: tuple[Run, ...]

    @property
    def title(self) -> str:
        """Its headline."""
        return title_of(self.one)

    @property
    def chance(self) -> str:
        """How likely something is wrong with it, in words."""
        doubt = self.one.doubt
        words = next((words for least, words in _WORDS if doubt >= least), "most likely right")
        return f"{words} ({round(100 * doubt)} in 100 such have a fault)"

    @property
    def where(self) -> str:
        """Its place in its capture."""
        return f"{self.capture.path}, {self.one.first_line} to {self.one.last_line}"

    def line(self, suspect: Suspect) -> str:
        """Where a suspect's block stands in the capture."""
        places = (place for run in self.runs for place in run.places)
        return next((p.row.where for p in places if suspect in p.suspects), "")

    def anchor(self, suspect: Suspect) -> str:
        """The name of a suspect's row on a page; empty where it has none."""
        return f"c{self.rank}-{suspect.index}" if suspect.index >= 0 else ""

    def commands(self) -> Iterator[str]:
        """What to type: first the word that all is well, then what would mend it."""
        yield f"inv review --ok {self.one.id}"
        fixes = dict.fromkeys(suspect.fix for suspect in self.suspects if suspect.fix)
        yield from (f"inv fix {self.one.id} {fix}" for fix in fixes)


def case_of(
    rank: int, one: Article | Digest, address: str, capture: Capture, looked: Looked | None
) -> Case:
    """An article with the blocks that it was made of; without them where its document is gone."""
    if looked is None:
        return Case(rank, one, address, capture, (), ())
    span = _span(one, looked)
    suspects = suspects_of(one, looked, span)
    runs = tuple(_runs(list(_places(looked, span, suspects))))
    return Case(rank, one, address, capture, suspects, runs)


def title_of(one: Article | Digest) -> str:
    """The headline; of a digest, which has none, its first words."""
    if isinstance(one, Article):
        return one.title
    first = " ".join(one.items[0].block.text.split()) if one.items else ""
    return f"Digest: {first[:_SHOWN]}…"


def _span(one: Article | Digest, found: Looked) -> range:
    """The blocks of an article's draft; all of a document's where none is the same."""
    for draft in found.division.drafts:
        if draft.start.first_line == one.first_line:
            return range(draft.first, draft.last + 1)
    return range(len(found.document.blocks))


def _places(found: Looked, span: range, suspects: Sequence[Suspect]) -> Iterator[Place]:
    for index in span:
        block, label = found.document.blocks[index], found.division.labels[index]
        told = tuple(suspect for suspect in suspects if suspect.index == index)
        yield Place(row_of(found.document.number, block, label), told)


def _runs(places: Sequence[Place]) -> Iterator[Run]:
    """The rows, those folded that are removed for sure and far from anything else."""
    shown = [bool(place.suspects) or place.row.state != "removed" for place in places]
    near = [any(shown[max(0, n - _BESIDE) : n + _BESIDE + 1]) for n in range(len(places))]
    start = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or near[n] != near[start]:
            is_folded = not near[start] and n - start >= _LEAST_FOLDED
            yield Run(tuple(places[start:n]), is_folded)
            start = n
