"""Search documents in, the same with their numbers out, in order of number.

A document's number is its row in the register, so that it stays when others
come and go, and an article added changes only what tells of itself. What is
not in the register follows, oldest first and the undated before all, by id
within a day.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from backfile.model import Listed, SearchDocument

One = TypeVar("One", SearchDocument, Listed)

_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def numbered(documents: Iterable[One]) -> list[tuple[int, One]]:
    """Give each document with its number, in order of number.

    Ids must be distinct.

    Raises:
        ValueError: two documents have the same number.
    """
    registered: dict[int, One] = {}
    others: list[One] = []
    for document in documents:
        if document.number is None:
            others.append(document)
        elif document.number in registered:
            raise ValueError(f"two documents have the number {document.number}")
        else:
            registered[document.number] = document
    after: int = max(registered, default=-1) + 1
    others.sort(key=lambda document: (known_date(document.date), document.id))
    found: list[tuple[int, One]] = sorted(registered.items(), key=lambda pair: pair[0])
    found += enumerate(others, after)
    return found


def known_date(date: str) -> str:
    """Give a date (a day, a month or a year) where its year is known, else an empty text."""
    return date if _ISO.fullmatch(date) else ""
