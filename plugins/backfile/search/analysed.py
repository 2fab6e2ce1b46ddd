"""New documents and the terms that were there before in, what each term gets more out."""

from dataclasses import dataclass
from itertools import count, pairwise

from backfile.model import SearchDocument
from backfile.search.analyser import Analyser
from backfile.search.fields import texts_of
from backfile.search.forms import chunk_forms
from backfile.search.memory import Head
from backfile.search.postings import NAME_GAP


@dataclass(slots=True)
class Posting:
    """One term in the new documents: of each field what its lists get more.

    place: where the first of them has it. documents: how many have it. lasts:
    of each field the number of the last that does.
    """

    place: int
    documents: int
    lists: dict[int, list[int]]
    positions: dict[int, list[int]]
    lasts: dict[int, int]


class Analysed:
    """The terms of the new documents; those that are new themselves follow the others.

    terms, forms, term_of: the new ones. totals: how many terms each field has.
    counted: how often each form occurs; postings: by the place of the term.
    """

    def __init__(self, head: Head) -> None:
        """Begin with the terms and forms that were there before."""
        words = head.words
        self._analyser = Analyser(head.cuts.redirects)
        self._places = dict(zip(words.terms, count()))
        self._form_places = dict(zip(words.forms, count()))
        self._lasts = words.lasts
        self._old_terms = words.term_of
        self.totals = list(head.cuts.totals)
        self.terms: list[str] = []
        self.forms: list[str] = []
        self.term_of: list[int] = []
        self.counted: dict[int, int] = {}
        self.postings: dict[int, Posting] = {}

    def add(self, number: int, document: SearchDocument) -> None:
        """Analyse a document, whose number is larger than all before."""
        seen: dict[int, None] = {}
        for field, names in enumerate(texts_of(document)):
            found: dict[int, list[int]] = {}
            length = 0
            for at, name in enumerate(names):
                for chunk in name.split():
                    for form in chunk_forms(chunk):
                        term = self._term(form, length)
                        found.setdefault(term, []).append(length + NAME_GAP * at)
                        length += 1
            self.totals[field] += length
            for term, positions in found.items():
                self._post(term, field, number, positions, length)
            seen |= dict.fromkeys(found)
        for term in seen:
            self.postings[term].documents += 1

    def _term(self, form: str, place: int) -> int:
        """Give the place of a form's term, and count the form."""
        at = self._form_places.get(form)
        if at is None:
            at = self._form_places[form] = len(self._form_places)
            term = self._analyser.term(form)
            known = self._places.get(term)
            if known is None:
                known = self._places[term] = len(self._places)
                self.terms.append(term)
            self.forms.append(form)
            self.term_of.append(known)
        self.counted[at] = self.counted.get(at, 0) + 1
        old = len(self._old_terms)
        term_at = int(self._old_terms[at]) if at < old else self.term_of[at - old]
        if term_at not in self.postings:
            self.postings[term_at] = Posting(place, 0, {}, {}, {})
        return term_at

    def _post(self, term: int, field: int, number: int, positions: list[int], length: int) -> None:
        posting = self.postings[term]
        before = posting.lasts.get(field)
        if before is None:
            before = int(self._lasts[term, field]) if term < len(self._lasts) else -1
        delta = number - before if before >= 0 else number + 1
        row = [delta, length] if len(positions) == 1 else [-delta, len(positions), length]
        posting.lists.setdefault(field, []).extend(row)
        steps = [positions[0], *(b - a for a, b in pairwise(positions))]
        posting.positions.setdefault(field, []).extend(steps)
        posting.lasts[field] = number
