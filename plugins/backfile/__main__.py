"""Captures of news in, a clean, tagged, searchable archive out: `backfile COMMAND`."""

import argparse
import difflib
import sys
from pathlib import Path
from typing import NoReturn

from backfile.settings import end_without_modules

end_without_modules()

from backfile import tasks
from backfile.desk.add import Origin
from backfile.pipes import PIPES, run_pipe

_ORIGIN = {
    "source": "the newspaper or site it is from",
    "captured": "when it was captured: 2025-05-12, 2025-05 approximate, or unknown",
    "by": "who captured it",
    "method": "how it was captured",
    "url": "its address",
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
    explain = commands.add_parser("explain", help="what became of each block of a capture")
    explain.add_argument("what", metavar="PATH_OR_PAGE", nargs="?", default="")
    explain.add_argument("--captures", metavar="DIR")
    explain.add_argument("--html", metavar="FILE", help="write it as a page")
    explain.add_argument("--rule", metavar="NAME", help="all that this rule took, anywhere")
    serve = commands.add_parser("serve", help="look at the built site on this machine")
    serve.add_argument("--port", type=int, default=8000)
    _add_own(commands)
    for name, pipe in PIPES.items():
        commands.add_parser(name, help=f"JSON lines: {pipe.help}")
    return parser


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
    sys.exit(_run(command, folder, chosen))


def _run(command: str, folder: Path, chosen: dict[str, str]) -> int:
    if command in PIPES:
        return tasks.told(run_pipe)(PIPES[command], sys.stdin.buffer, sys.stdout.buffer)
    if command == "new":
        return tasks.new(chosen["name"])
    if command == "add":
        dry_run, files = chosen.pop("dry_run"), chosen.pop("files")
        return tasks.add(folder, files, Origin(**chosen), dry_run=dry_run)
    bodies = {
        "build": tasks.build,
        "explain": tasks.explain,
        "serve": tasks.serve,
        "doctor": tasks.doctor,
    }
    return bodies[command](folder, **chosen)


if __name__ == "__main__":
    main()
