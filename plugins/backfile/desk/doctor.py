"""An archive's folder and this machine in, what is well and what to mend out."""

import importlib.metadata
import locale
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from backfile import VERSION
from backfile.errors import BackfileError
from backfile.pipeline import captures_folder, load_knowledge
from backfile.settings import NEEDED_PACKAGES, Settings
from backfile.store import is_sound

_GIB = 1 << 30
_LEAST_FREE = _GIB
# What hosts take, as their documentation says.
_GITHUB_PAGES_BYTES = _GIB
_GITLAB_PAGES_ENTRIES = 200_000
_CLOUDFLARE_PAGES_FILES = 20_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: well, worth a look, or to be mended; and how."""

    state: Literal["well", "look", "mend"]
    what: str
    cure: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at the program, the machine, the archive's folders and its built site."""
    yield Finding("well", f"Backfile {VERSION} on Python {sys.version.split()[0]}")
    yield from _packages()
    yield _encoding()
    yield from _folders(settings)
    yield _knowledge(settings)
    yield _store(settings)
    yield from _site(settings.output)
    yield _browser()


def _packages() -> Iterator[Finding]:
    versions = []
    for name in NEEDED_PACKAGES:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Finding("mend", f"package {name} is missing", "python3 tasks.py build")
    yield Finding("well", ", ".join(versions))
    plugins = importlib.metadata.packages_distributions().get("pelican", [])
    others = sorted({name for name in plugins if name != "pelican"})
    if others:
        what = f"Pelican plugins are installed but not used: {', '.join(others)}"
        yield Finding("look", what, "PLUGINS in pelicanconf.py, if you want one of them")


def _encoding() -> Finding:
    names = (sys.getfilesystemencoding(), locale.getpreferredencoding(do_setlocale=False))
    if names[0].lower().replace("-", "") == "utf8":
        return Finding("well", f"file names are {names[0]}, text is {names[1]}")
    return Finding("mend", f"file names are {names[0]}, not UTF-8", "LC_ALL=C.UTF-8")


def _folders(settings: Settings) -> Iterator[Finding]:
    folder = captures_folder(settings)
    if folder != settings.captures:
        yield Finding(
            "look",
            f"{settings.captures} is empty: the demonstration is built",
            "backfile add FILE --source NAME",
        )
    elif not folder.is_dir() or not any(folder.iterdir()):
        yield Finding("look", f"{folder} holds no capture yet", "backfile add FILE --source NAME")
    else:
        count = sum(path.is_file() for path in folder.rglob("*"))
        yield Finding("well", f"{count} files in {folder}")
    free = shutil.disk_usage(_existing(settings.output)).free
    state: Literal["well", "mend"] = "well" if free >= _LEAST_FREE else "mend"
    yield Finding(state, f"{free / _GIB:.1f} GiB are free", "" if state == "well" else "more room")
    if not os.access(_existing(settings.output.parent), os.W_OK):
        yield Finding("mend", f"{settings.output.parent} can't be written", "its permissions")


def _existing(path: Path) -> Path:
    return next(p for p in (path, *path.parents) if p.exists())


def _knowledge(settings: Settings) -> Finding:
    try:
        known = load_knowledge(settings.rules)
    except BackfileError as error:
        return Finding("mend", f"{error.where}: {error.what}", error.cure)
    return Finding("well", f"{len(known.reasons)} cleanup rules, their examples hold")


def _store(settings: Settings) -> Finding:
    path = settings.state / "store.sqlite"
    if not path.exists():
        return Finding("well", "the store is empty: the first build fills it")
    if is_sound(path):
        return Finding("well", f"the store is sound ({path.stat().st_size / 1e6:.1f} MB)")
    return Finding("look", "the store is damaged; the next build makes it anew")


def _site(output: Path) -> Iterator[Finding]:
    files = [path for path in output.rglob("*") if path.is_file()] if output.is_dir() else []
    if not files:
        yield Finding("look", f"{output} holds no site yet", "inv build")
        return
    size = sum(path.stat().st_size for path in files)
    yield Finding("well", f"the site: {len(files)} files, {size / 1e6:.1f} MB")
    for host, is_too_large in (
        ("GitHub Pages (1 GB)", size > _GITHUB_PAGES_BYTES),
        ("GitLab Pages (200,000 entries)", len(files) > _GITLAB_PAGES_ENTRIES),
        ("Cloudflare Pages without a fee (20,000 files)", len(files) > _CLOUDFLARE_PAGES_FILES),
    ):
        if is_too_large:
            yield Finding("look", f"the site is too large for {host}", "another host")


def _browser() -> Finding:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found:
        return Finding("well", f"a browser for the tests: {found}")
    return Finding("look", "no Chromium: the browser tests are skipped", "apt install chromium")
