"""Rules and a document in, a mark for each of its blocks out.

A block that has the shape of prose is taken only by a rule that matches it or
its container; a box ends where prose begins.
"""

import functools
from collections.abc import Collection, Sequence
from itertools import takewhile

from backfile.clean.around import around_story
from backfile.clean.matcher import Matcher
from backfile.clean.rule import Rule, Rules, normal
from backfile.clean.shapes import could_be_headline, is_prose, shape_of
from backfile.clean.sites import day_of, is_of_site, mark_story
from backfile.details import is_detail, is_withheld
from backfile.model import Block, Document, Mark, Provenance, Role

# A box of links names a handful of stories; a longer run is a list of its own.
_MOST_HEADLINES = 15
# Two paragraphs in a row under a headline are a story, not a teaser.
_STORY_PARAGRAPHS = 2


def mark(document: Document, rules: Rules, provenance: Provenance) -> tuple[Mark, ...]:
    """A mark for each block: kept (no rule), or the rule that takes it and why."""
    applying = tuple(rule for rule in rules.rules if applies(rule, document, provenance))
    # What stays is asked first; a heading opens its box even where a container would take it alone.
    asked = _matchers(applying)
    # What an export's format says of a line is surer than a rule; the owner's word goes before it.
    owners = _matchers(tuple(rule for rule in applying if rule.is_owners))
    around = around_story(document.blocks)
    marks = [_mark_of(b, owners if b.given else asked, around) for b in document.blocks]
    for heading in [i for i, found in enumerate(marks) if found.role == "heading"]:
        _mark_box(heading, document.blocks, marks)
    mark_story(document.blocks, marks, (rule for rule in applying if rule.takes == "story"))
    return tuple(marks)


@functools.lru_cache(maxsize=16)
def _matchers(rules: tuple[Rule, ...]) -> list[Matcher]:
    """The matchers of rules; kept, because documents of one source share them and their lines."""
    return [Matcher([r for r in rules if r.takes == what]) for what in ("keep", "box", "block")]


def _mark_box(heading: int, blocks: Sequence[Block], marks: list[Mark]) -> None:
    """Mark the headlines under a box's heading."""
    why = f'a link under "{blocks[heading].text}"'
    for index in _headlines_under(heading, blocks, marks):
        marks[index] = Mark(marks[heading].rule, why, "headline", marks[index].shape)


def applies(rule: Rule, document: Document, provenance: Provenance) -> bool:
    """Whether a rule is for a document, by its source, site, language and day."""
    return (
        (not rule.source or rule.source == provenance.source)
        and (not rule.languages or _is_in(rule.languages, document, provenance))
        and is_of_site(rule, document, provenance)
        # Most rules are for ever, and hundreds are asked for each document.
        and (not (rule.since or rule.until) or _on(day_of(rule, document, provenance), rule))
    )


def _is_in(languages: Collection[str], document: Document, provenance: Provenance) -> bool:
    """Whether a document is in one of some languages; where its own is not known, it may be."""
    language = provenance.language or next(
        (claim.value for claim in document.claims if claim.field == "language"), ""
    )
    return not language or language[:2].lower() in languages


def _on(day: str, rule: Rule) -> bool:
    """Whether a rule holds on a day; where none is known, it may."""
    since_then = not rule.since or day >= rule.since
    until_then = not rule.until or day <= rule.until
    return not day or (since_then and until_then)


def _mark_of(block: Block, asked: Sequence[Matcher], around: str) -> Mark:
    """The mark by the first of the matchers that knows the block."""
    shape = shape_of(block.text)
    plain, path = normal(block.text), block.place.path.removeprefix(around)
    for matcher in asked:
        rule = matcher.first(plain, path)
        if rule and rule.takes == "keep":
            return Mark("", f"rule {rule.name}: {rule.why}", "keep", shape)
        if rule:
            return Mark(rule.name, rule.why, _role(rule), shape)
    if is_withheld(block.text):
        # Readers are to see that something is gone, and a paragraph stays one.
        return Mark("", "what stood here is withheld", "keep", "prose")
    return Mark(shape=shape)


def _role(rule: Rule) -> Role:
    if rule.takes == "box":
        return "heading"
    return "container" if rule.selector else "line"


def _headlines_under(heading: int, blocks: Sequence[Block], marks: Sequence[Mark]) -> list[int]:
    """The headlines of a box: all up to prose, another heading or the end."""
    taken: list[int] = []
    for index in range(heading + 1, len(blocks)):
        if marks[index].role == "heading" or not _could_be_link(blocks[index], blocks[heading]):
            break
        if _goes_on(blocks, index):
            break
        if not marks[index].rule and marks[index].role != "keep":
            taken.append(index)
        if len(taken) == _MOST_HEADLINES:
            break
    else:
        return taken
    return _without_next_title(taken, blocks)


def _could_be_link(block: Block, heading: Block) -> bool:
    if block.place.path:
        # On a page, a box's links stand in links; bare short text may be a sub-heading.
        return not is_prose(block.text) and (
            block.link_share > 0.5  # noqa: PLR2004 - more link than text
            or _parent(block.place.path).startswith(_parent(heading.place.path) + " > ")
        )
    return could_be_headline(block.text)


def _goes_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether the next line of a dump goes on in small letters: it is wrapped prose."""
    following = blocks[index + 1 : index + 2]
    return any(not b.place.path and b.text.lstrip()[:1].islower() for b in following)


def _parent(path: str) -> str:
    return path.rpartition(" > ")[0]


def _without_next_title(taken: list[int], blocks: Sequence[Block]) -> list[int]:
    """Give back the headline of a story that follows the box in a dump.

    The last line before prose is the next story's headline where two or more
    paragraphs follow it; so is the line above a byline or date that prose
    follows, with that. A box is never emptied by this.
    """
    if not taken or blocks[taken[-1]].place.path:
        return taken
    after = taken[-1] + 1
    story = [is_prose(block.text) for block in blocks[after : after + _STORY_PARAGRAPHS]]
    details = sum(1 for _ in takewhile(lambda i: is_detail(blocks[i].text), reversed(taken)))
    is_story = story[:1] == [True] if details else story == [True] * _STORY_PARAGRAPHS
    given_back = details + 1 if is_story else 0
    return taken[: len(taken) - given_back] if given_back < len(taken) else taken
