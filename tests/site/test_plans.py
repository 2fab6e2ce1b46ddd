"""Plans and their keys: what changes a page's bytes changes its key; no text is read for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from backfile.model import (
    Article,
    ArticleText,
    Capture,
    Corpus,
    Corrected,
    KeptText,
    Provenance,
    Removal,
)
from backfile.pipeline import load_knowledge
from backfile.settings import theme_folder
from backfile.site.compiling import shown
from backfile.site.feeds import feed_pages, has_feeds
from backfile.site.make import plans_of
from backfile.site.make.plans import pages_of
from backfile.site.make.shelf import Shelf
from backfile.site.render import Renderer, site_of
from tests.site.builders import CAPTURE, HERE, article, block, corpus_of, digest, settings_in, tag

KNOWLEDGE = load_knowledge(None)
TAG = tag("Kyiv")
LATER = replace(CAPTURE, id="b" * 64, path="post/later.txt")
LONG = tuple(
    block(f"Paragraph {n} of a story about the harbour, the storm and ships.") for n in range(4)
)


@dataclass(frozen=True)
class Archive:
    """What a small site is made of, so that a test can change one thing in it."""

    articles: tuple[Article, ...]
    captures: tuple[Capture, ...]
    choices: dict[str, Any]
    corrections: tuple[Corrected, ...] = ()


def archive() -> Archive:
    stories = [article(f"Story {n}", f"2025-05-{n:02}", tags=(TAG,)) for n in range(1, 4)]
    twice = article("Twice", "2025-05-09", body=LONG, url="https://example.org/twice")
    again = replace(
        twice.with_text(body=(*LONG, block())), id="again", capture_id=LATER.id, document=1
    )
    choices = {"title": "News", "site_url": "https://example.org", "feed_from": 1}
    undated = article("Undated", "", removals=(Removal("Most read", HERE, "lists", "a list", ""),))
    return Archive((*stories, undated, twice, again), (CAPTURE, LATER), choices)


def made(one: Archive) -> dict[str, tuple[bytes | str, bytes]]:
    """Key and bytes of each page by its path."""
    chosen = settings_in(Path("/nowhere"), **one.choices)
    corpus = corpus_of(one.articles, [digest()], captures=one.captures, settings=chosen)
    shelf = Shelf(replace(corpus, corrections=one.corrections), chosen)
    renderer = renderer_of(shelf)
    pages = [page for _, page in pages_of(plans_of(shelf, KNOWLEDGE), renderer)]
    return {p.path: (p.key, p.make()) for p in (*pages, *feed_pages(shelf, renderer.digest))}


def renderer_of(shelf: Shelf) -> Renderer:
    feed = "feeds/all.xml" if has_feeds(shelf) else ""
    return Renderer(theme_folder() / "templates", site_of(shelf.settings, (), feed))


def at(number: int, **fields: Any) -> Callable[[Archive], Archive]:
    """Changes light fields of an article."""
    return lambda one: with_article(one, number, lambda old: replace(old, gist=None, **fields))


def text_at(number: int, **fields: Any) -> Callable[[Archive], Archive]:
    """Changes the text of an article."""
    return lambda one: with_article(one, number, lambda old: old.with_text(**fields))


def with_article(one: Archive, number: int, change: Callable[[Article], Article]) -> Archive:
    every = list(one.articles)
    every[number] = change(every[number])
    return replace(one, articles=tuple(every))


def known(**fields: str) -> Callable[[Archive], Archive]:
    """Changes the provenance of the second capture."""

    def changed(one: Archive) -> Archive:
        first, second = one.captures
        knows = replace(second.provenance, **fields)  # type: ignore[arg-type]
        return replace(one, captures=(first, replace(second, provenance=knows)))

    return changed


def chosen(**choices: Any) -> Callable[[Archive], Archive]:
    return lambda one: replace(one, choices=one.choices | choices)


CHANGES: tuple[Callable[[Archive], Archive], ...] = (
    at(0, title="Another title"),
    at(0, date=article("x", "2024-01-02").date),
    at(1, date=None),
    at(1, tags=(TAG, tag("Lviv"))),
    at(1, tags=()),
    at(2, source="Southern Post"),
    at(2, authors=("B. Writer",)),
    at(2, section="Harbour"),
    at(2, url="https://example.org/other"),
    at(2, language="ar"),
    at(2, doubts=("the date is far away",)),
    at(2, first_line=4),
    at(2, part="record at byte 7"),
    at(2, captured="2025-06-01T10:00:00Z"),
    at(2, known=Provenance(source="Northern Post", by="An archivist")),
    text_at(0, body=(block("Another paragraph stands here now, and nothing else."),)),
    text_at(0, body=(block(html="<b>bold</b>"),)),
    text_at(3, removals=()),
    text_at(1, removals=(Removal("Share this", HERE, "share", "a button", ""),)),
    text_at(1, details=(block("By somebody"),)),
    text_at(5, body=LONG),
    text_at(5, body=(*LONG, block("Quite another paragraph came in the end, they say."))),
    at(5, title="Twice, with another headline"),
    at(4, url=""),
    known(by="Another archivist"),
    known(captured="2025-07-01", captured_precision="exact"),
    known(rights="https://example.org/licence"),
    chosen(title="Other news"),
    chosen(subtitle="All of it"),
    chosen(site_url=""),
    chosen(feed_from=50),
    chosen(latest=1),
    lambda one: replace(
        one, captures=(replace(one.captures[0], path="moved.txt"), one.captures[1])
    ),
    lambda one: replace(one, articles=one.articles[1:]),
    lambda one: replace(one, articles=one.articles[:-1]),
    lambda one: replace(
        one, corrections=(Corrected("headline", "read wrong", "2025-06-01", (one.articles[0].id,)),)
    ),
)


@given(
    st.lists(st.sampled_from(CHANGES), max_size=3), st.lists(st.sampled_from(CHANGES), max_size=3)
)
@settings(max_examples=40, deadline=None)
def test_pages_of_the_same_key_have_the_same_bytes(
    some: list[Callable[[Archive], Archive]], others: list[Callable[[Archive], Archive]]
) -> None:
    one = other = archive()
    for change in some:
        one = change(one)
    for change in others:
        other = change(other)
    pages = made(other)
    for path, (key, data) in made(one).items():
        if path in pages and pages[path][0] == key:
            assert pages[path][1] == data, path


def test_each_change_changes_a_page() -> None:
    before = made(archive())
    for number, change in enumerate(CHANGES):
        assert made(change(archive())) != before, number


def test_the_same_archive_gives_the_same_keys() -> None:
    assert made(archive()) == made(archive())


class Locked:
    """Texts that may not be read."""

    def text(self, key: str, number: int) -> ArticleText:
        raise AssertionError(f"text {number} of {key} was read")


def locked(corpus: Corpus) -> Corpus:
    kept = KeptText("key", 0, Locked())
    return replace(corpus, articles=tuple(replace(one, text=kept) for one in corpus.articles))


def test_no_text_is_read_to_know_which_pages_change() -> None:
    chosen = settings_in(Path("/nowhere"), site_url="https://example.org", feed_from=1)
    stories = [article(f"Story {n}", f"2025-05-{n:02}", tags=(TAG,)) for n in range(1, 5)]
    corpus = corpus_of(stories, settings=chosen)
    paths = []
    for one in (corpus, locked(corpus)):
        shelf = Shelf(one, chosen)
        renderer = renderer_of(shelf)
        pages = [page for _, page in pages_of(plans_of(shelf, KNOWLEDGE), renderer)]
        feeds = feed_pages(shelf, renderer.digest)
        paths.append([(page.path, page.key) for page in (*pages, *feeds)])
    assert paths[0] == paths[1]


@given(st.text(st.sampled_from("ab&<>\"'; \u2026\ud800")))
def test_texts_are_escaped_as_markupsafe_does(text: str) -> None:
    assert shown(text) == str(escape(text))
    assert shown(escape(text)) == str(escape(text))
