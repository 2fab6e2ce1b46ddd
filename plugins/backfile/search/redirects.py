"""Forms with the terms they should have in, the fewest redirects that give them out.

An analyser asks the redirects for a form, then for its stem; a redirect is only
written down where the stem by rule is not the term. No term that a redirect
gives is itself redirected.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from backfile.search.analyser import stem
from backfile.search.words import is_cyrillic

Link = tuple[str, str]


def fewest(wanted: Mapping[str, str]) -> dict[str, str]:
    """Give the fewest redirects that bring the forms to their targets.

    A form that is itself another's target stays where the rule puts it.
    """
    targets = frozenset(wanted.values())
    redirects = {
        stemmed: target
        for stemmed, target in _shared(wanted)
        if stemmed not in targets and target != stemmed
    }
    for form, target in wanted.items():
        by_rule = redirects.get(stem(form), stem(form))
        if target != by_rule and form not in targets:
            redirects[form] = target
    return redirects


def _shared(wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give for each Cyrillic stem the target of most of its forms."""
    votes: dict[str, Counter[str]] = {}
    for form, target in wanted.items():
        if is_cyrillic(form):
            votes.setdefault(stem(form), Counter())[target] += 1
    for stemmed, targets in votes.items():
        yield stemmed, min(targets, key=lambda target: (-targets[target], target))


def linked(redirects: Mapping[str, str], links: Sequence[Link]) -> dict[str, str]:
    """Give the redirects with the linked terms made one; no target is redirected."""
    one = _made_one(links)
    joined = {form: one.get(term, term) for form, term in redirects.items()} | one
    targets = frozenset(joined.values())
    return {form: term for form, term in joined.items() if form not in targets}


def _made_one(links: Sequence[Link]) -> dict[str, str]:
    """Give for each linked term the one that stands for all it is linked to.

    That is a name's own word before an alias's, one of Latin letters before
    another, and the first by letters.
    """
    own = frozenset(target for _, target in links)
    groups: dict[str, frozenset[str]] = {}
    for pair in sorted(links):
        group = frozenset(pair).union(*(groups.get(term, frozenset()) for term in pair))
        groups |= dict.fromkeys(group, group)
    heads = {
        group: min(group, key=lambda term: (term not in own, not term.isascii(), term))
        for group in groups.values()
    }
    return {term: heads[group] for term, group in groups.items() if term != heads[group]}
