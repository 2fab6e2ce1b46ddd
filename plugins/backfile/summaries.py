"""A text in, its first words and how long it takes to read out."""

import math
from collections.abc import Iterable

from backfile.model import Block

# Words a minute of silent reading of non-fiction: Brysbaert 2019, J. Mem. Lang. 109.
_WORDS_A_MINUTE = 238
_SUMMARY_CHARACTERS = 200


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
