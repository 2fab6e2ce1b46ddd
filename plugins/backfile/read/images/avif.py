"""An AVIF in, the same picture without metadata out: boxes are copied, never decoded.

Places of data are counted from the start of the file, so nothing moves: what
is not part of the picture (EXIF, XMP, unknown boxes, gaps) becomes zeros, and
its item gets a type that readers pass over. The boxes are those of ISO/IEC 14496-12 and 23008-12.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from backfile.read.images.parts import BadPictureError, Stripped, number, piece

_BRAND = b"avif"
_HEADER = 8
_EMPTY = b"free"
_IN_META = frozenset((b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp", b"idat"))
# Items that draw; others say something of the picture.
_DRAWING = frozenset((b"av01", b"grid", b"iovl", b"iden", b"tmap"))
_MOST_ITEMS = 4_000


@dataclass(frozen=True, slots=True)
class _Box:
    """name, where the box and its content begin, where it ends."""

    name: bytes
    start: int
    content: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    """An item's number, where its type is written, whether it draws."""

    number: int
    type_at: int
    draws: bool


def is_so(start: bytes) -> bool:
    """Whether a file that begins so names itself an AVIF still."""
    brands = start[8 : min(len(start), int.from_bytes(start[:4], "big"))]
    return start[4:8] == b"ftyp" and any(
        brands[at : at + 4] == _BRAND for at in (0, *range(8, len(brands), 4))
    )


def strip(data: bytes) -> Stripped:
    """The picture without metadata.

    Raises:
        BadPictureError: it is no still AVIF with whole boxes.
    """
    outer = [*_boxes(data, 0, len(data))]
    boxes = {box.name: box for box in outer}
    if not {b"ftyp", b"meta", b"mdat"} <= boxes.keys() or b"moov" in boxes:
        raise BadPictureError
    inner = [*_boxes(data, boxes[b"meta"].content + 4, boxes[b"meta"].end)]
    meta = {box.name: box for box in inner}
    if not {b"iloc", b"iinf", b"iprp"} <= meta.keys():
        raise BadPictureError
    items = [*_items(data, meta[b"iinf"])]
    kept = [*_fixed(boxes, meta), *_drawn(data, meta, items)]
    bare = _only(data, kept, [*outer, *inner])
    for item in items:
        if not item.draws:
            bare[item.type_at : item.type_at + 4] = _EMPTY
    width, height = _size(data, meta[b"iprp"])
    return Stripped(bytes(bare), width, height)


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    """The boxes between two places; each must end where its holder does or before."""
    names: dict[bytes, None] = {}
    while start < end:
        size, content = number(data, start, 4), start + _HEADER
        if size == 1:
            size, content = number(data, content, 8), content + 8
        last = start + size if size else end
        name = piece(data, start + 4, 4)
        if last < content or last > end or (name in names and name != _EMPTY):
            raise BadPictureError
        names[name] = None
        yield _Box(name, start, content, last)
        start = last


def _fixed(boxes: dict[bytes, _Box], meta: dict[bytes, _Box]) -> Iterator[tuple[int, int]]:
    """The parts that are kept as they stand: the structure, but no data yet."""
    yield boxes[b"ftyp"].start, boxes[b"ftyp"].end
    yield boxes[b"meta"].start, boxes[b"meta"].content + 4
    yield boxes[b"mdat"].start, boxes[b"mdat"].content
    for box in meta.values():
        if box.name == b"idat":
            yield box.start, box.content
        elif box.name in _IN_META:
            yield box.start, box.end


def _drawn(data: bytes, meta: dict[bytes, _Box], items: list[_Item]) -> Iterator[tuple[int, int]]:
    """Where the data of each item that draws stands."""
    drawing = [item.number for item in items if item.draws]
    inner = meta[b"idat"].content if b"idat" in meta else 0
    for item, is_inner, start, size in _extents(data, meta[b"iloc"]):
        if item in drawing:
            offset = start + (inner if is_inner else 0)
            piece(data, offset, size)
            yield offset, offset + size


def _items(data: bytes, iinf: _Box) -> Iterator[_Item]:
    """What is said of each item."""
    wide = data[iinf.content] > 0
    at = iinf.content + (8 if wide else 6)
    for box in _entries(data, at, iinf.end):
        version = piece(data, box.content, 1)[0]
        if version not in {2, 3}:
            raise BadPictureError
        size = 2 if version == 2 else 4  # noqa: PLR2004 - the version that has short numbers
        type_at = box.content + 4 + size + 2
        draws = piece(data, type_at, 4) in _DRAWING
        yield _Item(number(data, box.content + 4, size), type_at, draws)


def _entries(data: bytes, start: int, end: int) -> Iterator[_Box]:
    """The boxes of a list, all of one name."""
    count = 0
    while start < end:
        count += 1
        last = start + number(data, start, 4)
        if not start + _HEADER < last <= end or count > _MOST_ITEMS:
            raise BadPictureError
        yield _Box(piece(data, start + 4, 4), start, start + _HEADER, last)
        start = last


class _Cursor:
    """Reads numbers of given sizes one after another."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at

    def next(self, size: int) -> int:
        found = number(self._data, self._at, size)
        self._at += size
        return found


def _extents(data: bytes, iloc: _Box) -> Iterator[tuple[int, bool, int, int]]:
    """Each piece of data: its item, whether it stands in the meta box, start and size."""
    cursor = _Cursor(data, iloc.content)
    version = cursor.next(4) >> 24
    sizes = cursor.next(2)
    of_offset, of_length, of_base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    of_index = sizes & 15 if version else 0
    long = 4 if version == 2 else 2  # noqa: PLR2004 - the version that has long numbers
    for _ in range(min(cursor.next(long), _MOST_ITEMS)):
        item = cursor.next(long)
        method = cursor.next(2) & 15 if version else 0
        if cursor.next(2) or method > 1:
            raise BadPictureError  # its data stands in another file, or in another item
        base = cursor.next(of_base)
        for _ in range(min(cursor.next(2), _MOST_ITEMS)):
            cursor.next(of_index)
            start = base + cursor.next(of_offset)
            yield item, method == 1, start, cursor.next(of_length)


def _size(data: bytes, iprp: _Box) -> tuple[int, int]:
    """Width and height as shown: those of the largest image, turned where it lies on its side."""
    ipco = next((b for b in _entries(data, iprp.content, iprp.end) if b.name == b"ipco"), None)
    if ipco is None:
        raise BadPictureError
    properties = [*_entries(data, ipco.content, ipco.end)]
    sizes = [
        (number(data, box.content + 4, 4), number(data, box.content + 8, 4))
        for box in properties
        if box.name == b"ispe"
    ]
    if not sizes:
        raise BadPictureError
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    is_turned = any(box.name == b"irot" and data[box.content] & 1 for box in properties)
    return (height, width) if is_turned else (width, height)


def _only(data: bytes, kept: list[tuple[int, int]], boxes: list[_Box]) -> bytearray:
    """The same bytes, with zeros for all that is not kept."""
    bare = bytearray(len(data))
    for box in boxes:
        # A box that is not kept stays one, for those that read box by box.
        bare[box.start : box.content] = data[box.start : box.content]
        if box.name not in {b"ftyp", b"meta", b"mdat", *_IN_META}:
            bare[box.start + 4 : box.start + 8] = _EMPTY
    for start, end in kept:
        bare[start:end] = data[start:end]
    return bare
