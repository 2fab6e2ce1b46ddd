"""Reading the data: in a fixed order, each text once, with its sites."""

from pathlib import Path

import pytest

from backfile.errors import BackfileError
from tests.training.made import data_in, examples, page, paragraphs
from training.dumps import read_dumps
from training.labelled import Labelled
from training.pages import read_texts
from training.sources import Sources


def test_all_sets_are_read_with_their_labels(tmp_path: Path) -> None:
    texts = read_texts(data_in(tmp_path, 2))
    found = {(text.kind, text.labels) for text in texts if text.kind == "page_full"}
    assert found == {("page_full", page(1).labels)}
    assert [text.kind for text in texts].count("saved_page") == 10


def test_the_sites_of_a_mixed_dump_are_those_of_its_pages(tmp_path: Path) -> None:
    texts, _ = read_dumps(data_in(tmp_path, 2))
    assert {t.sites for t in texts if t.id == "seedlike-1"} == {("paper1.example",)}


def test_a_page_that_is_among_the_dumps_is_not_learnt_twice(tmp_path: Path) -> None:
    sources = data_in(tmp_path, 2)
    row = sources.pages("naeb") / "items.jsonl"
    row.write_text(row.read_text().replace("saved1.example", "www.paper1.example"))
    ids = [text.id for text in read_texts(sources) if text.id.startswith("naeb")]
    assert ids == ["naeb-page0"]


def test_a_missing_file_is_named_with_what_makes_it(tmp_path: Path) -> None:
    sources = data_in(tmp_path, 1)
    sources.rendered.unlink()
    with pytest.raises(BackfileError, match=r"pages\.jsonl: is missing; try: .*render"):
        sources.check()


def test_the_digest_changes_with_the_data_and_not_with_the_folder(tmp_path: Path) -> None:
    one, same = data_in(tmp_path / "a", 1), data_in(tmp_path / "b", 1)
    other = Sources(same.data, tmp_path / "other.jsonl")
    other.rendered.write_text("{}")
    assert one.digest() == same.digest() != other.digest()


def test_an_export_is_left_to_its_format() -> None:
    fields = ("Title: Harbour opens", "Date: May 11, 2025", "URL: https://a.example/b.html", "")
    lines = (*fields, *paragraphs(1))
    export = Labelled("a", "hand", ("a.example",), lines, ("T", "M", "S", "", *"BBBB"))
    assert [e.labelled.id for e in examples([export, page(1)])] == ["full-1"]
