"""What is read from a published page is what was published on it, whatever the texts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Article, Corpus, Digest, Removal, Repair, Tag
from backfile.pipeline import load_knowledge, run
from backfile.settings import Settings, theme_folder
from backfile.site.make.articles import article_plans, digest_plans
from backfile.site.make.shelf import Shelf, digest_title
from backfile.site.markup import tree_of
from backfile.site.published import MOST_BYTES, PublishedPage, published_page
from backfile.site.render import Renderer, site_of
from backfile.site.views import ArticleView, DigestView
from backfile.store import open_store
from tests.conftest import ROOT
from tests.helpers import patient
from tests.site.builders import HERE, article, block, corpus_of, digest, settings_in, tag
from tests.site.viewing import views

DEMO = settings_in(ROOT)
RENDERER = Renderer(theme_folder() / "templates", site_of(DEMO, (), ""))
# What a page can't show: controls, and overrides of the reading order, which the sanitiser drops.
TEXT = st.text(
    st.one_of(
        st.sampled_from("<>&\"' \n—„ß漢字אבג{}%"),
        st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co")),
    ),
    min_size=1,
).filter(str.strip)
RULES_USED = (("navigation", "a menu: home"), ("promo", ""), ("navigation", "a menu: home"))


def line(text: str) -> str:
    return " ".join(text.split())


def pages(corpus: Corpus, settings: Settings) -> Iterator[tuple[Article | Digest, bytes]]:
    """Each article and digest of a corpus with the bytes of its page."""
    shelf = Shelf(corpus, settings)
    every = {one.id: one for one in corpus.published}
    plans = (*article_plans(shelf, {}), *digest_plans(shelf, {}))
    views = (plan.view() for plan in plans)
    made = [view for view in views if isinstance(view, ArticleView | DigestView)]
    for view in made:
        yield every[view.id], RENDERER.render(view)


def page_of(one: Article | Digest) -> PublishedPage:
    articles, digests = ([one], []) if isinstance(one, Article) else ([], [one])
    ((_, data),) = pages(corpus_of(articles, digests), DEMO)
    found = published_page(data)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Article | Digest, bytes]]:
    folder = tmp_path_factory.mktemp("demo")
    settings = settings_in(folder, captures=str(ROOT / "demo" / "captures"))
    with open_store(settings.state / "store.sqlite") as store:
        return [*pages(run(settings, load_knowledge(None), store), settings)]


def tags_of(tags: tuple[Tag, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((tag.kind, tag.name) for tag in tags)


def test_every_article_of_the_demo_site_is_read_as_it_was_published(
    demo: list[tuple[Article | Digest, bytes]],
) -> None:
    articles = [(one, data) for one, data in demo if isinstance(one, Article)]
    assert articles
    for one, data in articles:
        page = published_page(data)
        assert page is not None
        assert page.kind == "article"
        assert page.id == one.id
        assert page.headline == line(one.title)
        assert page.date == (one.date.value if one.date else "")
        assert page.byline == ", ".join(one.authors)
        assert page.tags == tags_of(one.tags)
        assert (page.source, page.language) == (one.source, one.language)
        assert page.section == one.section
        assert list(page.paragraphs) == [line(b.text) for b in one.body if b.text.strip()]
        assert sum(count for _, count in page.removed) == len(one.removals)
        assert page.repaired == len(one.repairs)
        assert page.doubts == one.doubts


def test_every_digest_of_the_demo_site_is_read_as_it_was_published(
    demo: list[tuple[Article | Digest, bytes]],
) -> None:
    digests = [(one, data) for one, data in demo if isinstance(one, Digest)]
    assert digests
    for one, data in digests:
        page = published_page(data)
        assert page is not None
        assert (page.kind, page.id, page.headline) == ("digest", one.id, digest_title(one))
        assert (page.source, page.language) == (one.source, one.language)
        shown = [(item.anchor, item.text, item.tags) for item in page.items]
        assert shown == [(i.id, line(i.block.text), tags_of(i.tags)) for i in one.items]
        assert sum(count for _, count in page.removed) == len(one.removals)


@patient
@given(title=TEXT, author=TEXT, texts=st.lists(TEXT, min_size=1, max_size=5), name=TEXT)
def test_any_text_of_an_article_is_read_as_it_was_published(
    title: str, author: str, texts: list[str], name: str
) -> None:
    body = tuple(block(text) for text in texts)
    said = article(title, authors=(author,), source=author, body=body)
    page = page_of(replace(said, tags=(tag(name),), doubts=(name,)))
    assert (page.headline, page.byline, page.source) == (line(title), line(author), line(author))
    assert list(page.paragraphs) == [line(text) for text in texts]
    assert (page.tags, page.doubts) == ((("place", line(name)),), (line(name),))


@patient
@given(texts=st.lists(TEXT, min_size=1, max_size=5, unique_by=line), source=TEXT)
def test_any_text_of_a_digest_is_read_as_it_was_published(texts: list[str], source: str) -> None:
    page = page_of(digest(*texts, source=source))
    assert [item.text for item in page.items] == [line(text) for text in texts]
    assert page.source == line(source)


@pytest.mark.parametrize(
    ("kind", "html", "shown"),
    [
        ("paragraph", "The <b>harbour</b> is <a href='https://example.org/'>open</a>.",
         "The harbour is open."),
        ("paragraph", "One line<br>and another", "One line and another"),
        ("quote", "So <i>she</i> said.", "So she said."),
        ("item", "An item", "An item"),
        ("table", "<table><tr><th>Ship<th>Year<tr><td>Fram<td>1892</table>",
         "Ship, Year; Fram, 1892"),
        ("preformatted", "a  b\nc", "a b c"),
        ("heading", "Later <em>that</em> day", "Later that day"),
        ("paragraph", "</p></div></article><p>still inside", "still inside"),
    ],
)  # fmt: skip
def test_mark_up_is_read_as_its_words(kind: Any, html: str, shown: str) -> None:
    one = article(body=(block("First."), block(shown, kind=kind, html=html), block("Last.")))
    assert page_of(one).paragraphs == ("First.", shown, "Last.")


def test_what_was_taken_out_is_counted_by_rule() -> None:
    taken = [Removal("Menu", HERE, rule, why, "line") for rule, why in RULES_USED]
    repairs = (Repair("a", "b", "spaces", HERE),)
    page = page_of(article(removals=tuple(taken), repairs=repairs))
    assert page.removed == (("navigation", 2), ("promo", 1))
    assert page.repaired == 1


@pytest.mark.parametrize("date", ["2025-05-11", "2025-05", "2025", "--05-11", ""])
def test_a_date_is_read_as_far_as_it_is_known(date: str) -> None:
    assert page_of(article(date=date)).date == date


def test_a_page_of_an_older_theme_is_read_too() -> None:
    one = article()
    ((_, data),) = pages(corpus_of([one]), DEMO)
    older = re.sub(rb' data-id="[^"]*"| class="source"', b"", data)
    assert older != data
    assert published_page(older) == published_page(data)


@pytest.mark.parametrize("path", ["index.html", "tags.html", "about/cleaning.html", "2025.html"])
def test_another_page_is_none(path: str) -> None:
    made = [v for v in views([article()], [digest()]).values() if v.path.endswith(path)]
    assert all(published_page(RENDERER.render(view)) is None for view in made)
    assert made


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\xff", b"<main>", b"<main><article><h1>No end", b"</main></article>",
     b"<main><article><script type='application/ld+json'>[[" + b"[" * 9000,
     b"<main><article>" + b"<div class=text>" * 20_000, b"<!" * 1000],
)  # fmt: skip
def test_bytes_of_any_kind_do_no_harm(data: bytes) -> None:
    page = published_page(data)
    assert page is None or page.paragraphs == ()


def test_a_page_beyond_all_bounds_is_not_read() -> None:
    assert published_page(b"<main><article></article></main>") is not None
    assert published_page(b"<main><article></article></main>".ljust(MOST_BYTES + 1)) is None


@patient
@given(st.binary(max_size=300))
def test_nothing_that_is_not_there_is_read(noise: bytes) -> None:
    data = b"<main><article><div class=text><p>" + noise + b"</article>"
    page = published_page(data)
    shown = tree_of(data).text
    assert page is None or all(part in shown for part in page.paragraphs)
