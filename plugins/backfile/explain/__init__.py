"""A capture, an output page or an id in, what became of each block out; or a rule, what it took."""

from dataclasses import replace
from pathlib import Path

from backfile.errors import LockedError, OutputError, OwnerError
from backfile.explain.capture import of_capture
from backfile.explain.lines import lines_of
from backfile.explain.rule import of_rule
from backfile.explain.told import Alert, Explanation, State, Told
from backfile.pipeline import (
    Knowledge,
    captures_folder,
    divisions,
    explain,
    found_in,
    load_knowledge,
    run,
)
from backfile.settings import Settings
from backfile.store import Store
from backfile.store.lock import locked_store

__all__ = ["Explanation", "State", "Told", "explanation", "lines_of", "taken_by"]


def explanation(settings: Settings, what: str) -> Explanation:
    """What became of a capture, and why.

    Raises:
        OwnerError: there is no such capture, page or article.
        LockedError: a build is at work, and what is asked for is no capture.
    """
    path = Path(what).expanduser()
    knowledge = load_knowledge(settings.rules)
    if path.is_file() and not _is_page(path, settings):
        return _of_file(settings, path, knowledge)
    with locked_store(settings.state) as store:
        capture = _capture_of(settings, what, knowledge, store)
        return of_capture(explain(capture, settings, knowledge, store))


def taken_by(settings: Settings, rule: str) -> Explanation:
    """Everything that a rule took, over all captures.

    Raises:
        OwnerError: there is no such rule; names the nearest.
        LockedError: a build is at work.
    """
    knowledge = load_knowledge(settings.rules)
    with locked_store(settings.state) as store:
        divided = divisions(settings, knowledge, store)
        return of_rule(rule, knowledge.reasons, divided, knowledge.site_rule(rule))


def _is_page(path: Path, settings: Settings) -> bool:
    return path.suffix == ".html" and path.resolve().is_relative_to(settings.output)


def _of_file(settings: Settings, path: Path, knowledge: Knowledge) -> Explanation:
    """The explanation of a capture, or of any file as if it were one."""
    if not path.resolve().is_relative_to(captures_folder(settings).resolve()):
        return of_capture(explain(path, settings, knowledge))
    try:
        with locked_store(settings.state) as store:
            return of_capture(explain(path, settings, knowledge, store))
    except (LockedError, OutputError) as error:
        found = of_capture(explain(path, settings, knowledge))
        why = Alert(f"lines that repeat over its source were not counted: {error}")
        return replace(found, alerts=(why, *found.alerts))


def _capture_of(settings: Settings, what: str, knowledge: Knowledge, store: Store) -> Path:
    """The capture that an output page, an address or an id was made from."""
    corpus = run(settings, knowledge, store)
    one = found_in(corpus, what)
    if one is None:
        raise OwnerError(what, "is no capture, page or article of this archive", "a path or an id")
    return captures_folder(settings) / corpus.captures[one.capture_id].path
