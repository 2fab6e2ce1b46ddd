"""JSON lines in, JSON lines out: one answer a line, in order, in the forms that were promised."""

import errno
import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import BackfileError
from backfile.model import Block, Claim, Document, Place, Provenance, Repair
from backfile.pipes import PIPES, Pipe, run_pipe
from backfile.pipes.task import Task, packed, unpacked
from backfile.work import Limits
from tests.conftest import ROOT
from tests.helpers import dump, html_page, patient

TITLE = "Ferry between the islands is late again"
STORY = [
    f"In week {n} of the timetable the ferry from the old harbour was late on every day of it."
    for n in range(1, 4)
]
TEXT = "\n".join([TITLE, "", *STORY, "Most Popular", "Another story of the day"])
PAGE = f"""<html lang="en"><head><meta property="og:title" content="{TITLE}">
<meta property="article:published_time" content="2025-05-11T09:00:00Z">
<meta name="author" content="Ann Example"></head><body><nav>Home</nav><main><h1>{TITLE}</h1>
{"".join(f"<p>{p}</p>" for p in STORY)}</main></body></html>"""


def piped(name: str, data: bytes) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and answers."""
    target = io.BytesIO()
    code = run_pipe(PIPES[name], io.BytesIO(data), target)
    return code, [json.loads(line) for line in target.getvalue().splitlines()]


def asked(name: str, *requests: object) -> tuple[int, list[dict[str, Any]]]:
    return piped(name, b"".join(json.dumps(request).encode() + b"\n" for request in requests))


def labels(text: str) -> list[str]:
    code, (answer,) = asked("label", {"id": "a", "text": text})
    assert code == 0
    return list(answer["line_labels"])


def saved(folder: Path, data: str = PAGE) -> str:
    path = folder / "page.html"
    path.write_text(data)
    return str(path)


def test_label_answers_in_the_promised_form() -> None:
    code, answers = asked("label", {"id": "a", "text": TEXT, "source": "harbour"})
    assert code == 0
    assert answers == [
        {
            "id": "a",
            "line_labels": ["T", "", "B", "B", "B", "X", "X"],
            "articles": [{"title": TITLE, "start_line": 0, "end_line": 6, "doubtful": False}],
            "digest_lines": [],
        }
    ]


def test_a_digests_lines_are_counted_from_zero() -> None:
    items = [
        "The new stadium is to be ready by the early summer, when the games will be held there.",
        "Coal miners in the north have been out for a month; they ask for a minimum wage.",
        "The ferry company has ordered two ships from a yard abroad, and the first sails in March.",
    ]
    _, (answer,) = asked("label", {"id": 7, "text": "\n".join([*items, TEXT])})
    assert (answer["id"], answer["digest_lines"]) == (7, [0, 1, 2])
    assert [article["start_line"] for article in answer["articles"]] == [3]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("\n", 1), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("\n\na", 3), ("a\r\nb\r\n", 2),
     ("\ufeffa\nb", 2), ("\ufeff", 0), ("a\rb", 1), ("a\x0bb\u2028c\x85d", 1)],
)  # fmt: skip
def test_there_is_a_label_for_each_line(text: str, count: int) -> None:
    assert len(labels(text)) == count


def test_windows_line_ends_and_a_mark_make_no_difference() -> None:
    assert labels("\ufeff" + TEXT.replace("\n", "\r\n") + "\r\n") == labels(TEXT)


def test_a_failed_line_is_told_and_the_others_go_on_in_order() -> None:
    code, answers = piped(
        "label",
        b'{"id": "a", "text": "one"}\nno json\n{"id": "c"}\n[1]\n\n{"id": "e", "text": 5}\n'
        b'{"id": "\xff"}\n{"id": "g", "text": "two"}\n',
    )
    assert code == 3
    assert [answer["id"] for answer in answers] == ["a", None, "c", None, "e", None, "g"]
    assert ["error" in answer for answer in answers] == [False, *[True] * 5, False]
    assert all(list(answer) == ["id", "error"] for answer in answers if "error" in answer)


def test_a_line_that_takes_too_long_fails_and_the_others_go_on() -> None:
    def prepare(request: dict[str, Any]) -> Task:
        while request["id"] == "endless":
            pass
        return Task({"id": request["id"]}, (), Provenance())

    pipe = Pipe(prepare, lambda task, _repeated, _knowledge: {"id": task.asked["id"]})
    target = io.BytesIO()
    source = io.BytesIO(b'{"id": "a"}\n{"id": "endless"}\n{"id": "b"}\n')
    assert run_pipe(pipe, source, target, Limits(seconds=0.3, memory=10**9)) == 3
    assert [json.loads(line) for line in target.getvalue().splitlines()] == [
        {"id": "a"},
        {"id": "endless", "error": "line 2: OverLimits: needs more than 0.3 s of computing"},
        {"id": "b"},
    ]


def test_an_error_names_the_line() -> None:
    _, answers = piped("label", b'\n{"id": "b"}\n')
    assert answers == [{"id": "b", "error": "line 2: KeyError: 'text'"}]


def test_json_that_nests_without_end_is_a_failed_line() -> None:
    code, answers = piped("label", b"[" * 100_000 + b'\n{"id": 1, "text": "x"}\n')
    assert (code, [answer["id"] for answer in answers]) == (3, [None, 1])


def test_a_lone_surrogate_stops_nothing() -> None:
    code, answers = piped("label", b'{"id": "a", "text": "x \\ud800 y"}\n{"id":"b","text":"z"}\n')
    assert (code, [answer["id"] for answer in answers]) == (0, ["a", "b"])


@pytest.mark.parametrize("name", list(PIPES))
def test_nothing_in_is_nothing_out(name: str) -> None:
    assert piped(name, b"") == (0, [])


def test_extract_answers_in_the_promised_form(tmp_path: Path) -> None:
    request = {"id": "p", "url": "https://example.org/a", "html_path": saved(tmp_path)}
    assert asked("extract", request) == (
        0,
        [
            {
                "id": "p",
                "title": TITLE,
                "date": "2025-05-11",
                "author": ["Ann Example"],
                "body_text": "\n".join(STORY),
                "lang": "en",
                "doubtful": False,
            }
        ],
    )


def test_a_page_without_a_story_is_doubtful_and_no_failure(tmp_path: Path) -> None:
    path = saved(tmp_path, "<html><nav>Home</nav>")
    code, (answer,) = asked("extract", {"id": "p", "url": "", "html_path": path})
    assert code == 0
    assert answer == {
        "id": "p", "title": "", "date": None, "author": [], "body_text": "", "lang": "",
        "doubtful": True,
    }  # fmt: skip


def test_a_date_that_is_not_a_whole_day_is_null(tmp_path: Path) -> None:
    path = saved(tmp_path, PAGE.replace("2025-05-11T09:00:00Z", "2025-05"))
    _, (answer,) = asked("extract", {"id": "p", "url": "", "html_path": path})
    assert answer["date"] is None


@pytest.mark.parametrize("url", ["", None, "no address", "http://[", "javascript:x"])
def test_any_address_is_taken_or_told(tmp_path: Path, url: object) -> None:
    _, (answer,) = asked("extract", {"id": "p", "url": url, "html_path": saved(tmp_path)})
    assert answer.get("title") == TITLE or "Invalid IPv6" in answer["error"]


def test_a_page_that_is_missing_or_empty_is_a_failed_line(tmp_path: Path) -> None:
    empty, missing = saved(tmp_path, ""), str(tmp_path / "nowhere")
    code, answers = asked(
        "extract",
        *({"id": path, "url": "", "html_path": path} for path in (empty, missing, "\0")),
    )
    assert code == 3
    assert "is empty" in answers[0]["error"]
    assert "No such file" in answers[1]["error"]
    assert answers[2]["error"].startswith("line 3: ValueError")


def test_tag_answers_in_the_promised_form() -> None:
    request = {
        "id": "t", "title": "Donald Tusk speaks in Warsaw", "date": "2025-05-11",
        "text": "Donald Tusk spoke in Warsaw about NATO, Poland and the war in Ukraine.",
    }  # fmt: skip
    code, (answer,) = asked("tag", request)
    assert (code, list(answer)) == (0, ["id", "tags"])
    assert all(list(t) == ["kind", "name", "slug", "score", "evidence"] for t in answer["tags"])
    scores = [tag["score"] for tag in answer["tags"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_tags_come_from_the_text_alone() -> None:
    _, answers = asked("tag", {"id": "t", "title": "", "text": ""})
    assert answers == [{"id": "t", "tags": []}]


def test_the_command_reads_stdin_and_its_exit_code_tells() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "backfile", "label"],
        input=b'{"id": 1, "text": "x"}\nbroken\n',
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, None]


def as_counted(task: Task, repeated: Any, _: object) -> dict[str, Any]:
    """An answer that tells what repeats in the task's documents."""
    counts = [dict(repeated(task.provenance, d).counts) for d in task.documents]
    return {"id": task.asked["id"], "counts": counts}


def test_all_of_stdin_is_one_corpus_by_source() -> None:
    pipe = Pipe(PIPES["label"].prepare, as_counted)
    target = io.BytesIO()
    rows = [("a", "Home\nOne"), ("b", "Home\nTwo"), ("a", "HOME\nThree"), ("a", "Four")]
    requests = [{"id": n, "source": s, "text": t} for n, (s, t) in enumerate(rows)]
    run_pipe(pipe, io.BytesIO("\n".join(map(json.dumps, requests)).encode()), target)
    answers = [json.loads(line)["counts"] for line in target.getvalue().splitlines()]
    assert answers == [[{"home": 2}], [{}], [{"home": 2}], [{}]]


def test_what_is_needed_for_an_answer_fails_in_time_and_in_order() -> None:
    def refuses_b(task: Task, *_: object) -> dict[str, Any]:
        return {"id": task.asked["id"], "ok": {"a": 1}[task.asked["id"]]}

    target = io.BytesIO()
    source = io.BytesIO(b'{"id": "b", "text": "x"}\n{"id": "a", "text": "x"}\n')
    assert run_pipe(Pipe(PIPES["label"].prepare, refuses_b), source, target) == 3
    answers = [json.loads(line) for line in target.getvalue().splitlines()]
    assert answers == [{"id": "b", "error": "KeyError: 'b'"}, {"id": "a", "ok": 1}]


def pages(count: int) -> Iterator[bytes]:
    """Requests of 20 lines each that no other request has."""
    for number in range(count):
        text = "\n".join(
            f"Line {n} of page {number} is a sentence of the story." for n in range(20)
        )
        yield json.dumps({"id": number, "text": text}).encode() + b"\n"


def peak(folder: Path, count: int) -> int:
    """The most memory in bytes that is held while so many pages are labelled."""
    file = folder / f"{count}.jsonl"
    file.write_bytes(b"".join(pages(count)))
    with file.open("rb") as source, Path(os.devnull).open("wb") as target:
        tracemalloc.reset_peak()
        assert run_pipe(PIPES["label"], source, target) == 0
    return tracemalloc.get_traced_memory()[1]


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        # What is kept at hand for the next page has a bound, which the first run reaches.
        peak(tmp_path, 550)
        few, many = peak(tmp_path, 50), peak(tmp_path, 1_050)
    finally:
        tracemalloc.stop()
    # All 1,000 pages more would be 6.2 MB as documents; eight bytes a line are 0.16 MB, and what
    # the rules remember of 20,000 lines, with a table that may just have grown, is up to 3.3.
    assert many - few < 4_000_000


def test_no_file_is_left_behind(tmp_path: Path) -> None:
    env = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-m", "backfile", "label"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=env) as process:
        assert process.stdin is not None
        process.stdin.write(b"".join(pages(50)))
        process.stdin.flush()
        process.kill()
    assert list(tmp_path.iterdir()) == []


class Full(io.BytesIO):
    """What is read from it does not fit."""

    def __next__(self) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_without_room_for_the_input_one_line_says_so() -> None:
    with pytest.raises(BackfileError, match=r"No space left on device.*try: TMPDIR="):
        run_pipe(PIPES["label"], Full(), io.BytesIO())


def test_an_id_of_any_kind_comes_back() -> None:
    deep = json.loads("[" * 400 + "]" * 400)
    idents = [0, -1.5, None, "ї", ["a", {"b": None}], deep]
    code, answers = asked("label", *({"id": ident, "text": "x"} for ident in idents))
    assert (code, [answer["id"] for answer in answers]) == (0, idents)


@pytest.mark.parametrize("depth", range(900, 1000, 5))
def test_an_id_as_deep_as_can_be_read_is_answered_or_told(depth: int) -> None:
    nested = b"[" * depth + b"]" * depth
    _, answers = piped("label", b'{"id": ' + nested + b', "text": "x"}\n{"id": 1, "text": "x"}\n')
    assert [answer["id"] for answer in answers][1:] == [1]


WHOLE = Document(
    "c" * 64,
    3,
    "page",
    (Block("heading", "x\n\u2028", Place(1, 2, "p > a"), "<b>x</b>", 2, 1, 0.5, "T2"),),
    (Claim("title", "x", "h1"),),
    (Repair("a", "b", "why", Place(1, 1)), Repair("a", "b", "why")),
    "https://example.org/",
    "2025-05-12",
)


@pytest.mark.parametrize("document", [WHOLE, dump(TEXT), html_page(f"<h1>{TITLE}</h1><p>x")])
def test_a_task_that_waits_comes_back_as_it_was(document: Document) -> None:
    task = Task({"id": ["a", None]}, (document,), Provenance("post", "u", "2025", "exact"))
    line = packed(task)
    assert (unpacked(line), line.count(b"\n")) == (task, 1)


@patient
@given(st.text())
def test_any_text_that_waits_comes_back_as_it_was(text: str) -> None:
    task = Task({"id": text}, (dump(text),), Provenance(source=text))
    assert unpacked(packed(task)) == task


@patient
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=4))
def test_any_texts_are_answered_one_by_one(texts: list[str]) -> None:
    requests = [{"id": number, "text": text} for number, text in enumerate(texts)]
    code, answers = asked("label", *requests)
    assert (code, [answer["id"] for answer in answers]) == (0, list(range(len(texts))))


@patient
@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line), max_size=5))
def test_any_bytes_give_an_answer_for_each_line(lines: list[bytes]) -> None:
    _, answers = piped("label", b"\n".join(lines))
    assert len(answers) == sum(bool(line.strip()) for line in lines)
