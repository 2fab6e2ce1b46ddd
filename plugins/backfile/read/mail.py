"""Mail in (one letter, or a mailbox of many), a document of each letter out.

Newsletters and alerts are the mail that archives get: the subject is the
headline, the text the story. Whom it was sent to is never given out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from backfile.model import Block, Capture, Document, Place, Rejected, Repair
from backfile.read.lines import mend
from backfile.read.mailbox.body import blocks_of
from backfile.read.mailbox.charsets import text_in
from backfile.read.mailbox.claims import claims_of, title_of
from backfile.read.mailbox.headers import sender_of
from backfile.read.mailbox.messages import Message, is_mailbox, messages_of
from backfile.read.mailbox.parts import Mail, Part, mails_of, why_not
from backfile.read.records.entry import NO_TEXT, Entry, LeftOut, documents_of
from backfile.read.records.values import Source, Text, Value, html_text_of
from backfile.settings import Settings

_ENDINGS = (".eml", ".mbox", ".mbx")
# A header, whatever the file is called: fields, and one of those that only mail has.
_HEADER = re.compile(
    rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?"
    rb"(?:return-path:|message-id:|mime-version:|delivered-to:|received: *(?:from|by) )",
    re.IGNORECASE,
)
# A page that a browser saved into one file is written as mail is, but is none.
_SAVED_PAGE = re.compile(rb"^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)
_ATTACHED = "attachments are not kept by this version"
_NO_HTML = "HTML that can't be read: left out"
_NO_TEXT_PART = "a part that is no text: left out"


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is mail, by its ending or its first bytes."""
    start = start.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if _SAVED_PAGE.search(start):
        return False
    return ending in _ENDINGS or is_mailbox(start) or bool(_HEADER.match(start))


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The documents of a letter or mailbox, or why there are none."""
    if not data.strip():
        return Rejected(capture.path, "is empty", capture.id)
    source = Source(capture, settings)
    return documents_of(capture, (one for m in messages_of(data) for one in _found(m, source)))


def _found(message: Message, source: Source) -> Iterator[Entry | LeftOut]:
    """What a message and those attached to it give."""
    most = source.settings.max_text_bytes
    why = f"is larger than {most} bytes" if len(message.data) > most else why_not(message)
    if not why:
        try:
            mails = list(mails_of(message))
        except RecursionError:
            why = "has parts in parts beyond all bounds"
    if why:
        place = Place(message.line, message.line + message.data.count(b"\n"))
        start = message.data[:1000].decode("utf-8", "replace")
        yield LeftOut(place, start, f"a mail that {why}: left out")
        return
    yield from (_entry(mail, source) for mail in mails)


def _entry(mail: Mail, source: Source) -> Entry | LeftOut:
    texts = [_text(part, source) for part in mail.texts]
    body = [block for text in texts for block in text.blocks]
    told = [Repair(what, "", _ATTACHED) for what in mail.attached]
    title, repairs = title_of(mail)
    if not body:
        parts = (title, *mail.attached, *(text.why_not for text in texts))
        whole = "; ".join(part for part in parts if part)
        return LeftOut(mail.place, whole, NO_TEXT)
    repairs += tuple(repair for text in texts for repair in text.repairs)
    head = tuple(_head(mail, title))
    return Entry((*head, *body), claims_of(mail, title), (*told, *repairs), mail.place)


def _head(mail: Mail, title: str) -> Iterator[Block]:
    """What stands above the text: that there are more fields, the subject, whom it is from."""
    first = Place(mail.place.first_line, mail.place.first_line)
    names = ", ".join(name for name in mail.fields if name not in {"subject", "from"})
    if names:
        line = mend(f"fields of the header: {names}", first)[0]
        yield Block("line", line, first, given="S")
    if title:
        yield Block("paragraph", title, mail.subject, given="T")
    if sender := mend(sender_of(mail.fields).shown, mail.subject)[0].strip():
        yield Block("line", f"From: {sender}", mail.subject, given="M")


def _text(part: Part, source: Source) -> Text:
    """The blocks of a text of a mail."""
    decoded = text_in(part.data, part.charset)
    if decoded is None:
        what = f"{len(part.data)} bytes in {part.charset or 'an unknown charset'}"
        return Text((), (Repair(what, "", _NO_TEXT_PART),), _NO_TEXT_PART)
    if part.type == "text/html":
        found = html_text_of(decoded.text, part.place, source)
    else:
        value = Value(decoded.text, part.place, part.by_line)
        found = blocks_of(value, flowed=part.flowed, delsp=part.delsp)
    repairs = (*decoded.repairs, *found.repairs)
    if found.why_not:
        repairs += (Repair(found.why_not, "", _NO_HTML),)
    return replace(found, repairs=repairs)
