"""Search documents in, the same with their numbers out, in order of number.

A document's number is its row in the register, so that it stays when others
come and go, and an article added changes only what tells of itself. What is
not in the register follows, oldest first and the undated before all, by id
within a day.
"""

import re
from collections.abc import Iterable

from backfile.model import SearchDocument

Numbered = tuple[int, SearchDocument]

_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def numbered(documents: Iterable[SearchDocument]) -> list[Numbered]:
    """Give each document with its number, in order of number.

    Ids must be distinct.

    Raises:
        ValueError: two documents have the same number.
    """
    registered: dict[int, SearchDocument] = {}
    others = []
    for document in documents:
        if document.number is None:
            others.append(document)
        elif document.number in registered:
            raise ValueError(f"two documents have the number {document.number}")
        else:
            registered[document.number] = document
    after = max(registered, default=-1) + 1
    others.sort(key=lambda document: (known_date(document), document.id))
    return [*sorted(registered.items()), *enumerate(others, after)]


def known_date(document: SearchDocument) -> str:
    """Give the date (a day, a month or a year) where its year is known, else an empty text."""
    return document.date if _ISO.fullmatch(document.date) else ""
