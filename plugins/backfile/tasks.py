"""The bodies of the tasks: what a person asked for in, an exit code out.

Here and in __main__ alone errors become lines and codes.
"""

import contextlib
import functools
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from backfile.desk.comparison import Comparison
from backfile.desk.watching import watched
from backfile.errors import BackfileError, OwnerError
from backfile.gate import Done, Gate, gate_of, tell
from backfile.later import later
from backfile.pipeline import RunMany
from backfile.progress import Clock, Stage, counted, slowest
from backfile.report import Report, lines_of, on_one_line
from backfile.site.runner import Choices, build_site, chosen, read_conf
from backfile.trouble import ended, trouble
from backfile.work import limits_of, workers

with later(
    "backfile.desk.painting", "backfile.desk.sampling", "backfile.serving", "backfile.site.diff"
):
    from backfile import serving
    from backfile.desk import painting, sampling
    from backfile.site import diff as differing

_INTERRUPTED = 130
_ENOUGH = 141


def told(task: Callable[..., int]) -> Callable[..., int]:
    """Let a task's errors end in one line and their exit code."""

    @functools.wraps(task)
    def run(*arguments: object, **choices: object) -> int:
        try:
            with ended():
                return task(*arguments, **choices)
        except BackfileError as error:
            sys.stdout.writelines(f"{on_one_line(line)}\n" for line in error.lines)
            sys.stdout.flush()
            sys.stderr.write(f"{error}\n")
            return error.exit_code
        except BrokenPipeError:
            # Whoever read the output, `head` for one, has enough of it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _ENOUGH
        except KeyboardInterrupt as asked:
            what = "the new site is published" if asked.args else "the published site is as it was"
            sys.stderr.write(f"stopped; {what}\n")
            return _INTERRUPTED
        except (OSError, sqlite3.Error) as error:
            # A full disk, above all: nothing that a traceback would help to mend.
            sys.stderr.write(f"{on_one_line(trouble(error))}\n")
            return OwnerError.exit_code

    return run


def path_of(value: str | None) -> Path | None:
    """The path that somebody gave; None where nothing was."""
    return Path(value).expanduser() if value else None


@told
def build(  # noqa: PLR0913 - each is an option of the command line
    folder: Path,
    captures: str | None = None,
    output: str | None = None,
    site_url: str | None = None,
    jobs: int = 1,
    *,
    freeze_text: bool = False,
    profile: str | None = None,
    gate: Gate | None = None,
) -> int:
    """Build the site of a folder and print the report.

    freeze_text: publish nothing where an accepted text changed. profile: tell
    where the time went, in a table, or in a flame graph in the file of that name.
    gate: one that has found something changed; without it, that is looked at first.
    """
    began = time.monotonic()
    choices = Choices(path_of(captures), path_of(output), site_url, freeze_text)
    if gate is None:
        gate = gate_of(folder, captures, output, site_url, freeze_text=freeze_text)
        done = gate.done() if profile is None and jobs > 0 else None
        if done:
            return tell(done, time.monotonic() - began)
    if profile is None:
        return _build(folder, choices, jobs, gate)[0]
    with sampling.sampled() as samples:
        code, stages = _build(folder, choices, jobs, gate)
    if profile:
        sys.stdout.write(f"{sampling.write_flame_graph(Path(profile).expanduser(), samples)}\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in sampling.table_of(stages, samples))
    return code


def _build(folder: Path, choices: Choices, jobs: int, gate: Gate) -> tuple[int, Sequence[Stage]]:
    """Build the site of a folder and print the report; the exit code, and how long all took."""
    began = time.monotonic()
    conf = read_conf(folder)
    settings = chosen(conf["BACKFILE_SETTINGS"], choices)
    plugins = [*conf["PLUGINS"]]
    gate.watch([settings.captures, settings.demo_captures])
    with _hands(folder, jobs) as (run_many, progress):
        done = build_site(folder, choices, run_many, progress)
    if done.corpus is None:  # pragma: no cover - a build without a corpus has raised before
        return 1, ()
    knows = done.knowledge.known.knows
    tally = done.tally
    report = Report(
        corpus=done.corpus,
        known=tuple(r for r in done.corpus.rejected if knows(r)),
        new=tuple(r for r in done.corpus.rejected if not knows(r)),
        rendered=tally.rendered,
        written=tally.written,
        unchanged=tally.unchanged,
        deleted=tally.deleted,
        seconds=time.monotonic() - began,
        output=str(done.settings.output / "index.html"),
        changes=done.text_changes,
        seal=tally.seal,
        stages=slowest(progress.stages),
    )
    for line in lines_of(report):
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    again = Done(tuple(lines_of(report.again)), report.exit_code, done.until)
    gate.keep(again, done.settings.output, done.signs, plugins)
    return report.exit_code, progress.stages


# What each line of a comparison looks like on a terminal, by what it tells of.
_COLOURS = {"head": "bold", "page": "bold", "note": "dim", "came": "green", "went": "red"}


@told
def diff(folder: Path, wanted: Comparison) -> int:
    """Print what a rebuild would change of the published site, which is only read."""
    choices = Choices(path_of(wanted.captures), None, wanted.site_url)
    with _hands(folder, wanted.jobs) as (run_many, _):
        found = differing.rebuild_diff(folder, choices, path_of(wanted.against), run_many)
    lines = differing.lines_of(found, full=wanted.full)
    painting.painted((line.text, _COLOURS[line.state]) for line in lines)
    return int(wanted.exit_code and bool(found))


@contextlib.contextmanager
def _hands(folder: Path, jobs: int) -> Iterator[tuple[RunMany, Clock]]:
    """So many processes that read captures, and what shows how far they are."""
    if jobs < 1:
        raise OwnerError("--jobs", f"is {jobs}", "--jobs 1 or more")
    limits = limits_of(read_conf(folder)["BACKFILE_SETTINGS"])
    with workers(jobs, limits) as run_many, watched(sys.stderr) as shown:
        clock = Clock(shown)
        yield counted(run_many, clock), clock
        clock.stage("")


@told
def serve(folder: Path, port: int = 8000, *, watch: bool = True) -> int:
    """Show the site on this machine alone, until stopped with Ctrl-C.

    watch: build it first, and again after each change; open pages follow.
    """
    with contextlib.closing(serving.listening(port)) as at:
        if watch:
            find = functools.partial(_place_of, folder)
            return serving.followed(find, functools.partial(_built_again, folder), at)
        output = read_conf(folder)["BACKFILE_SETTINGS"].output
        if not (output / "index.html").exists():
            raise BackfileError(str(output), "holds no site yet", "backfile build")
        return serving.only_shown(output, at)


def _place_of(folder: Path) -> "serving.Place":
    try:
        return serving.Place.of(read_conf(folder)["BACKFILE_SETTINGS"])
    except BackfileError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(error.exit_code) from None


@told
def _built_again(folder: Path) -> int:
    """Build a site, with a line of report."""
    began = time.monotonic()
    with _hands(folder, 1) as (run_many, progress):
        done = build_site(folder, Choices(), run_many, progress)
    tally, seconds = done.tally, time.monotonic() - began
    counts = f"{tally.written} files written, {tally.deleted} deleted"
    sys.stdout.write(f"built in {seconds:.1f} s: {counts}\n")
    return 0
