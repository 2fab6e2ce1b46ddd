"""A rule's name and the blocks of all captures in, the explanation of what it took out."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from backfile.errors import OwnerError
from backfile.explain.capture import STATES, rule_of, span
from backfile.explain.told import Alert, Explanation, Row, Section, State
from backfile.model import Block, Capture, Division, Document, Label
from backfile.pipeline import Rule, applies

Divided = Iterable[tuple[Capture, Document, Division]]


@dataclass
class _Taken:
    """Blocks that say the same and that a rule took for the same reason."""

    text: str
    margin: float = 1.0
    lines: dict[str, list[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(map(len, self.lines.values()))


_Key = tuple[State, str]
_Groups = dict[_Key, dict[str, _Taken]]


@dataclass
class _Site:
    """On which pages of its site a site rule has something to do."""

    rule: Rule | None
    pages: int = 0
    without: list[str] = field(default_factory=list)

    def look(self, capture: Capture, document: Document, *, is_found: bool) -> None:
        """Count a page, if it is one of the site's and of the rule's time."""
        if self.rule and applies(self.rule, document, capture.provenance):
            self.pages += 1
            if not is_found:
                self.without.append(", ".join(filter(None, (capture.path, document.part))))

    def sums(self) -> str:
        """How many pages there are, and on how many of them the rule finds something."""
        if not self.rule:
            return ""
        found = self.pages - len(self.without)
        return f"; finds something on {found} of {_number(self.pages, 'page')} of {self.rule.site}"

    def alerts(self) -> tuple[Alert, ...]:
        """The pages on which it finds nothing."""
        return tuple(Alert(f"finds nothing on {path}") for path in self.without)


def of_rule(
    name: str, reasons: Mapping[str, str], divided: Divided, site_rule: Rule | None = None
) -> Explanation:
    """Everything that a rule took or kept, by reason and text, the most frequent first.

    reasons: why each rule exists, by its name; names that only the code gives
    ("outside-story") are known where they occur. site_rule: the rule itself,
    where it is for the pages of one site; then those on which it finds nothing
    are told, for most likely they are of another template.

    Raises:
        OwnerError: there is no such rule; names the nearest.
    """
    groups: _Groups = {}
    site = _Site(site_rule)
    names = dict.fromkeys(reasons)
    for capture, document, division in divided:
        is_found = any(rule_of(label) == name for label in division.labels)
        site.look(capture, document, is_found=is_found)
        for block, label in zip(document.blocks, division.labels, strict=True):
            names[rule_of(label)] = None
            if rule_of(label) == name:
                _take(groups, capture, block, label)
    if not name or name not in names:
        near = difflib.get_close_matches(name, filter(None, names), 1)
        raise OwnerError(f"--rule {name}", "is no rule here", near[0] if near else "docs/rules.md")
    return _explanation(name, reasons.get(name, "told by the program's code"), groups, site)


def _take(groups: _Groups, capture: Capture, block: Block, label: Label) -> None:
    text = " ".join(block.text.split())
    key = (STATES.get(label.name, "removed"), label.reason)
    taken = groups.setdefault(key, {}).setdefault(text, _Taken(text))
    taken.margin = min(taken.margin, label.margin)
    taken.lines.setdefault(capture.path, []).append(span(block.place))


def _explanation(name: str, why: str, groups: _Groups, site: _Site) -> Explanation:
    every = [taken for texts in groups.values() for taken in texts.values()]
    captures = {path for taken in every for path in taken.lines}
    count = sum(taken.count for taken in every)
    sums = f"{_number(count, 'block')} in {_number(len(captures), 'capture')}{site.sums()}"
    ordered = sorted(groups.items(), key=lambda item: -sum(t.count for t in item[1].values()))
    sections = tuple(_section(key, list(texts.values())) for key, texts in ordered)
    return Explanation(f"rule {name}", f"rule {name}: {why}; {sums}", site.alerts(), sections)


def _section(key: _Key, texts: list[_Taken]) -> Section:
    state, reason = key
    count = sum(taken.count for taken in texts)
    rows = sorted(texts, key=lambda taken: -taken.count)
    return Section(f"{count} x {reason}", tuple(_row(state, taken) for taken in rows))


def _row(state: State, taken: _Taken) -> Row:
    places = (f"{path}: {', '.join(lines)}" for path, lines in taken.lines.items())
    where = f"{taken.count} x"
    return Row(state, where, taken.text, "", margin=taken.margin, places=tuple(places))


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
