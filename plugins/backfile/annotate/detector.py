"""A text in, its possible languages with their scores out: py3langid's model, walked in lanes.

py3langid reads a text byte by byte through an automaton of a hundred thousand
states. Here pieces of the text are walked side by side, each begun a few bytes
early from the first state: an automaton that looks for byte sequences forgets
what lies further back than the longest of them. That it did is checked at each
seam; where one does not fit, py3langid reads the text itself.
"""

from collections import Counter
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_FILE, LanguageIdentifier

Numbers = npt.NDArray[np.intp]

# So many bytes a piece is long, and so many are read before it: found by trying.
_PIECE, _EARLY = 24, 8
# A shorter text is read sooner byte by byte.
_LEAST_BYTES = 200


class Detector(LanguageIdentifier):
    """py3langid's identifier, which gives the same scores in a third of the time."""

    @cached_property
    def _moves(self) -> npt.NDArray[np.uint32]:
        """The next state for each row and byte."""
        return np.asarray(self.tk_nextmove)

    @cached_property
    def _bases(self) -> Numbers:
        """Where the row of each state begins among the moves."""
        return np.asarray(self.tk_row).astype(np.intp) << 8

    @cached_property
    def _features(self) -> Numbers:
        """What each state counts as; below 0 for nothing."""
        return np.asarray(self.tk_output, np.intp)

    def _raw_score(self, text: bytes) -> npt.NDArray[np.float32]:
        states = self._walked(text) if len(text) >= _LEAST_BYTES else None
        if states is None:
            return np.asarray(super()._raw_score(text))
        seen = self._features.take(states)
        # A counter keeps the order in which they come, as py3langid does: a sum depends on it.
        visits = Counter(seen[seen >= 0].tolist())
        return np.asarray(
            self._sparse_score(visits, self.nb_ptc) if visits else super()._raw_score(text)
        )

    def _walked(self, text: bytes) -> Numbers | None:
        """The state after each byte; None where a piece was begun too late to know its state."""
        pieces = -(-len(text) // _PIECE)
        padded = np.zeros(_EARLY + pieces * _PIECE, np.intp)
        padded[_EARLY : _EARLY + len(text)] = np.frombuffer(text, np.uint8)
        starts = np.zeros(pieces, np.intp)
        for ahead in range(_EARLY):
            starts = self._next(starts, padded[ahead::_PIECE][:pieces])
        # Nothing stands before the first piece.
        starts[0] = 0
        states = np.zeros((_PIECE, pieces), np.intp)
        current = starts
        for at in range(_PIECE):
            current = states[at] = self._next(current, padded[_EARLY + at :: _PIECE])
        if (states[-1, :-1] != starts[1:]).any():
            return None
        return states.T.ravel()[: len(text)]

    def _next(self, states: Numbers, letters: Numbers) -> Numbers:
        return self._moves.take(self._bases.take(states) + letters).astype(np.intp)


@cache
def detector() -> Detector:
    """The detector of py3langid's own model, which is loaded once a process."""
    found: Detector = Detector.from_model_file(MODEL_FILE)
    return found
