"""The tag paths of a page's blocks in, the containers that hold them and what each holds out.

A container is known by its tag path: two cards of the same classes are one.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


class Boxes:
    """The containers of a page; a container is known by its number, outer before inner ones."""

    def __init__(self, paths: Sequence[str]) -> None:
        """paths: the tag path of each block, its own element last."""
        self.paths: list[str] = []
        self._chains: dict[str, tuple[int, ...]] = {"": ()}
        # The containers of each block, outermost first.
        self.chains = [self._chain(path.rpartition(" > ")[0]) for path in paths]
        self._flat = np.array([box for chain in self.chains for box in chain], np.int64)
        self._rows = np.repeat(np.arange(len(paths)), [len(chain) for chain in self.chains])

    def _chain(self, path: str) -> tuple[int, ...]:
        if path not in self._chains:
            outer = self._chain(path.rpartition(" > ")[0])
            self._chains[path] = (*outer, len(self.paths))
            self.paths.append(path)
        return self._chains[path]

    def sums(self, values: Values) -> Values:
        """What each container holds of a value that each block has."""
        sums = np.bincount(self._flat, values[self._rows], len(self.paths))
        return np.asarray(sums, np.float64)

    def inner(self, row: int, depth: int) -> int:
        """The container that is so many steps around a block, 0 its own; -1 where there is none."""
        chain = self.chains[row]
        return chain[-1 - depth] if depth < len(chain) else -1

    def shared(self, one: int, other: int) -> int:
        """How many containers two blocks have in common."""
        if self.chains[one] is self.chains[other]:
            return len(self.chains[one])
        pairs = zip(self.chains[one], self.chains[other], strict=False)
        return next((n for n, (a, b) in enumerate(pairs) if a != b), self._least(one, other))

    def _least(self, one: int, other: int) -> int:
        return min(len(self.chains[one]), len(self.chains[other]))
