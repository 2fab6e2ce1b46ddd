"""The bodies of the tasks of the owner's desk: what a person asked for in, an exit code out.

A room of their own beside tasks.py, because a build needs nothing that they do.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from backfile.clock import today_of
from backfile.desk.accept import accept as accept_all
from backfile.desk.accept import day_of
from backfile.desk.accept import told as accepted_lines
from backfile.desk.add import Origin, carry_out, plan
from backfile.desk.doctor import examine
from backfile.desk.fixing.command import Fixing, notes_of, wish_of
from backfile.desk.fixing.fix import save, try_fix
from backfile.desk.new import make_archive
from backfile.desk.painting import painted
from backfile.desk.review import Wanted, accepted, doubtful
from backfile.desk.reviewlines import lines_of as review_lines
from backfile.desk.sealing import Check, Sealing, sealing_done, verified
from backfile.desk.who import asker, who
from backfile.desk.withhold import Withholding, withholding_done
from backfile.errors import BackfileError, OutputError, OwnerError
from backfile.explain import explanation, taken_by
from backfile.explain.terminal import tell
from backfile.report import on_one_line
from backfile.settings import theme_folder
from backfile.site.explaining import explanation_page
from backfile.site.reviewing import review_page
from backfile.site.runner import Choices, chosen, read_conf
from backfile.tasks import path_of, told

__all__ = [
    "Check",
    "Fixing",
    "Origin",
    "Sealing",
    "Wanted",
    "Withholding",
    "accept",
    "add",
    "doctor",
    "explain",
    "fix",
    "new",
    "review",
    "run",
    "seal",
    "verify",
    "withhold",
]


@told
def accept(folder: Path, by: str = "", on: str = "", *, dry_run: bool = False) -> int:
    """Write down that what is published and rejected now is what the archive stands for."""
    settings = read_conf(folder)["BACKFILE_SETTINGS"]
    found = accept_all(settings, (by or who(), day_of(on)), dry_run=dry_run)
    for line in accepted_lines(found, dry_run=dry_run):
        sys.stdout.write(f"{on_one_line(line)}\n")
    return 0


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
    settings = chosen(read_conf(folder)["BACKFILE_SETTINGS"], Choices(path_of(captures)))
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
    settings = chosen(read_conf(folder)["BACKFILE_SETTINGS"], Choices(path_of(wanted.captures)))
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
    settings = chosen(
        read_conf(folder)["BACKFILE_SETTINGS"], Choices(output=path_of(wanted.output))
    )
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


# The commands whose options travel as one value, and what that is.
_WITH_CHOICES: dict[str, tuple[Callable[[Path, Any], int], Callable[..., Any]]] = {
    "fix": (fix, Fixing),
    "review": (review, Wanted),
    "seal": (seal, Sealing),
    "verify": (verify, Check),
    "withhold": (withhold, Withholding),
}


def run(command: str, folder: Path, options: dict[str, Any]) -> int:
    """Run one of these by its name, with its options as the command line has them."""
    if command == "new":
        return new(options["name"])
    if command == "add":
        dry_run, files = options.pop("dry_run"), options.pop("files")
        return add(folder, files, Origin(**options), dry_run=dry_run)
    if command in _WITH_CHOICES:
        body, choices = _WITH_CHOICES[command]
        return body(folder, choices(**options))
    bodies = {"accept": accept, "explain": explain, "doctor": doctor}
    return bodies[command](folder, **options)
