"""The rules that apply to a document in, the first that matches each block out.

Whole-line rules are looked up, not tried one after another; what a container's
path and a short line match is remembered, because many blocks stand in one and
pages of a source share their furniture.
"""

from collections.abc import Iterable, Sequence

from backfile.clean.rule import Rule

# Furniture is short; what is longer hardly comes again.
_SHORT_LINE = 80
_MOST_REMEMBERED = 20_000


class Matcher:
    """Finds the first matching rule of a sequence; remembers a bounded count of lines."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Sort the rules by how they match; their order is kept as a number."""
        self._rules = rules
        self._texts: dict[str, int] = {}
        for order, rule in enumerate(rules):
            for text in rule.texts:
                self._texts.setdefault(text, order)
        self._patterns = [(n, r.pattern.compiled) for n, r in enumerate(rules) if r.pattern]
        self._selectors = [(n, r.selector) for n, r in enumerate(rules) if r.selector]
        self._paths: dict[str, int | None] = {"": None}
        self._steps: dict[str, int | None] = {}
        self._lines: dict[str, int | None] = {}

    def first(self, plain: str, path: str) -> Rule | None:
        """The first rule that matches a block's normal text or its tag path."""
        order = _least((self._by_text(plain), self._by_path(path)))
        return None if order is None else self._rules[order]

    def _by_text(self, plain: str) -> int | None:
        if len(plain) > _SHORT_LINE:
            return self._tried(plain)
        if plain not in self._lines:
            if len(self._lines) >= _MOST_REMEMBERED:
                self._lines.clear()
            self._lines[plain] = self._tried(plain)
        return self._lines[plain]

    def _tried(self, plain: str) -> int | None:
        known = self._texts.get(plain)
        matching = (order for order, pattern in self._patterns if pattern.fullmatch(plain))
        return _least((known, next(matching, None)))

    def _by_path(self, path: str) -> int | None:
        if path not in self._paths:
            if len(self._paths) >= _MOST_REMEMBERED:
                self._paths = {"": None}
            # The first rule that takes any container is the first of those that take each.
            self._paths[path] = _least(map(self._by_step, path.split(" > ")))
        return self._paths[path]

    def _by_step(self, step: str) -> int | None:
        if step not in self._steps:
            if len(self._steps) >= _MOST_REMEMBERED:
                self._steps.clear()
            matching = (order for order, selector in self._selectors if selector.takes(step))
            self._steps[step] = next(matching, None)
        return self._steps[step]


def _least(orders: Iterable[int | None]) -> int | None:
    return min((order for order in orders if order is not None), default=None)
