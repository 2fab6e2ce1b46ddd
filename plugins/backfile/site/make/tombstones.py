"""What is withheld in, the pages at the addresses that it had out."""

from collections.abc import Iterator, Mapping

from backfile.model import WithheldReason
from backfile.site.make.shelf import Shelf
from backfile.site.make.words import date_words
from backfile.site.tombstoneviews import TombstoneView

TITLE = "Withheld"
_REASONS: Mapping[WithheldReason, str] = {
    "court": "an order of a court",
    "privacy": "a person’s privacy",
    "copyright": "copyright",
    "embargo": "an embargo",
    "safety": "somebody’s safety",
    "other": "another reason",
}


def tombstone_views(shelf: Shelf) -> Iterator[TombstoneView]:
    """A page for each address, in their order."""
    for stone in sorted(shelf.corpus.tombstones, key=lambda one: one.address):
        yield TombstoneView(
            stone.address,
            TITLE,
            stone.words,
            _REASONS[stone.reason],
            date_words(stone.on),
            date_words(stone.until) if stone.until else "",
        )
