"""Rule files (YAML) in, checked rules out; a mistake is one line that names file and rule.

The examples of a rule are its tests: they are tried whenever a file is new or
has changed, so a rule that does not do what it says never reaches a capture.
"""

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

from backfile.clean.complaints import Complaints, texts_of
from backfile.clean.examples import examples_of, try_examples
from backfile.clean.patterns import Pattern
from backfile.clean.rule import Rule, Rules, normal
from backfile.clean.selectors import Selector, parse_selector
from backfile.errors import RuleError
from backfile.memory import Memory
from backfile.yamlfiles import YamlMistake, load_yaml

_MATCHES = ("text", "pattern", "heading", "selector")
_FIELDS = (
    "name",
    "why",
    "match",
    "takes",
    "languages",
    "source",
    "site",
    "from",
    "until",
    "examples",
)
# Written by the owner's side of the archive, not cleanup rules.
OTHER_FILES = ("vocabulary.yaml", "corrections.yaml", "withheld.yaml", "known-rejects.yaml")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_TAKES = ("block", "box", "keep", "story")
_OWNER_NOTES = ("by", "on")


def load_rules(owner_folder: Path | None = None, memory: Memory | None = None) -> Rules:
    """The program's rules, then the owner's.

    memory: what of files that are the same was checked before.

    Raises:
        RuleError: a file or rule can't be used.
    """
    sources = [
        (f"rules/{entry.name}", entry.read_bytes())
        for entry in sorted(_builtin().iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".yaml")
    ]
    if owner_folder and owner_folder.is_dir():
        sources += [
            (f"content/rules/{path.name}", _bytes_of(path))
            for path in sorted(owner_folder.glob("*.yaml"))
            if path.name not in OTHER_FILES
        ]
    given = memory or Memory()
    rules = tuple(rule for source in sources for rule in _remembered(given, *source))
    _refuse_twins(rules)
    digest = hashlib.sha256(b"\0".join(data for _, data in sources)).hexdigest()
    return Rules(rules, digest)


def _builtin() -> Any:
    return resources.files("backfile.clean") / "rules"


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuleError(
            str(path), f"can't be read ({error.strerror})", "mend its permissions"
        ) from None


def _refuse_twins(rules: Iterable[Rule]) -> None:
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.name in seen:
            raise RuleError(
                rule.file,
                f'rule "{rule.name}": there is one of that name in {seen[rule.name]}',
                "another name",
            )
        seen[rule.name] = rule.file


def _remembered(memory: Memory, file: str, data: bytes) -> Iterator[Rule]:
    """The rules of a file; those of one that was checked before are not checked again."""
    key = f"{file} {hashlib.sha256(data).hexdigest()}"
    rows = memory.value(key, lambda: [_row(rule) for rule in parse_rules(file, data)])
    return map(_rule_of, rows)


def _row(rule: Rule) -> dict[str, Any]:
    """A rule as JSON can tell it."""
    row = {field.name: getattr(rule, field.name) for field in fields(Rule)}
    return row | {
        "texts": sorted(rule.texts),
        "pattern": rule.pattern and rule.pattern.source,
        "selector": rule.selector and rule.selector.steps.source,
    }


def _rule_of(row: dict[str, Any]) -> Rule:
    """The rule that a row tells."""
    lists = {name: tuple(row[name]) for name in ("languages", "removes", "keeps")}
    pattern, selector = row["pattern"], row["selector"]
    matching = {
        "texts": frozenset(row["texts"]),
        "pattern": None if pattern is None else Pattern(pattern),
        "selector": None if selector is None else Selector(Pattern(selector)),
    }
    return Rule(**{**row, **lists, **matching})


@functools.lru_cache(maxsize=64)
def parse_rules(file: str, data: bytes) -> tuple[Rule, ...]:
    """The rules of one file, checked and tried on their examples.

    Raises:
        RuleError: with the file, the rule's name and the cure.
    """
    try:
        content = load_yaml(data)
    except YamlMistake as mistake:
        where = f"{file}:{mistake.line}" if mistake.line else file
        raise RuleError(where, mistake.what, "quotes around texts with : or #") from None
    if not isinstance(content, list | None):
        raise RuleError(file, "must be a list of rules", 'starting each with "- name: ..."')
    return tuple(_rule(file, number, entry) for number, entry in enumerate(content or (), 1))


def _rule(file: str, number: int, entry: object) -> Rule:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise RuleError(file, f"rule {number}: has no name", 'a line "- name: ..."')
    complain = Complaints(file, entry["name"])
    complain.unknown(entry, (*_FIELDS, *_OWNER_NOTES))
    if not isinstance(entry.get("why"), str):
        raise complain.error("does not say why", 'a line "why: ..."')
    match = _match(entry, complain)
    removes, keeps = examples_of(entry, complain)
    rule = Rule(
        name=entry["name"],
        why=entry["why"],
        file=file,
        **match,
        languages=tuple(
            language.lower() for language in texts_of(entry.get("languages"), "languages", complain)
        ),
        source=str(entry.get("source") or ""),
        site=_site(entry, match, complain),
        since=_day(entry, "from", complain),
        until=_day(entry, "until", complain),
        removes=removes,
        keeps=keeps,
    )
    try_examples(rule, complain)
    return rule


def _match(entry: Mapping[str, Any], complain: Complaints) -> dict[str, Any]:
    match = entry.get("match")
    if not isinstance(match, Mapping) or len(match) != 1:
        raise complain.error(
            "must match by exactly one thing", f"match: with one of {', '.join(_MATCHES)}"
        )
    complain.unknown(match, _MATCHES)
    takes = entry.get("takes") or ("box" if "heading" in match else "block")
    if takes not in _TAKES:
        raise complain.error(f'takes "{takes}"', '"takes:" with block, box, keep or story')
    texts = [
        *texts_of(match.get("text"), "text", complain),
        *texts_of(match.get("heading"), "heading", complain),
    ]
    return {
        "texts": frozenset(normal(text) for text in texts),
        "pattern": _pattern(match.get("pattern"), complain),
        "selector": _selector(match.get("selector"), complain),
        "takes": takes,
    }


def _site(entry: Mapping[str, Any], match: Mapping[str, Any], complain: Complaints) -> str:
    """The host that a rule is for; a rule on stories can't do without, nor without a container."""
    site = str(entry.get("site") or "").lower().removeprefix("www.")
    if site and not _HOST.fullmatch(site):
        raise complain.error(f"site is {site!r}, no host", '"site: example.org"')
    if match["takes"] == "story" and not site:
        raise complain.error("takes a story, but of no site", 'a line "site: example.org"')
    if match["takes"] == "story" and not match["selector"]:
        raise complain.error("takes a story by its words", '"match: {selector: div.article}"')
    return site


def _day(entry: Mapping[str, Any], field: str, complain: Complaints) -> str:
    day = str(entry.get(field) or "")
    if day and not _DAY.fullmatch(day):
        raise complain.error(f"{field} is {day!r}, no day", f'"{field}: 2025-05-12"')
    return day


def _pattern(value: object, complain: Complaints) -> Pattern | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise complain.error(f'"pattern" holds {value!r}, not text', 'one pattern, with "|" for or')
    found = Pattern(value)
    try:
        _ = found.compiled
    except re.error as error:
        raise complain.error(
            f"its pattern is no regular expression ({error})", "\\ before . ( ) [ ] ? *"
        ) from None
    return found


def _selector(value: object, complain: Complaints) -> Selector | None:
    if value is None:
        return None
    try:
        return parse_selector(texts_of(value, "selector", complain))
    except ValueError as error:
        raise complain.error(str(error), "tag, .class, #id, .class* or [role=name]") from None
