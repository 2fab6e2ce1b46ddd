"""An archive's folder in, its tasks for invoke out: `inv build`, `inv explain` and so on.

The folder travels in invoke's configuration, so that these tasks serve the
checkout of the program and every archive that uses it installed.
"""

import sys
from pathlib import Path
from typing import Any

from invoke import Argument, Collection, Context, Task, task

from backfile import tasks
from backfile.desk.add import Origin


def collection(folder: Path) -> Collection:
    """The tasks of the archive in a folder."""
    found = Collection(build, explain, serve, new, add, doctor)
    found.configure({"folder": str(folder)})
    return found


@task(help={"jobs": "how many processes read captures", "site_url": "where it will be hosted"})
def build(
    c: Context,
    captures: str | None = None,
    output: str | None = None,
    site_url: str | None = None,
    jobs: int = 1,
) -> None:
    """Captures to a finished site, with a short report."""
    sys.exit(tasks.build(Path(c.folder), captures, output, site_url, jobs))


class _Unless(Argument):
    """A positional argument that may be left out where another is given."""

    other: Argument

    @property
    def value(self) -> Any:
        """What was given, else nothing at all, else the lack of it."""
        found = super().value
        return "" if found is None and self.other.got_value else found

    @value.setter
    def value(self, given: str) -> None:
        self.set_value(given)


class _Explain(Task[Any]):
    """Explains a capture or, without one, a rule; invoke itself knows no such choice."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:  # noqa: FBT001 - invoke's own
        """The task's arguments."""
        found = super().get_arguments(ignore_unknown_help)
        what = _Unless("what", help="a capture, a page or an id", positional=True)
        what.other = next(argument for argument in found if argument.name == "rule")
        return [what, *(argument for argument in found if argument.name != "what")]


@task(
    klass=_Explain,
    positional=["what"],
    help={"html": "write it as a page to this file", "rule": "all that this rule took, anywhere"},
)
def explain(
    c: Context,
    what: str,
    captures: str | None = None,
    html: str | None = None,
    rule: str | None = None,
) -> None:
    """A capture or an output page, each block with what became of it and why."""
    sys.exit(tasks.explain(Path(c.folder), what, captures, html, rule))


@task
def serve(c: Context, port: int = 8000) -> None:
    """Look at the built site at http://127.0.0.1:8000/ until Ctrl-C."""
    sys.exit(tasks.serve(Path(c.folder), port))


@task(positional=["name"])
def new(_: Context, name: str) -> None:
    """A folder for an archive of one's own, which uses the installed program."""
    sys.exit(tasks.new(name))


@task(positional=["file"], help={"dry_run": "only tell what would be done"})
def add(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    c: Context,
    file: str,
    source: str = "",
    captured: str = "",
    by: str = "",
    method: str = "",
    url: str = "",
    dry_run: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
) -> None:
    """Take a capture in, with a sidecar of what is known of it."""
    origin = Origin(source, captured, by, method, url)
    sys.exit(tasks.add(Path(c.folder), [file], origin, dry_run=dry_run))


@task
def doctor(c: Context) -> None:
    """What is well with this machine and archive, and what to mend."""
    sys.exit(tasks.doctor(Path(c.folder)))
