"""What an archive holds in, what its revisit records refer to out.

A crawler that meets a content again writes a revisit, which names the record
that holds it: by its digest, its id, or its address and date.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backfile.model import Document
from backfile.read.webarchive.digests import known_digest
from backfile.read.webarchive.naming import address_of, time_of


@dataclass(frozen=True, slots=True)
class Original:
    """What a revisit may refer to: its kind, its page where it is one, and its digest."""

    kind: str
    document: Document | None = None
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class _Known:
    """An original with the digest that its record states, and when it was made."""

    original: Original
    stated: str
    captured: str


class Originals:
    """The answers of an archive, by all that a revisit may name them by."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_name: dict[str, _Known] = {}
        self._by_address: dict[str, list[_Known]] = {}

    def note(self, fields: Mapping[str, str], original: Original) -> None:
        """Remember an answer."""
        address = address_of(fields.get("warc-target-uri", ""))
        captured = time_of(fields.get("warc-date", ""))
        known = _Known(original, _digest(fields), captured)
        names = (known.stated, fields.get("warc-record-id", ""), f"{address} {captured}")
        for name in filter(None, names):
            self._by_name.setdefault(name, known)
        self._by_address.setdefault(address, []).append(known)

    def of(self, fields: Mapping[str, str]) -> Original | None:
        """What a revisit with these fields refers to, where the archive holds it."""
        stated = _digest(fields)
        for found in self._candidates(fields, stated):
            if not (stated and found.stated) or stated == found.stated:
                return found.original
        return None

    def _candidates(self, fields: Mapping[str, str], stated: str) -> Iterator[_Known]:
        """What a revisit may mean, the most certain first."""
        address = address_of(fields.get("warc-refers-to-target-uri", ""))
        moment = f"{address} {time_of(fields.get('warc-refers-to-date', ''))}"
        names = (stated, fields.get("warc-refers-to", ""), moment)
        yield from (self._by_name[name] for name in names if name in self._by_name)
        if "not-modified" in fields.get("warc-profile", ""):
            # The server's word that its last answer still held.
            own = address_of(fields.get("warc-target-uri", ""))
            until = time_of(fields.get("warc-date", ""))
            earlier = [one for one in self._by_address.get(own, ()) if one.captured <= until]
            yield from sorted(earlier, key=lambda one: one.captured)[-1:]


def _digest(fields: Mapping[str, str]) -> str:
    """The stated digest of an answer's content, in one form whatever tool wrote it."""
    stated = fields.get("warc-payload-digest", "").strip()
    known = known_digest(stated)
    return f"{known[0]}:{known[1].hex()}" if known else stated
