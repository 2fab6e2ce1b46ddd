"""This machine in, who is at work on it and which day it is out."""

import datetime as dt
import getpass
import os
import subprocess
import sys
from collections.abc import Callable

_EPOCH = "SOURCE_DATE_EPOCH"


def who() -> str:
    """The name that git knows of who is at work, else the login name."""
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the git that the owner uses
            check=False,
            capture_output=True,
            text=True,
        )
        known = asked.stdout.strip()
    except OSError:
        known = ""
    try:
        return known or getpass.getuser()
    except (OSError, KeyError):
        return "the archive"


def today() -> str:
    """The day, ISO and UTC; where it is set that of SOURCE_DATE_EPOCH, to repeat a run by."""
    stated = os.environ.get(_EPOCH, "")
    if stated.isdigit():
        return dt.datetime.fromtimestamp(int(stated), dt.UTC).date().isoformat()
    return dt.datetime.now(dt.UTC).date().isoformat()


def asker() -> Callable[[str], str] | None:
    """Asks a person at a terminal; None where there is none."""
    return _ask if sys.stdin.isatty() and sys.stdout.isatty() else None


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""
