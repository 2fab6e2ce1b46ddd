"""A document in, what a hit shows of it out."""

from typing import Any

from backfile.model import TAG_KINDS, SearchDocument
from backfile.search.numbering import known_date


def record_of(document: SearchDocument) -> list[Any]:
    """Give [id, url, title, date, source, summary, tags, authors?].

    tags: flat, for each its kind's place among the kinds, its name, and its
    slug unless that is plain from the name. Authors are left off where there
    are none.
    """
    tags: list[int | str] = []
    for kind, slug, name in document.tags:
        is_plain = slug == name.lower().replace(" ", "-")
        tags += [TAG_KINDS.index(kind), name, "" if is_plain else slug]
    record = [
        document.id,
        document.url,
        document.title,
        known_date(document.date),
        document.source,
        document.summary,
        tags,
    ]
    return [*record, list(document.authors)] if document.authors else record
