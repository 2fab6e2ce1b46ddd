"""The fields of a mail's header in, their text out, and who sent it as far as readers may know.

Addresses are never given out: they would stand on a public page.
"""

import binascii
import quopri
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from backfile.read.mailbox.charsets import text_in

# =?charset?B?base64?= and =?charset?Q?quoted=20printable?= (RFC 2047).
_WORDS = re.compile(r"((?:=\?[^?\s]{1,60}\?[BbQq]\?[^?\n]*\?=\s*)+)")
_WORD = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?\n]*)\?=")
_FOLD = re.compile(r"\r?\n[ \t]?")
# A field that anybody reads is a line or two; an address is shorter.
_LONGEST, _LONGEST_ADDRESS = 10_000, 1_000
# What bulk mail says of itself; then its sender is the paper, not a person.
_BULK = (
    "list-id",
    "list-unsubscribe",
    "list-post",
    "feedback-id",
    "x-mailer-lid",
    "auto-submitted",
)
_NO_PERSON = re.compile(
    r"\d|[@|/:&]|\b(?:news\w*|alerts?|daily|weekly|morning|evening|briefing|digest|updates?|bulletin"
    r"|newsletter|team|desk|editors?|redaktion|rédaction|redacción|redazione|redakcja|редакция"
    r"|редакція|press\w*|media|info|service|support|no-?reply|the|times|post|journal|gazette|herald"
    r"|tribune|agency|group|inc|ltd|gmbh|list|admin|office|department|ministry|via|google|radio|tv)\b",
    re.IGNORECASE,
)
# "Harbour Gazette" <alerts@example.org>, or alerts@example.org (Harbour Gazette)
_SENDER = re.compile(
    r"\s*(?:(?:\"([^\"]*)\"|([^<\"]*))\s*<([^<>]*)>"
    r"|([^\s<>\"()]+@[^\s<>\"()]+)\s*(?:\(([^()]*)\))?)"
)
_FEWEST_WORDS, _MOST_WORDS = 2, 4
_LIST_NAME = re.compile(r"\s*(?:\"?([^\"<]*?)\"?\s*)?<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom a mail is from: a name and the domain of the address; a person or a list."""

    name: str
    domain: str
    is_person: bool

    @property
    def shown(self) -> str:
        """Name and domain, as a line for readers."""
        return (
            f"{self.name} ({self.domain})"
            if self.name and self.domain
            else self.name or self.domain
        )


def fields_of(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first value of each field by its name in small letters, as it was sent."""
    fields: dict[str, str] = {}
    for name, value in items:
        fields.setdefault(name.lower(), str(value)[:_LONGEST])
    return fields


def header_text(sent: str) -> str:
    """A field as text in one line: unfolded, its encoded words and bare bytes decoded."""
    line = _FOLD.sub(" ", sent)
    if not line.isascii():
        found = text_in(line.encode("utf-8", "surrogateescape"), "")
        line = found.text if found else line.encode("ascii", "replace").decode()
    return " ".join(_WORDS.sub(lambda run: _decoded(run[1]), line).split())


def _decoded(run: str) -> str:
    """Neighbouring encoded words as text; bytes of one charset are joined before they are read."""
    words = [(found[1], _bytes(found[2], found[3])) for found in _WORD.finditer(run)]
    texts = []
    for charset, part in groupby(words, key=lambda word: word[0]):
        data = b"".join(data for _, data in part)
        found = text_in(data, charset)
        texts.append(found.text if found else run)
    return "".join(texts) + (" " if run[-1:].isspace() else "")


def _bytes(how: str, written: str) -> bytes:
    if how in "qQ":
        return quopri.decodestring(written.encode("ascii", "replace"), header=True)
    try:
        return b64decode(written + "=" * (-len(written) % 4))
    except (binascii.Error, ValueError):
        return written.encode("ascii", "replace")


def sender_of(fields: Mapping[str, str]) -> Sender:
    """Whom a mail is from; a person only where nothing says that it is bulk mail or a desk."""
    name, address = _parted(_FOLD.sub(" ", fields.get("from", ""))[:_LONGEST_ADDRESS])
    domain = address.rpartition("@")[2].strip(" >.").lower()
    words = name.split()
    is_name = _FEWEST_WORDS <= len(words) <= _MOST_WORDS and all(w[:1].isupper() for w in words)
    is_bulk = (
        any(field in fields for field in _BULK) or "bulk" in fields.get("precedence", "").lower()
    )
    return Sender(name, domain, is_name and not is_bulk and not _NO_PERSON.search(name))


def _parted(sent: str) -> tuple[str, str]:
    """Name and address of a sender; a name that is an address is none."""
    found = _SENDER.match(sent)
    quoted, plain, address, bare, aside = found.groups("") if found else ("", sent, "", "", "")
    name = header_text(quoted or plain or aside).strip(" \"'")
    return "" if "@" in name else name, address or bare


def list_of(fields: Mapping[str, str]) -> str:
    """The name of the mailing list or newsletter; '' where there is none."""
    found = _LIST_NAME.match(header_text(fields.get("list-id", "")))
    return (found[1] or found[2] or "").strip() if found else ""
