"""Names of modules in, imports that run when something of them is first asked for out.

    with later("backfile.read.readers"):
        from backfile.read import readers

A build that finds all it needs in the store reads no page and labels no line: what
reads and labels is half of the time that starting takes, so it stands behind
such a door. `from ... import name` of a module asks at once, and so loads it.
"""

import importlib.abc
import importlib.machinery
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

# One at a time: a second thread waits until the module is whole.
_LOADING = threading.RLock()


@contextmanager
def later(*names: str) -> Iterator[None]:
    """Let imports of these modules, by their full names, wait until they are used."""
    finder = _Finder(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds some modules as all are found, but loads them later."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The module's place, with a loader that waits; None for all others."""
        if fullname not in self._names:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Waiting(spec.loader)
        return spec


class _Waiting(importlib.abc.Loader):
    """Leaves a module empty until it is asked for a name."""

    def __init__(self, loader: importlib.abc.Loader) -> None:
        self._loader = loader

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        """The empty module, as the loader itself would make it."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Only hang up the bell; Python asks `__getattr__` for each name that is missing."""

        def ask(name: str) -> Any:
            # Python itself asks for such names of every module, to look whether they are there.
            if name.startswith("__"):
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            with _LOADING:
                if module.__dict__.get("__getattr__") is ask:
                    self._load(module)
            return getattr(module, name)

        module.__dict__["__getattr__"] = ask

    def _load(self, module: ModuleType) -> None:
        bell = module.__dict__.pop("__getattr__")
        # From here on the module is as if it had never waited.
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        try:
            self._loader.exec_module(module)
        except BaseException:
            module.__dict__["__getattr__"] = bell
            raise
