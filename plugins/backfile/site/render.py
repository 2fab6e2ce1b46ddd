"""A view in, the bytes of its page out.

The theme's templates are compiled once. Everything they show is escaped; the
only mark-up comes from the sanitiser and from the owner's hand-written pages.
"""

import functools
import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from backfile.pipeline import direction
from backfile.settings import Settings
from backfile.site.sanitiser import clean
from backfile.site.views import Link, View

# Beside the templates, these decide what a page's bytes are.
_RENDERING_CODE = ("render.py", "sanitiser.py")


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


@functools.lru_cache(maxsize=65_536)
def relative(path: str, page: str) -> str:
    """The link from one page of the site to another, such as `../people/x.html#id`."""
    target, mark, anchor = path.partition("#")
    if target == page and anchor:
        return f"#{quote(anchor)}"
    found = posixpath.relpath(target, posixpath.dirname(page) or ".")
    return quote(found) + (f"#{quote(anchor)}" if mark else "")


def root_of(page: str) -> str:
    """The way from a page to the site's root: `./`, `../`, `../../`."""
    return "../" * page.count("/") or "./"


def trusted(html: str) -> Markup:
    """The owner's own mark-up, as hand-written pages hold it."""
    return Markup(html)  # noqa: S704 - written by the owner, never by a capture


@jinja2.pass_context
def _link(context: jinja2.runtime.Context, path: str) -> str:
    return relative(path, context["view"].path)


class Renderer:
    """Renders views with the templates of one theme for one site."""

    def __init__(self, templates: Path, site: Site) -> None:
        """Load the templates of a folder."""
        self._site = site
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        filters: Mapping[str, Any] = {"link": _link, "clean": clean, "trusted": trusted}
        self._environment.filters.update(filters)
        self.digest = _digest(templates, site)

    def render(self, view: View) -> bytes:
        """The bytes of a view's page."""
        template = self._environment.get_template(view.template)
        page = template.render(view=view, site=self._site, root=root_of(view.path))
        return page.encode("utf-8", "xmlcharrefreplace")


def _digest(templates: Path, site: Site) -> str:
    """Tells one state of templates, site and rendering code from another."""
    here = Path(__file__).parent
    files = [*sorted(templates.rglob("*.html")), *(here / name for name in _RENDERING_CODE)]
    digest = hashlib.sha256(repr(site).encode())
    for file in files:
        digest.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()
