"""The bytes of a mailbox in, each message with the line that it begins on out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# "From somebody Mon Jan  2 15:04:05 2006" at the start or below a blank line, with a header
# field below it. Writers differ in what stands between the first word and the time.
_SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n))From [^\n]*\d:\d\d[^\n]*\n(?=[!-9;-~]+:|>From )")
# A line of a text that begins with "From " was written with ">" before it, one that begins
# with ">From " with one more.
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Message:
    """The bytes of one message with LF line ends, and its first line in the file."""

    data: bytes
    line: int


def is_mailbox(start: bytes) -> bool:
    """Whether a file begins as a mailbox does."""
    return _SEPARATOR.match(start.lstrip().replace(b"\r\n", b"\n")) is not None


def messages_of(data: bytes) -> Iterator[Message]:
    """The messages of a mailbox, or the one message that a file is; in order.

    What stands above the first separator, if it is more than blank, is a
    message too. The separators are taken off, the mark before "From " as well.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    if not is_mailbox(data):
        yield Message(data, 1)
        return
    line, start = 1, 0
    for found in _SEPARATOR.finditer(data):
        yield from _message(data[start : found.start()], line)
        line += data.count(b"\n", start, found.end())
        start = found.end()
    yield from _message(data[start:], line)


def _message(data: bytes, line: int) -> Iterator[Message]:
    if data.strip():
        yield Message(_ESCAPED.sub(b"", data), line)
