"""Matches of people in, those kept whose surname is not somebody else's in this text."""

from bisect import bisect_left
from collections.abc import Sequence

from backfile.annotate.matcher import Match
from backfile.annotate.words import Entry

_BEFORE = 32
# Capitalised words before a surname that are no given name of another person.
_NOT_GIVEN = frozenset(
    "Mr Mrs Ms Dr Sir Lord Dame President Premier Chancellor Minister Secretary Senator Governor "
    "General Colonel Captain King Queen Prince Princess Pope Leader Chief Ambassador Mayor Speaker "
    "Representative Congressman Congresswoman Justice Judge Chairman Chairwoman Director Rep Sen "
    "Gov Gen But And When While If As The After Before Meanwhile That For With Then What Why How "
    "Yet On In Both Like Only Since Herr Herrn Frau Presidente Monsieur Madame Senador".split()
)
_TITLE_ENDS = ("minister", "ministers", "präsident", "präsidenten", "président", "president",
               "kanzler", "kanzlers", "kanzlerin", "chef", "machthaber", "secretary")  # fmt: skip


def introduced(text: str, full: Sequence[Match], surnames: Sequence[Match]) -> list[Match]:
    """Keep the ambiguous surnames of people whom the text names in full.

    full are the matches of more than one word. Where two people of one surname
    are named, it is the one named last before it, or else first after it.
    """
    starts: dict[int, list[int]] = {}
    for match in sorted(full, key=lambda match: match.start):
        starts.setdefault(match.entry, []).append(match.start)
    nearest: dict[int, tuple[tuple[bool, int], Match]] = {}
    for match in surnames:
        if match.entry not in starts or given_name_before(text, match.start):
            continue
        candidate = (_distance(match.start, starts[match.entry]), match)
        rival = nearest.get(match.start)
        if rival is None or candidate[0] < rival[0]:
            nearest[match.start] = candidate
    return [match for _distance_to, match in nearest.values()]


def _distance(surname: int, starts: Sequence[int]) -> tuple[bool, int]:
    """Rank a person by where the full name stands: before the surname and near goes first."""
    before = bisect_left(starts, surname)
    return (False, surname - starts[before - 1]) if before else (True, starts[0])


def is_somebody_else(text: str, body_start: int, found: Sequence[Match], entry: Entry) -> bool:
    """Say whether the surname is given to another person, who is never named in full.

    "Jack McConnell" in a text without "Mitch McConnell" makes all McConnells
    of the text somebody else. Headlines, which may capitalise each word, and
    the first words of sentences say nothing.
    """
    if any(" " in text[match.start : match.end] for match in found):
        return False
    own = frozenset(word for name in entry.words() for word in name.split())
    names = (given_name_before(text, match.start) for match in found if match.start >= body_start)
    return any(name and name not in own for name in names)


def given_name_before(text: str, start: int) -> str:
    """Give the capitalised word inside a sentence before a surname, unless it is a title."""
    before = text[max(0, start - _BEFORE) : start]
    words = before.split(" ")
    if before[-1:] != " " or len(words) <= len(("word", "")):
        return ""
    previous, word = words[-3], words[-2]
    sentence_begins = not previous or previous[-1] in '.!?:"”»…\n' or "\n" in word
    if sentence_begins or not word.isalpha() or not word[0].isupper() or word.isupper():
        return ""
    return "" if word in _NOT_GIVEN or word.lower().endswith(_TITLE_ENDS) else word
