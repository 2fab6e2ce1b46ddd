"""A line or paragraph as captured in, the same fit to be published out, with its repairs.

Mojibake is mended, odd spaces become plain ones, characters that XML forbids
or that could turn the reading order round are dropped: each with a repair.
"""

import re

from backfile.model import Place, Repair
from backfile.read.encoding import unscramble

# No-break, narrow, thin, ideographic and other spaces; tabs are spaces here too, and so are
# the line and page ends of other machines, which part words.
_ODD_SPACES = re.compile(
    r"[\t\x0b-\r\x1c-\x1e\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
# Control characters (XML forbids most), soft hyphens, zero-width spaces and
# marks, and overrides that turn the reading order round (CVE-2021-42574).
# The joiners U+200C and U+200D stay: Persian and Indic scripts need them.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\ufffe\uffff]"
)

# Text that has nothing to mend. Asking whether a text is mojibake takes longer than all else
# that is done with a line: 3 million characters a second, where this takes 40 to 130 million.
# Between plain ASCII: a mark of print or an accented capital by itself, a run of accented small
# letters, or a word in Cyrillic letters. Mojibake has others, or these beside each other; a
# test holds this against what the steps find.
_SOUND = re.compile(
    r"(?:[ -~]+|(?:"
    r"[‘’“”–—…«»°€£ÀÁÄ-ÖØ-ÞĄĆČĎĘĚŁŃŇŚŠŤŹŻŽŐŰĞİŞ]"
    r"|[à-öø-ÿāăąćčďđēęěğģīįıķļłńņňōőŕřśşšţťūůűųźżžșț]+"
    r"|[‘“«(]?[А-Яа-яЁёІіЇїЄє]+[’”»—–…]?"
    r")(?=[ -~]|\Z))*+"
)


def _visible(text: str) -> str:
    return _UNSEEN.sub("", text)


def _plainly_spaced(text: str) -> str:
    return _ODD_SPACES.sub(" ", text)


_STEPS = (
    ("mojibake", unscramble),
    ("odd spaces", _plainly_spaced),
    ("unseen characters", _visible),
)


def mend(text: str, place: Place) -> tuple[str, tuple[Repair, ...]]:
    """The text fit to be published, and a repair for each kind of change."""
    return (text, ()) if _SOUND.fullmatch(text) else mended_in_steps(text, place)


def mended_in_steps(text: str, place: Place) -> tuple[str, tuple[Repair, ...]]:
    """What `mend` gives, without looking first whether there is anything to mend."""
    repairs: list[Repair] = []
    for why, step in _STEPS:
        after = step(text)
        if after != text:
            repairs.append(Repair(text, after, why, place))
            text = after
    return text, tuple(repairs)
