"""The bytes of pictures in, by the names of their contents, so that they outlive a run.

A folder of files beside the store's own. A name begins with the SHA-256 of
the bytes, so that damage is seen when they are read; what is damaged is as if
it were not there. Files appear whole or not at all.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

_NAME = re.compile(r"([0-9a-f]{20})\.(?:jpg|png|gif|webp|avif)")


class Pictures:
    """Pictures by name; what a run did not ask for is dropped at its end."""

    def __init__(self, folder: Path) -> None:
        """Use a folder, which need not exist yet."""
        self._folder = folder
        self._used: dict[str, None] = {}
        self._new: dict[str, None] = {}

    def keep(self, files: Mapping[str, bytes]) -> None:
        """Keep pictures under the names of their contents."""
        for name, data in files.items():
            if self.recall(name) is None:
                path = self._folder / name[:2] / name
                path.parent.mkdir(parents=True, exist_ok=True)
                new = path.with_name(f"{name}.new")
                new.write_bytes(data)
                new.replace(path)
                self._new[name] = None

    def recall(self, name: str) -> bytes | None:
        """The bytes of a picture, or None where they can't be trusted."""
        if not _NAME.fullmatch(name):
            return None
        self._used[name] = None
        try:
            data = (self._folder / name[:2] / name).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest().startswith(name.partition(".")[0]) else None

    def holds(self, names: Iterable[str]) -> bool:
        """Whether all of these are there and whole."""
        return all(self.recall(name) is not None for name in names)

    def use_only(self, names: Iterable[str]) -> None:
        """Take it that this run asked for these alone."""
        self._used = dict.fromkeys(names)

    def forget_new(self) -> None:
        """Drop what this run kept."""
        for name in self._new:
            (self._folder / name[:2] / name).unlink(missing_ok=True)

    def forget_unused(self) -> None:
        """Drop what this run did not ask for."""
        for folder in sorted(self._folder.glob("*")):
            if not folder.is_dir() or folder.is_symlink():
                folder.unlink()
                continue
            for path in sorted(folder.iterdir()):
                if path.name not in self._used:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            if not any(folder.iterdir()):
                folder.rmdir()
