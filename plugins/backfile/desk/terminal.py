"""Progress and lines in, a terminal's bars and colours out; plain text elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from backfile.pipeline import RunMany
from backfile.printing import printable

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


def painted(lines: Iterable[tuple[str, str]]) -> None:
    """Print lines, each with rich's style for it; what captures hold can't command the terminal."""
    console = Console(file=sys.stdout, soft_wrap=True)
    for text, style in lines:
        console.print(Text(printable(text), style=style))
