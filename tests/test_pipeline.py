"""The data flow: every input is accounted for, reruns are cheap, and order changes nothing."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from backfile.errors import CapturesError
from backfile.flow.knowledge import code_digest
from backfile.model import Article, Corpus
from backfile.pipeline import (
    Unfinished,
    captures_folder,
    explain,
    load_knowledge,
    run,
)
from backfile.settings import Settings
from backfile.store import open_store
from backfile.work import limits_of, workers
from tests.site.builders import settings_in

KNOWLEDGE = load_knowledge(None)
BODY = (
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.\n"
)
PAGE = f"<!doctype html><title>Ferry</title><h1>Ferry sails again</h1><p>{BODY}</p><p>{BODY}</p>"


def story(title: str) -> str:
    return f"{title}\n\n{BODY}"


class Recorder:
    """A `map` that counts what it was asked to do, by function."""

    def __init__(self) -> None:
        self.calls: dict[str, int] = {}

    def __call__(self, function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterable[Any]:
        given_to = list(arguments)
        name = function.func.__name__  # type: ignore[attr-defined]
        self.calls[name] = self.calls.get(name, 0) + len(given_to)
        return map(function, given_to)


def corpus_in(folder: Path, run_many: Any = map, **choices: Any) -> Corpus:
    settings = settings_in(folder, **choices)
    with open_store(settings.state / "store.sqlite") as store:
        return run(settings, KNOWLEDGE, store, run_many)


def calls_in(folder: Path, **choices: Any) -> dict[str, int]:
    recorder = Recorder()
    corpus_in(folder, recorder, **choices)
    return recorder.calls


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / "content" / "captures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


MESSY: dict[str, str | bytes] = {
    "post/a.txt": story("Harbour opens again after storms"),
    "post/copy of a.txt": story("Harbour opens again after storms"),
    "post/page.html": PAGE,
    "post/page_files/style.css": "body{}",
    "post/page_files/deep/x.js": "alert(1)",
    "post/page_files/pic.jpg": b"\xff\xd8\xff",
    "post/capture.yaml": "captured: 2025-05-12\n",
    "gazette/b.txt": story("Ferry sails again on Tuesday morning"),
    "gazette/b.yaml": "titel: misspelt\n",
    "gazette/picture.png": b"\x89PNG\r\n\0\0",
    "gazette/again.png": b"\x89PNG\r\n\0\0",
    "gazette/empty.txt": "",
    "gazette/blank.txt": " \n\n",
    "gazette/nul.txt": b"\0" * 40,
    "gazette/orphan.yaml": "source: x\n",
    "gazette/menu.txt": "Home\nNews\nSport\n",
    "c.TXT": story("Trains run again along the coast"),
    ".hidden": "not offered",
}


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    write(tmp_path, MESSY)
    captures = tmp_path / "content" / "captures"
    (captures / "outside.txt").symlink_to(tmp_path)
    (captures / "nowhere.txt").symlink_to("gone.txt")
    os.mkfifo(captures / "pipe.txt")
    return tmp_path


@pytest.fixture
def tidy(tmp_path: Path) -> Path:
    write(tmp_path, {f"post/{n}.txt": story(f"Harbour opens for the {n}th time") for n in range(6)})
    return tmp_path


def given_by(corpus: Corpus) -> int:
    """How many files gave something, copies among them."""
    ids = {one.capture_id for one in corpus.published}
    return sum(1 + len(corpus.captures[ident].copies) for ident in ids)


def test_inputs_are_what_gave_with_companions_and_rejects(messy: Path) -> None:
    corpus = corpus_in(messy)
    assert corpus.inputs == given_by(corpus) + corpus.companions + len(corpus.rejected)
    assert (given_by(corpus), corpus.companions) == (4, 3)


def test_every_file_of_a_messy_folder_is_named_once(messy: Path) -> None:
    corpus = corpus_in(messy)
    rejected = [reject.source for reject in corpus.rejected]
    assert rejected == sorted(set(rejected))
    assert {"gazette/picture.png", "gazette/again.png", "gazette/orphan.yaml"} <= set(rejected)
    assert {"outside.txt", "nowhere.txt", "pipe.txt", "gazette/menu.txt"} <= set(rejected)
    assert all(reject.reason for reject in corpus.rejected)


FILES = st.sampled_from(sorted(MESSY))


@hypothesis_settings(max_examples=40)
@given(st.lists(st.tuples(FILES, FILES), max_size=8))
def test_inputs_add_up_whatever_is_in_the_folder(
    tmp_path_factory: pytest.TempPathFactory, picks: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    write(folder, {a: MESSY[b] for a, b in picks} | {"one.txt": story("Harbour opens")})
    corpus = corpus_in(folder)
    assert corpus.inputs == given_by(corpus) + corpus.companions + len(corpus.rejected)
    shutil.rmtree(folder)


def test_a_second_run_reads_and_analyses_nothing(tidy: Path) -> None:
    assert calls_in(tidy) == {"_read": 6, "_analyse_packed": 6}
    assert calls_in(tidy) == {"_read": 0, "_analyse_packed": 0}


def test_a_new_capture_is_read_alone(tidy: Path) -> None:
    corpus_in(tidy)
    write(tidy, {"gazette/new.txt": story("Ferry sails again")})
    assert calls_in(tidy) == {"_read": 1, "_analyse_packed": 1}


def test_other_bounds_read_anew(tidy: Path) -> None:
    corpus_in(tidy)
    assert calls_in(tidy, max_text_bytes=99_999)["_read"] == 6


def test_other_rules_analyse_anew_but_read_nothing(tidy: Path) -> None:
    corpus_in(tidy)
    recorder, settings = Recorder(), settings_in(tidy)
    rules = replace(KNOWLEDGE.rules, digest="other")
    with open_store(settings.state / "store.sqlite") as store:
        run(settings, replace(KNOWLEDGE, rules=rules), store, recorder)
    assert recorder.calls == {"_read": 0, "_analyse_packed": 6}


def test_a_run_with_the_store_gives_what_a_run_without_gives(messy: Path) -> None:
    first = corpus_in(messy)
    assert corpus_in(messy) == first
    shutil.rmtree(messy / ".backfile")
    assert corpus_in(messy) == first


def test_a_renamed_capture_is_the_same_and_not_read_again(tidy: Path) -> None:
    before = corpus_in(tidy)
    captures = tidy / "content" / "captures" / "post"
    (captures / "0.txt").rename(captures / "zzz.txt")
    recorder = Recorder()
    after = corpus_in(tidy, recorder)
    assert recorder.calls == {"_read": 0, "_analyse_packed": 0}
    assert after.articles == before.articles
    assert after.addresses == before.addresses


@hypothesis_settings(max_examples=6)
@given(st.permutations(range(5)))
def test_the_order_in_which_captures_were_made_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    corpora = []
    for numbers in (order, range(5)):
        folder = tmp_path_factory.mktemp("order")
        write(folder, {f"{n}.txt": story(f"Harbour opens a {n}th time") for n in numbers})
        corpora.append(corpus_in(folder))
        shutil.rmtree(folder)
    assert corpora[0] == corpora[1]


def test_times_of_files_change_nothing(tidy: Path) -> None:
    before = corpus_in(tidy)
    for path in (tidy / "content").rglob("*.txt"):
        os.utime(path, (1, 1))
    shutil.rmtree(tidy / ".backfile")
    assert corpus_in(tidy) == before


@pytest.mark.parametrize("stage", ["_read", "_analyse_packed"])
def test_what_a_worker_could_not_finish_is_rejected_but_not_for_ever(
    tidy: Path, stage: str
) -> None:
    def fail(function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterable[Any]:
        is_it = getattr(function, "func", function).__name__ == stage
        return [Unfinished("needs more") if is_it else function(one) for one in arguments]

    before = {rejected.reason for rejected in corpus_in(tidy, fail).rejected}
    assert before == {"needs more"}
    assert corpus_in(tidy).rejected == ()


def test_two_processes_give_what_one_gives(messy: Path) -> None:
    with workers(2, limits_of(settings_in(messy))) as run_many:
        two = corpus_in(messy, run_many)
    shutil.rmtree(messy / ".backfile")
    assert corpus_in(messy) == two


def test_a_capture_that_goes_away_while_it_is_read_is_rejected_but_not_for_ever(
    tidy: Path,
) -> None:
    path = tidy / "content" / "captures" / "post" / "0.txt"
    whole = path.read_bytes()

    def meddle(function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterable[Any]:
        path.unlink(missing_ok=True)
        return map(function, arguments)

    assert [r.source for r in corpus_in(tidy, meddle).rejected] == ["post/0.txt"]
    path.write_bytes(whole)
    assert corpus_in(tidy).rejected == ()


def test_a_capture_that_changes_while_it_is_read_is_never_taken_for_the_old_one(
    tidy: Path,
) -> None:
    path = tidy / "content" / "captures" / "post" / "0.txt"

    def meddle(function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterable[Any]:
        path.write_text(story("Ferry sails again on Tuesday morning"))
        return map(function, arguments)

    corpus = corpus_in(tidy, meddle)
    assert "Ferry sails again on Tuesday morning" not in [one.title for one in corpus.articles]
    assert [r.source for r in corpus.rejected] == ["post/0.txt"]
    assert "Ferry sails again on Tuesday morning" in [one.title for one in corpus_in(tidy).articles]


def test_a_name_that_is_not_utf_8_is_rejected_and_stops_nothing(tidy: Path) -> None:
    captures = tidy / "content" / "captures"
    try:
        (captures / os.fsdecode(b"caf\xe9.txt")).write_text(story("Café opens"))
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    corpus = corpus_in(tidy)
    assert [reject.source for reject in corpus.rejected] == ["caf\\xe9.txt"]
    assert len(corpus.articles) == 6


def test_without_captures_the_demonstration_is_built(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.demo_captures.mkdir(parents=True)
    assert captures_folder(settings) == settings.demo_captures
    settings.captures.mkdir(parents=True)
    (settings.captures / ".gitkeep").touch()
    assert captures_folder(settings) == settings.demo_captures


def test_without_a_demonstration_the_own_folder_is_asked(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    assert captures_folder(settings) == settings.captures


def test_with_a_capture_the_demonstration_is_not_built(tidy: Path) -> None:
    assert captures_folder(settings_in(tidy)) == tidy / "content" / "captures"


def test_a_chosen_folder_is_built_even_when_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert captures_folder(settings_in(tmp_path, captures="mine")) == tmp_path / "mine"


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CapturesError, match="no such folder of captures"):
        corpus_in(tmp_path, captures="nowhere")


def test_the_code_that_decides_has_a_digest() -> None:
    assert len(code_digest()) == 64
    assert KNOWLEDGE.digest != replace(KNOWLEDGE, rules=replace(KNOWLEDGE.rules, digest="x")).digest


def test_every_rule_says_why_it_exists() -> None:
    assert [name for name, why in KNOWLEDGE.reasons.items() if not why] == []


def explained(folder: Path, name: str) -> Any:
    settings: Settings = settings_in(folder)
    return explain(settings.captures / name, settings, KNOWLEDGE)


def _plain(article: Article) -> Article:
    """An article with its text, without what is made of that for lists."""
    tags = tuple(replace(tag, evidence=()) for tag in article.tags)
    return replace(article, text=article.held, gist=None, tags=tags, doubt=0.0)


def test_explaining_labels_every_block(tidy: Path) -> None:
    (found,) = explained(tidy, "post/0.txt")
    assert len(found.division.labels) == len(found.document.blocks)
    # How likely a fault is depends on what repeats, which one capture alone does not tell.
    plain = {_plain(article) for article in corpus_in(tidy).articles}
    assert {_plain(article) for article in found.outcome.articles} <= plain


@pytest.mark.parametrize(
    ("name", "reason"),
    [("gazette/picture.png", "is of a format"), ("gazette/orphan.yaml", "is a sidecar of no")],
)
def test_explaining_a_reject_gives_its_reason(messy: Path, name: str, reason: str) -> None:
    assert explained(messy, name).reason.startswith(reason)


def test_explaining_a_companion_says_so(messy: Path) -> None:
    found = explained(messy, "post/page_files/style.css")
    assert found.reason == "is no capture, but belongs to one"


def test_a_store_that_was_left_open_by_a_crash_is_used_again(tidy: Path) -> None:
    with open_store(tidy / ".backfile" / "store.sqlite") as store:
        run(settings_in(tidy), KNOWLEDGE, store)
        # Nothing is closed or committed here; the run itself has committed.
        assert calls_in(tidy) == {"_read": 0, "_analyse_packed": 0}


def test_a_record_that_gave_nothing_is_told_by_its_line(tmp_path: Path) -> None:
    day = "Date: 2025-05-11\n"
    fields = [f"Title: Harbour opens\n{day}\n{BODY}", f"Title: Menu\n{day}"]
    write(tmp_path, {"fields.txt": "\n".join(fields)})
    corpus = corpus_in(tmp_path)
    assert len(corpus.articles) == 1
    assert [record.source for record in corpus.empty_records] == ["fields.txt, line 7"]
    assert corpus.inputs == given_by(corpus) + corpus.companions + len(corpus.rejected)


ZELENSKY = {("person", "volodymyr-zelensky")}


def test_search_is_told_the_spellings_of_the_tags_that_are_there() -> None:
    (words,) = load_knowledge(None).spellings(ZELENSKY)
    assert words[0] == "Volodymyr Zelensky"
    assert {"Selenskyj", "Зеленський"} <= set(words)
    assert load_knowledge(None).spellings(()) == ()


def test_search_is_told_no_spelling_that_is_withheld(tmp_path: Path) -> None:
    (tmp_path / "withheld.yaml").write_text(
        "- {what: {name: Selenskyj}, reason: privacy, why: a wish, by: me, on: 2025-05-12}\n"
    )
    (words,) = load_knowledge(tmp_path).spellings(ZELENSKY)
    assert "Selenskyj" not in words
    assert "Зеленський" in words
