"""Folders in, whether something in them has changed and come to rest out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

# Changes are waited for until nothing more comes for so long, in milliseconds: a copy
# of many captures is one change.
_SETTLES, _AT_MOST = 100, 2_000
# The settings stand beside folders that are not to be watched, so they are looked at so often.
_LOOKS = 300


@dataclass(frozen=True, slots=True)
class Watched:
    """What a site depends on: folders with all that is in them, and the files of one folder.

    settings: the folder of pelicanconf.py and the modules that it may import.
    without: folders inside the others that builds write themselves.
    """

    folders: tuple[Path, ...]
    settings: Path
    without: tuple[Path, ...] = ()


class _Filter(DefaultFilter):
    """Passes over what editors and version control leave, and what builds write."""

    def __init__(self, without: tuple[Path, ...]) -> None:
        super().__init__(ignore_paths=without)

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change is one of the archive's."""
        return super().__call__(change, path)


def changes(watched: Watched) -> Iterator[bool]:
    """Again and again, for ever, whether anything has changed since the last asking.

    The first answer comes once all is watched; from then on nothing is missed.
    """
    # Of folders inside each other the outer one alone, so that nothing is told twice.
    there = [folder.resolve() for folder in watched.folders if folder.is_dir()]
    outer = [one for one in dict.fromkeys(there) if not any(p in there for p in one.parents)]
    before = _modules(watched.settings)
    for found in watch(
        *outer,
        watch_filter=_Filter(watched.without),
        step=_SETTLES,
        debounce=_AT_MOST,
        rust_timeout=_LOOKS,
        yield_on_timeout=True,
        raise_interrupt=True,
    ):
        now = _modules(watched.settings)
        yield bool(found) or now != before
        before = now


def _modules(folder: Path) -> list[tuple[str, int, int]]:
    """The Python files of a folder, each with what tells that it was changed."""
    found = []
    for path in sorted(folder.glob("*.py")):
        try:
            told = path.stat()
        except OSError:
            continue
        found.append((path.name, told.st_mtime_ns, told.st_size))
    return found
