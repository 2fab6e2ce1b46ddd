"""The public page and feed of corrections: all that was put right, nothing that is withheld."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Corpus, Corrected, Digest, Tombstone, WithheldReason
from backfile.pipeline import load_knowledge, run
from backfile.settings import Settings, theme_folder
from backfile.site.correctionviews import CorrectionsView
from backfile.site.feeds import corrections_feed_of
from backfile.site.make.corrections import FEED, PATH, correction_views
from backfile.site.make.shelf import Shelf
from backfile.site.render import Renderer, site_of
from backfile.site.views import ArticleView, CleaningView, DigestView, View
from backfile.store import open_store
from tests.helpers import patient
from tests.site.builders import PROSE, article, corpus_of, digest, settings_in
from tests.site.strict import faults_of, links_of, target_of
from tests.site.viewing import views_in

ADDRESS = "https://example.org/news"
ATOM = "{http://www.w3.org/2005/Atom}"
NOTES = "why: a person asked, by: the desk, on: 2025-06-01"
STORY = article()
SECTION = article("Ferry sails", "2025-05-12")
NOW = settings_in(Path("/nowhere"), site_url=ADDRESS)
STONE = Tombstone("2025/05/x.html", "Withheld by order of a court.", "court", "", "2025-06-01")


def corrected(
    what: str = 'the headline was "Opinion"', on: str = "2025-05-12", **c: Any
) -> Corrected:
    return Corrected(
        what, c.pop("why", "the rubric was taken for it"), on, c.pop("ids", (STORY.id,))
    )


def corpus(*corrections: Corrected, digests: Sequence[Digest] = (), **fields: Any) -> Corpus:
    made = corpus_of([STORY, SECTION], digests, settings=NOW)
    return replace(made, corrections=corrections, **fields)


def views(*corrections: Corrected, settings: Settings = NOW, **fields: Any) -> dict[str, View]:
    return views_in(corpus(*corrections, **fields), settings)


def page(made: dict[str, View], path: str = PATH) -> CorrectionsView:
    view = made[path]
    assert isinstance(view, CorrectionsView)
    return view


def rendered(view: View) -> str:
    renderer = Renderer(theme_folder() / "templates", site_of(NOW, (), "feeds/all.xml"))
    data = renderer.render(view)
    assert faults_of(data, view.path, ADDRESS) == []
    return data.decode()


def feed(*corrections: Corrected) -> ET.Element:
    ((path, data),) = corrections_feed_of(Shelf(corpus(*corrections), NOW))
    assert path == FEED
    return ET.fromstring(data)  # noqa: S314 - our own words


def texts(found: ET.Element, path: str) -> list[str | None]:
    return [one.text for one in found.iterfind(path)]


def test_without_anything_to_tell_there_is_no_page() -> None:
    made = views()
    assert PATH not in made
    assert "corrections" not in rendered(made["about/cleaning.html"])


def test_the_newest_correction_stands_first() -> None:
    made = views(corrected("old", "2024-01-01"), corrected("new", "2025-05-01"))
    assert [line.what for line in page(made).lines] == ["New", "Old"]


def test_a_correction_is_told_with_its_day_reason_and_article() -> None:
    made = rendered(page(views(corrected())))
    for words in ("12 May 2025", "The headline was", "Why: the rubric was taken for it"):
        assert words in made
    assert (
        '<a href="../2025/05/harbour-opens-again.html"><bdi>Harbour opens again</bdi></a>' in made
    )


def test_the_page_of_cleaning_leads_to_the_corrections() -> None:
    view = views(corrected())["about/cleaning.html"]
    assert isinstance(view, CleaningView)
    targets = [target_of(address, view.path) for _, address in links_of(rendered(view).encode())]
    assert PATH in targets


def test_the_page_of_a_corrected_article_says_so() -> None:
    view = views(corrected())["2025/05/harbour-opens-again.html"]
    assert isinstance(view, ArticleView)
    assert "Corrected on 12 May 2025: the headline was &#34;Opinion&#34;" in rendered(view)


def test_the_page_of_a_corrected_digest_says_so() -> None:
    one = digest()
    made = views(corrected("it was taken for articles", ids=(one.id,)), digests=[one])
    (view,) = [view for view in made.values() if isinstance(view, DigestView)]
    assert "Corrected on 12 May 2025: it was taken for articles" in rendered(view)


def test_the_page_of_another_article_says_nothing() -> None:
    assert "Corrected on" not in rendered(views(corrected())["2025/05/ferry-sails.html"])


def test_a_correction_of_many_articles_links_to_a_few_and_counts_the_rest() -> None:
    stories = [article(f"Story {number}") for number in range(30)]
    made = replace(corpus_of(stories), corrections=(corrected(ids=tuple(s.id for s in stories)),))
    (line,) = page(views_in(made)).lines
    assert (len(line.touched), line.more) == (10, 20)


def test_a_correction_of_no_article_is_told_without_a_link() -> None:
    (line,) = page(views(corrected("a name is no tag: Will", ids=()))).lines
    assert line.touched == ()


def test_an_article_that_is_not_published_is_not_linked() -> None:
    (line,) = page(views(corrected(ids=("a" * 12, STORY.id)))).lines
    assert [one.title for one in line.touched] == ["Harbour opens again"]


def test_many_corrections_have_a_page_for_each_earlier_year() -> None:
    many = [corrected(f"change {n}", f"{2020 + n % 3}-01-01") for n in range(600)]
    made = views(*many)
    assert {path for path in made if path.startswith("about/corr")} == {
        PATH, "about/corrections/2020.html", "about/corrections/2021.html"
    }  # fmt: skip
    assert sum(len(v.lines) for v in made.values() if isinstance(v, CorrectionsView)) == 600
    assert "corrections/2020.html" in rendered(page(made))
    rendered(page(made, "about/corrections/2020.html"))


def test_what_is_withheld_is_counted_by_kind() -> None:
    made = rendered(page(views(withheld={"article": 2, "name": 1, "passage": 2})))
    assert "2 articles, words at 3 places." in made


def test_what_is_withheld_is_counted_by_reason() -> None:
    shelf = Shelf(corpus(withheld={"article": 2}), NOW)
    decisions: list[tuple[WithheldReason, str]] = [("court", "2025-06-01"), ("court", "2025-02-01")]
    (view,) = correction_views(shelf, decisions)
    made = rendered(view)
    assert "By order of a court, since 1 February 2025" in made
    assert "2 decisions" in made


def test_what_is_withheld_is_not_named() -> None:
    made = rendered(page(views(tombstones=(STONE,), withheld={"article": 1})))
    assert STONE.address not in made
    assert STONE.words not in made


def test_no_feed_without_an_address() -> None:
    shelf = Shelf(corpus(corrected()), replace(NOW, site_url=""))
    assert list(corrections_feed_of(shelf)) == []
    assert page(views_in(shelf.corpus, shelf.settings)).feed_path == ""


def test_the_page_leads_to_the_feed() -> None:
    made = rendered(page(views(corrected())))
    assert (
        'type="application/atom+xml" title="Corrections" href="../feeds/corrections.xml">' in made
    )
    assert '<a href="../feeds/corrections.xml">Feed</a>' in made


def test_the_feed_has_what_changed_why_and_when() -> None:
    (entry,) = feed(corrected()).iterfind(f"{ATOM}entry")
    told = {name: entry.findtext(f"{ATOM}{name}") for name in ("title", "summary", "updated")}
    assert told == {
        "title": 'The headline was "Opinion"',
        "summary": "the rubric was taken for it",
        "updated": "2025-05-12T00:00:00+00:00",
    }


def test_an_entry_leads_to_its_line_of_the_page() -> None:
    link = feed(corrected()).find(f"{ATOM}entry/{ATOM}link")
    (line,) = page(views(corrected())).lines
    assert link is not None
    assert link.get("href") == f"{ADDRESS}/{PATH}#{line.anchor}"


def test_ids_of_entries_stay_when_others_come() -> None:
    first, second = corrected(), corrected("a paragraph is shown again", "2025-06-01")
    before, after = (
        texts(feed(*one), f"{ATOM}entry/{ATOM}id") for one in ([first], [second, first])
    )
    assert before == after[1:]
    assert len(set(after)) == 2
    for ident in after:
        uuid.UUID(str(ident))


def test_the_same_correction_twice_is_told_once() -> None:
    assert len(page(views(corrected(), corrected())).lines) == 1


@patient
@given(what=st.text(min_size=1), why=st.text())
def test_no_text_breaks_the_page_or_the_feed(what: str, why: str) -> None:
    one = corrected(what, why=why)
    rendered(page(views(one)))
    assert len(list(feed(one).iterfind(f"{ATOM}entry"))) == 1


@pytest.mark.parametrize("what", ["{article: %s}", "{capture: secret.txt}"])
def test_a_correction_of_what_is_withheld_is_not_told(tmp_path: Path, what: str) -> None:
    captures, rules = tmp_path / "content" / "captures", tmp_path / "content" / "rules"
    for folder in (captures, rules):
        folder.mkdir(parents=True)
    for name in ("secret", "open"):
        (captures / f"{name}.txt").write_text(f"The {name} harbour\n\n{PROSE}\n{PROSE} {name}\n")
    found = {one.title: one.id for one in corpus_in(tmp_path).articles}
    entries = "".join(
        f"- {{target: {{article: {ident}}}, set: {{title: {title} Canary}}, {NOTES}}}\n"
        for title, ident in found.items()
    )
    (rules / "corrections.yaml").write_text(entries)
    entry = what.replace("%s", found["The secret harbour"])
    (rules / "withheld.yaml").write_text(
        f"- {{what: {entry}, reason: court, until: null, {NOTES}}}\n"
    )
    told = [one.what for one in corpus_in(tmp_path).corrections]
    assert told == ["the headline was “The open harbour”; it is “The open harbour Canary”"]


def corpus_in(folder: Path) -> Corpus:
    """The corpus of an archive."""
    settings = settings_in(folder)
    with open_store(settings.state / "store.sqlite") as store:
        return run(settings, load_knowledge(settings.rules), store)
