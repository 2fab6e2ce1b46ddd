"""The examples of a rule in, nothing out where the rule does what they say.

They are its tests: a rule that does not do what it says never reaches a capture.
"""

from collections.abc import Mapping
from typing import Any

from backfile.clean.complaints import Complaints, texts_of
from backfile.clean.rule import Rule
from backfile.clean.snippets import path_of

# What these match stays: their examples stand the other way round.
_STAYS = ("keep", "story")


def examples_of(
    entry: Mapping[str, Any], complain: Complaints
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a rule must remove, and what it must keep.

    Raises:
        RuleError: there is none of one kind.
    """
    examples = entry.get("examples")
    examples = examples if isinstance(examples, Mapping) else {}
    complain.unknown(examples, ("removes", "keeps"))
    removes = texts_of(examples.get("removes"), "removes", complain)
    keeps = texts_of(examples.get("keeps"), "keeps", complain)
    if not removes:
        raise complain.error("no example it must remove", 'add one under "removes:"')
    if not keeps:
        raise complain.error("no example it must keep", 'add one under "keeps:"')
    return tuple(removes), tuple(keeps)


def try_examples(rule: Rule, complain: Complaints) -> None:
    """Try a rule on its examples.

    Raises:
        RuleError: it does not do what one says.
    """
    # What a rule of "takes: keep" matches is what it keeps.
    stays = rule.takes in _STAYS
    mine, others = (rule.keeps, rule.removes) if stays else (rule.removes, rule.keeps)
    for example in mine:
        if not rule.matches(example, path_of(example)):
            raise complain.error(
                f"does not match its own example {example!r}", "mend the match or the example"
            )
    for example in others:
        if rule.matches(example, path_of(example)):
            must = {"keep": "leave alone", "story": "remove"}.get(rule.takes, "keep")
            raise complain.error(f"matches {example!r}, which it must {must}", "a narrower match")
