"""The bytes of a capture in, its text out, with what was repaired on the way.

Order of trust: a byte order mark, then strict UTF-8 (text in another encoding
is hardly ever valid UTF-8 by chance), then what the page declares, checked
against how plausible its words look, then the most plausible legacy code page.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from backfile.later import later
from backfile.model import Repair
from backfile.read.eastasian import east_asian

with later("backfile.read.mojibake"):
    from backfile.read import mojibake

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In the order of preference where two are equally plausible.
_CODE_PAGES = ("windows-1252", "windows-1251", "windows-1250", "koi8-u", "windows-1256", "cp866")
# What browsers read under these labels, by the WHATWG Encoding Standard.
_LABELS = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
# Python knows these by name, but no page is written in them.
_NO_ENCODINGS = ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
# A share of undecodable characters above this is no text but something else;
# a page with a torn multi-byte character here and there stays far below it.
_LOST = re.compile("\ufffd")
# What text hardly holds; files with zero bytes that are no text are full of them.
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f\x7f\ufffd]")
_UNREADABLE_SHARE = 0.05
_SAMPLE_CHARACTERS = 20_000
# Short words may be all accents: "été", "où", "žába".
_FEW = 3
# So many whole characters beyond ASCII speak for UTF-8 against one torn one.
_WHOLE_FOR_TORN = 3
# Punctuation (U+20xx) stands outside an alphabet, a few in a hundred characters.
_SHARE_OF_ALPHABET = 0.8

# A few stray bytes are damage, not another encoding.
_LEAST_FOREIGN = 8
# Encodings whose lines can be told apart by themselves.
_BY_LINE = ("utf-8", *_CODE_PAGES)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read by, and repairs of the document as a whole."""

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()


def decode(data: bytes, *, declares: bool = False) -> Decoded | None:
    """Read bytes as text; None where they are no text.

    declares: look for an encoding declared in the first 4 KB (saved pages).
    Line ends become LF, a byte order mark is dropped.
    """
    declared = _declared(data) if declares else ""
    encoding = _encoding(data, declared)
    by_line = encoding in _BY_LINE and not _is_sound_utf8(data)
    text, repairs = _mixed(data) if by_line else ("", [])
    text = (text or data.decode(encoding, "replace")).removeprefix("\ufeff")
    unreadable = _CONTROLS if "\0" in text else _LOST
    if len(unreadable.findall(text)) > len(text) * _UNREADABLE_SHARE:
        return None
    if zeros := text.count("\0"):
        repairs.append(Repair(f"{zeros} zero bytes", "", "zero bytes"))
        text = text.replace("\0", "")
    if declared and codecs.lookup(declared).name != codecs.lookup(encoding).name:
        repairs.append(Repair(f"declared as {declared}", f"read as {encoding}", "wrong encoding"))
    if lost := text.count("\ufffd"):
        repairs.append(Repair(f"{lost} unreadable bytes", "\ufffd", "undecodable bytes"))
    return Decoded(_line_ends(text), encoding, tuple(repairs))


def _mixed(data: bytes) -> tuple[str, list[Repair]]:
    """Text whose lines are in two encodings, joined from several sources; else ''.

    Lines that are UTF-8 are read so, the others by the code page that is most
    plausible for them together.
    """
    lines = data.split(b"\n")
    others = [n for n, line in enumerate(lines) if not _is_utf8(line)]
    others_set = frozenset(others)
    utf8 = [line for n, line in enumerate(lines) if n not in others_set and not line.isascii()]
    if not others or not utf8:
        return "", []
    foreign = b"\n".join(lines[n] for n in others)
    if sum(byte > 0x7F for byte in foreign) < _LEAST_FOREIGN:  # noqa: PLR2004 - beyond ASCII
        return "", []
    page = _most_plausible(foreign, "")
    decoded = [
        line.decode(page if n in others_set else "utf-8", "replace") for n, line in enumerate(lines)
    ]
    repair = Repair(f"{len(others)} lines are not UTF-8", f"read as {page}", "mixed encodings")
    return "\n".join(decoded), [repair]


def _line_ends(text: str) -> str:
    text = text.replace("\r\n", "\n")
    # A lone CR ends lines only where nothing else does (old Macintosh files).
    return text if "\n" in text else text.replace("\r", "\n")


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    name = _LABELS.get(name, name)
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return ""
    is_text = codec._is_text_encoding  # noqa: SLF001 - the only way to tell base64 from an encoding
    return name if is_text and codec.name not in _NO_ENCODINGS else ""


def _encoding(data: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if encoding := _utf16_without_mark(data):
        return encoding
    # ISO-2022-JP is all ASCII bytes, with escapes.
    if _is_utf8(data) and b"\x1b$" not in data:
        return "utf-8"
    return east_asian(data) or _most_plausible(data, declared)


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, with a torn character here and there allowed."""
    if _is_sound_utf8(data):
        return True
    text = data.decode("utf-8", "replace")
    whole = len(re.findall(r"[^\0-\x7f\ufffd]", text))
    # In another encoding, hardly a byte beyond ASCII is valid UTF-8 by chance.
    return whole >= _WHOLE_FOR_TORN * text.count("\ufffd")


def _is_sound_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of an alphabet shows one or two values in every second byte, zero among them."""
    sample = data[:4000]
    if len(sample) < 4 or b"\0" not in sample:  # noqa: PLR2004 - two characters
        return ""
    halves = (("utf-16-be", sample[::2], sample[1::2]), ("utf-16-le", sample[1::2], sample[::2]))
    return next((name for name, high, low in halves if _is_high(high) and 0 not in low), "")


def _is_high(half: bytes) -> bool:
    """Whether every second byte could be the higher of UTF-16's two."""
    usual = Counter(half).most_common(2)
    return 0 in half and sum(count for _, count in usual) > len(half) * _SHARE_OF_ALPHABET


def _most_plausible(data: bytes, declared: str) -> str:
    names = dict.fromkeys(((declared,) if declared else ()) + _CODE_PAGES)
    scores = {name: _plausibility(data, name) for name in names}
    best = max(scores, key=lambda name: scores[name])
    # The declared one wins unless another is clearly better: a tenth, found by
    # trying pages labelled windows-1252 that are windows-1251 (0.6 apart) and
    # windows-1250 (0.2 apart), and rightly labelled ones (never above 0.02).
    return declared if declared and scores[declared] > scores[best] - 0.1 else best


def _plausibility(data: bytes, encoding: str) -> float:
    """Share of words with non-ASCII letters that look like words, 0 to 1.

    A word looks like one when its letters are of one script, no capital
    follows a small letter, and no symbol stands between its letters.
    """
    text = data.decode(encoding, "replace")[:_SAMPLE_CHARACTERS]
    words = [w for w in re.findall(r"[^\s.,;:!?()\"'<>=/-]+", text) if not w.isascii()]
    if not words:
        return 0.5
    return sum(_looks_like_a_word(word) for word in words) / len(words)


_BETWEEN_LETTERS = dict.fromkeys(map(ord, "’ʼ–—\xad"))


def _looks_like_a_word(word: str) -> bool:
    word = word.strip("“”„‘’«»…–—•·№€£©®™\xa0")
    if not word:
        return True
    letters = "".join(filter(str.isalpha, word))
    if letters != word.translate(_BETWEEN_LETTERS):
        return False
    scripts = {unicodedata.name(c, "?").split(" ", 1)[0] for c in letters}
    if scripts == {"LATIN"} and len(letters) > _FEW and _mostly_accents(letters):
        return False
    return len(scripts) <= 1 and _is_cased_like_a_word(word)


def _is_cased_like_a_word(word: str) -> bool:
    # Alphabets without capitals look like this too.
    return word[1:] == word[1:].lower() or word.isupper()


def _mostly_accents(letters: str) -> bool:
    # Cyrillic read as windows-1252 is all accents; no European language is.
    return sum(not c.isascii() for c in letters) * 2 > len(letters)


def unscramble(text: str) -> str:
    """The text with its mojibake mended by ftfy, or as it was."""
    return text if text.isascii() else mojibake.mended(text)
