"""Files as they were received, and what is known of where they came from."""

from dataclasses import dataclass, fields, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of where a capture came from; empty strings mean not known."""

    source: str = ""
    url: str = ""
    captured: str = ""
    captured_precision: Literal["exact", "approximate", "unknown"] = "unknown"
    by: str = ""
    method: str = ""
    language: str = ""
    rights: str = ""

    def joined(self, nearer: "Provenance") -> "Provenance":
        """What is known once a nearer word is heard: it wins, field by field."""
        said = {f.name: getattr(nearer, f.name) for f in fields(nearer)}
        if not nearer.captured:
            said.pop("captured_precision")
        return replace(self, **{name: word for name, word in said.items() if word})


@dataclass(frozen=True, slots=True)
class Capture:
    """One input file as it was received.

    id: SHA-256 of its bytes, hexadecimal. path: relative to the captures
    folder, with forward slashes. copies: other paths that hold the same bytes.
    companions: the files of a saved page. pictured: tells one state of the
    pictures among them from another; empty where there are none.
    """

    id: str
    path: str
    size: int
    provenance: Provenance
    companions: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    pictured: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gave no article: its path and the reason, with what to try."""

    source: str
    reason: str
    capture_id: str = ""
