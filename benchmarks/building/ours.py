"""Stories in, an archive of Backfile's out: captures in JSON and a vocabulary of the tags.

The first build reads the captures, and is what warms the store; a build of
the site alone begins from what was read and decided, and nothing of the site.
"""

import itertools
import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.building.content import TAG_NAMES, Story

# What was read and decided; all else below .backfile/ is of the site, and made anew.
_READ = ("store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "captures.stat", "pictures")
_KINDS = ("person", "place", "organisation")
_CONF = """from backfile import settings

BACKFILE = {"title": "Benchmark", "site_url": "https://example.org"}
globals().update(settings.load(BACKFILE, __file__))
"""
_TERM = "- name: {name}\n  kind: {kind}\n  why: named\n  by: benchmark\n  on: 2026-01-01\n"


def write_archive(root: Path, stories: Iterable[Story] = ()) -> None:
    """Write the archive of a folder: its settings, vocabulary and captures."""
    rules = root / "content" / "rules"
    for folder in (rules, captures_of(root)):
        folder.mkdir(parents=True, exist_ok=True)
    (root / "pelicanconf.py").write_text(_CONF, "utf-8")
    terms = zip(TAG_NAMES, itertools.cycle(_KINDS), strict=False)
    (rules / "vocabulary.yaml").write_text(
        "".join(_TERM.format(name=name, kind=kind) for name, kind in terms), "utf-8"
    )
    for story in stories:
        write_capture(root, story)


def write_capture(root: Path, story: Story) -> None:
    """Put a story among the captures."""
    record = {
        "title": story.title,
        "date": story.date,
        # Made-up words are of no language; what would be guessed differs from story to story.
        "language": "en",
        "source": story.source,
        "author": story.author,
        "tags": list(story.tags),
        "text": "\n\n".join(story.paragraphs),
    }
    file = captures_of(root) / f"{story.number:06d}.json"
    file.write_text(json.dumps(record), "utf-8")


def captures_of(root: Path) -> Path:
    """The folder of captures."""
    return root / "content" / "captures"


def site_of(root: Path) -> Path:
    """The folder of the built site."""
    return root / "output"


def build_command(root: Path) -> list[str]:
    """The words that build the archive."""
    return _command(root, "build")


def accept_command(root: Path) -> list[str]:
    """The words that accept what is published."""
    return _command(root, "accept")


def searchless_command(root: Path) -> list[str]:
    """The words that build the archive, but for the index of search."""
    return [sys.executable, "-m", "benchmarks.building.without_search", str(root)]


def _command(root: Path, name: str) -> list[str]:
    return [sys.executable, "-m", "backfile", "--folder", str(root), name]


def clear_site(root: Path) -> None:
    """Take away the site and all that is kept of it; what was read and decided stays."""
    shutil.rmtree(site_of(root), ignore_errors=True)
    for entry in (root / ".backfile").iterdir():
        if entry.name in _READ:
            continue
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
