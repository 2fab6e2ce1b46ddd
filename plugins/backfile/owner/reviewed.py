"""What the owner has looked at in, which articles need no second look out; and the rows to add.

    reviewed.tsv    id, short digest of the text, day, by: a row a look

Rows are only ever added. An article whose text is another than it was at every
look comes up again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from backfile.model import Article, Digest
from backfile.owner.registerfiles import append, rows_of, text_of
from backfile.printing import printable

REVIEWED = "reviewed.tsv"
HEADER = "id\tdigest\ton\tby\n"
_ROW = r"([a-z2-7]{12})\t([0-9a-f]{12})\t([0-9]{4}-[0-9]{2}-[0-9]{2})\t([^\t\n]*)"
_FORM = "id, digest, day, by"
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The looks that were taken: pairs of an id and the digest of the text that was looked at."""

    looks: frozenset[tuple[str, str]] = frozenset()

    def knows(self, one: Article | Digest) -> bool:
        """Whether an article was looked at with the text that it has now."""
        return (one.id, text_digest(one)) in self.looks


def load_reviewed(folder: Path) -> Reviewed:
    """The looks that a register's folder tells of; none where the file is missing.

    Raises:
        RuleError: the file can't be read or a row is no row; names the line and a cure.
    """
    rows = rows_of(text_of(folder, REVIEWED), _ROW, HEADER, (REVIEWED, _FORM))
    return Reviewed(frozenset((row[0], row[1]) for row in rows))


def remember(folder: Path, ones: Iterable[Article | Digest], on: str, by: str) -> None:
    """Add a row for each article that was looked at; on: ISO day, by: who, in a few words.

    Raises:
        OutputError: the file can't be written.
    """
    who = " ".join(printable(by, " ").split())
    rows = (f"{one.id}\t{text_digest(one)}\t{on}\t{who}\n" for one in ones)
    append(folder / REVIEWED, HEADER, rows)


def text_digest(one: Article | Digest) -> str:
    """A short digest of all that a reader reads of an article: headline, byline, body."""
    told = hashlib.sha256("\n".join(_texts(one)).encode("utf-8", "surrogatepass"))
    return told.hexdigest()[:_DIGITS]


def _texts(one: Article | Digest) -> Iterator[str]:
    if isinstance(one, Digest):
        yield from (" ".join(item.block.text.split()) for item in one.items)
        return
    blocks = (*one.details, *one.body)
    yield from (" ".join(text.split()) for text in (one.title, *(b.text for b in blocks)))
