"""The bodies of the tasks: what a person asked for in, an exit code out.

Here and in __main__ alone errors become lines and codes.
"""

import functools
import http.server
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from backfile.desk.add import Origin, carry_out, plan
from backfile.desk.doctor import examine
from backfile.desk.new import make_archive
from backfile.desk.terminal import watched
from backfile.errors import BackfileError, OutputError, OwnerError
from backfile.explain import explanation, taken_by
from backfile.explain.terminal import tell
from backfile.report import Report, lines_of
from backfile.settings import theme_folder
from backfile.site.explaining import explanation_page
from backfile.site.runner import Choices, build_site, chosen, read_conf
from backfile.work import limits_of, workers

_INTERRUPTED = 130
_ENOUGH = 141


def told(task: Callable[..., int]) -> Callable[..., int]:
    """Let a task's errors end in one line and their exit code."""

    @functools.wraps(task)
    def run(*arguments: object, **choices: object) -> int:
        try:
            return task(*arguments, **choices)
        except BackfileError as error:
            sys.stderr.write(f"{error}\n")
            return error.exit_code
        except BrokenPipeError:
            # Whoever read the output, `head` for one, has enough of it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _ENOUGH
        except KeyboardInterrupt:
            sys.stderr.write("stopped; the published site is as it was\n")
            return _INTERRUPTED

    return run


def _path(value: str | None) -> Path | None:
    return Path(value).expanduser() if value else None


@told
def build(
    folder: Path,
    captures: str | None = None,
    output: str | None = None,
    site_url: str | None = None,
    jobs: int = 1,
) -> int:
    """Build the site of a folder and print the report."""
    began = time.monotonic()
    if jobs < 1:
        raise OwnerError("--jobs", f"is {jobs}", "--jobs 1 or more")
    limits = limits_of(read_conf(folder)["BACKFILE_SETTINGS"])
    with workers(jobs, limits) as many, watched(many) as run_many:
        done = build_site(folder, Choices(_path(captures), _path(output), site_url), run_many)
    if done.corpus is None:  # pragma: no cover - a build without a corpus has raised before
        return 1
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
    )
    for line in lines_of(report):
        sys.stdout.write(f"{line}\n")
    return report.exit_code


@told
def explain(
    folder: Path,
    what: str = "",
    captures: str | None = None,
    html: str | None = None,
    rule: str | None = None,
) -> int:
    """Print what became of a capture, block by block and why; or all that a rule took."""
    if bool(what) == bool(rule):
        raise OwnerError("explain", "takes a capture or a rule", "explain PATH, or --rule NAME")
    settings = chosen(read_conf(folder)["BACKFILE_SETTINGS"], Choices(_path(captures)))
    found = taken_by(settings, rule) if rule else explanation(settings, what)
    if html:
        _write(Path(html).expanduser(), explanation_page(found, theme_folder()))
        sys.stdout.write(f"{html}\n")
    else:
        tell(found)
    return 0


def _write(path: Path, page: bytes) -> None:
    try:
        path.write_bytes(page)
    except OSError as error:
        what = f"can't be written ({error.strerror})"
        raise OutputError(str(path), what, "a file in a folder that is there") from None


@told
def new(name: str) -> int:
    """Make the folder of a new archive and tell what to do next."""
    folder = Path(name).expanduser()
    for path in make_archive(folder):
        sys.stdout.write(f"{folder / path}\n")
    sys.stdout.write(f"next: cd {folder}; backfile add FILE... --source NAME; backfile build\n")
    return 0


@told
def add(folder: Path, files: list[str], origin: Origin, *, dry_run: bool = False) -> int:
    """Take files in as captures; tell what was done with each."""
    settings = read_conf(folder)["BACKFILE_SETTINGS"]
    additions = plan(files, settings.captures, origin)
    done = additions if dry_run else list(carry_out(additions, origin))
    for addition in additions:
        if addition.why:
            what = f"passed over: {addition.why}"
        else:
            what = f"{'would become' if dry_run else 'is now'} {addition.target}"
        sys.stdout.write(f"{addition.file}: {what}\n")
    return 0 if any(not addition.why for addition in done) else 2


@told
def doctor(folder: Path) -> int:
    """Tell what is well and what to mend; exit code 1 where something is to be mended."""
    findings = list(examine(read_conf(folder)["BACKFILE_SETTINGS"]))
    for finding in findings:
        cure = f"; try: {finding.cure}" if finding.cure else ""
        sys.stdout.write(f"{finding.state:5} {finding.what}{cure}\n")
    return int(any(finding.state == "mend" for finding in findings))


@told
def serve(folder: Path, port: int = 8000) -> int:
    """Show the built site on this machine alone, until stopped with Ctrl-C."""
    output = read_conf(folder)["BACKFILE_SETTINGS"].output
    if not (output / "index.html").exists():
        raise BackfileError(str(output), "holds no site yet", "inv build")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(output))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        cure = "inv serve --port 8001"
        raise BackfileError(f"port {port}", f"can't be used ({error.strerror})", cure) from None
    sys.stdout.write(f"http://127.0.0.1:{port}/index.html (stop with Ctrl-C)\n")
    sys.stdout.flush()
    with server:
        server.serve_forever()
    return 0
