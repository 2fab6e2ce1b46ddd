"""Dates, lengths and texts in, the words that pages show out."""

import math
from collections.abc import Iterable

from backfile.model import Block

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
# Words a minute of silent reading of non-fiction: Brysbaert 2019, J. Mem. Lang. 109.
_WORDS_A_MINUTE = 238
_SUMMARY_CHARACTERS = 200
_YEAR, _MONTH, _DAY = len("2025"), len("2025-05"), len("2025-05-11")


def date_words(iso: str) -> str:
    """`11 May 2025`, `May 2025`, `2025`; `29 March (no year)` for `--03-29`."""
    if iso.startswith("--"):
        return f"{int(iso[5:7])} {MONTHS[int(iso[2:4]) - 1]} (no year)"
    if len(iso) >= _DAY:
        return f"{int(iso[8:10])} {MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"
    return f"{MONTHS[int(iso[5:7]) - 1]} {iso[:4]}" if len(iso) >= _MONTH else iso


def moment_words(iso: str) -> str:
    """`11 May 2025`, `11 May 2025, 10:30 UTC`; says so where it is not known."""
    time = f", {iso[11:16]}{' UTC' if iso.endswith('Z') else ''}" if iso[10:11] == "T" else ""
    return f"{date_words(iso)}{time}" if iso else "date not known"


def plural(number: int, noun: str) -> str:
    """`1 word`, `1,200 words`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def date_parts(iso: str) -> tuple[str, ...]:
    """The year, month and day of an ISO date as far as known: ("2025", "05")."""
    return tuple(iso.split("-")) if len(iso) >= _YEAR and not iso.startswith("--") else ()


def has_day(iso: str) -> bool:
    """Whether an ISO date is known to the day."""
    return len(iso) >= _DAY


def plain_text(blocks: Iterable[Block]) -> str:
    """The text of blocks, parted by line ends."""
    return "\n".join(block.text.strip() for block in blocks)


def minutes(text: str) -> int:
    """Minutes to read a text, at least 1."""
    return max(1, math.ceil(len(text.split()) / _WORDS_A_MINUTE))


def shortened(text: str, longest: int = _SUMMARY_CHARACTERS) -> str:
    """The first words of a text, with an ellipsis where it was longer."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    end = words.rfind(" ", longest // 2, longest)  # -1 in scripts that part no words
    return words[: end if end > 0 else longest].rstrip(",;:–— ") + " …"


def summary(blocks: Iterable[Block]) -> str:
    """The first words of a text, its captions and headings left out."""
    kept = [b for b in blocks if b.kind not in {"caption", "heading", "table"}]
    return shortened(plain_text(kept))
