"""Tasks by their keys in, the value of each out: as the store holds it, or made anew and kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from backfile.model import Outcome, Reading
from backfile.store import Store

# What is kept of a capture or document from build to build; its reason says why it is nothing.
T = TypeVar("T", Reading, Outcome)
# Calls a function for each of many arguments, in order: `map`, or a pool's, which
# may give Unfinished in the place of a result.
RunMany = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """In the place of a result: why there is none. It is tried again by the next build."""

    reason: str


def remembered(
    store: Store,
    table: str,
    kind: type[T],
    tasks: Mapping[str, Any],
    run_many: Callable[[Iterable[Any]], Iterable[T | Unfinished | None]],
    is_whole: Callable[[T], bool] = bool,
) -> dict[str, T]:
    """The value for each key: kept from before, or made now from its task and kept.

    A task that gives None has no value, one that is unfinished only a reason;
    neither is kept, so both will be tried again. What is kept but no longer
    whole is made again.
    """
    recalled = ((key, store.recall(table, key, kind)) for key in tasks)
    known = {key: value if value and is_whole(value) else None for key, value in recalled}
    missing = [key for key, value in known.items() if value is None]
    made = zip(missing, run_many([tasks[key] for key in missing]), strict=True)
    for key, value in made:
        if isinstance(value, Unfinished):
            known[key] = kind(reason=value.reason)
            continue
        if value is not None:
            store.keep(table, key, value)
        known[key] = value
    return {key: value for key, value in known.items() if value is not None}
