"""Reviewing: the most doubtful first, beside their captures; what was looked at stays out."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from backfile.desk.review import Review, Wanted, accepted, attention, doubtful
from backfile.desk.reviewlines import lines_of
from backfile.errors import OwnerError
from backfile.model import Article, Claim, FieldFinding
from backfile.pipeline import divisions, load_knowledge
from backfile.settings import Settings, theme_folder
from backfile.site.reviewing import review_page
from backfile.store import open_store
from tests.conftest import ROOT
from tests.site.builders import article, settings_in
from tests.site.strict import faults_of

STORY = (
    "{title}\n\n"
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port before noon, and the ferry is to follow on {day}.\n"
)
ODD = (
    "Home\nNews\n\nHarbour opens\n\nFerry to sail again\n\nRailway reaches the border\n\n"
    "The railway has reached the border, the ministry said, a year later than was promised.\n\n"
    "Sign up for the letter that tells you every morning what has happened in the harbour.\n"
)


# The page stands by itself: no form, footer or stylesheet of the site.
OWN = {"<style>", "another http-equiv", "0 <form>", "0 <footer>", "another form"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An archive of two plain stories, an odd one and a reject."""
    captures = tmp_path / "content" / "captures" / "post"
    captures.mkdir(parents=True)
    for title, day in (("Harbour opens again after storms", "Tuesday"), ("Ships sail", "Friday")):
        (captures / f"{day}.txt").write_text(STORY.format(title=title, day=day))
    (captures / "odd.txt").write_text(ODD)
    (captures / "menu.txt").write_text("Home\nNews\n")
    return settings_in(tmp_path)


def told(review: Review) -> str:
    return "\n".join(text for text, _ in lines_of(review))


def test_the_most_doubtful_come_first(settings: Settings) -> None:
    doubts = [attention(case.one) for case in doubtful(settings, Wanted()).cases]
    assert len(doubts) >= len(("odd", "Tuesday", "Friday"))
    assert doubts == sorted(doubts, reverse=True)


def test_as_many_are_shown_as_are_wanted(settings: Settings) -> None:
    assert len(doubtful(settings, Wanted(most=1)).cases) == 1


def test_a_share_of_all_is_rounded_up(settings: Settings) -> None:
    assert len(doubtful(settings, Wanted(share=5)).cases) == 1


@pytest.mark.parametrize("wanted", [Wanted(most=0), Wanted(share=101), Wanted(share=-1)])
def test_no_number_of_articles_is_refused(settings: Settings, wanted: Wanted) -> None:
    with pytest.raises(OwnerError, match="try: --most 20, or --share 5"):
        doubtful(settings, wanted)


def test_what_was_looked_at_is_left_out_until_its_text_changes(settings: Settings) -> None:
    first = doubtful(settings, Wanted()).cases[0].one
    list(accepted(settings, Wanted(ok=(first.id,), by="the librarian")))
    left = doubtful(settings, Wanted())
    assert first.id not in {case.one.id for case in left.cases}
    assert left.waiting == left.articles - 1
    (settings.captures / "post" / "odd.txt").write_text(ODD.replace("a year", "two years"))
    assert doubtful(settings, Wanted()).waiting >= left.waiting


def test_an_article_may_be_named_by_its_address(settings: Settings) -> None:
    case = doubtful(settings, Wanted()).cases[0]
    ((line, _),) = accepted(settings, Wanted(ok=(case.address,)))
    assert line.startswith(f"reviewed: {case.one.id}")


def test_an_unknown_article_is_refused_and_nothing_is_written(settings: Settings) -> None:
    with pytest.raises(OwnerError, match="--ok nobody: is no article of this archive"):
        list(accepted(settings, Wanted(ok=("nobody",))))
    assert not settings.register.exists()


def test_new_rejects_stand_at_the_top(settings: Settings) -> None:
    words = told(doubtful(settings, Wanted()))
    assert words.startswith("new reject: post/menu.txt: holds no paragraph of text")


def test_every_case_says_how_to_accept_it(settings: Settings) -> None:
    review = doubtful(settings, Wanted())
    words = told(review)
    assert all(f"all is well: inv review --ok {case.one.id}" in words for case in review.cases)


def test_every_block_of_a_capture_stands_on_the_page(settings: Settings) -> None:
    review = doubtful(settings, Wanted())
    page = review_page(review, theme_folder()).decode()
    lines = [line for line in ODD.splitlines() if line]
    assert [line for line in lines if line not in page] == []


def test_the_page_is_valid_and_runs_nothing(settings: Settings) -> None:
    page = review_page(doubtful(settings, Wanted()), theme_folder())
    faults = faults_of(page, "index.html")
    assert {fault for fault in faults if not fault.startswith("policy ")} <= OWN
    assert b"<script" not in page


def test_hostile_words_stay_words(settings: Settings) -> None:
    (settings.captures / "post" / "odd.txt").write_text(
        ODD.replace("Railway reaches", "<script>alert(1)</script> '; rm -rf x \x1b[31m")
    )
    review = doubtful(settings, Wanted())
    assert b"<script" not in review_page(review, theme_folder())
    assert "\x1b" not in told(review)


def test_only_the_captures_that_are_asked_for_are_divided(settings: Settings) -> None:
    knowledge = load_knowledge(None)
    with open_store(settings.state / "store.sqlite") as store:
        every = list(divisions(settings, knowledge, store))
        ident = every[0][0].id
        (one,) = divisions(settings, knowledge, store, {ident})
    assert one == every[0]


def test_a_missing_date_and_other_titles_bring_an_article_up() -> None:
    plain = article(doubt=0.1)
    other = FieldFinding("title", plain.title, "h1", (Claim("title", "Quite another", "title"),))
    doubts: list[Article] = [plain, plain.with_text(fields=(other,)), replace(plain, date=None)]
    assert [round(attention(one), 2) for one in doubts] == [0.1, 0.12, 0.15]


def test_the_command_writes_the_page_and_tells_where(settings: Settings) -> None:
    (settings.root / "pelicanconf.py").write_text(
        "from backfile import settings\n"
        'globals().update(settings.load({"title": "Post"}, __file__))\n'
    )
    done = subprocess.run(
        [sys.executable, "-m", "backfile", "--folder", str(settings.root), "review", "--most", "2"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "plugins")},
    )
    assert done.returncode == 0, done.stderr
    page = settings.root / ".backfile" / "review" / "index.html"
    assert done.stdout.rstrip().endswith(str(page))
    assert page.is_file()
