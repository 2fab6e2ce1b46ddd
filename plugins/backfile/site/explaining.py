"""The lines of an explanation in, one page that shows them in colour out.

The page is for the owner's eyes: it is not part of the site and stands by
itself, so it carries the stylesheet.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2

from backfile.site.render import trusted


def explanation_page(title: str, lines: Iterable[Any], theme: Path) -> bytes:
    """The page; lines have a state and a text."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    style = trusted((theme / "templates" / "explain.css").read_text("utf-8"))
    page = environment.get_template("explain.html")
    return page.render(title=title, lines=list(lines), style=style).encode(
        "utf-8", "xmlcharrefreplace"
    )
