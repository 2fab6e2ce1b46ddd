"""Mark-up in, whether it tells what is withheld, or the same mark-up without it, out.

Mark-up of captures is not yet sanitised here; it is where it is shown. So it
is only cut, never built from what stands between its brackets.
"""

import html as entities
import re
from collections.abc import Iterator, Sequence

from backfile.owner.redaction.cutting import BETWEEN, Cut, Cutter
from backfile.owner.redaction.letters import letters

_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9]*)")
# These part words; all others may stand within one.
_PARTING = frozenset("br caption dd div dl dt li ol p table tbody td tfoot th thead tr ul".split())


def tells(html: str, cutter: Cutter) -> bool:
    """Whether something withheld stands in mark-up, inline tags between its letters or not."""
    return cutter.may_hold(html) or cutter.may_hold(_TAG.sub("", html))


def remade(html: str, text: str, cutter: Cutter) -> str:
    """Mark-up without what is withheld; '' where it would tell more than its block's new text."""
    parts = _TAG.split(html)
    texts = [entities.unescape(part) for part in parts[::2]]
    gaps = [BETWEEN if _name(tag) in _PARTING else "" for tag in parts[1::2]]
    whole = "".join(piece for pair in zip(texts, [*gaps, ""], strict=True) for piece in pair)
    left = list(_without(texts, gaps, cutter.cuts(whole), cutter.marks))
    tags = [
        f"<{_closing(tag)}{_name(tag)}>" if cutter.may_hold(tag) else tag for tag in parts[1::2]
    ]
    told = [entities.escape(piece, quote=False) for piece in left]
    made = "".join(piece for pair in zip(told, [*tags, ""], strict=True) for piece in pair)
    is_same = letters("".join(left)) == letters(text)
    return made if is_same and not tells(made, cutter) else ""


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


def _closing(tag: str) -> str:
    return "/" if tag.startswith("</") else ""


def _without(
    texts: Sequence[str], gaps: Sequence[str], cuts: Sequence[Cut], marks: Sequence[str]
) -> Iterator[str]:
    """Each text without its part of the cuts; the mark stands where a cut begins."""
    at = 0
    for text, gap in zip(texts, [*gaps, ""], strict=True):
        left, begin, end = "", at, at + len(text)
        for cut in cuts:
            if cut.end <= at or cut.start >= end:
                continue
            left += text[begin - at : max(cut.start - at, 0)] if cut.start > begin else ""
            left += marks[cut.entry] if cut.start >= at else ""
            begin = cut.end
        yield left + (text[begin - at :] if begin < end else "")
        at = end + len(gap)
