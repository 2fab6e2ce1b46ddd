"""Pelican's calls in, the pages of the archive out: our generator and our writer."""

import posixpath
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from backfile.errors import OwnerError
from backfile.site.build import Build
from backfile.site.render import root_of
from backfile.site.views import PageView

BUILD = "BACKFILE_BUILD"


class ArchiveGenerator(Generator):
    """Makes the archive: the pipeline where Pelican reads, the pages where it writes."""

    def generate_context(self) -> None:
        """Run the pipeline."""
        build: Build = self.settings[BUILD]
        build.gather()

    def generate_output(self, writer: "ArchiveWriter") -> None:
        """Print the site, the hand-written pages that Pelican has read with it."""
        _refuse_lost_pages(self.context)
        build: Build = self.settings[BUILD]
        build.print_site(sorted(writer.pages, key=lambda page: page.path))


class ArchiveWriter(Writer):
    """Takes the hand-written pages from Pelican; they are printed with all the others."""

    def __init__(self, output_path: str, settings: Any | None = None) -> None:
        """Begin without pages."""
        super().__init__(output_path, settings)
        self.pages: list[PageView] = []

    def write_file(  # noqa: PLR0913, PLR0917 - Pelican's own signature
        self,
        name: str,
        template: Any,
        context: Any,
        relative_urls: bool = False,  # noqa: FBT001, FBT002 - Pelican's own signature
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,  # noqa: FBT001, FBT002 - Pelican's own signature
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Keep a page for printing; nothing else comes from Pelican's own generators."""
        del template, relative_urls, paginated, template_name, override_output, url
        page = kwargs.get("page")
        if name and page is not None:
            _refuse_outside(name)
            context["localsiteurl"] = root_of(name).rstrip("/")
            html = page.get_content(root_of(name).rstrip("/"))
            self.pages.append(PageView(name, str(page.title), html))


def _refuse_outside(path: str) -> None:
    """Stop where a page's own `Save_as:` leads out of the site."""
    if path != posixpath.normpath(path) or path.startswith(("/", "../")):
        raise OwnerError("content/pages", f"a page can't stand at {path!r}", "another `Save_as:`")


def _refuse_lost_pages(context: Any) -> None:
    """Stop where Pelican could not read a hand-written page: it would go on without it."""
    lost = sorted(path for path, page in context["generated_content"].items() if page is None)
    if lost:
        raise OwnerError(
            f"content/{lost[0]}", "can't be published", "a first line `Title: ...` and UTF-8 text"
        )
