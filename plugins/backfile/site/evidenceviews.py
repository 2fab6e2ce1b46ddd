"""The view of the page on evidence: what the archive proves, what not, and its own figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """A figure of the archive: its name and what it is; is_digest: a SHA-256."""

    name: str
    value: str
    is_digest: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What this proves, and what it does not.

    Nothing in it may depend on a seal: that is made after the page.
    """

    path: str
    title: str
    dates: tuple[EvidenceFact, ...]
    made_by: tuple[EvidenceFact, ...]
    template: str = "evidence.html"
