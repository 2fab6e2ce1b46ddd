"""Progress in, a terminal's bars out; nothing where there is no terminal."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from backfile.pipeline import RunMany

_STAGES = ("reading captures", "finding stories")


@contextmanager
def watched(run_many: RunMany) -> Iterator[RunMany]:
    """Show how far each stage is, on a terminal; say nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield run_many
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        names = iter(_STAGES)

        def run(function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterable[Any]:
            waiting = list(arguments)
            results = run_many(function, waiting)
            return progress.track(results, len(waiting), description=next(names, "working"))

        yield run
