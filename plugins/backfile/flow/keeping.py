"""Tasks by their keys in, the value of each out: as the store holds it, or made anew and kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from backfile.model import KeptReading, Outcome


@dataclass(frozen=True, slots=True)
class PackedReading:
    """What reading a capture gave, as it comes from another process: little to take apart.

    kept: its documents have no key yet; documents: these, in the same order, as
    bytes. files: the bytes of pictures by their names.
    """

    kept: KeptReading
    documents: tuple[bytes, ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class PackedOutcome:
    """What a document gave, as it comes from another process; texts: b"" without an article."""

    outcome: bytes
    texts: bytes


# What is kept of a capture or document from build to build; its reason says why it is nothing.
Made = TypeVar("Made", PackedReading, PackedOutcome)
Kept = TypeVar("Kept", KeptReading, Outcome)
# Calls a function for each of many arguments, in order: `map`, or a pool's, which
# may give Unfinished in the place of a result.
RunMany = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """In the place of a result: why there is none. It is tried again by the next build."""

    reason: str


class Shelf(Generic[Made, Kept]):
    """Where values are kept from build to build."""

    def recalled(self, keys: Iterable[str]) -> dict[str, Kept]:
        """The values under some keys, as far as there are any that are whole."""
        raise NotImplementedError

    def kept(self, key: str, value: Made) -> Kept:
        """Keep a value; give it as it is recalled, which holds less memory."""
        raise NotImplementedError

    def unfinished(self, reason: str) -> Kept:
        """A value that came to nothing for a reason."""
        raise NotImplementedError


def remembered(
    shelf: Shelf[Made, Kept],
    tasks: Mapping[str, Any],
    run_many: Callable[[Iterable[Any]], Iterable[Made | Unfinished | None]],
) -> dict[str, Kept]:
    """The value for each key: kept from before, or made now from its task and kept.

    A task that gives None has no value, one that is unfinished only a reason;
    neither is kept, so both will be tried again.
    """
    known = shelf.recalled(tasks)
    missing = [key for key in tasks if key not in known]
    made = zip(missing, run_many(tasks[key] for key in missing), strict=True)
    for key, value in made:
        if isinstance(value, Unfinished):
            known[key] = shelf.unfinished(value.reason)
        elif value is not None:
            known[key] = shelf.kept(key, value)
    return known
