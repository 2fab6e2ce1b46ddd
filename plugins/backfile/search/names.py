"""Spellings of names in, links between the terms that stand for one name out.

Two sources say that words are one name: the vocabulary, whose groups of
spellings hold a name and its aliases in any script (Zelensky, Selenskyj,
Зеленський); and the archive itself, where a capitalised word in Cyrillic
letters sounds, letter for letter, like one in Latin letters. A link is between
terms, so a name is found in all its case endings.
"""

from collections.abc import Iterable, Mapping, Sequence

from backfile.search.analyser import Analyser, forms
from backfile.search.redirects import Link
from backfile.search.sounds import resemble, sound
from backfile.search.words import Word, is_cyrillic, words_of

# A name counts as one when it occurs so often, and is nearly always capitalised.
_FEWEST = 2
_CAPITALISED = 0.9
_SHORTEST_SOUND = 5


def spelling_links(names: Sequence[Sequence[str]], analyser: Analyser) -> list[Link]:
    """Give (term, the name's own term) for words of aliases that are words of the name."""
    links: list[Link] = []
    for own, *aliases in (group for group in names if group):
        words = forms(own)
        for alias in aliases:
            links += _alias_links(forms(alias), words, analyser)
    return [link for link in links if link[0] != link[1]]


def _alias_links(alias: Sequence[str], words: Sequence[str], analyser: Analyser) -> list[Link]:
    """Link each word of an alias to the word of the name in its place, or the most alike."""
    if len(alias) == len(words):
        return [
            (analyser.term(form), analyser.term(word))
            for form, word in zip(alias, words, strict=True)
            if resemble(form, word, in_place=True)
        ]
    return [
        (analyser.term(form), analyser.term(word))
        for form in alias
        if form not in words
        for word in [word for word in words if resemble(form, word)][:1]
    ]


def spotted_links(
    cyrillic: Iterable[tuple[str, Word]],
    latin: Iterable[tuple[str, int]],
    analyser: Analyser,
) -> list[Link]:
    """Give (Cyrillic term, Latin term) for names that sound alike in both scripts.

    cyrillic: forms with their words. latin: chunks with their counts, read only
    when there are names to look for. The commonest form in which a Cyrillic name
    sounds like a Latin one decides: it is nearly always the nominative.
    """
    sounded = [(form, word, sound(form)) for form, word in cyrillic if _is_name(word)]
    heard = frozenset(heard for _, _, heard in sounded if len(heard) >= _SHORTEST_SOUND)
    if not heard:
        return []
    best = _best_by_sound(words_of(latin), heard)
    links: dict[str, str] = {}
    for form, _, own in sorted(sounded, key=lambda name: (-name[1].count, len(name[0]), name[0])):
        if own in best:
            links.setdefault(analyser.term(form), analyser.term(best[own]))
    return sorted(links.items())


def _is_name(word: Word) -> bool:
    """Tell whether a word is a name by its capitals."""
    return word.count >= _FEWEST and word.capitalised >= _CAPITALISED * word.count


def _best_by_sound(latin: Mapping[str, Word], wanted: frozenset[str]) -> dict[str, str]:
    """Give for each sound the commonest Latin form of it, the first by letters among equals."""
    names = [form for form, word in latin.items() if _is_name(word) and not is_cyrillic(form)]
    best: dict[str, str] = {}
    for form in sorted(names, key=lambda form: (-latin[form].count, form)):
        if (heard := sound(form)) in wanted:
            best.setdefault(heard, form)
    return best
