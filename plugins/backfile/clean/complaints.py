"""An entry of a rule file in, its mistakes as one line each out."""

import difflib
from collections.abc import Mapping
from typing import Any

from backfile.errors import RuleError


class Complaints:
    """Mistakes of one rule, each in one line."""

    def __init__(self, file: str, name: str) -> None:
        """The rule of that name in that file."""
        self._file, self._name = file, name

    def error(self, what: str, cure: str) -> RuleError:
        """The error that says what is wrong and how to mend it."""
        return RuleError(self._file, f'rule "{self._name}": {what}', cure)

    def unknown(self, entry: Mapping[str, Any], known: tuple[str, ...]) -> None:
        """Refuse fields that no rule has.

        Raises:
            RuleError: there is one; names the nearest.
        """
        for field in entry:
            if field not in known:
                near = difflib.get_close_matches(str(field), known, 1)
                cure = f'"{near[0]}:"' if near else f"one of {', '.join(known)}"
                raise self.error(f'has an unknown field "{field}"', cure)


def texts_of(value: object, field: str, complain: Complaints) -> list[str]:
    """A text or list of texts as a list.

    Raises:
        RuleError: one is no text.
    """
    values = [] if value is None else value if isinstance(value, list) else [value]
    for one in values:
        if not isinstance(one, str) or not one.strip():
            raise complain.error(f'"{field}" holds {one!r}, not text', "quotes around it")
    return [str(one) for one in values]
