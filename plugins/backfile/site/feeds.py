"""The corpus in, its Atom feeds and sitemap out; only where the site's address is known.

A feed holds the latest dated articles. Its ids are urn:uuid made from the
articles' ids, so that they stay when the site moves.
"""

import datetime as dt
import heapq
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.encoding import iri_to_uri
from feedgenerator.django.utils.feedgenerator import rfc3339_date

from backfile.model import Article, Corrected
from backfile.site.make.corrections import FEED as CORRECTED
from backfile.site.make.corrections import PATH as CORRECTIONS
from backfile.site.make.corrections import correction_id, corrections_feed, newest_first
from backfile.site.make.lists import feed_path
from backfile.site.make.plans import digest_of
from backfile.site.make.shelf import Shelf
from backfile.site.make.words import has_day
from backfile.site.pages import Page

MAIN_FEED = "feeds/all.xml"
_ENTRIES = 50
_NEVER = "1970-01-01"
# XML has no way to write these; captures hold them, and one would end the feed.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = uuid.UUID("6f1c3d0a-8f0e-5c51-9f4b-2f1f8f3f6a10")


class _Feed(Atom1Feed):
    """A feed whose entries are written already: the library takes 80 microseconds for one.

    It has no annotations, whence the `type: ignore`.
    """

    def write_items(self, handler: Any) -> None:
        """Write the entries as they are."""
        for item in self.items:
            handler.ignorableWhitespace(item["entry"])


def has_feeds(shelf: Shelf) -> bool:
    """Whether the site has feeds: its address is known, and an article has a day."""
    articles = shelf.corpus.articles if shelf.settings.site_url else ()
    return any(article.date and has_day(article.date.value) for article in articles)


def feed_pages(shelf: Shelf, state: str) -> Iterator[Page]:
    """Each feed: all articles, each tag that is large enough, the corrections.

    state: tells one state of the program from another.
    """
    if has_feeds(shelf):
        yield from _article_feeds(shelf, state)
    yield from _corrections_feed(shelf, state)


def feeds_of(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each feed of articles."""
    return ((page.path, page.make()) for page in feed_pages(shelf, "") if page.path != CORRECTED)


def corrections_feed_of(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the feed of corrections, where there are any: the newest first."""
    return ((page.path, page.make()) for page in _corrections_feed(shelf, ""))


def _article_feeds(shelf: Shelf, state: str) -> Iterator[Page]:
    places = {
        article.id: place
        for place, article in enumerate(shelf.corpus.articles)
        if article.date and has_day(article.date.value)
    }
    latest = [shelf.corpus.articles[place] for place in [*places.values()][: -_ENTRIES - 1 : -1]]
    yield _feed_page(shelf, state, (MAIN_FEED, shelf.settings.title), latest)
    for page in shelf.corpus.tag_pages:
        path = feed_path(shelf, page)
        if path:
            found = (places[ident] for ident in page.members if ident in places)
            newest = heapq.nlargest(_ENTRIES, found)
            entries = [shelf.corpus.articles[place] for place in newest]
            yield _feed_page(shelf, state, (path, f"{page.name} - {shelf.settings.title}"), entries)


def _feed_page(
    shelf: Shelf, state: str, named: tuple[str, str], articles: Sequence[Article]
) -> Page:
    """A feed of articles; named: its path and title."""
    facts = [
        (shelf.card_facts(shelf.card(one.id)), one.id, one.authors, [t.name for t in one.tags])
        for one in articles
    ]
    settings = shelf.settings
    site = (settings.title, settings.subtitle, settings.language, settings.site_url)
    key = digest_of((state, named, site, facts))
    return Page(named[0], key, lambda: _feed(shelf, *named, articles))


def _corrections_feed(shelf: Shelf, state: str) -> Iterator[Page]:
    if corrections_feed(shelf):
        settings, told = shelf.settings, newest_first(shelf)[:_ENTRIES]
        site = (settings.title, settings.subtitle, settings.language, settings.site_url)
        yield Page(CORRECTED, digest_of((state, site, told)), lambda: _corrections(shelf, told))


def _corrections(shelf: Shelf, told: Sequence[Corrected]) -> bytes:
    url = f"{shelf.settings.site_url}/{CORRECTIONS}"
    title = f"Corrections - {shelf.settings.title}"
    feed = _empty(Atom1Feed, shelf, (CORRECTED, title), CORRECTIONS)
    for one in told:
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
    return _bytes(feed)


def _empty(kind: type[Atom1Feed], shelf: Shelf, named: tuple[str, str], page: str) -> Atom1Feed:
    """A feed without entries; named: its path and title; page: what it is of."""
    url, (path, title) = shelf.settings.site_url, named
    return kind(
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
    feed = _empty(_Feed, shelf, (path, title), "index.html")
    for article in articles:
        day = article.date.value if article.date else _NEVER
        when = _midnight(day)
        entry = _entry(shelf, article, rfc3339_date(when))
        feed.items.append({"pubdate": when, "updateddate": when, "entry": entry})
    return _bytes(feed)


def _entry(shelf: Shelf, article: Article, when: str) -> str:
    """An entry as the library would write it; a test compares them."""
    card = shelf.card(article.id)
    link = iri_to_uri(f"{shelf.settings.site_url}/{card.path}")
    author = ", ".join(article.authors) or article.source or shelf.settings.title
    names = (quoteattr(_xml(tag.name)) for tag in article.tags)
    return "".join((
        "<entry>",
        _element("title", card.title),
        f'<link href={quoteattr(link)} rel="alternate"/>',
        f"<published>{when}</published><updated>{when}</updated>",
        f"<author>{_element('name', author)}</author>",
        f"<id>{uuid.uuid5(_NAMESPACE, article.id).urn}</id>",
        _element("summary", escape(_xml(card.summary)), ' type="html"'),
        *(f"<category term={name}/>" for name in names),
        "</entry>",
    ))  # fmt: skip


def _element(name: str, text: str, attributes: str = "") -> str:
    told = escape(_xml(text))
    return f"<{name}{attributes}>{told}</{name}>" if told else f"<{name}{attributes}/>"


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _midnight(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)


def sitemap_page(site_url: str, paths: Sequence[str], state: str) -> Page:
    """The sitemap of some pages; state: tells one state of the program from another."""
    key = digest_of((state, site_url, paths))
    return Page("sitemap.xml", key, lambda: sitemap(site_url, paths))


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
