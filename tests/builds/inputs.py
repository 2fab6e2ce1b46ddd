"""A small archive's files in several variants: captures of each kind, sidecars, rules, settings."""

import json
import shutil
from pathlib import Path

from tests.helpers import TWO_STORIES
from tests.pictures import png

_PROSE = (
    "The harbour was opened to ships again on Monday after a week of heavy storms.",
    "Ann Example of the council said that the town would mend the pier before summer.",
    "Fishing boats left the port of Kyiv before noon, and the ferry is to follow on Tuesday.",
)
_BRIDGE = (
    "The old bridge over the river will be closed to lorries from the first of June.",
    "Come sailing with the Gazette",
    "Cars may pass it still, Ann Example said, until the new bridge at Kyiv is finished.",
)
NOTES = "  why: we looked\n  by: tests\n  on: 2025-06-01\n"


def _story(title: str, date: str, *paragraphs: str) -> bytes:
    return "\n\n".join((title, date, "\n".join(paragraphs), "")).encode()


def _page(title: str, date: str, *paragraphs: str) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        '<link rel="canonical" href="https://post.example/pier"></head><body><main>'
        f"<h1>{title}</h1><time datetime='{date}'>{date}</time>"
        f'<figure><img src="pier_files/pier.png" alt="The pier"></figure>{body}'
        "</main></body></html>"
    ).encode()


def _rows(*rows: tuple[str, str]) -> bytes:
    records = [
        {"title": title, "date": date, "source": "River Times", "text": "\n\n".join(_PROSE[1:])}
        for title, date in rows
    ]
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


_HARBOUR = _story("Harbour opens again", "12 May 2025", *_PROSE)
# Each file below content/captures, with what it may hold.
CAPTURES: dict[str, tuple[bytes, ...]] = {
    "post/harbour.txt": (
        _HARBOUR,
        _HARBOUR.replace(b"on Monday", b"on Sunday"),
        _story("Harbour opens again", "3 June 2025", *_PROSE),
    ),
    "post/again.txt": (_HARBOUR, _HARBOUR + b"\nMore about the ferry is to come on Tuesday.\n"),
    "post/dump.txt": (TWO_STORIES.encode(), TWO_STORIES.replace("forty", "sixty").encode()),
    "gazette/bridge.txt": (
        _story("Bridge closes to lorries", "14 May 2025", *_BRIDGE),
        _story("Bridge stays open to lorries", "14 May 2025", *_BRIDGE[1:]),
    ),
    "gazette/menu.txt": (b"Home\nNews\nContact\n", b"Home\nNews\nSport\n"),
    "post/pier.html": (
        _page("Pier is mended before summer", "2025-05-20", *_PROSE),
        _page("Pier is mended before summer", "2025-05-21", *_PROSE[:2]),
    ),
    "post/pier_files/pier.png": (png(colour=200), png(colour=90)),
    "times/rows.jsonl": (
        _rows(("Ferry sails at last", "2025-05-13")),
        _rows(("Ferry sails at last", "2025-05-13"), ("Ferry is late", "2025-04-02")),
    ),
    "times/one.json": (_rows(("School opens its doors", "2024-09-01")),),
}
# What beside the captures may be there or not; None: it is not there.
_VOCABULARY = "- {name: Ann Example, kind: person}\n- {name: Ferry, kind: topic}\n"
_TITLED = "- target: {capture: post/harbour.txt, lines: [1, 1]}\n  set: {title: Ships sail}\n"
_BAN = "- target: {tag: kyiv}\n  do: ban\n"
_RULE = """- name: sailing
  why: a line about boat trips
  match: {text: Come sailing with the Gazette}
  examples:
    removes: [Come sailing with the Gazette]
    keeps: [Sailing with the Gazette's reporter on board]
"""
_NAME = "- what: {name: Ann Example}\n  reason: privacy\n"
_FILE = "- what: {capture: post/harbour.txt}\n  reason: court\n"
OWNERS: dict[str, tuple[str | None, ...]] = {
    "captures/post/harbour.txt.yaml": (
        None,
        "source: Northern Post\ncaptured: 2025-05-12\n",
        "source: Southern Post\ncaptured: 2025-05-14\nurl: https://post.example/harbour\n",
    ),
    "captures/post/capture.yaml": (None, "source: Northern Post\nrights: free\n"),
    "rules/mine.yaml": (None, _RULE, _RULE.replace("boat trips", "trips by boat")),
    "rules/vocabulary.yaml": (
        None,
        _VOCABULARY,
        "- {name: Ann Example, kind: person, aliases: [A. Example]}\n",
    ),
    "rules/corrections.yaml": (None, _TITLED + NOTES, _BAN + NOTES),
    "rules/withheld.yaml": (None, _NAME + NOTES, _FILE + NOTES, _NAME + NOTES + _FILE + NOTES),
    "pages/about-us.md": (None, "Title: About us\n\nWho we are.\n", "Title: Of us\n\nWe.\n"),
}
_CONF = "from backfile import settings\nglobals().update(settings.load({choices!r}, __file__))\n"
SETTINGS: tuple[dict[str, object], ...] = (
    {"title": "News", "site_url": "https://example.org", "tag_page_from": 1, "feed_from": 2},
    {"title": "News", "tag_page_from": 1, "feed_from": 2},
    {"title": "Old news", "site_url": "https://example.org", "tag_page_from": 3, "latest": 1},
    {"title": "News", "site_url": "https://example.org/a", "accent": "#9c2a1c", "lunr_index": True},
)
# Files of the theme, and what is added at their end.
THEME = {
    "templates/base.html": "<!-- changed -->\n",
    "templates/_cards.html": "{# changed #}\n",
    "templates/article.html": "<!-- changed as well -->\n",
    "static/css/style.css": "/* changed */\n",
}


class Archive:
    """The files of an archive in a folder."""

    def __init__(self, folder: Path) -> None:
        """Begin with three captures and the first settings."""
        self.folder = folder
        self.content = folder / "content"
        (self.content / "captures").mkdir(parents=True)
        for name in ("post/harbour.txt", "gazette/bridge.txt", "times/rows.jsonl"):
            self.put(name, 0)
        self.set_up(0)

    def put(self, name: str, variant: int) -> None:
        """Add a capture, or change it."""
        variants = CAPTURES[name]
        self._write(f"captures/{name}", variants[variant % len(variants)])

    def own(self, name: str, variant: int) -> None:
        """Write a file of the owner's, or take it away."""
        variants = OWNERS[name]
        text = variants[variant % len(variants)]
        if text is None:
            (self.content / name).unlink(missing_ok=True)
        else:
            self._write(name, text.encode())

    def set_up(self, variant: int) -> None:
        """Write pelicanconf.py."""
        choices = SETTINGS[variant % len(SETTINGS)]
        (self.folder / "pelicanconf.py").write_text(_CONF.format(choices=choices))

    def captures(self) -> list[str]:
        """The captures that there are, by their paths."""
        folder = self.content / "captures"
        return [name for name in CAPTURES if (folder / name).is_file()]

    def remove(self, name: str) -> None:
        """Delete a capture."""
        (self.content / "captures" / name).unlink()

    def rename(self, name: str) -> None:
        """Give a capture's file another name, that of an older one of that name gone first."""
        path = self.content / "captures" / name
        path.rename(path.with_stem(f"{path.stem}-renamed"))

    def copy_inputs(self, target: Path) -> None:
        """Copy what a build reads to an empty folder: no store, no site."""
        shutil.copytree(self.content, target / "content")
        shutil.copy(self.folder / "pelicanconf.py", target)

    def _write(self, name: str, data: bytes) -> None:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
