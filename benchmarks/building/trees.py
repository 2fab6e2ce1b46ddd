"""A built site in, what of the wanted pages it lacks out; two trees in, how they differ out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from backfile.slugs import slug
from benchmarks.building.content import Story

_ALWAYS = ("index.html", "tags.html", "search.html", "sitemap.xml", "feeds/all.xml")


def wanted(stories: Iterable[Story]) -> list[str]:
    """The pages that our site of these stories has to have: articles, months and the rest."""
    found = dict.fromkeys(_ALWAYS)
    for story in stories:
        year, month, _ = story.date.split("-")
        found[f"{year}/{month}/{slug(story.title)}.html"] = None
        found[f"dates/{year}/{month}.html"] = None
    return list(found)


def lacking(site: Path, paths: Iterable[str]) -> list[str]:
    """Those paths at which a site has no file."""
    return [path for path in paths if not (site / path).is_file()]


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, by its path; of a link where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link to {path.readlink()}"
        elif path.is_file():
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def differing(one: Path, other: Path) -> list[str]:
    """The paths whose files are not the same in both folders, each with what is wrong."""
    mine, theirs = digests(one), digests(other)
    lines = []
    for path in sorted({*mine, *theirs}):
        if path not in theirs:
            lines.append(f"{path}: only in {one}")
        elif path not in mine:
            lines.append(f"{path}: only in {other}")
        elif mine[path] != theirs[path]:
            lines.append(f"{path}: differs")
    return lines


def count_of(site: Path) -> int:
    """How many files a site has."""
    return sum(path.is_file() for path in site.rglob("*"))
