"""Text in, the terms that the search index holds out; twin of theme/static/js/search/analyser.js.

A query has no language, so the analyser takes none. A text's *forms* are its
words folded (forms.py). A form's *term* is what the archive's redirects say of
it, else what they say of its stem, else its stem. The stem goes by the letters
alone: a to z as lunr.js stems English (english.py), Cyrillic by light rules
(cyrillic.py), all others stay whole. Redirects are made at build time
(inflection.py) and asked by both twins, so both give the same terms.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from backfile.search.cyrillic import stem_cyrillic
from backfile.search.english import stem_latin
from backfile.search.forms import REMEMBERED, chunk_forms, forms

__all__ = ["Analyser", "analyse", "forms", "stem"]

_LATIN = re.compile("[a-z]+")
_CYRILLIC = re.compile("[\u0400-\u052f]+")
_NONE: Mapping[str, str] = MappingProxyType({})


@lru_cache(maxsize=REMEMBERED)
def stem(form: str) -> str:
    """Give the stem of a form by the rule of its letters."""
    if _LATIN.fullmatch(form):
        return stem_latin(form)
    return stem_cyrillic(form) if _CYRILLIC.fullmatch(form) else form


class Analyser:
    """Makes terms of texts, by one archive's redirects (form or stem to term)."""

    def __init__(self, redirects: Mapping[str, str] = _NONE) -> None:
        """Take the redirects of an archive; without them the rules decide alone."""
        self._redirects = redirects
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._terms)

    def analyse(self, text: str) -> list[str]:
        """Give the terms of a text in their order; stop words are left out."""
        return [term for chunk in text.split() for term in self._remembered(chunk)]

    def terms(self, chunk: str) -> tuple[str, ...]:
        """Give the terms of a piece of text that holds no white space."""
        return self._remembered(chunk)

    def term(self, form: str) -> str:
        """Give the term of one form."""
        direct = self._redirects.get(form)
        if direct is not None:
            return direct
        stemmed = stem(form)
        return self._redirects.get(stemmed, stemmed)

    def _terms(self, chunk: str) -> tuple[str, ...]:
        return tuple(self.term(form) for form in chunk_forms(chunk))


def analyse(text: str) -> list[str]:
    """Give the terms of a text by the rules alone, without an archive's redirects."""
    return [stem(form) for form in forms(text)]
