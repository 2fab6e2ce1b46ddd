"""A word of any script in, its sounds in Latin letters out; or whether two words are alike.

Scripts and languages write one sound in many ways: ш is sh, sch, sz or š; в is
v or w; г is g in Russian and h in Ukrainian. sound() keeps vowels and is strict,
for names that nobody vouches for; resemble() compares consonants first and is
kind, for spellings that a vocabulary calls one name.
"""

import re
from difflib import SequenceMatcher

from unidecode import unidecode

from backfile.search.analyser import stem
from backfile.search.words import is_cyrillic

# Capital letters are sounds of several letters: S sh, C ch and ts, Z zh.
_SOUNDS = (
    (re.compile("[^a-z]"), ""),
    (re.compile("shch|tsch|sch|sh|sz"), "S"),
    (re.compile("tch|ch|cz|ts|tz|c(?=[eiy])"), "C"),
    (re.compile("zh"), "Z"),
    (re.compile("kh|gh"), "h"),
    (re.compile("ck|c|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("w"), "v"),
    (re.compile("g"), "h"),
    (re.compile("[yij](?=[aeou])"), ""),
    (re.compile("[yj]"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_LAST_VOWELS = re.compile("[aeiou]+$")
_FIRST_VOWELS = re.compile("^[aeiou]+")
_SIBILANTS = str.maketrans({"S": "s", "C": "s", "Z": "s", "z": "s"})
# How alike the consonants must be (0 to 1), and how many, by whether both words
# stand in the same place of spellings of one name.
_ALIKE = {True: 0.65, False: 0.8}
_LETTERS_ALIKE = 0.5
_SHORTEST_UNLIKE = {True: 3, False: 4}


def sound(word: str) -> str:
    """Give the sounds of a word in Latin letters, one or several letters each."""
    heard = unidecode(word).lower()
    for pattern, plain in _SOUNDS:
        heard = pattern.sub(plain, heard)
    return heard


def resemble(first: str, second: str, *, in_place: bool = False) -> bool:
    """Tell whether two forms of which someone says they are one name are alike in sound.

    A word that only goes on where the other ends (Russia, Russian) is another word.
    """
    if not is_cyrillic(first + second) and _goes_on(first, second):
        return False
    return any(
        _alike(one, other, in_place=in_place)
        for one in dict.fromkeys((sound(first), sound(_cut(first))))
        for other in dict.fromkeys((sound(second), sound(_cut(second))))
    )


def _alike(first: str, second: str, *, in_place: bool) -> bool:
    """Tell whether two words' sounds are alike: letters a little, consonants very much."""
    bones, other = _consonants(first), _consonants(second)
    letters = SequenceMatcher(None, first, second, autojunk=False).ratio()
    if letters < _LETTERS_ALIKE or not bones:
        return False
    if bones == other:
        return True
    alike = SequenceMatcher(None, bones, other, autojunk=False).ratio()
    return min(len(bones), len(other)) >= _SHORTEST_UNLIKE[in_place] and alike >= _ALIKE[in_place]


def _goes_on(first: str, second: str) -> bool:
    """Tell whether one word is the beginning of the other, but for a last vowel."""
    if sound(first) == sound(second):
        return False
    short, long = sorted((first, second), key=len)
    return len(short) < len(long) and long.startswith(_LAST_VOWELS.sub("", short))


def _cut(word: str) -> str:
    """Give the stem of a Cyrillic word, whose endings Latin letters leave out; others whole."""
    return stem(word) if is_cyrillic(word) else word


def _consonants(sounds: str) -> str:
    """Give the consonants of sounds, s for all sibilants, and a for a vowel at the beginning."""
    heard = sounds.translate(_SIBILANTS)
    first = "a" if _FIRST_VOWELS.match(heard) else ""
    return re.sub(r"(.)\1+", r"\1", first + re.sub("[aeiou]", "", heard))
