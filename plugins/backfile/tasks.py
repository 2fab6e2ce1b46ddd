"""The bodies of the tasks: what a person asked for in, an exit code out.

Here and in __main__ alone errors become lines and codes.
"""

import contextlib
import functools
import http.server
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from backfile.clock import today_of
from backfile.desk.accept import accept as accept_all
from backfile.desk.accept import day_of
from backfile.desk.accept import told as accepted_lines
from backfile.desk.add import Origin, carry_out, plan
from backfile.desk.comparison import Comparison
from backfile.desk.doctor import examine
from backfile.desk.fixing.command import Fixing, notes_of, wish_of
from backfile.desk.fixing.fix import save, try_fix
from backfile.desk.new import make_archive
from backfile.desk.review import Wanted, accepted, doubtful
from backfile.desk.reviewlines import lines_of as review_lines
from backfile.desk.sealing import Check, Sealing, sealing_done, verified
from backfile.desk.terminal import painted, watched
from backfile.desk.who import asker, who
from backfile.desk.withhold import Withholding, withholding_done
from backfile.errors import BackfileError, OutputError, OwnerError
from backfile.explain import explanation, taken_by
from backfile.explain.terminal import tell
from backfile.pipeline import RunMany
from backfile.report import Report, lines_of, on_one_line
from backfile.settings import theme_folder
from backfile.site.diff import lines_of as diff_lines
from backfile.site.diff import rebuild_diff
from backfile.site.explaining import explanation_page
from backfile.site.reviewing import review_page
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
            sys.stdout.writelines(f"{on_one_line(line)}\n" for line in error.lines)
            sys.stdout.flush()
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
    *,
    freeze_text: bool = False,
) -> int:
    """Build the site of a folder and print the report.

    freeze_text: publish nothing where an accepted text changed.
    """
    began = time.monotonic()
    with _hands(folder, jobs) as run_many:
        choices = Choices(_path(captures), _path(output), site_url, freeze_text)
        done = build_site(folder, choices, run_many)
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
        changes=done.text_changes,
        seal=tally.seal,
    )
    for line in lines_of(report):
        sys.stdout.write(f"{line}\n")
    return report.exit_code


@told
def accept(folder: Path, by: str = "", on: str = "", *, dry_run: bool = False) -> int:
    """Write down that what is published and rejected now is what the archive stands for."""
    settings = read_conf(folder)["BACKFILE_SETTINGS"]
    found = accept_all(settings, (by or who(), day_of(on)), dry_run=dry_run)
    for line in accepted_lines(found, dry_run=dry_run):
        sys.stdout.write(f"{on_one_line(line)}\n")
    return 0


# What each line of a comparison looks like on a terminal, by what it tells of.
_COLOURS = {"head": "bold", "page": "bold", "note": "dim", "came": "green", "went": "red"}


@told
def diff(folder: Path, wanted: Comparison) -> int:
    """Print what a rebuild would change of the published site, which is only read."""
    choices = Choices(_path(wanted.captures), None, wanted.site_url)
    with _hands(folder, wanted.jobs) as run_many:
        found = rebuild_diff(folder, choices, _path(wanted.against), run_many)
    painted((line.text, _COLOURS[line.state]) for line in diff_lines(found, full=wanted.full))
    return int(wanted.exit_code and bool(found))


@contextlib.contextmanager
def _hands(folder: Path, jobs: int) -> Iterator[RunMany]:
    """So many processes that read captures, with bars on a terminal."""
    if jobs < 1:
        raise OwnerError("--jobs", f"is {jobs}", "--jobs 1 or more")
    limits = limits_of(read_conf(folder)["BACKFILE_SETTINGS"])
    with workers(jobs, limits) as many, watched(many) as run_many:
        yield run_many


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


@told
def review(folder: Path, wanted: Wanted) -> int:
    """Show the most doubtful articles, on a page too; or remember that some are right."""
    settings = chosen(read_conf(folder)["BACKFILE_SETTINGS"], Choices(_path(wanted.captures)))
    if wanted.ok:
        painted(accepted(settings, wanted))
        return 0
    found = doubtful(settings, wanted)
    painted(review_lines(found))
    _write(found.page, review_page(found, theme_folder()))
    sys.stdout.write(f"{found.page}\n")
    return 0


def _write(path: Path, page: bytes) -> None:
    try:
        path.write_bytes(page)
    except OSError as error:
        what = f"can't be written ({error.strerror})"
        raise OutputError(str(path), what, "a file in a folder that is there") from None


@told
def fix(folder: Path, given: Fixing) -> int:
    """Try a correction, tell its effect, and save it once the owner agrees."""
    settings = read_conf(folder)["BACKFILE_SETTINGS"]
    ask = asker()
    wish = wish_of(given, ask)
    tried = try_fix(settings, given.what, wish, notes_of(given, ask, who(), today_of()))
    painted((line, "") for line in tried.told)
    if given.dry_run:
        return 0
    if not given.yes and (ask is None or not ask("save this? [y/N] ").lower().startswith("y")):
        cure = "--yes to save without being asked" if ask is None else "again with y"
        raise BackfileError("fix", "nothing was saved", cure)
    sys.stdout.write(f"saved in {save(settings, tried)}; next: backfile build\n")
    return 0


@told
def withhold(folder: Path, given: Withholding) -> int:
    """Tell what a withholding touches, and save it once the owner agrees."""
    for line in withholding_done(read_conf(folder)["BACKFILE_SETTINGS"], given, asker()):
        sys.stdout.write(f"{on_one_line(line)}\n")
        sys.stdout.flush()
    return 0


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
def seal(folder: Path, wanted: Sealing) -> int:
    """Seal the built site, or make the keys for it; tell what was done."""
    settings = chosen(read_conf(folder)["BACKFILE_SETTINGS"], Choices(output=_path(wanted.output)))
    for line in sealing_done(settings, wanted):
        sys.stdout.write(f"{line}\n")
    return 0


@told
def verify(folder: Path, wanted: Check) -> int:
    """Tell whether a site is whole and as it was sealed; exit code 1 where it is not."""
    site = wanted.site_at(folder) or read_conf(folder)["BACKFILE_SETTINGS"].output
    lines, is_whole = verified(site, wanted)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return int(not is_whole)


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
