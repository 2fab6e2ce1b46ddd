"""Captures of news in, a clean, tagged, searchable archive out: `backfile COMMAND`."""

import argparse
import difflib
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from backfile.settings import end_without_modules

end_without_modules()

from backfile.desk import MOST
from backfile.desk.comparison import Comparison
from backfile.gate import gate_of, tell
from backfile.later import later

# A mistake in the command line is told before anything large is loaded.
with later("backfile.chores", "backfile.pipes", "backfile.tasks"):
    from backfile import chores, pipes, tasks

_ORIGIN = {
    "source": "the newspaper or site it is from",
    "captured": "when it was captured: 2025-05-12, 2025-05 approximate, or unknown",
    "by": "who captured it",
    "method": "how it was captured",
    "url": "its address",
}

# Lines of JSON in, lines of JSON out.
_PIPES = {
    "label": "text to labelled lines and articles",
    "extract": "saved pages to title, date, authors, text",
    "tag": "articles to people, places, organisations, topics",
}


class _Parser(argparse.ArgumentParser):
    """Mistakes in one line, with the nearest right word; exit code 2."""

    def error(self, message: str) -> NoReturn:
        """End with the mistake and a cure."""
        wrong = message.partition("invalid choice: '")[2].partition("'")[0]
        choices = [c for a in self._actions if a.choices for c in a.choices]
        near = difflib.get_close_matches(wrong, choices, 1) if wrong else []
        cure = near[0] if near else f"{self.prog} --help"
        self.exit(2, f"{self.prog}: {message.partition(' (choose')[0]}; try: {cure}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="backfile", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path.cwd(), help="the archive's folder")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="captures to a finished site")
    build.add_argument("--captures", metavar="DIR", help="instead of content/captures")
    build.add_argument("--output", metavar="DIR", help="instead of output")
    build.add_argument("--site-url", metavar="URL", help="where it will be hosted")
    build.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that read")
    build.add_argument("--freeze-text", action="store_true", help="no accepted text may change")
    told = "where the time went: a table, or a flame graph (SVG) in a file"
    build.add_argument("--profile", metavar="FILE", nargs="?", const="", help=told)
    accept = commands.add_parser("accept", help="stand for what is published and rejected now")
    accept.add_argument("--by", default="", metavar="NAME", help="who accepts")
    accept.add_argument("--on", default="", metavar="DAY", help="when: 2025-05-31")
    accept.add_argument("--dry-run", action="store_true", help="only tell what would be done")
    _add_diff(commands)
    _add_fix(commands)
    _add_withhold(commands)
    _add_seal(commands)
    explain = commands.add_parser("explain", help="what became of each block of a capture")
    explain.add_argument("what", metavar="PATH_OR_PAGE", nargs="?", default="")
    explain.add_argument("--captures", metavar="DIR")
    explain.add_argument("--html", metavar="FILE", help="write it as a page")
    explain.add_argument("--rule", metavar="NAME", help="all that this rule took, anywhere")
    serve = commands.add_parser("serve", help="look at the built site on this machine")
    serve.add_argument("--port", type=int, default=8000)
    told = "only show what is built"
    serve.add_argument("--no-watch", dest="watch", action="store_false", help=told)
    _add_review(commands)
    _add_own(commands)
    for name, told in _PIPES.items():
        commands.add_parser(name, help=f"JSON lines: {told}")
    return parser


def _add_diff(commands: "argparse._SubParsersAction[_Parser]") -> None:
    diff = commands.add_parser("diff", help="what a rebuild would change of the published site")
    diff.add_argument("--captures", metavar="DIR", help="instead of content/captures")
    diff.add_argument("--against", metavar="FOLDER", help="a published site instead of output")
    diff.add_argument("--site-url", metavar="URL", help="where it will be hosted")
    diff.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that read")
    diff.add_argument("--full", action="store_true", help="every line of what changes")
    diff.add_argument("--exit-code", action="store_true", help="1 where anything changes")


_FIXES = {
    "title": ("TEXT", "the headline"),
    "date": ("DAY", "the date: 2025-05-11, 2025-05, 2025, or '' where it is not known"),
    "language": ("TAG", "the language, as en or pt-BR"),
    "source": ("NAME", "the newspaper or site"),
    "section": ("NAME", "the section"),
    "keep": ("LINES", "bring this back: 14, 14-16 or words of it"),
    "remove": ("LINES", "take this out"),
    "start": ("LINES", "the article begins here"),
    "end": ("LINES", "the article ends here"),
    "split": ("LINES", "another article begins here"),
    "same-as": ("ID", "it is the same article as this one"),
    "not-same-as": ("ID", "this capture is of another article: its id or path"),
    "alias": ("NAME", "for a tag: this stands for it, too"),
    "merge": ("TAG", "for a tag: it is this other tag"),
    "part": ("NAME", "for a tag: this is somebody or something else"),
    "rename": ("NAME", "for a tag: it is called this"),
    "why": ("TEXT", "the reason; readers see it"),
    "by": ("NAME", "who decided"),
    "on": ("DAY", "when; usual: today"),
}


def _add_fix(commands: "argparse._SubParsersAction[_Parser]") -> None:
    fix = commands.add_parser("fix", help="mend what is wrong, for good")
    fix.add_argument("what", metavar="PAGE", help="an output page, an address, an id or a capture")
    for name, (metavar, told) in _FIXES.items():
        usual = None if name == "date" else ""
        fix.add_argument(f"--{name}", metavar=metavar, default=usual, help=told)
    fix.add_argument("--author", metavar="NAME", action="append", default=[], help="an author")
    fix.add_argument("--join", metavar="ID", nargs="?", const="", help="with the article below")
    fix.add_argument("--digest", action="store_true", help="it is a run of short items")
    fix.add_argument("--make-article", action="store_true", help="it is one article")
    fix.add_argument("--ban", action="store_true", help="for a tag: it is none")
    fix.add_argument(
        "--within",
        metavar="PAGE",
        action="append",
        default=[],
        help="for --part and --ban: in this article alone",
    )
    fix.add_argument("--yes", action="store_true", help="save without asking")
    fix.add_argument("--dry-run", action="store_true", help="only tell what it would change")


_WITHHOLDS = {
    "capture": ("PATH", "a capture: its path, or its SHA-256"),
    "passage": ("TEXT", "a passage, wherever it stands"),
    "name": ("NAME", "a name, wherever it stands"),
    "reason": ("KIND", "court, privacy, copyright, embargo, safety or other"),
    "until": ("DAY", "the first day on which it may be seen again"),
    "tombstone": ("TEXT", "the words that stand in its place"),
    "why": ("TEXT", "the reason in full, for the archive's own files"),
    "by": ("NAME", "who decided"),
    "on": ("DAY", "since when; usual: today"),
}


def _add_withhold(commands: "argparse._SubParsersAction[_Parser]") -> None:
    withhold = commands.add_parser("withhold", help="keep something from publication")
    told = "an output page, an address or an id"
    withhold.add_argument("page", metavar="PAGE", nargs="?", default="", help=told)
    for name, (metavar, told) in _WITHHOLDS.items():
        withhold.add_argument(f"--{name}", metavar=metavar, default="", help=told)
    withhold.add_argument("--yes", action="store_true", help="save without asking")
    withhold.add_argument("--dry-run", action="store_true", help="only tell what it would touch")


def _add_seal(commands: "argparse._SubParsersAction[_Parser]") -> None:
    seal = commands.add_parser("seal", help="seal the built site")
    seal.add_argument("--key", metavar="FILE", default="", help="the secret key")
    seal.add_argument("--new-key", metavar="FILE", nargs="?", const="", help="make a pair of keys")
    seal.add_argument("--no-password", action="store_true", help="for --new-key")
    seal.add_argument("--timestamp", metavar="URL", default="", help="of a time stamp service")
    seal.add_argument("--output", metavar="DIR", default="", help="instead of output")
    verify = commands.add_parser("verify", help="whether a site is whole, and as it was sealed")
    verify.add_argument("site", metavar="FOLDER", nargs="?", default="")
    verify.add_argument("--key", metavar="PUBLIC_KEY_OR_FILE", default="", help="from elsewhere")
    verify.add_argument("--tsa-cert", metavar="FILE", default="", help="of the time stamp service")


def _add_review(commands: "argparse._SubParsersAction[_Parser]") -> None:
    review = commands.add_parser("review", help="the most doubtful articles first")
    review.add_argument("--captures", metavar="DIR", help="instead of content/captures")
    review.add_argument("--most", type=int, default=MOST, metavar="N", help=f"so many ({MOST})")
    review.add_argument("--share", type=float, default=0.0, metavar="PERCENT", help="of all")
    review.add_argument("--html", default="", metavar="FILE", help="where the page goes")
    ok = "this one is right; may be said more than once"
    review.add_argument("--ok", action="append", default=[], metavar="ID", help=ok)
    review.add_argument("--by", default="", metavar="NAME", help="who looked at it")


def _add_own(commands: "argparse._SubParsersAction[_Parser]") -> None:
    new = commands.add_parser("new", help="a folder for an archive of one's own")
    new.add_argument("name", metavar="NAME")
    add = commands.add_parser("add", help="take captures in, with sidecars")
    add.add_argument("files", nargs="+", metavar="FILE")
    for option, told in _ORIGIN.items():
        add.add_argument(f"--{option}", default="", help=told)
    add.add_argument("--dry-run", action="store_true", help="only tell what would be done")
    commands.add_parser("doctor", help="what is well, and what to mend")


def main() -> None:
    """Run one command and exit with its code."""
    chosen = vars(_parser().parse_args())
    command, folder = chosen.pop("command"), chosen.pop("folder").resolve()
    try:
        code = _run(command, folder, chosen)
    except KeyboardInterrupt:  # before the command itself had begun
        sys.stderr.write("stopped; the published site is as it was\n")
        code = 130
    sys.exit(code)


def _build(folder: Path, jobs: int, profile: str | None, **chosen: Any) -> int:
    """Build, unless nothing has changed: that is told before anything large is loaded."""
    began = time.monotonic()
    gate = gate_of(folder, **chosen)
    done = gate.done() if profile is None and jobs > 0 else None
    if done:
        return tell(done, time.monotonic() - began)
    return tasks.build(folder, jobs=jobs, profile=profile, gate=gate, **chosen)


def _run(command: str, folder: Path, chosen: dict[str, Any]) -> int:
    if command == "build":
        return _build(folder, **chosen)
    if command == "serve":
        return tasks.serve(folder, **chosen)
    if command == "diff":
        return tasks.diff(folder, Comparison(**chosen))
    if command in _PIPES:
        pipe = pipes.PIPES[command]
        return tasks.told(pipes.run_pipe)(pipe, sys.stdin.buffer, sys.stdout.buffer)
    return chores.run(command, folder, chosen)


if __name__ == "__main__":
    main()
