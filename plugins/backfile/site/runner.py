"""The owner's pelicanconf.py and a command's choices in, a finished build out."""

import contextlib
import difflib
import gc
import logging
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG, read_settings

from backfile.errors import NO_ROOM, BackfileError, SettingsError, StoreError
from backfile.pipeline import RunMany
from backfile.progress import SILENT, Progress
from backfile.settings import Settings, pelican_settings, settings_from
from backfile.site.build import Build
from backfile.site.draft import refuse_unpublished
from backfile.site.generator import BUILD
from backfile.store.lock import forget_store, is_damage

CONF = "pelicanconf.py"
PLUGIN = "backfile.site"
# Above this likeness an unknown setting is a misspelt one; others are the owner's own.
_MISSPELT = 0.85


@dataclass(frozen=True, slots=True)
class Choices:
    """What a command line may choose over pelicanconf.py; None: as it says there.

    freeze_text: publish nothing where an accepted text changed.
    """

    captures: Path | None = None
    output: Path | None = None
    site_url: str | None = None
    freeze_text: bool = False


def read_conf(folder: Path) -> dict[str, Any]:
    """Pelican's settings, from a folder's pelicanconf.py, or ours alone where there is none.

    Raises:
        SettingsError: the file fails, or misspells a setting.
    """
    conf = folder / CONF
    if not conf.exists():
        ours = pelican_settings(settings_from({}, folder, CONF))
        return dict(read_settings(None, override=ours))
    try:
        settings = dict(read_settings(str(conf)))
    except Exception as error:  # the owner's file may fail in any way
        said = " ".join(str(error).split())
        raise SettingsError(
            str(conf),
            f"{type(error).__name__}: {said}",
            "mend that line or the one before: a comma at its end, straight quotes",
        ) from error
    if "BACKFILE_SETTINGS" not in settings:
        cure = "globals().update(settings.load(BACKFILE, __file__)) as its last line"
        raise SettingsError(str(conf), "does not load Backfile's settings", cure)
    if PLUGIN not in (settings.get("PLUGINS") or ()):
        cure = f"PLUGINS = [{PLUGIN!r}, ...] with your own behind it"
        raise SettingsError(str(conf), f"PLUGINS leaves out {PLUGIN!r}", cure)
    _refuse_misspelt(settings, str(conf))
    return settings


def _refuse_misspelt(settings: Mapping[str, Any], where: str) -> None:
    """Pelican takes any setting in silence; one that nearly is a known one is a mistake."""
    known = (*DEFAULT_CONFIG, *pelican_settings(settings["BACKFILE_SETTINGS"]))
    for name in settings:
        if name in known or name.startswith("BACKFILE"):
            continue
        near = difflib.get_close_matches(name, known, 1, _MISSPELT)
        if near:
            raise SettingsError(where, f"there is no setting {name!r}", f"{near[0]!r}")


def chosen(settings: Settings, choices: Choices) -> Settings:
    """The settings with a command's choices over them.

    Raises:
        SettingsError: the address is none.
    """
    if choices.site_url:
        settings_from({"site_url": choices.site_url}, settings.root, "--site-url")
    return replace(
        settings,
        captures=(choices.captures or settings.captures).resolve(),
        output=(choices.output or settings.output).resolve(),
        site_url=(choices.site_url or settings.site_url).rstrip("/"),
    )


def build_site(
    folder: Path, choices: Choices, run_many: RunMany = map, progress: Progress = SILENT
) -> Build:
    """Build the site of a folder.

    progress: is told of each stage.

    Raises:
        BackfileError: one of errors.py; the published site is then as it was.
    """
    try:
        return _built(folder, choices, run_many, progress)
    except (StoreError, sqlite3.DatabaseError) as error:
        if not is_damage(error):
            raise
        forget_store(read_conf(folder)["BACKFILE_SETTINGS"].state)
    return _built(folder, choices, run_many, progress)


def _built(folder: Path, choices: Choices, run_many: RunMany, progress: Progress) -> Build:
    conf = read_conf(folder)
    settings = chosen(conf["BACKFILE_SETTINGS"], choices)
    frozen = Build(settings, run_many)
    frozen.freezes_text = choices.freeze_text
    frozen.progress = progress
    with _made(conf, frozen) as build:
        return build


@contextlib.contextmanager
def draft_site(
    folder: Path, choices: Choices, against: Path | None = None, run_many: RunMany = map
) -> Iterator[Build]:
    """A site that is made to be compared with the published one, then thrown away.

    against: the published site, where it is not the output folder.

    Raises:
        BackfileError: one of errors.py, where there is no published site too.
    """
    conf = read_conf(folder)
    settings = chosen(conf["BACKFILE_SETTINGS"], choices)
    published = against.resolve() if against else settings.output
    refuse_unpublished(published)
    with _made(conf, Build(settings, run_many, published)) as build:
        yield build


@contextlib.contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for circles of garbage a hundred times less often: a build makes few of them."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(before[0] * 100, before[1], before[2])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextlib.contextmanager
def _made(conf: dict[str, Any], build: Build) -> Iterator[Build]:
    """A build that Pelican has driven; closed in the end, whatever comes."""
    conf |= pelican_settings(build.settings) | {BUILD: build, "PLUGINS": conf["PLUGINS"]}
    console.quiet = True  # Pelican counts its own articles, of which there are none
    logging.getLogger("pelican").setLevel(logging.ERROR)
    try:
        with _seldom_collecting():
            _pelican_of(conf).run()
        yield build
    finally:
        build.close()


def _pelican_of(conf: dict[str, Any]) -> Pelican:
    """Pelican with all its plugins; it would go on without those that fail."""
    cure = "mend PLUGINS in pelicanconf.py"
    wanted = len(conf["PLUGINS"])  # Pelican takes those out that fail
    try:
        pelican = Pelican(conf)
    except (BackfileError, sqlite3.Error):
        raise
    except Exception as error:  # an owner's plugin may fail in any way
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise SettingsError(CONF, f"a plugin could not be loaded ({said})", cure) from error
    if len(pelican.plugins) < wanted:
        raise SettingsError(CONF, "a plugin could not be loaded (its error is above)", cure)
    return pelican
