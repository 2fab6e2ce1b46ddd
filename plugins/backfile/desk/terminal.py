"""Stages and steps in, a terminal's live progress out."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text


class Bars:
    """A line for the stage at work: its name, how far it is, and since when."""

    def __init__(self, console: Console) -> None:
        """Show nothing yet."""
        columns = (TextColumn("{task.description}"), BarColumn(), _Count(), TimeElapsedColumn())
        # Gone at the end: the report says what is worth keeping.
        self._shown = Progress(*columns, console=console, transient=True)
        self._task = self._shown.add_task("", visible=False)

    def __enter__(self) -> Self:
        """Take the terminal's last line."""
        self._shown.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back, whatever has happened."""
        self._shown.stop()

    def stage(self, name: str) -> None:
        """Show the stage that begins."""
        self._shown.remove_task(self._task)
        self._task = self._shown.add_task(name, total=None, visible=bool(name))

    def expect(self, steps: int) -> None:
        """Make the bar so much longer."""
        (task,) = (task for task in self._shown.tasks if task.id == self._task)
        self._shown.update(self._task, total=(task.total or 0) + steps)

    def step(self) -> None:
        """Fill the bar a little."""
        self._shown.advance(self._task)


class _Count(ProgressColumn):
    """How many of how many; nothing where that is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._known = MofNCompleteColumn()

    def render(self, task: Task) -> Text:
        return self._known.render(task) if task.total else Text("")
