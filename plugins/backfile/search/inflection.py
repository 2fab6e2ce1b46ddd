"""Words by language and groups of names in, the archive's redirects (form to term) out.

A rule by letters leaves many forms of one word apart (München Münchens, Häuser
Haus, воєн війна). So each form that belongs to another language than English
goes to the stem of its lemma, and each spelling of a name to the name's own
word. A redirect is written down only where the rule gives something else, and
no target is itself redirected. Cyrillic forms that share a stem share one
redirect, of the stem, where they can: it serves endings that the archive never
saw, too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backfile.later import later
from backfile.search.analyser import Analyser, stem
from backfile.search.forms import chunk_forms
from backfile.search.names import spelling_links, spotted_links
from backfile.search.redirects import fewest, linked
from backfile.search.words import Word, is_cyrillic, words_of

with later("backfile.search.lemmas"):
    from backfile.search import lemmas as simple

Seen = Mapping[str, Mapping[str, int]]

_ENGLISH = ("en", "")
_UKRAINIAN_LETTERS = frozenset("ґєіїҐЄІЇ")
_RUSSIAN_LETTERS = frozenset("ыэъёЫЭЪЁ")
# A language with fewer words than a short article has is most likely a mistake
# of the detector, and its dictionary would be read for nothing.
_FEWEST_WORDS = 100
# Short words are mostly the grammar's own, and in Latin letters often English
# ones too (war, die, son): they stay as they are.
_SHORTEST_LATIN = 4
_SHORTEST_CYRILLIC = 3
# A form stays English's when English uses it at least a tenth as often.
_ENGLISH_WORTH = 10


def redirects_of(seen: Seen, names: Sequence[Sequence[str]] = ()) -> dict[str, str]:
    """Give the redirects of an archive, sorted by form.

    seen: by language (ISO 639-1, '' where unknown) how often each chunk, as
    written, occurs. names: groups of spellings of one name, its own first. The
    same input in any order of languages and chunks gives the same redirects.
    """
    spoken = _spoken(seen)
    redirects = fewest(_wanted(_by_majority(spoken, seen)))
    analyser = Analyser(redirects)
    links = spelling_links(names, analyser)
    links += spotted_links(_cyrillic_words(spoken), _latin_chunks(seen), analyser)
    return dict(sorted(linked(redirects, links).items()))


def _spoken(seen: Seen) -> dict[str, dict[str, Word]]:
    """Give the words of each language that has lemmas, and all words in Cyrillic letters."""
    chunks = {
        language: list(_foreign(language, counts))
        for language, counts in sorted(seen.items())
        if language not in _ENGLISH
    }
    for language, chunk, count in _strays(seen):
        chunks.setdefault(language, []).append((chunk, count))
    return {language: words_of(counts) for language, counts in chunks.items() if counts}


def _foreign(language: str, counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Give the chunks to look up in a language; few in Latin letters are none."""
    if simple.has_lemmas(language) and sum(counts.values()) >= _FEWEST_WORDS:
        return iter(counts.items())
    return ((chunk, count) for chunk, count in counts.items() if is_cyrillic(chunk))


def _strays(seen: Seen) -> Iterator[tuple[str, str, int]]:
    """Give Cyrillic chunks of English and unknown texts, with their likely language."""
    home = _home_of_cyrillic(seen)
    for name in _ENGLISH:
        for chunk, count in seen.get(name, {}).items():
            if not chunk.isascii() and is_cyrillic(chunk):
                yield _cyrillic_language(chunk, home), chunk, count


def _home_of_cyrillic(seen: Seen) -> str:
    """Give whichever of Ukrainian and Russian the archive has more words of."""
    russian, ukrainian = (len(seen.get(language, ())) for language in ("ru", "uk"))
    return "ru" if russian > ukrainian else "uk"


def _cyrillic_language(chunk: str, home: str) -> str:
    """Tell Ukrainian from Russian by the letters that the other lacks."""
    if not _UKRAINIAN_LETTERS.isdisjoint(chunk):
        return "uk"
    return home if _RUSSIAN_LETTERS.isdisjoint(chunk) else "ru"


def _by_majority(spoken: Mapping[str, Mapping[str, Word]], seen: Seen) -> dict[str, dict[str, str]]:
    """Give for each language the forms that are mostly its own, with their writing."""
    best: dict[str, tuple[int, str]] = {}
    for language in sorted(spoken):
        for form, word in spoken[language].items():
            if word.count > best.get(form, (0, ""))[0]:
                best[form] = (word.count, language)
    english = _english_counts(seen, best)
    own: dict[str, dict[str, str]] = {}
    for form, (count, language) in best.items():
        is_own = count > _ENGLISH_WORTH * english[form] and _is_long_enough(form)
        if is_own and simple.has_lemmas(language):
            own.setdefault(language, {})[form] = spoken[language][form].writing()
    return own


def _is_long_enough(form: str) -> bool:
    return len(form) >= (_SHORTEST_CYRILLIC if is_cyrillic(form) else _SHORTEST_LATIN)


def _english_counts(seen: Seen, keys: Mapping[str, object]) -> Counter[str]:
    """Count how often English uses a form of another language, or a word of that stem."""
    counts: Counter[str] = Counter()
    if keys:
        for language in _ENGLISH:
            for chunk, count in seen.get(language, {}).items():
                for form in chunk_forms(chunk):
                    for key in {form, stem(form)} & keys.keys():
                        counts[key] += 0 if is_cyrillic(key) else count
    return counts


def _wanted(own: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Give for each form the stem of its lemma."""
    wanted: dict[str, str] = {}
    for language, writings in own.items():
        found = simple.lemmas(language, set(writings.values()))
        for form, writing in writings.items():
            wanted[form] = _target(form, found[writing])
    return wanted


def _target(form: str, lemma: str) -> str:
    """Give the stem of a lemma that is one word, else the form's own stem."""
    folded = chunk_forms(lemma)
    target = stem(folded[0]) if len(folded) == 1 else ""
    return target if len(target) > 1 and is_cyrillic(target) == is_cyrillic(form) else stem(form)


def _cyrillic_words(spoken: Mapping[str, Mapping[str, Word]]) -> Iterator[tuple[str, Word]]:
    """Give the words in Cyrillic letters of all languages."""
    for words in spoken.values():
        yield from ((form, word) for form, word in words.items() if is_cyrillic(form))


def _latin_chunks(seen: Seen) -> Iterable[tuple[str, int]]:
    """Give the chunks of all languages that may be names in Latin letters."""
    for counts in seen.values():
        for chunk, count in counts.items():
            if not chunk.islower() and not is_cyrillic(chunk):
                yield chunk, count
