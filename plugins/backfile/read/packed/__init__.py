"""A packed capture in (zip, tar, gzip, bzip2, xz), the documents of the captures in it out.

Nothing is written to disk: members are unpacked in memory, one by one, within
max_archive_bytes, and read as if they lay in the captures folder.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from backfile.model import Capture, Reading
from backfile.read.packed.budget import Budget
from backfile.read.packed.kinds import kind_of, other_kind, why_no_pack
from backfile.read.packed.parts import with_damage
from backfile.read.packed.streams import inflated, inner_name
from backfile.read.packed.tars import is_tar, tar_pack
from backfile.read.packed.unpacking import Unpacking
from backfile.read.packed.zips import zip_pack
from backfile.read.reader import START_BYTES, Reader, read_by
from backfile.settings import Settings

_DEEPEST = 3
_MOST_MEMBERS = 200_000
# So many lost members are named in the reason why a whole pack gave nothing.
_SHOWN = 3
_TOO_DEEP = f"stands in more than {_DEEPEST} packs in each other; try: unpack it"
_NOT_READ = "which is not read; try: unpack it, and put the folder there"
_EMPTY = "is a pack without a file in it; try: fetch it again"


def with_packs(readers: Sequence[Reader], before: Reader) -> tuple[Reader, ...]:
    """The readers with one of packs among them, before a certain one.

    Those ahead of it know their packs by content (books, office files, web
    archives). Those behind would take a packed page for a page by its name.
    """
    at = readers.index(before)
    first, last = tuple(readers[:at]), tuple(readers[at:])
    return (*first, Packs(first, last), *last)


@dataclass(frozen=True, slots=True)
class Packs:
    """The reader of packs: whose members are asked of the first readers, of packs, of the last."""

    first: tuple[Reader, ...]
    last: tuple[Reader, ...]

    def accepts(self, ending: str, start: bytes) -> bool:
        """Whether a file is a pack, by its first bytes alone."""
        del ending
        return bool(kind_of(start))

    def read(self, capture: Capture, data: bytes, settings: Settings) -> Reading:
        """The documents of all members of a pack, with those lost and passed; or why none."""
        budget = Budget(settings.max_archive_bytes, _MOST_MEMBERS)
        found = _Packs(self.first, self.last, budget, 0).read(capture, data, settings)
        if found.documents or found.reason:
            return found
        return replace(found, reason=_why_nothing(found, capture))


@dataclass(frozen=True, slots=True)
class _Packs:
    """The same at some depth: how many packs are around it, and what is left for all of them."""

    first: tuple[Reader, ...]
    last: tuple[Reader, ...]
    budget: Budget
    depth: int

    def accepts(self, ending: str, start: bytes) -> bool:
        """Whether a file is a pack, by its first bytes alone."""
        del ending
        return bool(kind_of(start))

    def read(self, capture: Capture, data: bytes, settings: Settings) -> Reading:
        """What the members of a pack give; without a reason where all are lost or passed."""
        kind = kind_of(data[:START_BYTES])
        if kind == "other":
            return Reading(reason=f"is {other_kind(data)}, {_NOT_READ}")
        if self.depth >= _DEEPEST:
            return Reading(reason=_TOO_DEEP)
        if kind == "stream":
            return self._stream(capture, data, settings)
        pack = zip_pack(data) if kind == "zip" else tar_pack(data)
        if kind == "zip" and (why := why_no_pack(member.name for member in pack.members)):
            return Reading(reason=why)
        return Unpacking(capture, self._read_one(settings), self.budget).read(pack)

    def _stream(self, capture: Capture, data: bytes, settings: Settings) -> Reading:
        """What a tar or single file gives that is packed as a whole."""
        found = inflated(data, self.budget.left)
        self.budget.left -= len(found.data)
        if found.why_not:
            return Reading(reason=found.why_not)
        if is_tar(found.data[:START_BYTES]):
            pack = tar_pack(found.data)
            torn = replace(pack, damages=(*filter(None, (found.damage,)), *pack.damages))
            return Unpacking(capture, self._read_one(settings), self.budget).read(torn)
        inside = replace(capture, path=inner_name(capture.path))
        return with_damage(
            _as(self._read_one(settings)(inside, found.data), inside, capture), found.damage
        )

    def _read_one(self, settings: Settings) -> Callable[[Capture, bytes], Reading]:
        deeper = replace(self, depth=self.depth + 1)
        readers = (*self.first, deeper, *self.last)
        return lambda capture, data: read_by(readers, capture, data, settings)


def _as(reading: Reading, inside: Capture, capture: Capture) -> Reading:
    """What a single packed file gave, under the name of its pack."""
    lost = (
        replace(one, source=f"{capture.path}{one.source.removeprefix(inside.path)}")
        for one in reading.lost
    )
    return replace(reading, lost=tuple(lost))


def _why_nothing(found: Reading, capture: Capture) -> str:
    """Why a pack gave no document, with the first parts that are lost."""
    if not found.lost:
        passed = ", ".join(f"{kind}: {count}" for kind, count in sorted(found.passed.items()))
        return f"holds nothing but parts that are no story ({passed})" if passed else _EMPTY
    first = (f"{one.source.removeprefix(capture.path)} {one.reason}" for one in found.lost[:_SHOWN])
    more = len(found.lost) - _SHOWN
    told = "; ".join(one.lstrip(", ") for one in first) + (f"; and {more} more" if more > 0 else "")
    return f"holds nothing that is read: {told}"
