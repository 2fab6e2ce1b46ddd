"""A review in, the lines that tell it on a terminal out, each with its style."""

from collections.abc import Iterator

from backfile.desk.cases import Case
from backfile.desk.review import Review

_INDENT = "    "
Line = tuple[str, str]


def lines_of(review: Review) -> Iterator[Line]:
    """What the owner has to decide, then each article with what may be wrong and what mends it."""
    for decision in review.decisions:
        yield decision, "bold magenta"
    for case in review.cases:
        yield from _case(case)
    looked_at = review.articles - review.waiting
    yield f"{review.articles} articles, {looked_at} reviewed, {len(review.cases)} shown", ""


def _case(case: Case) -> Iterator[Line]:
    yield f"{case.rank}. {case.title}", "bold"
    yield f"{_INDENT}{case.chance}; {case.address}; {case.where}", "dim"
    for suspect in case.suspects:
        where = f", line {case.line(suspect)}" if suspect.index >= 0 else ""
        yield f"{_INDENT}{suspect.words}{where}", "yellow"
        if suspect.fix:
            yield f"{_INDENT}{_INDENT}inv fix {case.one.id} {suspect.fix}", "cyan"
    yield f"{_INDENT}all is well: inv review --ok {case.one.id}", "cyan"
