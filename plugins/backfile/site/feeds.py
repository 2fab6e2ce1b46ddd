"""The corpus in, its Atom feeds and sitemap out; only where the site's address is known.

A feed holds the latest dated articles. Its ids are urn:uuid made from the
articles' ids, so that they stay when the site moves.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator
from io import StringIO
from urllib.parse import quote
from xml.sax.saxutils import escape

from feedgenerator import Atom1Feed

from backfile.model import Article
from backfile.site.make.corrections import PATH as CORRECTIONS
from backfile.site.make.corrections import correction_id, corrections_feed, newest_first
from backfile.site.make.lists import feed_path
from backfile.site.make.shelf import Shelf
from backfile.site.make.words import has_day, summary

MAIN_FEED = "feeds/all.xml"
_ENTRIES = 50
_NEVER = "1970-01-01"
# XML has no way to write these; captures hold them, and one would end the feed.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = uuid.UUID("6f1c3d0a-8f0e-5c51-9f4b-2f1f8f3f6a10")


def feeds_of(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each feed: all articles, and each tag that is large enough."""
    dated = {
        article.id: article
        for article in reversed(shelf.corpus.articles)
        if article.date and has_day(article.date.value)
    }
    if not shelf.settings.site_url or not dated:
        return
    yield MAIN_FEED, _feed(shelf, MAIN_FEED, shelf.settings.title, dated.values())
    for page in shelf.corpus.tag_pages:
        path = feed_path(shelf, page)
        members = set(page.members)
        entries = [article for ident, article in dated.items() if ident in members]
        if path and entries:
            yield path, _feed(shelf, path, f"{page.name} - {shelf.settings.title}", entries)


def corrections_feed_of(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the feed of corrections, where there are any: the newest first."""
    path = corrections_feed(shelf)
    if not path:
        return
    url = f"{shelf.settings.site_url}/{CORRECTIONS}"
    feed = _empty(shelf, path, f"Corrections - {shelf.settings.title}", CORRECTIONS)
    for one in newest_first(shelf)[:_ENTRIES]:
        ident = correction_id(one)
        day = _midnight(one.on)
        feed.add_item(
            title=_xml(one.what[:1].upper() + one.what[1:]),
            link=f"{url}#c-{ident}",
            description=escape(_xml(one.why)),
            unique_id=uuid.uuid5(_NAMESPACE, f"correction {ident}").urn,
            author_name=_xml(shelf.settings.title),
            pubdate=day,
            updateddate=day,
        )
    yield path, _bytes(feed)


def _empty(shelf: Shelf, path: str, title: str, page: str) -> Atom1Feed:
    """A feed without entries; page: what it is of."""
    url = shelf.settings.site_url
    return Atom1Feed(
        title=_xml(title),
        link=f"{url}/{page}",
        description=_xml(shelf.settings.subtitle),
        language=shelf.settings.language,
        feed_url=f"{url}/{path}",
        feed_guid=uuid.uuid5(_NAMESPACE, path).urn,
    )


def _bytes(feed: Atom1Feed) -> bytes:
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue().encode("utf-8", "xmlcharrefreplace")


def _feed(shelf: Shelf, path: str, title: str, articles: Iterable[Article]) -> bytes:
    url = shelf.settings.site_url
    feed = _empty(shelf, path, title, "index.html")
    for article in [*articles][:_ENTRIES]:
        day = _midnight(article.date.value if article.date else _NEVER)
        feed.add_item(
            title=_xml(article.title),
            link=f"{url}/{shelf.corpus.addresses[article.id]}",
            description=escape(_xml(summary(article.body))),
            unique_id=uuid.uuid5(_NAMESPACE, article.id).urn,
            author_name=_xml(", ".join(article.authors) or article.source or shelf.settings.title),
            categories=[_xml(tag.name) for tag in article.tags],
            pubdate=day,
            updateddate=day,
        )
    return _bytes(feed)


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _midnight(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)


def sitemap(site_url: str, paths: Iterable[str]) -> bytes:
    """The addresses of all pages that search engines may show."""
    addresses = (escape(f"{site_url}/{quote(path)}") for path in paths)
    lines = "".join(f"<url><loc>{address}</loc></url>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    kind = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{head}<urlset xmlns="{kind}">\n{lines}</urlset>\n'.encode()


def robots(site_url: str) -> bytes:
    """robots.txt: all may be read; where the sitemap is."""
    return f"User-agent: *\nAllow: /\nSitemap: {site_url}/sitemap.xml\n".encode()
