"""The source of a pattern in, the pattern out, once something is to be matched with it.

Compiling those of all rules takes a tenth of a second, which a build that has
nothing to clean can do without.
"""

import functools
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression that takes no account of case."""

    source: str

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself.

        Raises:
            re.error: its source is no regular expression.
        """
        return _compiled(self.source)

    def is_all_of(self, text: str) -> bool:
        """Whether it matches a text as a whole."""
        return _compiled(self.source).fullmatch(text) is not None


@functools.cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)
