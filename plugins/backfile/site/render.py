"""A view in, the bytes of its page out.

The theme's templates are compiled once. Everything they show is escaped; the
only mark-up comes from the sanitiser and from the owner's hand-written pages.
"""

import functools
import hashlib
import itertools
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from backfile.pipeline import direction
from backfile.settings import Settings
from backfile.site.compiling import environment_of, macros_of, marked
from backfile.site.sanitiser import clean
from backfile.site.views import Card, Link, View

# Beside the program itself these decide what a page's bytes are.
_LIBRARIES = ("jinja2", "markupsafe", "nh3", "feedgenerator")
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")
_ENCODER = json.JSONEncoder(sort_keys=True)
# The pages of the archive that every page links to.
_LINKED = (
    "index.html", "dates/index.html", "tags.html", "search.html", "about/cleaning.html",
)  # fmt: skip
_ROOT, _LEVEL = "<root>", "<level>"


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows of the site; pages are the hand-written ones."""

    title: str
    subtitle: str
    language: str
    direction: str
    url: str
    rights: str
    pages: tuple[Link, ...]
    feed: str


def site_of(settings: Settings, pages: tuple[Link, ...], feed: str) -> Site:
    """The site's chrome from its settings."""
    return Site(
        title=settings.title,
        subtitle=settings.subtitle,
        language=settings.language,
        direction=direction(settings.language),
        url=settings.site_url,
        rights=settings.rights,
        pages=pages,
        feed=feed,
    )


def relative(path: str, page: str) -> str:
    """The link from one page of the site to another, such as `../people/x.html#id`."""
    target, mark, anchor = path.partition("#")
    if not mark:
        return _way(target, page.rpartition("/")[0])
    if target == page and anchor:
        return f"#{_quoted(anchor)}"
    return f"{_way(target, page.rpartition('/')[0])}#{_quoted(anchor)}"


@functools.lru_cache(maxsize=4_096)
def _way(target: str, folder: str) -> str:
    """The link from a page in a folder of the site to a file of it."""
    within, _, name = target.rpartition("/")
    return _folder_way(within, folder) + _quoted(name)


@functools.lru_cache(maxsize=4_096)
def _folder_way(target: str, folder: str) -> str:
    """The way from one folder of the site to another: ``, `../`, `../people/`."""
    there = target.split("/") if target else []
    here = folder.split("/") if folder else []
    same = 0
    while same < min(len(there), len(here)) and there[same] == here[same]:
        same += 1
    return "../" * (len(here) - same) + "".join(f"{_quoted(name)}/" for name in there[same:])


def _quoted(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else quote(name)


def root_of(page: str) -> str:
    """The way from a page to the site's root: `./`, `../`, `../../`."""
    return "../" * page.count("/") or "./"


def trusted(html: str) -> Markup:
    """The owner's own mark-up, as hand-written pages hold it."""
    return Markup(html)  # noqa: S704 - written by the owner, never by a capture


def by_year(cards: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """Cards that come in the order of their dates, year by year; '' for the undated."""
    years = itertools.groupby(cards, key=lambda card: card.date[:4])
    return [(year, list(held)) for year, held in years]


def _json(value: object) -> Markup:
    """A value as JSON that may stand in a script element."""
    text = _ENCODER.encode(value)
    if "<" in text or ">" in text or "&" in text or "'" in text:
        text = text.replace("<", "\\u003c").replace(">", "\\u003e")
        text = text.replace("&", "\\u0026").replace("'", "\\u0027")
    return marked(text)


class Renderer:
    """Renders views with the templates of one theme for one site."""

    def __init__(self, templates: Path, site: Site) -> None:
        """Load the templates of a folder."""
        self._site = site
        filters: Mapping[str, Any] = {
            "by_year": by_year, "clean": clean, "tojson": _json, "trusted": trusted,
        }  # fmt: skip
        self._environment = environment_of(templates, filters)
        self._common: dict[str, Any] = {
            **self._environment.globals,
            **macros_of(templates, self._environment),
            "site": site,
        }
        self._templates: dict[str, jinja2.Template] = {}
        self._frames: dict[tuple[str, str], dict[str, str]] = {}
        self._linked = (*_LINKED, *(page.path for page in site.pages))
        self._cards: dict[Card, bytes] = {}
        self.digest = _digest(templates, site)

    def render(self, view: View) -> bytes:
        """The bytes of a view's page."""
        path, name = view.path, view.template
        template = self._templates.get(name) or self._template(name)
        # A host shows the 404 page at any depth: its links are absolute where the address is known.
        is_anywhere = name == "404.html" and self._site.url
        root = Markup(f"{escape(self._site.url)}/" if is_anywhere else root_of(path))  # noqa: S704 - escaped

        folder = path.rpartition("/")[0]

        def link_to(target: str) -> str:
            return relative(target, path) if "#" in target else _way(target, folder)

        def listing(shown: Iterable[Card], level: int) -> Markup:
            return self._listed(shown, level, path.count("/"))

        frame = self._frame(root, path if path in self._linked else "")
        shown = {"view": view, "root": root, "link_to": link_to, "listing": listing}
        context = template.new_context({**self._common, **frame, **shown}, shared=True)
        page = "".join(template.root_render_func(context))
        return page.encode("utf-8", "xmlcharrefreplace")

    def _template(self, name: str) -> jinja2.Template:
        found = self._templates[name] = self._environment.get_template(name)
        return found

    def _frame(self, root: Markup, current: str) -> dict[str, str]:
        """What stands around a page: the same for all of one depth that no page links to."""
        key = (root, current)
        if key not in self._frames:
            macros = self._common.get("frame")
            self._frames[key] = (
                {
                    "masthead": macros.masthead(self._site, root, current),
                    "footer": macros.footer(self._site, root),
                }
                if macros
                else {}
            )
        return self._frames[key]

    def _listed(self, cards: Iterable[Card], level: int, depth: int) -> Markup:
        """Cards one after the other; each is made once, with marks for what pages differ in.

        No text can hold the marks, as it is escaped. Kept as UTF-8, which takes
        half the room.
        """
        whole = b"".join([self._cards.get(card) or self._made(card) for card in cards]).decode()
        text = whole.replace(_ROOT, "../" * depth).replace(_LEVEL, str(level))
        return Markup(text)  # noqa: S704 - a template made it

    def _made(self, card: Card) -> bytes:
        level = Markup(_LEVEL)  # noqa: S704 - a mark of our own
        text = self._common["cards"].card(card, level, self._site.language, _from_root)
        made: bytes = text.encode("utf-8", "xmlcharrefreplace")
        self._cards[card] = made
        return made


def _from_root(path: str) -> Markup:
    target, mark, anchor = path.partition("#")
    return Markup(f"{_ROOT}{quote(target)}{mark}{quote(anchor)}")  # noqa: S704 - quoted


def _digest(templates: Path, site: Site) -> str:
    """Tells one state of templates, site and program from another.

    All of the program counts, as what any part of it finds may stand on a page,
    and of the libraries those that write pages.
    """
    digest = hashlib.sha256(f"{site!r}\n{_code()}".encode("utf-8", "surrogatepass"))
    for file in sorted(templates.rglob("*.html")):
        digest.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


@functools.cache
def _code() -> str:
    """Tells one state of the program, its libraries and its Python from another."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for file in sorted(package.rglob("*.py")):
        digest.update(f"\0{file.relative_to(package)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
