"""A site's name and address in, the description out by which browsers offer its search.

OpenSearch 1.1; only where the site's address is known. A browser that has it
asks search.html?q=..., which the search page reads.
"""

import textwrap
from xml.sax.saxutils import escape, quoteattr

PATH = "opensearch.xml"
_KIND = "http://a9.com/-/spec/opensearch/1.1/"
# The specification's longest short name and description, in characters.
_SHORT, _LONG = 16, 1024


def opensearch(title: str, subtitle: str, site_url: str, language: str) -> bytes:
    """Give the description document.

    title, subtitle: the site's; the title is cut after its last whole word that fits.
    site_url: without a slash at its end. language: ISO 639-1.
    """
    name = _within(title, _SHORT) or "Archive"
    text = _within(f"{title} – {subtitle}" if subtitle else title, _LONG) or name
    template = quoteattr(f"{site_url}/search.html?q={{searchTerms}}")
    icon = escape(f"{site_url}/static/icons/icon.svg")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<OpenSearchDescription xmlns="{_KIND}">\n'
        f"<ShortName>{escape(name)}</ShortName>\n"
        f"<Description>{escape(text)}</Description>\n"
        f"<Language>{escape(language)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image type="image/svg+xml">{icon}</Image>\n'
        f'<Url type="text/html" method="get" template={template}/>\n'
        "</OpenSearchDescription>\n"
    ).encode()


def _within(text: str, most: int) -> str:
    """The words of a text that fit; the beginning of a single one that is longer."""
    # XML has no way to write control characters.
    plain = "".join(sign for sign in text if sign.isprintable())
    return textwrap.shorten(plain, most, placeholder="") or plain.strip()[:most]
