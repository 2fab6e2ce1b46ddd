"""A title, a text and a vocabulary in, tags with scores and evidence out.

The longest of overlapping matches wins. A surname that belongs to one person
of the vocabulary alone is that person anywhere; any other surname is a person
only in a text that names that person in full, and none at all in one that
gives it to somebody else.

The score, from 0 to 1: n matches in the body of w words give n / (n + k), with
k = 1 + w / 400, so that one mention is worth less in a longer text and each
further one adds less; a match among the first 60 words closes 0.15 of what is
missing to 1, one in the title 0.5 of it.
"""

import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backfile.annotate.matcher import Match, Matcher, matcher_for
from backfile.annotate.people import introduced, is_somebody_else
from backfile.annotate.words import Vocabulary
from backfile.model import TAG_KINDS, Tag
from backfile.slugs import slug

WORDS_A_STEP = 400
LEAD_CHARACTERS = 360  # about 60 words
LEAD_SHARE = 0.15
TITLE_SHARE = 0.5
EVIDENCE = 3
LEAST_SCORE = 0.15
TOPIC_MATCHES = 2
# A text no longer than this is an item of a digest, which says a thing once.
ITEM_LENGTH = 400
LONGEST_PHRASE = 120
_WORDS_AROUND = 28


@dataclass(frozen=True, slots=True)
class _Text:
    """A title and body as one string with plain apostrophes and single spaces."""

    whole: str
    title_end: int

    @property
    def lead_end(self) -> int:
        return self.title_end + LEAD_CHARACTERS


def tag_text(title: str, text: str, vocabulary: Vocabulary, language: str = "") -> tuple[Tag, ...]:
    """Give the tags of a text, by score descending, then kind, then slug.

    language is the text's primary tag; '' looks for all entries. A topic needs
    two matches, or one in the title. A tag below 0.15 is a passing mention and
    is left out.
    """
    head = _plain(title)
    read = _Text(f"{head}\n{_plain(text)}", len(head))
    matcher = matcher_for(vocabulary)
    tags = [
        tag
        for number, found in _by_entry(_chosen(matcher, read.whole)).items()
        if (tag := _tag(matcher, number, found, read)) and _speaks(matcher, number, language)
    ]
    return tuple(sorted(tags, key=lambda tag: (-tag.score, TAG_KINDS.index(tag.kind), tag.slug)))


def _plain(text: str) -> str:
    """Mend what would part a name: odd spaces, curly apostrophes, lone surrogates."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(unicodedata.normalize("NFC", clean).replace("’", "'").split())


def _speaks(matcher: Matcher, number: int, language: str) -> bool:
    languages = matcher.entries[number].languages
    return not language or not languages or language in languages


def _chosen(matcher: Matcher, text: str) -> list[Match]:
    """Give the matches that count: of names, and of topics, none overlaps another."""
    found = matcher.matches(text)
    spans = _spans(match for match in found if match.role == "cancel")
    kept = [match for match in found if not _cancelled(match, spans.get(match.entry, ()))]
    topics = [match for match in kept if matcher.entries[match.entry].kind == "topic"]
    names = _longest(_names(matcher, kept))
    surnames = [match for match in kept if match.role == "surname"]
    full = [match for match in names if " " in text[match.start : match.end]]
    # "war in Ukraine" is a topic, and still speaks of Ukraine
    return _longest(names + introduced(text, full, surnames)) + _longest(topics)


def _names(matcher: Matcher, matches: Iterable[Match]) -> list[Match]:
    entries = matcher.entries
    return [m for m in matches if m.role == "name" and entries[m.entry].kind != "topic"]


def _spans(cancels: Iterable[Match]) -> dict[int, list[tuple[int, int]]]:
    """Give where phrases cancel the matches of each entry, in the order of the text."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for cancel in cancels:
        spans.setdefault(cancel.entry, []).append((cancel.start, cancel.end))
    return {entry: sorted(found) for entry, found in spans.items()}


def _cancelled(match: Match, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a match lies inside one of an entry's spans, looking near it alone."""
    after = bisect_right(spans, (match.start, sys.maxsize))
    for start, end in reversed(spans[max(0, after - LONGEST_PHRASE) : after]):
        if end >= match.end:
            return True
        if start < match.start - LONGEST_PHRASE:
            break
    return False


def _longest(matches: Iterable[Match]) -> list[Match]:
    """Choose from left to right the longest match that overlaps no earlier one."""
    chosen: list[Match] = []
    order = sorted(matches, key=lambda m: (m.start, -m.end, m.inflected, m.role, m.entry))
    for match in order:
        if not chosen or match.start >= chosen[-1].end:
            chosen.append(match)
    return chosen


def _by_entry(matches: Iterable[Match]) -> dict[int, list[Match]]:
    found: dict[int, list[Match]] = {}
    for match in matches:
        found.setdefault(match.entry, []).append(match)
    return found


def _tag(matcher: Matcher, number: int, found: Sequence[Match], read: _Text) -> Tag | None:
    """Make the tag of one entry, or None where too little speaks for it."""
    entry = matcher.entries[number]
    if entry.kind == "person" and is_somebody_else(read.whole, read.title_end, found, entry):
        return None
    if entry.kind == "topic" and _in_passing(found, read):
        return None
    score = _score(found, read)
    if score < LEAST_SCORE:
        return None
    return Tag(entry.kind, entry.name, slug(entry.name), score, _evidence(found, read.whole))


def _in_passing(found: Sequence[Match], read: _Text) -> bool:
    """Whether a topic's words are too few to make it the text's topic."""
    least = 1 if len(read.whole) <= ITEM_LENGTH else TOPIC_MATCHES
    return len(found) < least and found[0].start > read.title_end


def _score(found: Sequence[Match], read: _Text) -> float:
    """Compute the score that the head of this file describes, to 3 places."""
    body = [match for match in found if match.start > read.title_end]
    words = read.whole.count(" ", read.title_end) + 1
    missing = 1 - len(body) / (len(body) + 1 + words / WORDS_A_STEP)
    if body and body[0].start < read.lead_end:
        missing *= 1 - LEAD_SHARE
    if len(body) < len(found):
        missing *= 1 - TITLE_SHARE
    return round(1 - missing, 3)


def _evidence(found: Sequence[Match], text: str) -> tuple[str, ...]:
    """Give up to three different matched forms, each with a few words around it."""
    forms: dict[str, Match] = {}
    for match in found:
        forms.setdefault(text[match.start : match.end], match)
    return tuple(_around(text, match) for match in list(forms.values())[:EVIDENCE])


def _around(text: str, match: Match) -> str:
    """Give a match with whole words of its line before and after."""
    first = max(text.rfind("\n", 0, match.start) + 1, match.start - _WORDS_AROUND)
    last = min(len(text), match.end + _WORDS_AROUND)
    line_end = text.find("\n", match.end, last)
    before, after = text[first : match.start], text[match.end : last if line_end < 0 else line_end]
    if first and text[first - 1] not in " \n":
        before = before.partition(" ")[2]
    if line_end < 0 and last < len(text):
        after = after.rpartition(" ")[0]
    return f"{before}{text[match.start : match.end]}{after}".strip()
