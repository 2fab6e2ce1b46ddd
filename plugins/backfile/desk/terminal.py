"""Lines and progress in, a terminal's colours and bars out; plain text where there is none.

rich looks whether it writes to a terminal and honours NO_COLOR.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from backfile.explain import State, Told
from backfile.pipeline import RunMany

_STYLES: dict[State, str] = {
    "head": "bold",
    "title": "bold green",
    "kept": "",
    "detail": "cyan",
    "digest": "blue",
    "removed": "red",
    "why": "dim",
    "repair": "yellow",
    "doubt": "bold magenta",
}
_STAGES = ("reading captures", "finding stories")


def tell(lines: Iterable[Told]) -> None:
    """Print an explanation, each line in the colour of what it tells of."""
    console = Console(file=sys.stdout, soft_wrap=True)
    for line in lines:
        console.print(Text(line.text, style=_STYLES[line.state]))


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
