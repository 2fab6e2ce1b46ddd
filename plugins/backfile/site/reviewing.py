"""A review in, one page that shows each article beside its capture out.

The page is for the owner's eyes: it stands by itself, carries its stylesheets
and needs no script. Its policy allows the stylesheet by its hash, and nothing else.
"""

import base64
import hashlib
from pathlib import Path
from typing import Any

import jinja2

from backfile.site.render import trusted

_STYLES = ("explain.css", "review.css")


def review_page(review: Any, theme: Path) -> bytes:
    """The page of a review, as backfile.desk.review gives it."""
    templates = theme / "templates"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = "".join((templates / name).read_text("utf-8") for name in _STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = environment.get_template("review.html")
    made = page.render(told=review, style=trusted(style), style_hash=f"sha256-{digest}")
    return made.encode("utf-8", "xmlcharrefreplace")
