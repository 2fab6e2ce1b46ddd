"""What the pages of an article say of its captures, versions and copies."""

from pathlib import Path

from backfile.model import Place, Removal, Repair
from backfile.site.make.search import search_documents
from backfile.site.make.shelf import Shelf
from backfile.site.versionviews import ChangesView, VersionsView
from backfile.site.views import ArticleView, CleaningView, RemovedView, View
from tests.gather.captured import FARES, FERRY, HOSPITAL, MAYOR, STORY, URL, captured, told
from tests.site.builders import settings_in
from tests.site.viewing import views_in

SIGN_UP = Removal("Sign up", Place(4, 4), "subscribe", "asks for money", "line")
MENU = Removal("Menu", Place(1, 1), "navigation", "is a menu", "line")
MOJIBAKE = Repair("donâ€™t", "don’t", "mojibake", Place(5, 5))
DATE = {"url": URL, "date": "2025-05-11"}
ADDRESS = "2025/05/ferry-sails-again.html"
CHANGED = captured(
    told(*STORY, **DATE),
    told(*STORY, FARES, **DATE, title="Ferry sails on Tuesday"),
    told(*STORY, **DATE),
    dates=("2025-05-11T08:30:00Z", "2025-05-12", "2025-05-13"),
)


def article_of(made: dict[str, View], path: str = ADDRESS) -> ArticleView:
    view = made[path]
    assert isinstance(view, ArticleView)
    return view


def versions_of(made: dict[str, View]) -> VersionsView:
    view = made[f"versions/{ADDRESS}"]
    assert isinstance(view, VersionsView)
    return view


def test_an_article_of_one_capture_says_nothing_of_captures() -> None:
    made = views_in(captured(told(**DATE)))
    assert article_of(made).captures is None
    assert not any(path.startswith("versions/") for path in made)


def test_captures_of_one_text_stand_on_the_articles_page() -> None:
    note = article_of(views_in(captured(told(**DATE), told(**DATE)))).captures
    assert note is not None
    assert note.words == "2 captures of the same text."
    assert [line.file for line in note.lines] == ["post/000.html", "post/001.html"]
    assert note.path == ""


def test_many_captures_of_one_text_have_a_page() -> None:
    made = views_in(captured(*(told(**DATE) for _ in range(9))))
    note = article_of(made).captures
    assert note is not None
    assert note.lines == ()
    assert len(versions_of(made).captures) == 9


def test_versions_have_a_page_that_tells_which_capture_holds_which() -> None:
    lines = versions_of(views_in(CHANGED)).captures
    assert [(line.captured, line.holds) for line in lines] == [
        ("11 May 2025, 08:30:00 UTC (exact)", "version 1"),
        ("12 May 2025 (exact)", "version 2"),
        ("13 May 2025 (exact)", "again as in version 1"),
    ]


def test_each_capture_of_a_version_is_told_by_its_sha256_and_part() -> None:
    lines = versions_of(views_in(CHANGED)).captures
    assert [line.sha256 for line in lines] == [*CHANGED.captures]
    assert {line.part for line in lines} == {"lines 1 to 9"}


def test_a_version_tells_what_changed_and_its_headline() -> None:
    first, second = versions_of(views_in(CHANGED)).versions
    assert [change.kind for _, change in first.changes] == ["same"] * 3
    assert [change.kind for _, change in second.changes] == ["same", "added"]
    assert second.changes[0][0] == 2
    assert (second.headline_before, second.headline) == (
        "Ferry sails again",
        "Ferry sails on Tuesday",
    )
    assert second.words == f"{len(FARES.split())} words added, 0 removed; 1 paragraph added."


def test_every_sentence_of_every_version_can_be_read() -> None:
    corpus = captured(
        *(told(*t, **DATE) for t in [(FERRY, MAYOR), (FERRY, HOSPITAL), (FERRY, FARES)])
    )
    parts = versions_of(views_in(corpus)).versions
    pieces = " ".join(p.text for part in parts for _, change in part.changes for p in change.pieces)
    assert all(text in pieces for text in (FERRY, MAYOR, HOSPITAL, FARES))


def test_changed_headlines_are_listed_by_month() -> None:
    made = views_in(CHANGED)
    view = made["changes/2025-05.html"]
    assert isinstance(view, ChangesView)
    assert view.title == "Changed headlines: May 2025"
    assert view.entries[0].headlines == ("Ferry sails again", "Ferry sails on Tuesday")
    cleaning = made["about/cleaning.html"]
    assert isinstance(cleaning, CleaningView)
    assert [link.path for link in cleaning.changes_pages] == ["changes/2025-05.html"]


def test_the_article_names_its_earlier_headlines() -> None:
    note = article_of(views_in(CHANGED)).captures
    assert note is not None
    assert note.words == "3 captures, 2 versions of the text."
    assert note.headlines == ("Ferry sails on Tuesday",)
    assert note.path == f"versions/{ADDRESS}"


def test_copies_name_each_other() -> None:
    made = views_in(captured(told(source="Northern Post"), told(source="Harbour Gazette")))
    views = [view for view in made.values() if isinstance(view, ArticleView)]
    assert len(views) == 2
    assert [kin.words for view in views for kin in view.kin] == ["Also published"] * 2
    assert {kin.path for view in views for kin in view.kin} == {view.path for view in views}


def test_search_finds_an_article_of_many_captures_once() -> None:
    shelf = Shelf(CHANGED, settings_in(Path("/nowhere")))
    assert [document.url for document in search_documents(shelf)] == [ADDRESS]


def test_what_was_taken_out_of_any_capture_is_told_once() -> None:
    corpus = captured(
        told(**DATE, removals=(SIGN_UP, MENU)),
        told(**DATE, removals=(SIGN_UP,), repairs=(MOJIBAKE,)),
    )
    made = views_in(corpus)
    assert article_of(made).removed_path == f"removed/2025-05.html#{corpus.articles[0].id}"
    view = made["removed/2025-05.html"]
    assert isinstance(view, RemovedView)
    (entry,) = view.entries
    assert [(b.text, b.capture) for b in entry.blocks] == [
        ("Sign up", ""),
        ("Menu", "post/000.html"),
    ]
    assert len(entry.repairs) == 1
    assert entry.repeated == 1


def test_an_article_links_to_what_only_another_capture_lost() -> None:
    made = views_in(captured(told(**DATE, removals=(MENU,)), told(**DATE)))
    assert article_of(made).removed_path.startswith("removed/2025-05.html")
