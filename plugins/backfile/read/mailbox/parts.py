"""The bytes of a message in, its mails out: header fields, texts, and what is attached.

A message that is attached is a mail of its own. The parser's old policy is used on
purpose: the newer one raises on malformed fields.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as Parsed
from email.utils import collapse_rfc2231_value

from backfile.model import Place
from backfile.read.mailbox.headers import fields_of, header_text
from backfile.read.mailbox.messages import Message

# The parser's time grows with parts within parts times lines: 50 million steps are 6 seconds.
_MOST_STEPS, _MOST_PARTS = 50_000_000, 20_000
_LONG_TYPE = re.compile(rb"^content-type:(?:[^\n]|\n[ \t]){5000}", re.IGNORECASE | re.MULTILINE)
_SUBJECT = re.compile(rb"^subject:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(rb"<[^<>]*>|\s+")
# Beside HTML of so many times its letters, a plain text says "see this in a browser".
_STUB = 4
_TEXTS = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a mail: its type, bytes and charset, and where it stands in the file.

    by_line: each of its lines is one of the file's. flowed, delsp: as in RFC 3676.
    """

    type: str
    data: bytes
    charset: str
    place: Place
    by_line: bool
    flowed: bool = False
    delsp: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its fields as they were sent, its texts, what is attached, and its lines."""

    fields: Mapping[str, str]
    subject: Place
    texts: tuple[Part, ...]
    attached: tuple[str, ...]
    place: Place


def why_not(message: Message) -> str:
    """Why a message is not taken apart; '' where it is."""
    data = message.data
    steps = data.lower().count(b"boundary") * data.count(b"\n")
    if steps > _MOST_STEPS or data.count(b"\n--") > _MOST_PARTS:
        return "has more parts than are read"
    return "has a field without an end" if _LONG_TYPE.search(data) else ""


def mails_of(message: Message) -> Iterator[Mail]:
    """The mail that a message is, and those that are attached to it, each once.

    Raises:
        RecursionError: its parts stand in parts beyond all bounds.
    """
    where = _Where(message)
    waiting = [message_from_bytes(message.data)]
    while waiting:
        mail, inner = _taken_apart(waiting.pop(0), where)
        waiting = [*inner, *waiting]
        yield mail


class _Where:
    """Finds the lines of one part after another in the bytes of a message."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._at = 0
        self._line = message.line
        self._last = message.line + message.data.rstrip(b"\n").count(b"\n")

    def subject(self) -> Place:
        """The lines of the next subject; where there is none, the next line."""
        found = _SUBJECT.search(self._message.data, self._at)
        return self._place(found.start(), found.end()) if found else Place(self._line, self._line)

    def of(self, data: bytes) -> Place | None:
        """The lines of a part as it was sent; None where it was changed on the way."""
        start = self._message.data.find(data, self._at)
        return self._place(start, start + len(data)) if start >= 0 else None

    def rest(self) -> Place:
        """All lines from here on."""
        return Place(min(self._line, self._last), self._last)

    def _place(self, start: int, end: int) -> Place:
        data = self._message.data
        first = self._line + data.count(b"\n", self._at, start)
        last = first + data.count(b"\n", start, max(start, end - 1))
        self._at, self._line = end, first + data.count(b"\n", start, end)
        return Place(first, last)


def _taken_apart(message: Parsed, where: _Where) -> tuple[Mail, list[Parsed]]:
    """A mail without those inside it, and those."""
    whole, subject = where.rest(), where.subject()
    texts: list[Part] = []
    attached: list[str] = []
    inner: list[Parsed] = []
    for part in _leaves(message):
        if _is_text(part):
            texts.append(_text(part, where))
        elif part.get_content_type() == "message/rfc822" and _parts(part):
            inner += _parts(part)
        else:
            attached.append(_attached(part))
    fields = fields_of(message.raw_items())
    return Mail(fields, subject, tuple(texts), tuple(attached), whole), inner


def _leaves(message: Parsed) -> Iterator[Parsed]:
    """The parts of a mail that hold no others; of a text in several forms, one."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        parts = _parts(part)
        if part.get_content_maintype() != "multipart" or not parts:
            yield part
        elif part.get_content_type() == "multipart/alternative":
            waiting = [*_chosen(parts), *waiting]
        else:
            waiting = [*parts, *waiting]


def _parts(part: Parsed) -> list[Parsed]:
    held = part.get_payload() if part.is_multipart() else []
    return [one for one in held if isinstance(one, Parsed)] if isinstance(held, list) else []


def _is_text(part: Parsed) -> bool:
    is_attached = part.get_content_disposition() == "attachment"
    # A multipart without parts is text whose boundary got lost.
    is_text = part.get_content_type() in _TEXTS or part.get_content_maintype() == "multipart"
    return is_text and not is_attached and not part.is_multipart()


def _chosen(parts: Sequence[Parsed]) -> list[Parsed]:
    """Of several forms of a text the plain one, unless it is a stub; and what is no form of it."""
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    rich = next((part for part in reversed(parts) if _html(part)), None)
    others = [p for p in parts if p.get_content_maintype() not in {"text", "multipart"}]
    if plain is None or rich is None:
        # A part without fields counts as false.
        return [next(p for p in (plain, rich, parts[0]) if p is not None), *others]
    is_stub = len(_TAG.sub(b"", _bytes(plain))) * _STUB < _letters(_html(rich))
    return [rich if is_stub else plain, *others]


def _html(part: Parsed) -> bytes:
    """The HTML of a part, or of the first part in it that has any."""
    htmls = (p for p in part.walk() if p.get_content_type() == "text/html")
    return next((data for p in htmls if (data := _bytes(p))), b"")


def _letters(page: bytes) -> int:
    """About how many letters of HTML are shown."""
    first, *others = page.lower().split(b"<style")
    shown = first + b"".join(style.partition(b"</style")[2] for style in others)
    return len(_TAG.sub(b"", shown))


def _text(part: Parsed, where: _Where) -> Part:
    sent = _sent(part)
    place = where.of(sent)
    kind = part.get_content_type()
    return Part(
        type="text/html" if kind == "text/html" else "text/plain",
        data=_bytes(part),
        charset=_param(part, "charset"),
        place=place or where.rest(),
        by_line=place is not None and sent == _bytes(part),
        flowed=_param(part, "format").lower() == "flowed",
        delsp=_param(part, "delsp").lower() == "yes",
    )


def _sent(part: Parsed) -> bytes:
    """A part's bytes as they stand in the message."""
    coding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if coding in {"", "7bit", "8bit", "binary"}:
        return _bytes(part)
    try:
        return str(part.get_payload()).encode("ascii", "replace")
    except (LookupError, TypeError, ValueError):
        # Bytes beyond ASCII, in a charset that is none: where they stand is not known.
        return b""


def _bytes(part: Parsed) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _attached(part: Parsed) -> str:
    name = _param(part, "filename", "content-disposition") or _param(part, "name")
    kind = part.get_content_type()
    return f"{header_text(name) or 'without a name'} ({kind}, {len(_bytes(part))} bytes)"


def _param(part: Parsed, name: str, header: str = "content-type") -> str:
    """A parameter of a field; '' where it has none, or one that can't be read."""
    try:
        return collapse_rfc2231_value(part.get_param(name, "", header))
    except (LookupError, TypeError, ValueError):
        return ""
