"""Pages as rendered: each kind of view, whole, safe and within the site's contract."""

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import (
    Block,
    BlockKind,
    Capture,
    Claim,
    Corrected,
    Place,
    Provenance,
    Rejected,
    Removal,
    Repair,
    Tombstone,
)
from backfile.pipeline import load_knowledge
from backfile.settings import Settings, theme_folder
from backfile.site.make import views_of
from backfile.site.render import Renderer, relative, root_of, site_of
from backfile.site.views import ArticleView, Link, NotFoundView, PageView, View
from tests.site.builders import article, block, corpus_of, digest, found, ident_of, settings_in, tag
from tests.site.strict import faults_of, ids_of, links_of, tags_of, target_of

ADDRESS = "https://example.org/news"
KNOWLEDGE = load_knowledge(None)
TEMPLATES = theme_folder() / "templates"
SEGMENTS = st.text(st.sampled_from("abc012-_.:%? é&"), min_size=1, max_size=6).filter(
    lambda name: name.strip(".") != ""
)
PATHS = st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join)
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "<!--", "-->", "]]>", "{{ 7*7 }}", "{% raw %}", "&lt;b&gt; &amp; &", "</title></head>",
    "javascript:alert(1)", "' onmouseover='alert(1)", "`${1}`", "\u202e\u2066 turned",
    "</article></main>", "%00%2e%2e/", "\\u003cscript", "<svg/onload=alert(1)>",
]  # fmt: skip


def renderer_of(settings: Settings, pages: tuple[Link, ...] = ()) -> Renderer:
    feed = "feeds/all.xml" if settings.site_url else ""
    return Renderer(TEMPLATES, site_of(settings, pages, feed))


def json_ld(page: bytes) -> Any:
    """The data that a page gives to machines."""
    found_in = re.search(rb'<script type="application/ld.json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found_in[1]) if found_in else None


def everything(text: str, **choices: Any) -> tuple[list[View], Renderer]:
    """The views of a site in which every text that a capture may give is this one."""
    settings = settings_in(Path("/nowhere"), title=text, subtitle=text, rights=text, **choices)
    knows = Provenance(text, text, "2025-05", "approximate", text, text, text, text)
    capture = Capture("b" * 64, text, 1, knows, copies=(text,))
    texts: dict[str, Any] = {
        "capture_id": capture.id,
        "language": text,
        "source": text,
        "removals": (Removal(text, Place(1, 1), text, text, ""),),
        "repairs": (Repair(text, text, text), Repair(text, text, text, Place(2, 2))),
        "doubts": (text,),
    }
    tags = (tag(text, "person"), tag("Rare"), tag("Rarer", "topic"))
    story = texts | {
        "body": tuple(body_of(text)),
        "details": (block(text),),
        "dates": (found("2025", text, text), found("--03-29", text, text)),
        "authors": (text,),
        "section": text,
        "url": text,
        "claims": (Claim("title", text, text),),
        "tags": tags,
    }
    dates = ("2025-05-11", "2025-05-12", "2024", "")
    articles = [article(text, date, **story, id=ident_of(date)) for date in dates]
    # Captured twice, with another headline and another paragraph.
    story |= {"url": "https://example.org/2025/05/harbour-opens-again"}
    articles.append(article(text, "2025-05-13", **story))
    story |= {"body": (*story["body"], block(f"{text} later")), "document": 1}
    articles.append(article(f"{text} now", "2025-05-13", **story))
    digests = [digest(text, "One item.", tags=tags, **texts)]
    corpus = corpus_of(articles, digests, (Rejected(text, text),), [capture], settings)
    ids = (articles[0].id, digests[0].id)
    corpus = replace(
        corpus,
        corrections=(Corrected(text, text, "2025-05-12", ids),),
        tombstones=(Tombstone("1999/01/withheld.html", text, "court", "", "2025-05-12"),),
        moved={"1999/01/moved.html": corpus.addresses[ids[0]], "1999/01/lost.html": ""},
    )
    page = PageView("about-us.html", text, "<p>The owner’s own words.</p>")
    views = [page, *views_of(corpus, KNOWLEDGE, settings)]
    return views, renderer_of(settings, (Link(text, page.path),))


def body_of(text: str) -> Iterator[Block]:
    """A block of each kind, with captured mark-up and without."""
    kinds: tuple[BlockKind, ...] = (
        "line", "paragraph", "item", "quote", "caption", "table", "preformatted",
    )  # fmt: skip
    for kind in kinds:
        yield block(text, kind=kind)
        yield block(text, kind=kind, html=f"<b>{text}</b>")
    yield block(text, kind="heading", level=4)
    yield block(text, kind="heading", level=2, html=f"<i>{text}</i>")


def pages_of(text: str, **choices: Any) -> dict[str, bytes]:
    """All pages of such a site by their path."""
    views, renderer = everything(text, **choices)
    return {view.path: renderer.render(view) for view in views}


@pytest.fixture(scope="module")
def plain() -> dict[str, bytes]:
    return pages_of("Harbour news")


@pytest.fixture(scope="module")
def hosted() -> dict[str, bytes]:
    return pages_of("Harbour news", site_url=ADDRESS, feed_from=1)


def test_every_kind_of_page_is_rendered() -> None:
    views, _ = everything("Harbour news", site_url=ADDRESS)
    made = {view.template for view in views} | {"explain.html", "review.html"}  # no pages of it
    assert made == {f.name for f in TEMPLATES.glob("*.html") if f.name[0] not in "_b"}


def test_every_page_is_strict_safe_and_within_the_contract(plain: dict[str, bytes]) -> None:
    assert {path: f for path, page in plain.items() if (f := faults_of(page, path))} == {}


def test_a_hosted_page_is_so_too(hosted: dict[str, bytes]) -> None:
    faults = {path: faults_of(page, path, ADDRESS) for path, page in hosted.items()}
    assert {path: f for path, f in faults.items() if f} == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_capture_becomes_markup(text: str, plain: dict[str, bytes]) -> None:
    shapes: dict[str, set[str]] = {}
    for path, page in plain.items():
        shapes.setdefault(path.partition("/")[0], set()).update(tags_of(page))
    for path, page in pages_of(text).items():
        assert faults_of(page, path) == []
        # A page of hostile texts has no element that the same page of plain texts has not.
        assert tags_of(page) <= shapes.get(path.partition("/")[0], set().union(*shapes.values()))
        assert b"<script>" not in page
        assert b"onerror=" not in page.replace(b"img src=x onerror=", b"")


@pytest.mark.parametrize("text", HOSTILE)
def test_json_ld_says_the_title_as_it_is(text: str) -> None:
    views, renderer = everything(text)
    for view in views:
        if isinstance(view, ArticleView):
            data = json_ld(renderer.render(view))
            assert (data["headline"], data["publisher"]["name"]) == (view.title, view.source)


def test_a_page_of_unpaired_surrogates_is_still_utf_8() -> None:
    for page in pages_of("half \ud800 a pair").values():
        page.decode("utf-8")


def test_a_name_that_a_template_misspells_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("{{ view.titel }}")
    renderer = Renderer(tmp_path, site_of(settings_in(tmp_path), (), ""))
    with pytest.raises(AttributeError, match="titel"):
        renderer.render(NotFoundView("404.html", "Page not found"))


def test_without_an_address_nothing_speaks_of_one(plain: dict[str, bytes]) -> None:
    assert "404.html" not in plain
    for page in plain.values():
        assert b"canonical" not in page
        assert b"feeds/" not in page


def test_with_an_address_every_page_names_its_own(hosted: dict[str, bytes]) -> None:
    for path, page in hosted.items():
        own = f'<link rel="canonical" href="{ADDRESS}/{path}">'.encode()
        # What moved or is withheld has no text of its own; the 404 page has no address.
        assert (own in page) is (not path.startswith(("1999/", "404.html")))


def test_the_not_found_page_works_at_any_depth(hosted: dict[str, bytes]) -> None:
    asked = [address for tag, address in links_of(hosted["404.html"]) if tag == "a"]
    assert all(address.startswith((ADDRESS, "#")) for address in asked)


@pytest.mark.parametrize("path", ["removed/2025-05.html", "removed/undated.html", "search.html"])
def test_a_page_for_no_search_engine_says_so(plain: dict[str, bytes], path: str) -> None:
    assert b'<meta name="robots" content="noindex">' in plain[path]


def test_every_link_leads_to_a_page_and_anchor_that_is_there(hosted: dict[str, bytes]) -> None:
    anchors = {path: ids_of(page) for path, page in hosted.items()}
    for path, page in hosted.items():
        for tag_name, address in links_of(page):
            if tag_name == "a" and not address.startswith("http"):
                target, anchor = target_of(address, path), urlsplit(address).fragment
                assert target in anchors or target.startswith("feeds/"), (path, address)
                assert not anchor or anchor in anchors[target], (path, address)


@given(PATHS, PATHS)
def test_a_relative_link_leads_from_any_page_to_any_page(target: str, page: str) -> None:
    target, page = posixpath.normpath(f"{target}.html"), posixpath.normpath(f"{page}.html")
    link = relative(target, page)
    assert target_of(link, page) == target
    assert not urlsplit(link).scheme


@given(PATHS, PATHS, SEGMENTS)
def test_a_link_to_an_anchor_keeps_it(target: str, page: str, anchor: str) -> None:
    target = posixpath.normpath(f"{target}.html")
    page = posixpath.normpath(f"{page}.html")
    link = relative(f"{target}#{anchor}", page)
    assert unquote(urlsplit(link).fragment) == anchor
    assert target_of(link, page) == target


@given(PATHS)
def test_the_way_to_the_root_leads_there(page: str) -> None:
    page = f"{page}.html"
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), root_of(page))) == "."


def test_a_link_to_the_same_page_is_its_anchor_alone() -> None:
    assert relative("dates/2025.html#x", "dates/2025.html") == "#x"


def test_the_digest_changes_with_a_template_and_with_the_site(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("one")
    site = site_of(settings_in(tmp_path), (), "")
    first = Renderer(tmp_path, site).digest
    other = site_of(settings_in(tmp_path, title="Other"), (), "")
    assert Renderer(tmp_path, other).digest != first
    (tmp_path / "a.html").write_text("two")
    assert Renderer(tmp_path, site).digest != first
