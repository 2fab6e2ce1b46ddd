"""A finished build in, the short report that ends it out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from backfile.model import Article, Corpus, Rejected
from backfile.progress import Stage

# File names may hold line ends and a terminal's own commands.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_SEALS = {
    "kept": "kept: the site is, to the last byte, the one that was sealed",
    "broken": "no longer holds, so it is gone: the site has changed; backfile seal",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, for a person and for CI; changes: of accepted texts, a line each.

    stages: those that took longest.
    """

    corpus: Corpus
    known: tuple[Rejected, ...]
    new: tuple[Rejected, ...]
    rendered: int
    written: int
    unchanged: int
    deleted: int
    seconds: float
    output: str
    changes: tuple[str, ...] = ()
    seal: Literal["", "kept", "broken"] = ""
    stages: tuple[Stage, ...] = ()

    @property
    def exit_code(self) -> int:
        """0: published and every reject is known; 3: published with new rejects."""
        return 3 if self.new else 0

    @property
    def again(self) -> "Report":
        """What a build would report that finds nothing changed since this one."""
        unchanged = self.written + self.unchanged
        seal = "" if self.seal == "broken" else self.seal
        return replace(
            self, rendered=0, written=0, unchanged=unchanged, deleted=0, seal=seal, stages=()
        )


def lines_of(report: Report) -> Iterator[str]:
    """The report, one fact a line, each new reject on a line of its own, never cut short."""
    corpus = report.corpus
    removed, repairs = _losses(corpus)
    doubtful = sum(bool(one.doubts) for one in corpus.published)
    facts: dict[str, object] = {
        "captures": corpus.inputs - corpus.companions,
        "articles": len(corpus.articles),
        "recaptured": _again(corpus),
        "digests": f"{len(corpus.digests)} ({sum(len(d.items) for d in corpus.digests)} items)",
        "companions": corpus.companions,
        "withheld": _withheld(corpus),
        "rejected": f"{len(report.new)} new, {len(report.known)} known",
        "doubtful": doubtful,
        "repairs": repairs,
        "removed": sum(removed.values()),
    }
    yield from (f"{name:14}{value}" for name, value in facts.items())
    yield from (f"  {rule:24}{count}" for rule, count in sorted(removed.items()))
    if corpus.passed:
        yield f"{'passed over':14}{sum(corpus.passed.values())} parts of captures that are no story"
        yield from (f"  {kind:24}{count}" for kind, count in corpus.passed.items())
    yield (
        f"{'files':14}{report.written} written, {report.unchanged} unchanged, "
        f"{report.deleted} deleted; {report.rendered} pages rendered"
    )
    yield from _accepted(corpus)
    slowest = ", ".join(f"{one.name} {one.seconds:.1f}" for one in report.stages)
    yield f"{'seconds':14}{report.seconds:.1f}" + (f" ({slowest})" if slowest else "")
    if report.seal:
        yield f"{'seal':14}{_SEALS[report.seal]}"
    yield f"{'site':14}{report.output}"
    yield from map(on_one_line, report.changes)
    for decision in corpus.decisions:
        yield on_one_line(f"to decide: {decision}")
    for record in corpus.empty_records:
        yield on_one_line(f"left out: {record.source}: {record.reason}")
    for rejected in report.new:
        yield on_one_line(f"new reject: {rejected.source}: {rejected.reason}")


def _losses(corpus: Corpus) -> tuple[Counter[str], int]:
    """How many blocks each rule took, and how many texts were mended, without reading a text."""
    removed: Counter[str] = Counter()
    repairs = 0
    for one in corpus.found:
        if isinstance(one, Article) and one.gist:
            if one.gist.removed:
                removed.update(dict(one.gist.removed))
            repairs += one.gist.repaired
        else:
            removed.update(removal.rule for removal in one.removals)
            repairs += len(one.repairs)
    return removed, repairs


def _accepted(corpus: Corpus) -> Iterator[str]:
    """What became of all that was accepted."""
    if not (corpus.numbers or corpus.moved or corpus.changed):
        yield f"{'text changed':14}nothing is accepted yet, so addresses may still move"
        return
    new = sum(one.id not in corpus.numbers for one in corpus.published)
    yield f"{'text changed':14}{len(corpus.changed)} of what is accepted"
    if new:
        yield f"{'not accepted':14}{new}; their addresses may still move"
    if corpus.moved:
        gone = sum(not target for target in corpus.moved.values())
        lead_on = len(corpus.moved) - gone
        yield f"{'moved':14}addresses that lead on: {lead_on}; to what is gone: {gone}"


def _withheld(corpus: Corpus) -> str:
    """How many captures and articles are withheld, and in how many places words are cut out."""
    told = [
        f"{count} {kind}{'s' * (count != 1)}"
        for kind in ("capture", "article")
        if (count := corpus.withheld.get(kind, 0))
    ]
    places = sum(corpus.withheld.get(kind, 0) for kind in ("passage", "name"))
    if places:
        told.append(f"words at {places} place{'s' * (places != 1)}")
    return ", ".join(told) or "0"


def _again(corpus: Corpus) -> str:
    """How many finds are further captures of an article, and how many articles changed."""
    stories = corpus.histories.values()
    further = sum(len(story.sightings) - 1 for story in stories)
    return f"{further} ({sum(len(story.versions) > 1 for story in stories)} articles changed)"


def on_one_line(text: str) -> str:
    """A text with its line ends and a terminal's own commands spelt out."""
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)
