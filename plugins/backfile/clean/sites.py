"""A document and the marks of its blocks in, what site rules say of where its story stands out.

A site rule of "takes: story" is the owner's word on a template: what stands
outside the container goes, paragraphs too; what stands inside stays, but for
what other rules take. Where a page has no such container the rule does
nothing: the template was another one then.
"""

from collections.abc import Iterable, Sequence

from backfile.clean.rule import Rule
from backfile.details import is_detail
from backfile.hosts import page_host
from backfile.model import Block, Document, Mark, Provenance

_DAY = len("2025-05-12")


def is_of_site(rule: Rule, document: Document, provenance: Provenance) -> bool:
    """Whether a page is of a rule's site, or of a host under it; a rule without one is for all."""
    return not rule.site or f".{page_host(document, provenance)}".endswith(f".{rule.site}")


def day_of(rule: Rule, document: Document, provenance: Provenance) -> str:
    """The day that a rule's days are compared with, or ''.

    A template is that of the day of capture; where that is not known, a site
    rule goes by the day that the page bears.
    """
    days = [document.captured, provenance.captured]
    if rule.site:
        days += [claim.value for claim in document.claims if claim.field == "date"]
    return next((day[:_DAY] for day in days if day), "")


def mark_story(blocks: Sequence[Block], marks: list[Mark], rules: Iterable[Rule]) -> None:
    """Mark what stands inside and outside of the story, by the first rule that finds one.

    The page's headline, byline and date are of the story wherever they stand.
    """
    for rule in rules:
        inside = [rule.matches("", block.place.path) for block in blocks]
        if any(inside):
            for index, is_inside in enumerate(inside):
                if not marks[index].rule and marks[index].role != "keep":
                    marks[index] = _mark_of(blocks[index], marks[index], rule, is_inside=is_inside)
            return


def _mark_of(block: Block, mark: Mark, rule: Rule, *, is_inside: bool) -> Mark:
    if is_inside:
        return Mark("", f"rule {rule.name}: {rule.why}", "keep", mark.shape)
    if (block.kind, block.level) == ("heading", 1) or is_detail(block.text):
        return mark
    return Mark(rule.name, f"outside of the story: {rule.why}", "container", mark.shape)
