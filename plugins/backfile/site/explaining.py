"""An explanation in, one page that shows it in colour and in words out.

The page is for the owner's eyes: it is not part of the site and stands by
itself, so it carries the stylesheet. Its policy allows that by its hash, and
nothing else.
"""

import base64
import hashlib
from pathlib import Path
from typing import Any

import jinja2

from backfile.site.render import trusted


def explanation_page(explanation: Any, theme: Path) -> bytes:
    """The page of an explanation, as backfile.explain gives it."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (theme / "templates" / "explain.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = environment.get_template("explain.html")
    made = page.render(told=explanation, style=trusted(style), style_hash=f"sha256-{digest}")
    return made.encode("utf-8", "xmlcharrefreplace")
