"""A small selector and a block's tag path in, whether one of its containers matches out.

Steps are names, #id, .class, [role=name]; `*` ends a word that goes on. Any
container on the path may match: what stands in a box belongs to it.
"""

import re
from dataclasses import dataclass

from backfile.clean.patterns import Pattern

_SIMPLE = re.compile(r"[a-z][a-z0-9]*|[#.][\w-]+\*?|\[role=[\w-]+\]", re.IGNORECASE)

# These hold the whole page: their classes tell of it, not of a box.
_WHOLE_PAGE = re.compile(r"^(html|body|main)(?![\w-]).*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selector:
    """Alternatives, as one pattern over one step of a path."""

    steps: Pattern

    def matches(self, path: str) -> bool:
        """Whether any container of a tag path is selected."""
        return any(map(self.takes, path.split(" > ")))

    def takes(self, step: str) -> bool:
        """Whether one step of a path is selected."""
        return self.steps.is_all_of(_marks(step))


def parse_selector(alternatives: list[str]) -> Selector:
    """Compile selectors such as `aside`, `.most-read`, `div.promo*`, `[role=navigation]`.

    Raises:
        ValueError: a selector is not of these forms.
    """
    return Selector(Pattern("|".join(_compiled(a.strip()) for a in alternatives)))


def _marks(step: str) -> str:
    """A step as selectors see it."""
    return _WHOLE_PAGE.sub(r"\1", step)


def _compiled(selector: str) -> str:
    parts = _SIMPLE.findall(selector)
    if not parts or "".join(parts) != selector:
        raise ValueError(f"its selector {selector!r} can't be used")
    name, marks = (parts[0], parts[1:]) if parts[0][0].isalpha() else ("", parts)
    # Lookaheads let ids and classes stand in any order.
    wanted = "".join(f"(?=.*{_mark(mark)})" for mark in marks)
    return f"{wanted}(?:{re.escape(name) or '[^#.[]*'})(?:[#.[].*)?"


def _mark(mark: str) -> str:
    if mark.endswith("*"):
        return re.escape(mark[:-1])
    return re.escape(mark) + ("" if mark.startswith("[") else r"(?![\w-])")
