"""The view of the page that stands where something is withheld."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TombstoneView:
    """What readers may know: words, the kind of reason, and days in words; nothing of the text.

    until: '' where no end is known.
    """

    path: str
    title: str
    words: str
    reason: str
    since: str
    until: str
    template: str = "tombstone.html"
