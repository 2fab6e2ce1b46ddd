"""An article and its capture's blocks in, what may be wrong with it out: words, place and cure.

A suspect is a place in the capture with the options of `fix` that would mend
it. Chances are those that the models gave; where a format or the owner has
spoken there is nothing to suspect.
"""

import itertools
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from backfile.model import (
    CORRECTION,
    Article,
    Block,
    Claim,
    Digest,
    Division,
    Document,
    Label,
    line_key,
)

# Below these chances a block is not worth a look. A paragraph that was left out is, from a
# chance at which one in fifty is text: losing is worse than leaking.
_A_LOSS, _A_HEADLINE, _A_LEAK = 0.02, 0.1, 0.7
# A rule speaks for itself, unless a model is rather sure of the opposite.
_A_LOSS_BY_RULE = 0.5
# Fewer characters are no paragraph, but a line of a menu.
_PARAGRAPH = 60
_SHORT, _LONG = 300, 40_000
_MOST = 3
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Looked:
    """A document with what became of each of its blocks."""

    document: Document
    division: Division


@dataclass(frozen=True, slots=True)
class Suspect:
    """What may be wrong: in words, how likely, at which block (-1: nowhere), and what mends it.

    fix: the options of `fix`, ready for a shell; empty where nothing fits.
    """

    words: str
    chance: float
    index: int = -1
    fix: str = ""


def suspects_of(one: Article | Digest, found: Looked, span: range) -> tuple[Suspect, ...]:
    """What may be wrong with an article, the likeliest first; span: its blocks."""
    told = [*_losses(found, span)]
    if isinstance(one, Article):
        told += [*_headlines(found, span), *_leaks(found, span), *_titles(one)]
    told.sort(key=lambda suspect: -suspect.chance)
    return (*told, *_lacks(one))


def _pairs(found: Looked, span: range) -> Iterator[tuple[int, Block, Label]]:
    for index in span:
        yield index, found.document.blocks[index], found.division.labels[index]


def _losses(found: Looked, span: range) -> Iterator[Suspect]:
    """Paragraphs that were left out and may be text."""
    lost = []
    for index, block, label in _pairs(found, span):
        is_by_model = label.rule in {"line-model", "page-model", "outside-story"}
        least = _A_LOSS if is_by_model else _A_LOSS_BY_RULE
        if label.name == "X" and label.text >= least and len(block.text) >= _PARAGRAPH:
            lost.append((label.text, index, block))
    lost.sort(key=lambda one: (-one[0], one[1]))
    for chance, index, block in lost[:_MOST]:
        words = f"a paragraph of {len(block.text)} characters was left out"
        yield Suspect(words, chance, index, f"--keep {block.place.first_line}")


def _headlines(found: Looked, span: range) -> Iterator[Suspect]:
    """The headline, where it is unsure, and other lines that may be one."""
    pairs = list(_pairs(found, span))
    own = next((index for index, _, label in pairs if label.name == "T"), -1)
    if own < 0 and found.document.medium == "text":
        yield Suspect("no headline was found; these are its first words", 0.5, fix="--title '...'")
    first = next((index for index, _, label in pairs if label.name == "B"), span.stop)
    rivals = [(label.headline, index, block) for index, block, label in pairs if index != own]
    rivals.sort(key=lambda rival: (-rival[0], rival[1]))
    for chance, index, block in rivals[:_MOST]:
        if chance >= _A_HEADLINE:
            yield _rival(chance, index, block, is_below=index > first)
    yield from _false_start(found, own)


def _rival(chance: float, index: int, block: Block, *, is_below: bool) -> Suspect:
    line = block.place.first_line
    if is_below:
        return Suspect("another story may begin here", chance, index, f"--split {line}")
    title = shlex.quote(" ".join(block.text.split()))
    return Suspect("this may be the headline", chance, index, f"--title {title}")


def _false_start(found: Looked, own: int) -> Iterator[Suspect]:
    if own < 0:
        return
    label = found.division.labels[own]
    if 0 < label.headline < _A_LEAK:
        words = "the headline may be a line of the story above it, or of nothing"
        yield Suspect(words, 1 - label.headline, own)


def _leaks(found: Looked, span: range) -> Iterator[Suspect]:
    """Blocks that were kept and may be no text."""
    kept = [
        (1 - label.text, index, block)
        for index, block, label in _pairs(found, span)
        if label.name == "B" and 0 < label.text <= 1 - _A_LEAK
    ]
    kept.sort(key=lambda one: (-one[0], one[1]))
    for chance, index, block in kept[:_MOST]:
        words = "this was kept and may be no text of the story"
        # What is kept too much does less harm than what is lost.
        yield Suspect(words, chance / 10, index, f"--remove {block.place.first_line}")


def other_titles(one: Article) -> Iterator[Claim]:
    """The titles that a page claims, but for those that are part of the headline or hold it.

    None where the owner has said what the headline is.
    """
    own = line_key(one.title)
    for finding in one.fields:
        is_open = finding.field == "title" and finding.origin != CORRECTION
        for claim in finding.others if is_open else ():
            other = line_key(claim.value)
            if own not in other and other not in own:
                yield claim


def _titles(one: Article) -> Iterator[Suspect]:
    titles = {" ".join(claim.value.split()): claim for claim in other_titles(one)}
    for title, claim in itertools.islice(titles.items(), _MOST):
        words = f"another title, by {claim.origin}: {title[:_SHOWN]}"
        yield Suspect(words, 0.05, fix=f"--title {shlex.quote(title)}")


def _lacks(one: Article | Digest) -> Iterator[Suspect]:
    if not isinstance(one, Article):
        return
    if one.date is None:
        yield Suspect("no date is known", 0.0, fix="--date YYYY-MM-DD")
    length = sum(len(block.text) for block in one.body)
    if length < _SHORT:
        yield Suspect(f"the text is short: {length} characters", 0.0)
    if length > _LONG:
        yield Suspect(f"the text is long: {length} characters", 0.0)
