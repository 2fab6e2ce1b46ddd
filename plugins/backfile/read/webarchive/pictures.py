"""The picture records of an archive in, their bytes by address out, when asked for.

A crawl holds more pictures than memory should; those of packed records are
unpacked once more when a page shows them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from backfile.read.webarchive.message import Message, body_of


class Pictures(Mapping[str, bytes]):
    """The pictures of an archive by their addresses; of one met twice, the first."""

    def __init__(self, most: int) -> None:
        """Begin with none; larger ones than `most` bytes are not held."""
        self._most = most
        self._found: dict[str, Message] = {}

    def note(self, address: str, message: Message) -> None:
        """Remember a picture."""
        if not address or message.size > self._most or message.record.faults:
            return
        if message.record.again:
            message = replace(message, record=replace(message.record, data=b""))
        self._found.setdefault(address, message)

    def __getitem__(self, address: str) -> bytes:
        """The bytes of a picture."""
        message = self._found[address]
        if message.record.again:
            record = replace(message.record, data=message.record.again())
            message = replace(message, record=record)
        return body_of(message, self._most).content

    def __iter__(self) -> Iterator[str]:
        """The addresses."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)
