"""Examples in, the words that stand on several sites out, by their checksums alone."""

from collections import defaultdict
from collections.abc import Iterable

from backfile.split.lines.words import checksum, tokens
from training.dumps import MIXED
from training.labelled import Example
from training.plan import Plan


def vocabulary_of(examples: Iterable[Example], plan: Plan) -> tuple[int, ...]:
    """Checksums of words and pairs, those of most sites first; a word's place is its number.

    Dumps put together from several pages are left out: which of their lines is
    of which site is not known, and all of these pages stand alone elsewhere.
    """
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        if example.labelled.kind not in MIXED:
            site = example.labelled.sites[0]
            for token in {t for block in example.document.blocks for t in tokens(block.text)}:
                sites[token].add(site)
    counted = [(-len(those), token) for token, those in sites.items()]
    frequent = sorted(pair for pair in counted if -pair[0] >= plan.least_sites)
    return tuple(dict.fromkeys(checksum(token) for _, token in frequent))[: plan.vocabulary]
