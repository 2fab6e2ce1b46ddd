"""corrections.yaml: what an entry may say, what is refused with its line, who inherits it."""

from pathlib import Path

import pytest

from backfile.errors import RuleError
from backfile.model import Article, Corpus
from backfile.owner.corrections import load_corrections
from backfile.pipeline import explain, load_knowledge, run
from backfile.store import open_store
from tests.site.builders import settings_in

NOTES = "  why: we looked\n  by: tests\n  on: 2025-06-01\n"
URL = "https://post.example/news/harbour"
PARAGRAPHS = (
    "The harbour was opened to ships again on Monday after a week of heavy storms.",
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.",
    "The mayor said that the town would mend the pier before the summer season begins.",
)


def page(folder: Path, name: str, captured: str, title: str, *paragraphs: str) -> None:
    """A saved page of one address, with its sidecar."""
    path = folder / "content" / "captures" / "post" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f"<p>{text}</p>" for text in paragraphs or PARAGRAPHS)
    path.write_text(f"<html><body><main><h1>{title}</h1>{body}</main></body></html>")
    path.with_name(f"{name}.yaml").write_text(f"url: {URL}\ncaptured: {captured}\n")


def rules(folder: Path, text: str) -> None:
    """Write the corrections."""
    path = folder / "content" / "rules" / "corrections.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def corpus_of(folder: Path) -> Corpus:
    """What a build would publish."""
    settings = settings_in(folder)
    with open_store(settings.state / "store.sqlite") as store:
        return run(settings, load_knowledge(settings.rules), store)


def refused(folder: Path, text: str) -> str:
    """The one line with which a file is refused."""
    rules(folder, text)
    with pytest.raises(RuleError) as caught:
        load_corrections(folder / "content" / "rules")
    return str(caught.value)


def test_without_the_file_nothing_is_corrected(tmp_path: Path) -> None:
    assert load_corrections(tmp_path).entries == ()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("- do: keep\n", "has no target"),
        ("- target: {article: a}\n  sett: {title: x}\n", '"set:"'),
        ("- target: {artikel: a}\n  do: join\n", '"article:"'),
        ("- target: {article: a}\n  do: hide\n", "can't do"),
        ("- target: {article: a}\n  do: join\n  set: {title: x}\n", 'either "set" or "do"'),
        ("- target: {article: a}\n  set: {date: 12.5.2025}\n", "date is"),
        ("- target: {article: a}\n  set: {date: 2025-13}\n", "date is"),
        ("- target: {article: a}\n  set: {language: English}\n", "language is"),
        ("- target: {article: a}\n  set: {title: ''}\n", "empty title"),
        ("- target: {article: a}\n  set: {titel: x}\n", '"title:"'),
        ("- target: {article: a, capture: b}\n  set: {title: x}\n", "must name one"),
        ("- target: {capture: b, lines: [3, 1]}\n  do: keep\n", "lines are"),
        ("- target: {capture: b}\n  do: keep\n", "does not say where"),
        ("- target: {article: a}\n  do: same-as\n", "names no other"),
        ("- target: {article: a}\n  do: join\n", "what with"),
        ("- target: {capture: b}\n  do: same-as\n  other: c\n", "is for an article"),
        ("- target: {article: a}\n  do: ban\n", "is for a tag"),
        ("- target: {article: a}\n  set: {date: 2026-02-30}\n", "can't be"),
        ("- target: {article: a}\n  set: {date: '2026-04-31'}\n", "date is"),
        ("- target: {article: a}\n  set: {date: '٢٠٢٦'}\n", "date is"),
        ("- target: {article: a}\n  set: {title: x}\n  other: b\n", "nothing is done with"),
        ("- target: {article: a}\n  do: same-as\n  other: a\n", "names itself"),
        ("- target: {capture: b, lines: [true, 2]}\n  do: keep\n", "lines are"),
        ("- target: {tag: kyiv}\n  do: rename\n", "gives no name"),
        ("- target: {tag: kyiv}\n  do: keep\n", "must name one"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_cure(tmp_path: Path, entry: str, told: str) -> None:
    line = refused(tmp_path, f"# what we mended\n{entry}{NOTES}")
    assert line.startswith("content/rules/corrections.yaml:2: ")
    assert told in line
    assert "; try: " in line


@pytest.mark.parametrize("note", ["why", "by", "on"])
def test_an_entry_says_why_by_whom_and_when(tmp_path: Path, note: str) -> None:
    entry = f"- target: {{article: a}}\n  set: {{title: x}}\n{NOTES}"
    without = "".join(x for x in entry.splitlines(keepends=True) if not x.startswith(f"  {note}:"))
    assert f'has no "{note}:"' in refused(tmp_path, without)


@pytest.mark.parametrize(
    "entry",
    [
        "- target: {article: aaaaaaaaaaaa}\n  set: {title: x}\n",
        "- target: {capture: post/none.html, lines: [1, 1]}\n  do: keep\n",
        "- target: {capture: post/a.html, lines: [90, 91]}\n  do: keep\n",
        "- target: {capture: post/a.html, path: 'body > aside'}\n  do: keep\n",
        "- target: {capture: post/a.html, lines: [2, 2], text: not there}\n  do: remove\n",
        "- target: {article: aaaaaaaaaaaa}\n  do: not-same-as\n  other: bbbbbbbbbbbb\n",
        "- target: {tag: nobody-at-all}\n  do: ban\n",
        "- target: {tag: place/kyiv, article: aaaaaaaaaaaa}\n  do: ban\n",
        "- target: {tag: kyiv}\n  do: merge\n  other: nobody-at-all\n",
    ],
)
def test_what_matches_nothing_any_more_stops_the_build(tmp_path: Path, entry: str) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    rules(tmp_path, f"# mended\n\n{entry}{NOTES}")
    with pytest.raises(RuleError, match=r"corrections.yaml:3: matches nothing any more"):
        corpus_of(tmp_path)


def test_lines_that_moved_are_known_again_by_their_words(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    target = "{capture: post/a.html, lines: [1, 1], text: The mayor said}"
    rules(tmp_path, f"- target: {target}\n  do: remove\n{NOTES}")
    (article,) = corpus_of(tmp_path).articles
    assert [block.text for block in article.body] == list(PARAGRAPHS[:2])


def test_a_tag_path_stands_in_place_of_lines(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    paths = {b.place.path for b in corpus_of(tmp_path).articles[0].body}
    rules(
        tmp_path, f"- target: {{capture: post/a.html, path: '{min(paths)}'}}\n  do: remove\n{NOTES}"
    )
    assert corpus_of(tmp_path).articles == ()


def mended_headline(folder: Path, text: str = "") -> Corpus:
    """The first capture's headline is corrected; another capture of its address is there too."""
    words = f", text: {text}" if text else ""
    rules(
        folder,
        f"- target: {{capture: post/a.html, lines: [1, 1]{words}}}\n"
        f"  set: {{title: Ships may enter again}}\n{NOTES}",
    )
    return corpus_of(folder)


def shown(corpus: Corpus) -> Article:
    """The one article."""
    (article,) = corpus.articles
    return article


def test_a_newer_capture_with_the_same_mistake_inherits_the_correction(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Report from the harbour")
    page(
        tmp_path,
        "b.html",
        "2025-05-13",
        "Report from the harbour",
        *PARAGRAPHS,
        "More is to come today.",
    )
    corpus = mended_headline(tmp_path, "Report from the harbour")
    assert shown(corpus).title == "Ships may enter again"
    assert corpus.decisions == ()


def test_a_newer_capture_with_another_headline_is_put_before_the_owner(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Report from the harbour")
    page(tmp_path, "b.html", "2025-05-13", "Storm over, ships sail again")
    corpus = mended_headline(tmp_path, "Report from the harbour")
    assert shown(corpus).title == "Storm over, ships sail again"
    (decision,) = corpus.decisions
    assert decision.startswith("content/rules/corrections.yaml:1: the headline is not carried over")
    assert "post/b.html" in decision


def test_the_owners_word_on_the_newer_capture_ends_the_decision(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Report from the harbour")
    page(tmp_path, "b.html", "2025-05-13", "Storm over, ships sail again")
    own = "- target: {capture: post/b.html, lines: [1, 1]}\n  set: {title: Storm over}\n" + NOTES
    mended_headline(tmp_path, "Report from the harbour")
    path = tmp_path / "content" / "rules" / "corrections.yaml"
    path.write_text(path.read_text() + own)
    corpus = corpus_of(tmp_path)
    assert (shown(corpus).title, corpus.decisions) == ("Storm over", ())


def test_an_older_capture_with_another_headline_needs_no_decision(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Report from the harbour")
    page(tmp_path, "b.html", "2025-05-01", "Storm rages on")
    assert mended_headline(tmp_path, "Report from the harbour").decisions == ()


def test_a_removed_block_goes_from_every_capture_of_the_address(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    page(tmp_path, "b.html", "2025-05-13", "Harbour opens again", *PARAGRAPHS, "More is to come.")
    rules(
        tmp_path,
        "- target: {capture: post/a.html, lines: [4, 4], text: The mayor said}\n"
        f"  do: remove\n{NOTES}",
    )
    corpus = corpus_of(tmp_path)
    assert "mayor" not in str([v.article.body for v in corpus.histories[shown(corpus).id].versions])


def test_a_date_is_said_of_all_captures_of_an_address(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Report from the harbour")
    page(tmp_path, "b.html", "2025-05-13", "Storm over, ships sail again")
    first = shown(corpus_of(tmp_path)).id
    rules(tmp_path, f"- target: {{article: {first}}}\n  set: {{date: 2025-05-11}}\n{NOTES}")
    article = shown(corpus_of(tmp_path))
    assert article.date is not None
    assert (article.date.value, article.date.origin) == ("2025-05-11", "correction")


def test_a_date_can_be_said_not_to_be_known(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again", "12 May 2025", *PARAGRAPHS)
    rules(tmp_path, f"- target: {{capture: post/a.html}}\n  set: {{date: ''}}\n{NOTES}")
    assert shown(corpus_of(tmp_path)).date is None


def test_what_was_found_before_is_kept_as_a_claim(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    rules(tmp_path, f"- target: {{capture: post/a.html}}\n  set: {{source: The Coast}}\n{NOTES}")
    (finding,) = (f for f in shown(corpus_of(tmp_path)).fields if f.field == "source")
    assert (finding.value, finding.origin) == ("The Coast", "correction")
    assert "post" in [claim.value for claim in finding.others]


def test_a_correction_is_told_to_the_public_in_words(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Report from the harbour")
    corpus = mended_headline(tmp_path)
    (corrected,) = corpus.corrections
    assert (
        corrected.what
        == "the headline was “Report from the harbour”; it is “Ships may enter again”"
    )
    assert (corrected.why, corrected.on, corrected.ids) == (
        "we looked", "2025-06-01", (shown(corpus).id,),
    )  # fmt: skip


def test_explain_shows_a_capture_as_the_owner_wants_it(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    rules(tmp_path, f"- target: {{capture: post/a.html, lines: [4, 4]}}\n  do: remove\n{NOTES}")
    settings = settings_in(tmp_path)
    with open_store(settings.state / "store.sqlite") as store:
        knowledge = load_knowledge(settings.rules)
        path = settings.captures / "post" / "a.html"
        (told,) = explain(path, settings, knowledge, store)  # type: ignore[misc]  # it is no reject
    assert [label.rule for label in told.division.labels][-1] == "correction"


def test_a_build_with_corrections_is_the_same_from_a_warm_and_a_cold_store(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Report from the harbour")
    warm = mended_headline(tmp_path)
    (tmp_path / ".backfile" / "store.sqlite").unlink()
    assert corpus_of(tmp_path) == warm


def withheld(folder: Path, what: str) -> None:
    """Withhold something."""
    entry = f"- what: {what}\n  reason: privacy\n{NOTES}"
    (folder / "content" / "rules" / "withheld.yaml").write_text(entry)


def test_a_correction_still_holds_where_its_words_are_withheld(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    target = "{capture: post/a.html, lines: [4, 4], text: The mayor said that the}"
    rules(tmp_path, f"- target: {target}\n  do: remove\n{NOTES}")
    withheld(tmp_path, "{passage: The mayor said that the town would mend the pier}")
    (article,) = corpus_of(tmp_path).articles
    assert [removal.rule for removal in article.removals] == ["correction"]


def test_a_correction_of_a_withheld_capture_waits(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    page(tmp_path, "b.html", "2025-05-13", "Storm over, ships sail again")
    rules(tmp_path, f"- target: {{capture: post/a.html}}\n  set: {{source: Coast}}\n{NOTES}")
    withheld(tmp_path, "{capture: post/a.html}")
    corpus = corpus_of(tmp_path)
    assert [a.source for a in corpus.articles] == ["post"]


def test_control_characters_are_taken_off_what_an_entry_says(tmp_path: Path) -> None:
    rules(tmp_path, f'- target: {{article: a}}\n  set: {{title: "a\\0\\u202eb"}}\n{NOTES}')
    (one,) = load_corrections(tmp_path / "content" / "rules").entries
    assert one.sets == {"title": "ab"}


def test_two_entries_that_say_the_contrary_stop_the_build(tmp_path: Path) -> None:
    page(tmp_path, "a.html", "2025-05-12", "Harbour opens again")
    page(tmp_path, "b.html", "2025-05-13", "Storm over, ships sail again")
    (article,) = corpus_of(tmp_path).articles
    one, other = (s.article.id for s in corpus_of(tmp_path).histories[article.id].sightings)
    rules(
        tmp_path,
        f"- target: {{article: {one}}}\n  do: same-as\n  other: {other}\n{NOTES}"
        f"- target: {{article: {other}}}\n  do: not-same-as\n  other: {one}\n{NOTES}",
    )
    with pytest.raises(RuleError, match=r"yaml:7: says the contrary"):
        corpus_of(tmp_path)
