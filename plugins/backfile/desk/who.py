"""This machine in, who is at work on it and how to ask them out."""

import getpass
import subprocess
import sys
from collections.abc import Callable

# Asks a person something and gives the answer; None where nobody can be asked.
Ask = Callable[[str], str] | None


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


def asker() -> Ask:
    """Asks a person at a terminal; None where there is none."""
    return _ask if sys.stdin.isatty() and sys.stdout.isatty() else None


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""
