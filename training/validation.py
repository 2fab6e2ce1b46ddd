"""Examples in, those of each fold to learn from and to measure by out: no site is in both."""

from collections.abc import Sequence
from dataclasses import dataclass

from backfile.clean import Rules
from training.composing import composed
from training.dumps import MIXED
from training.labelled import Example, examples_of
from training.plan import Plan
from training.sites import lies_in, touches


@dataclass(frozen=True, slots=True)
class Fold:
    """One of several parts of the sites: what other sites give, and what these do."""

    learnt: tuple[Example, ...]
    measured: tuple[Example, ...]


def fold_of(examples: Sequence[Example], part: int, parts: int, plan: Plan, rules: Rules) -> Fold:
    """The fold that leaves out a part of the sites.

    Dumps of several stories are measured by composing them of the part's own
    pages: the given ones have stories of other parts in them.
    """
    learnt = [e for e in examples if not touches(e.labelled.sites, part, parts)]
    inside = [e for e in examples if lies_in(e.labelled.sites, part, parts)]
    pages = [e.labelled for e in inside if e.labelled.kind == "page_full"]
    made = examples_of(composed(pages, plan.measured, plan.measuring_seed), rules)
    return Fold(tuple(learnt), (*filter(_is_measure, inside), *made))


def _is_measure(example: Example) -> bool:
    """Whether it is whole, and its headlines are known."""
    return example.labelled.kind not in MIXED and "T" in example.labelled.labels
