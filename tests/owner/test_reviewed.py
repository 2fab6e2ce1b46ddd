"""What was looked at is remembered by its text, and comes up again when that changes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import RuleError
from backfile.model import Article, ArticleText, Block, Digest, DigestItem, Place
from backfile.owner.reviewed import Reviewed, load_reviewed, remember, text_digest
from tests.helpers import mistake_of

PLACE = Place(1, 1)
BODY = (Block("line", "The ferry will sail again when the ice has gone.", PLACE),)
STORY = Article(
    "abcdefghijkl", "c" * 64, "Ferry to sail", ArticleText(BODY), None, (), "en", "Gazette", "", "",
    (), 1, 3, (),
)  # fmt: skip
ITEMS = (DigestItem("bbcdefghijkl", BODY[0], ()),)
DIGEST = Digest("cbcdefghijkl", "c" * 64, ITEMS, "en", "Gazette", (), (), 1, 3, ())


def test_nothing_was_looked_at_in_a_new_archive(tmp_path: Path) -> None:
    assert load_reviewed(tmp_path) == Reviewed()


@pytest.mark.parametrize("one", [STORY, DIGEST], ids=["article", "digest"])
def test_what_was_looked_at_is_known(tmp_path: Path, one: Article | Digest) -> None:
    remember(tmp_path, [one], "2025-05-12", "the librarian")
    assert load_reviewed(tmp_path).knows(one)


@pytest.mark.parametrize(
    "change",
    [{"title": "Ferry sinks"}, {"text": ArticleText()}, {"text": ArticleText(BODY, BODY)}],
    ids=["headline", "text", "byline"],
)
def test_an_article_with_another_text_is_not_known(tmp_path: Path, change: dict[str, Any]) -> None:
    remember(tmp_path, [STORY], "2025-05-12", "")
    assert not load_reviewed(tmp_path).knows(replace(STORY, **change))


def test_an_article_with_other_tags_or_doubts_is_known(tmp_path: Path) -> None:
    remember(tmp_path, [STORY], "2025-05-12", "")
    assert load_reviewed(tmp_path).knows(replace(STORY, doubt=0.9, doubts=("look",), source="x"))


def test_rows_are_added_and_none_is_changed(tmp_path: Path) -> None:
    remember(tmp_path, [STORY], "2025-05-12", "the librarian")
    before = (tmp_path / "reviewed.tsv").read_text("utf-8")
    remember(tmp_path, [DIGEST], "2025-05-13", "the editor")
    assert (tmp_path / "reviewed.tsv").read_text("utf-8").startswith(before)
    assert load_reviewed(tmp_path).knows(STORY)


def test_a_row_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "reviewed.tsv").write_text("id\tdigest\ton\tby\nnonsense\n", "utf-8")
    told = mistake_of(RuleError, lambda: load_reviewed(tmp_path))
    assert told.startswith("content/register/reviewed.tsv:2: is no row")


@given(by=st.text())
def test_any_name_can_be_read_again(tmp_path_factory: pytest.TempPathFactory, by: str) -> None:
    folder = tmp_path_factory.mktemp("register")
    remember(folder, [STORY], "2025-05-12", by)
    assert load_reviewed(folder).knows(STORY)


@given(st.text(), st.text())
def test_texts_that_differ_in_more_than_spaces_have_other_digests(one: str, other: str) -> None:
    digests = [text_digest(replace(STORY, title=title)) for title in (one, other)]
    assert (digests[0] == digests[1]) is (one.split() == other.split())
