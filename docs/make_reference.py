"""The program's own settings, rules and commands in, docs/settings.md, rules.md and tasks.md out.

Run it from the checkout: `.venv/bin/python docs/make_reference.py`. The words that the code
does not hold stand in docs/reference.yaml; a name without words there ends with one line.
"""

import argparse
import sys
from collections.abc import Container, Iterator, Mapping
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

from backfile import invoking
from backfile.__main__ import _parser
from backfile.clean import load_rules
from backfile.settings import Settings, settings_from
from backfile.site.make.about import STRUCTURAL
from backfile.yamlfiles import load_yaml

DOCS = Path(__file__).resolve().parent
_MADE = "<!-- made by docs/make_reference.py; words in docs/reference.yaml -->"
Words = Mapping[str, Any]


def pages() -> dict[str, str]:
    """The text of each page of the reference, by its file name.

    Raises:
        KeyError: a setting, command or option has no words in reference.yaml.
    """
    words = load_yaml((DOCS / "reference.yaml").read_bytes())
    made = {"settings.md": _settings, "rules.md": _rules, "tasks.md": _tasks}
    return {name: "\n".join((*page(words), "")) for name, page in made.items()}


def _said(words: Words, *names: str) -> str:
    """The words for a name; each step of names goes one level deeper."""
    found: Any = words
    for name in names:
        if not isinstance(found, Mapping) or name not in found:
            raise KeyError(f"docs/reference.yaml says nothing of {': '.join(names)}")
        found = found[name]
    return str(found).strip()


def _settings(words: Words) -> Iterator[str]:
    yield from ("# Settings", _MADE, "", _said(words, "settings", "intro"), "")
    yield from ("| setting | usual value | what it does |", "|---|---|---|")
    usual = settings_from({}, Path("/"), "docs")
    for field in fields(Settings):
        if field.name != "root":
            value = getattr(usual, field.name)
            shown = f'"{value.relative_to("/")}"' if isinstance(value, Path) else _shown(value)
            yield f"| `{field.name}` | `{shown}` | {_said(words, 'settings', field.name)} |"
    yield from ("", _said(words, "settings", "outro"))


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _rules(words: Words) -> Iterator[str]:
    yield from ("# Cleanup rules", _MADE, "", _said(words, "rules", "intro"), "")
    yield from ("## The rules of the program", "", _said(words, "rules", "built_in"), "")
    for file, entry in _entries():
        yield from (f"### {entry['name']}", "", f"Why: {entry['why']}. In `{file}`.", "")
        yield from (*_facts(words, entry), "")
    yield from ("## Rules in the code", "", _said(words, "rules", "structural"), "")
    yield from ("| rule | what it takes |", "|---|---|")
    yield from (f"| `{name}` | {what} |" for name, what in STRUCTURAL.items())


def _entries() -> Iterator[tuple[str, dict[str, Any]]]:
    """The program's rules as their files have them, in the order they are tried."""
    read = {}
    for rule in load_rules().rules:
        if rule.file not in read:
            path = resources.files("backfile.clean") / rule.file
            read[rule.file] = {e["name"]: e for e in load_yaml(path.read_bytes())}
        yield rule.file, read[rule.file][rule.name]


def _facts(words: Words, entry: Words) -> Iterator[str]:
    ((kind, values),) = entry["match"].items()
    yield f"- {_said(words, 'rules', 'match', kind)} {_listed(values)}"
    for field in ("takes", "source", "site", "from", "until"):
        if field in entry:
            yield f"- {field}: {_listed(entry[field])}"
    yield f"- languages: {', '.join(entry.get('languages') or ['all'])}"
    for name in ("removes", "keeps"):
        yield f"- {name}: {_listed(entry['examples'][name])}"


def _listed(values: object) -> str:
    return ", ".join(f"`{value}`" for value in (values if isinstance(values, list) else [values]))


def _tasks(words: Words) -> Iterator[str]:
    yield from ("# Commands", _MADE, "", _said(words, "tasks", "intro"), "")
    for name, command in _commands().items():
        yield from _task(words, name, command)
    yield from ("## `test`", "", _said(words, "tasks", "test", "does"), "")
    yield from ("## Exit codes", "", _said(words, "tasks", "exit codes"))


def _commands() -> dict[str, argparse.ArgumentParser]:
    for action in _parser()._actions:  # noqa: SLF001 - argparse has no public way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            return dict(action.choices)
    raise LookupError("the program has no commands")


def _task(words: Words, name: str, command: argparse.ArgumentParser) -> Iterator[str]:
    options = [a for a in command._actions if a.dest != "help"]  # noqa: SLF001 - as above
    tasks = invoking.collection(DOCS).tasks
    forms = ["python -m backfile", *(["inv"] if name in tasks else [])]
    yield from (f"## `{name}`", "", _said(words, "tasks", name, "does"), "")
    taken = tasks[name].positional if name in tasks else ()
    yield from (f"    {form} {name}{_usage(options, form, taken)}" for form in forms)
    yield ""
    if options:
        yield from ("| option | usual | what it does |", "|---|---|---|")
        for option in options:
            what = _said(words, "tasks", name, option.dest)
            yield f"| `{_called(option)}` | {_usual(option)} | {what} |"
        yield ""


def _usage(options: list[argparse.Action], form: str, taken: Container[str]) -> str:
    # Invoke takes one file where argparse takes many, and has an option for what may be left out.
    many = {"+": "..."} if form != "inv" else {}
    loose = [o for o in options if form == "inv" and o.nargs == "?" and o.dest not in taken]
    positional = [o for o in options if not _flag(o) and o not in loose]
    named = [f" [--{o.dest} {o.metavar}]" if not _flag(o) else f" [{_called(o)}]"
             for o in options if o not in positional]  # fmt: skip
    return "".join((*(f" {_called(o)}{many.get(str(o.nargs), '')}" for o in positional), *named))


def _flag(option: argparse.Action) -> str:
    return option.option_strings[-1] if option.option_strings else ""


def _called(option: argparse.Action) -> str:
    if not _flag(option):
        return str(option.metavar or option.dest)
    value = "" if option.nargs == 0 else f" {option.metavar or option.dest.upper()}"
    return f"{_flag(option)}{value}"


def _usual(option: argparse.Action) -> str:
    return f"`{option.default}`" if option.default and option.nargs != 0 else ""


def main() -> None:
    """Write the pages; tell which have changed."""
    for name, text in pages().items():
        path = DOCS / name
        is_same = path.exists() and path.read_text("utf-8") == text
        path.write_text(text, "utf-8")
        sys.stdout.write(f"docs/{name}: {'as it was' if is_same else 'written'}\n")


if __name__ == "__main__":
    try:
        main()
    except KeyError as error:
        sys.exit(str(error.args[0]))
