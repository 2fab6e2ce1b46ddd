"""The folder of the register in, all that the archive has promised out.

    addresses.tsv   id, address, SHA-256 of the capture, place: a row a promise
    tags.yaml       the tags that have a page, one a line
    texts.tsv       id and short digests of headline and paragraphs: never a text

Rows are only ever added. A row that is there twice counts once, so that git
may merge two branches by taking the rows of both.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from backfile.model import Promise, Register
from backfile.owner.registerfiles import rows_of, text_of
from backfile.owner.registertags import load_tags

ADDRESSES = "addresses.tsv"
TAGS = "tags.yaml"
TEXTS = "texts.tsv"
# The first line of a file says what its fields are.
HEADERS = {ADDRESSES: "id\taddress\tcapture\tplace\n", TEXTS: "id\tdigests\n", TAGS: ""}

_ID = "[a-z2-7]{12}"
# Nothing but an address of ours: it becomes the path of a file.
_ADDRESS = rf"(?:[0-9]{{4}}/[0-9]{{2}}|undated|digests)/[a-z0-9-]+\.html(?:#{_ID})?"
_PLACE = "[0-9]{1,9}:[0-9]{1,9}"
_PROMISE = rf"({_ID})\t({_ADDRESS})\t([0-9a-f]{{64}})\t({_PLACE})"
# Empty: the owner accepted that it is gone.
_TEXT = rf"({_ID})\t([0-9a-f ]*)"
_FORMS = {ADDRESSES: "id, address, SHA-256, place", TEXTS: "id, digests"}
_Row = tuple[str, ...]


def load_register(folder: Path) -> Register:
    """All that was promised; nothing where the folder or a file is missing.

    Raises:
        RuleError: a file can't be read, a row is torn or no row; names file, line and cure.
    """
    promises, moved = _promises(_rows(folder, ADDRESSES, _PROMISE))
    texts = {row[0]: row[1] for row in _rows(folder, TEXTS, _TEXT)}
    return Register(promises, moved, load_tags(text_of(folder, TAGS), TAGS), texts)


def _rows(folder: Path, name: str, row: str) -> list[_Row]:
    return rows_of(text_of(folder, name), row, HEADERS[name], (name, _FORMS[name]))


class _Promises(Mapping[str, Promise]):
    """Promises by id, each made when it is asked for: 100,000 at once are half of the time."""

    def __init__(self, rows: Mapping[str, tuple[int, _Row]]) -> None:
        """rows: by id its number and fields."""
        self._rows = rows

    def __getitem__(self, ident: str) -> Promise:
        number, (_, address, capture_id, place) = self._rows[ident]
        return Promise(number, ident, address, capture_id, place)

    def __contains__(self, ident: object) -> bool:
        return ident in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _promises(rows: list[_Row]) -> tuple[Mapping[str, Promise], dict[str, str]]:
    """By id the last word on its address, and the addresses it had before with the id."""
    known = {row[0]: (number, row) for number, row in enumerate(rows)}
    if len(rows) == len(known) == len({row[1] for row in rows}):
        return _Promises(known), {}
    return _of_moved(rows)


def _of_moved(rows: list[_Row]) -> tuple[Mapping[str, Promise], dict[str, str]]:
    """The same where a row is there twice, or an address has moved.

    An address is its whom it was promised first: another that was promised it,
    on a branch that knew nothing of the first, has none.
    """
    known: dict[str, tuple[int, _Row]] = {}
    moved: dict[str, str] = {}
    holders: dict[str, str] = {}
    for number, row in enumerate(rows):
        ident, address = row[:2]
        is_new = address not in holders
        is_own = holders.setdefault(address, ident) == ident
        first, before = known.setdefault(ident, (number, row if is_own else (ident, "", *row[2:])))
        if is_new and before[1] != address:
            known[ident] = (first, (ident, address, *before[2:]))
            if before[1]:
                moved[before[1]] = ident
    return _Promises(known), moved


def promise_line(promise: Promise) -> str:
    """The row of a promise; its number is where it comes to stand."""
    return f"{promise.id}\t{promise.address}\t{promise.capture_id}\t{promise.place}\n"


def text_line(ident: str, digests: str) -> str:
    """The row of a text: short digests of headline and paragraphs; '' where it is gone."""
    return f"{ident}\t{digests}\n"
