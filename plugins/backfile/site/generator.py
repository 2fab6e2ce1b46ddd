"""Pelican's calls in, the pages of the archive out: our generator, and the owner's pages.

Pelican reads the hand-written pages; they are printed with all the others, by
our own press, so that the theme has one way to show anything.
"""

from collections.abc import Iterable
from typing import Any

from pelican.generators import Generator, PagesGenerator

from backfile.errors import OwnerError
from backfile.site.build import Build
from backfile.site.render import root_of
from backfile.site.views import PageView

BUILD = "BACKFILE_BUILD"
_LISTS = (
    "pages", "translations", "hidden_pages", "hidden_translations",
    "draft_pages", "draft_translations",
)  # fmt: skip


class ArchiveGenerator(Generator):
    """Makes the archive: the pipeline where Pelican reads, the pages where it writes."""

    def generate_context(self) -> None:
        """Run the pipeline."""
        build: Build = self.settings[BUILD]
        build.gather()

    def generate_output(self, writer: Any) -> None:
        """Print the site; the writer of Pelican is not asked."""
        del writer
        build: Build = self.settings[BUILD]
        build.print_site([_view(page) for page in build.own_pages])


def take_pages(generators: Iterable[Generator]) -> None:
    """Take the hand-written pages over from Pelican's own generator.

    Drafts stay out, hidden pages are printed but not linked to.

    Raises:
        OwnerError: Pelican could not read a page; it would go on without it.
    """
    for generator in generators:
        if isinstance(generator, PagesGenerator):
            _refuse_lost(generator.context["generated_content"])
            build: Build = generator.settings[BUILD]
            taken = [page for name in _LISTS[:4] for page in getattr(generator, name)]
            build.own_pages = sorted(taken, key=lambda page: str(page.save_as))
            for name in _LISTS:
                setattr(generator, name, [])


def _refuse_lost(contents: dict[str, Any]) -> None:
    lost = sorted(path for path, page in contents.items() if page is None)
    if lost:
        cure = "a first line `Title: ...`, and UTF-8 text"
        raise OwnerError(f"content/{lost[0]}", "can't be published", cure)


def _view(page: Any) -> PageView:
    # Pelican's links are relative to the page once it is told the way to the root.
    html = page.get_content(root_of(page.save_as).rstrip("/"))
    return PageView(page.save_as, str(page.title), html, is_linked=page.status == "published")
