"""An archive's redirects (form to term) in, what of them stands in which shard out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from backfile.search.lexicon import in_order
from backfile.search.shards import payload_of


class Redirected:
    """The redirects of an archive, as its shards hold them.

    A redirect stands where its form would stand were it a term, so that a
    query's word finds it; a term's forms stand with the term, so that a hit
    can be marked in the text.
    """

    def __init__(self, redirects: Mapping[str, str], terms: Sequence[str]) -> None:
        """Know the redirects, and the terms that are in the index."""
        self._redirects = redirects
        present = dict.fromkeys(terms)
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for form in in_order(list(redirects)):
            if redirects[form] in present:
                forms[redirects[form]].append(form)
        self._forms = {term: " ".join(some) for term, some in forms.items()}

    def sizes(self) -> dict[str, int]:
        """Give how many bytes they take at each key, a comma with each word."""
        sizes: defaultdict[str, int] = defaultdict(int)
        for pairs in (self._redirects, self._forms):
            for key, word in pairs.items():
                sizes[key] += len(payload_of([key, word])) - 1
        return sizes

    def lists(self, keys: Sequence[str]) -> tuple[list[str], list[str]]:
        """Give the flat lists of the redirects and of the forms of one shard's keys."""
        return _flat(self._redirects, keys), _flat(self._forms, keys)


def _flat(pairs: Mapping[str, str], keys: Sequence[str]) -> list[str]:
    return [word for key in keys if key in pairs for word in (key, pairs[key])]
