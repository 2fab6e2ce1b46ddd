"""How a site is built in, the site built again and again and shown meanwhile out."""

import functools
import os
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backfile.pipeline import captures_folder, load_knowledge
from backfile.serving.changes import Watched, changes
from backfile.serving.children import Child, forked
from backfile.serving.showing import show
from backfile.settings import Settings, theme_folder

_FAILED = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is, and what it is built from; site: its folder."""

    site: Path
    watched: Watched

    @classmethod
    def of(cls, settings: Settings) -> "Place":
        """The place that settings say."""
        theirs = (settings.root / "content", settings.captures, captures_folder(settings))
        watched = Watched(
            (*theirs, theme_folder()), settings.root, (settings.output, settings.state)
        )
        return cls(settings.output, watched)

    def told(self) -> dict[str, Any]:
        """The same as JSON can tell it."""
        watched = self.watched
        return {
            "site": str(self.site),
            "folders": [str(folder) for folder in watched.folders],
            "settings": str(watched.settings),
            "without": [str(folder) for folder in watched.without],
        }

    @classmethod
    def from_told(cls, told: dict[str, Any]) -> "Place":
        """The place that `told` gave."""
        folders, without = (tuple(map(Path, told[name])) for name in ("folders", "without"))
        return cls(Path(told["site"]), Watched(folders, Path(told["settings"]), without))


def only_shown(site: Path, at: socket.socket) -> int:
    """Show a site as it is, until somebody stops it."""
    with Child.begun(functools.partial(show, site, at, follows=False)) as child:
        _told_address(at)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    return _FAILED


def followed(find: Callable[[], Place], build: Callable[[], int], at: socket.socket) -> int:
    """Build a site, show it, and build it again after each change until somebody stops it.

    find, build: are called in a process of their own each time, tell of their
    mistakes themselves and raise SystemExit then, or give another code than 0.
    Where the first build fails and there is no older site, its code is given.
    """
    load_knowledge(None)  # what the program itself knows is then there for every build
    place = _place(find)
    code = _FAILED
    while place:
        # Watched before it is built, so that no change falls in between.
        seen = changes(place.watched)
        next(seen)
        code = forked(build)
        if not (place.site / "index.html").exists():
            break
        place = _shown_until_moved(place, find, build, seen, at)
    return _FAILED if code is None else code


def _shown_until_moved(
    place: Place,
    find: Callable[[], Place],
    build: Callable[[], int],
    seen: Iterator[bool],
    at: socket.socket,
) -> Place:
    """Show a site and build it again after each change, until the settings say another place."""
    with Child.begun(functools.partial(show, place.site, at, follows=True)):
        _told_address(at)
        for is_changed in seen:
            # Settings that can't be read are told of; until they are mended all stays as it is.
            now = _place(find) if is_changed else place
            if now and now != place:
                return now
            if now and is_changed:
                forked(build)
    return place  # pragma: no cover - there is no end of asking


def _place(find: Callable[[], Place]) -> Place | None:
    told = forked(lambda: find().told())
    return Place.from_told(told) if told else None


def _told_address(at: socket.socket) -> None:
    sys.stdout.write(f"http://127.0.0.1:{at.getsockname()[1]}/index.html (stop with Ctrl-C)\n")
    sys.stdout.flush()
