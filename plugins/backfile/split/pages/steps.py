"""A block's tag path in, the words that tell of its containers out: names, classes, roles.

"div.ArticleBody-related_2 > p" says: a div of article, body, related; a p. The
innermost steps are told from those around them. As words of texts, these are
known by checksums alone.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from backfile.split.lines.words import checksum

_STEP = re.compile(r"(?P<name>[^#.\[]*)(?P<marks>.*)")
_MARK = re.compile(r"\[(?:role|itemprop)=(?P<said>[^\]]*)\]?|[#.](?P<word>[^#.\[]+)")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_INNERMOST = 3
_LEAST = 2
# Elements that say what they hold even from far outside.
_TELLING = ("article", "aside", "main", "footer", "header", "nav", "form", "section")
_MOST_STEPS = 40


def _words(step: str, *, is_inner: bool) -> tuple[str, ...]:
    found = _STEP.fullmatch(step)
    name, marks = (found["name"], found["marks"]) if found else (step, "")
    words = [f"<{name}"] if is_inner or name in _TELLING else []
    for mark in _MARK.finditer(marks):
        if mark["said"]:
            words.append(f"={mark['said'].lower()}")
        parts = _PART.findall(mark["word"] or "")
        words += [f".{part.lower()}" for part in parts if len(part) >= _LEAST]
    place = "i" if is_inner else "o"
    return tuple(place + word for word in words)


def steps_of(path: str) -> tuple[str, ...]:
    """The words of a path, innermost first, each once."""
    found: dict[str, None] = {}
    for distance, step in enumerate(reversed(path.split(" > "))):
        found.update(dict.fromkeys(_words(step, is_inner=distance < _INNERMOST)))
    return tuple(found)


def numbers_of_path(path: str, known: Mapping[int, int]) -> list[int]:
    """The numbers of the first 40 of a path's words that are known; known: number by checksum."""
    numbers = map(known.get, _checksums_of(path))
    return [number for number in numbers if number is not None][:_MOST_STEPS]


# A site's paths and steps come again on every page of it.
@lru_cache(maxsize=2_000)
def _checksums_of(path: str) -> tuple[int, ...]:
    found: dict[int, None] = {}
    for distance, step in enumerate(reversed(path.split(" > "))):
        found.update(_checksums(step, is_inner=distance < _INNERMOST))
    return tuple(found)


@lru_cache(maxsize=10_000)
def _checksums(step: str, *, is_inner: bool) -> dict[int, None]:
    return {checksum(word): None for word in _words(step, is_inner=is_inner)}
