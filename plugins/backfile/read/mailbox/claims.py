"""A mail in, its title and what its header says of it out: date, author, source, address."""

import re
from collections.abc import Iterator
from dataclasses import replace

from backfile.model import Claim, Repair
from backfile.read.lines import mend
from backfile.read.mailbox.headers import header_text, list_of, sender_of
from backfile.read.mailbox.parts import Mail
from backfile.read.records.claims import LONGEST_CLAIM

# "Fwd:", "AW:", "RV:" and others, once or several times.
_MARK = re.compile(
    r"(?:(?P<forward>fwd?|wg|tr|rv|enc|pd|vl|vb)|re|aw|sv|antw|ynt|odp|відп|отв)\s*(?:\[\d+\])?\s?:\s*",
    re.IGNORECASE,
)
_MARKED = "the mark of an answer or of a forwarded mail taken off the subject"
# Fields that hold the address of the same text on the web.
_ADDRESSES = ("archived-at", "x-rss-url", "x-url", "content-location")
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?")


def title_of(mail: Mail) -> tuple[str, tuple[Repair, ...]]:
    """The subject without the marks of mail programs before it."""
    subject = header_text(mail.fields.get("subject", ""))
    end = _marks(subject)[0]
    title, repairs = mend(subject[end:], mail.subject)
    if end and title.strip():
        repairs = (Repair(subject, subject[end:], _MARKED, mail.subject), *repairs)
    return title.strip(), repairs


def _marks(subject: str) -> tuple[int, bool]:
    """Where a subject begins behind its marks, and whether one says that it was forwarded."""
    end, forwarded = 0, False
    while found := _MARK.match(subject, end):
        end, forwarded = found.end(), forwarded or found["forward"] is not None
    return end, forwarded


def claims_of(mail: Mail, title: str) -> tuple[Claim, ...]:
    """What the header says of the text; that of a forwarded one is of another day and person."""
    is_forwarded = _marks(header_text(mail.fields.get("subject", "")))[1]
    found = (
        Claim("title", title, "mail subject"),
        *(() if is_forwarded else _of_sending(mail)),
        *(Claim("url", address, f"mail {name}") for name, address in _addresses(mail)),
        Claim("language", _field(mail, "content-language"), "mail content-language"),
    )
    return tuple(
        replace(claim, value=claim.value[:LONGEST_CLAIM]) for claim in found if claim.value
    )


def _of_sending(mail: Mail) -> Iterator[Claim]:
    """When it was sent and by whom: an author only where that is a person."""
    sender = sender_of(mail.fields)
    yield Claim("date", _field(mail, "date"), "mail date")
    if sender.is_person:
        yield Claim("author", _mended(sender.name, mail), "mail from")
    else:
        paper = list_of(mail.fields) or sender.name
        yield Claim("source", _mended(paper, mail), "mail from")


def _addresses(mail: Mail) -> Iterator[tuple[str, str]]:
    for name in _ADDRESSES:
        if found := _ADDRESS.search(_field(mail, name)):
            yield name, found[1]


def _field(mail: Mail, name: str) -> str:
    return _mended(header_text(mail.fields.get(name, "")), mail)


def _mended(text: str, mail: Mail) -> str:
    return " ".join(mend(text, mail.subject)[0].split())
