"""JSON lines in, JSON lines out: one answer a line, in order, in the forms that were promised."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.pipes import PIPES, run_pipe
from tests.helpers import patient

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
    items = [f"Item {n} of the day is a sentence that is long enough to be prose." for n in "abc"]
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
