"""Backfile for pipes, workers and archives without a checkout: `python -m backfile ...`.

python -m backfile build [--captures DIR] [--output DIR] [--site-url URL] [--jobs N]
python -m backfile label|extract|tag     JSON lines in, JSON lines out
"""

import argparse
import sys
from pathlib import Path

from backfile.settings import end_without_modules

end_without_modules()

from backfile import tasks
from backfile.pipes import PIPES, run_pipe


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backfile", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="captures to a finished site")
    build.add_argument("--captures", metavar="DIR")
    build.add_argument("--output", metavar="DIR")
    build.add_argument("--site-url", metavar="URL")
    build.add_argument("--jobs", type=int, default=1, metavar="N")
    explain = commands.add_parser("explain", help="what became of each block of a capture")
    explain.add_argument("what", metavar="PATH_OR_PAGE")
    for name, pipe in PIPES.items():
        commands.add_parser(name, help=pipe.help)
    return parser


def main() -> None:
    """Run one command in the current folder and exit with its code."""
    chosen = _parser().parse_args()
    here = Path.cwd()
    if chosen.command == "build":
        code = tasks.build(here, chosen.captures, chosen.output, chosen.site_url, chosen.jobs)
    elif chosen.command == "explain":
        code = tasks.explain(here, chosen.what)
    else:
        code = run_pipe(PIPES[chosen.command], sys.stdin.buffer, sys.stdout.buffer)
    sys.exit(code)


if __name__ == "__main__":
    main()
