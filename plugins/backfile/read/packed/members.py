"""What a pack is to its reader: members that are unpacked one by one, within bounds."""

from collections.abc import Callable
from dataclasses import dataclass

# Text packs 3 to 60 times smaller; bombs, up to a thousand times a layer and more.
_MOST_RATIO = 400
# Below this, even a bomb does no harm.
_HARMLESS_BYTES = 10_000_000
_BOMB = f"comes to more than {_MOST_RATIO} times its packed size, as attacks do; try: unpack it"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The bytes of a member. damage: why they are not all; why_not: why there are none."""

    data: bytes = b""
    damage: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a pack.

    name: with forward slashes, as it can be shown in one line. unpack: given
    how many bytes it may come to at most, its bytes. is_packed: whether they
    take less room in the pack than they come to.
    """

    name: str
    unpack: Callable[[int], Unpacked]
    is_packed: bool = True


@dataclass(frozen=True, slots=True)
class Pack:
    """The members of a pack in its order, and what is known to be missing of it."""

    members: tuple[Member, ...]
    damages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """How many bytes may come of so many packed ones, and what is said where more do."""

    most: int
    why: str
    is_bomb: bool = False


def limit_of(packed: int, left: int) -> Limit:
    """The bound for packed bytes, where so many are left of max_archive_bytes."""
    most = max(packed * _MOST_RATIO, _HARMLESS_BYTES)
    if most < left:
        return Limit(most, _BOMB, is_bomb=True)
    why = "would unpack to more than is left of max_archive_bytes; try: raise it"
    return Limit(left, why)


def refused(why: str) -> Callable[[int], Unpacked]:
    """The unpacking of a member that is not unpacked."""
    return lambda most: Unpacked(why_not=why)  # noqa: ARG005 - no bound matters for nothing
