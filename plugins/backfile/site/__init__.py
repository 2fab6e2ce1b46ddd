"""The only room that imports Pelican: signals, generator, views, templates, the press.

Pelican loads this as its one plugin (PLUGINS in pelicanconf.py) and calls
`register`.
"""

from typing import Any

from pelican import signals

from backfile.site.build import Build
from backfile.site.generator import BUILD, ArchiveGenerator, take_pages


def register() -> None:
    """Connect to Pelican's signals."""
    signals.initialized.connect(_begin)
    signals.get_generators.connect(_generators)
    signals.all_generators_finalized.connect(take_pages)
    signals.finalized.connect(_publish)


def _begin(pelican: Any) -> None:
    """Let Pelican write into the staging folder from here on."""
    build = pelican.settings.get(BUILD) or Build(pelican.settings["BACKFILE_SETTINGS"])
    pelican.settings[BUILD] = build
    pelican.output_path = pelican.settings["OUTPUT_PATH"] = str(build.open())


def _generators(pelican: Any) -> type[ArchiveGenerator]:
    del pelican
    return ArchiveGenerator


def _publish(pelican: Any) -> None:
    build: Build = pelican.settings[BUILD]
    build.publish()
