"""A saved page's text and what is known of its article in, a label for each line out.

What people or other programs took for the article's body is looked for among
the lines that a browser shows. A page where too little of it is found teaches
nothing; a line of which nothing is certain is labelled "?".
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from backfile.details import is_detail

# So much of the body must be found again, in characters, in a page of so many lines.
_COVERED = 0.7
_LEAST_BODY = 300
_LEAST_LINES, _MOST_LINES = 6, 1_500
# A shorter line may stand in the body by chance; within it, a line as long as the second is unsure.
_SURELY_BODY = 40
_MAYBE_BODY = 12
# A sentence so long within the body, but not of it, may have been left out by mistake.
_MAYBE_LEFT_OUT = 150
_SENTENCE = re.compile(r"""[.!?]["”’]?$""")
# A headline that is told only in part must be longer than this.
_PART_OF_TITLE = 20
_LONGEST_BYLINE = 80
# Dates and bylines stand so near: above the headline, below the first paragraph.
_DETAILS_ABOVE, _DETAILS_BELOW = 3, 4


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a page's article; title and authors may be empty."""

    body: str
    title: str = ""
    authors: tuple[str, ...] = ()


def aligned(lines: Sequence[str], truth: Truth) -> tuple[str, ...] | None:
    """A label for each line, "" for a blank one; None where the article is not found."""
    texts = [line.strip() for line in lines if line.strip()]
    if not _LEAST_LINES <= len(texts) < _MOST_LINES or len(plain(truth.body)) < _LEAST_BODY:
        return None
    names = _of_body(texts, truth)
    if names is None or not _name_headline(names, texts, truth):
        return None
    following = iter(names)
    return tuple(next(following) if line.strip() else "" for line in lines)


def plain(text: str) -> str:
    """A text's letters and figures, whatever its case, spacing and marks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", text).strip()


def _of_body(texts: Sequence[str], truth: Truth) -> list[str] | None:
    """B for the body's lines, ? for what may be; X for the rest."""
    body = plain(truth.body)
    plains = [plain(text) for text in texts]
    names = ["B" if len(p) >= _SURELY_BODY and p in body else "X" for p in plains]
    found = [i for i, name in enumerate(names) if name == "B"]
    paragraphs = {plain(paragraph) for paragraph in truth.body.split("\n")}
    for index in range(found[0], found[-1] + 1) if found else ():
        if names[index] == "X" and plains[index]:
            names[index] = _within(texts[index], plains[index], body, paragraphs)
    covered = sum(len(p) for p, name in zip(plains, names, strict=True) if name == "B")
    return names if covered >= _COVERED * len(body) else None


def _within(text: str, letters: str, body: str, paragraphs: set[str]) -> str:
    """The label of a line between lines of the body."""
    if letters in paragraphs:
        return "B"
    is_part = len(letters) >= _MAYBE_BODY and letters in body
    is_prose = len(text) > _MAYBE_LEFT_OUT and bool(_SENTENCE.search(text))
    return "?" if is_part or is_prose else "X"


def _name_headline(names: list[str], texts: Sequence[str], truth: Truth) -> bool:
    """Name the headline and what stands around it; False where it is known but not found."""
    first = names.index("B")
    if not truth.title:
        names[:first] = "?" * first
        return True
    title = _headline(texts[:first], plain(truth.title))
    if title is None:
        return False
    names[title] = "T"
    _name_details(names, texts, range(title, first), truth)
    return True


def _headline(texts: Sequence[str], title: str) -> int | None:
    """The last line that is the headline, else the last that begins it or goes on after it."""
    plains = [plain(text) for text in texts]
    same = [i for i, letters in enumerate(plains) if letters == title]
    part = [
        i
        for i, letters in enumerate(plains)
        if len(letters) > _PART_OF_TITLE
        and (title.startswith(letters) or letters.startswith(title))
    ]
    return max(same or part, default=None)


def _name_details(names: list[str], texts: Sequence[str], opening: range, truth: Truth) -> None:
    """M for lines with an author's name between headline and body, ? for other details near."""
    authors = [name for name in map(plain, truth.authors) if name]
    for index in opening:
        letters = plain(texts[index])
        is_short = len(letters) < _LONGEST_BYLINE
        if names[index] == "X" and is_short and any(name in letters for name in authors):
            names[index] = "M"
    near = range(max(0, opening.start - _DETAILS_ABOVE), opening.stop + _DETAILS_BELOW)
    for index in near[: len(texts) - near.start]:
        if names[index] == "X" and is_detail(texts[index]):
            names[index] = "?"
