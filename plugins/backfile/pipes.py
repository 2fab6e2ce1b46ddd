"""JSON lines in, JSON lines out, in the order of the input: label, extract, tag.

All of stdin is one corpus, because what repeats over a source is evidence. A
line that fails gives {"id", "error"} and, at the end, exit code 3.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from backfile.model import Capture, Document, Draft, Provenance, Rejected, Repeats
from backfile.pipeline import (
    Knowledge,
    analyse,
    census_of,
    divide,
    load_knowledge,
    read,
    tag_text,
    text_documents,
)
from backfile.settings import Settings, settings_from

Request = dict[str, Any]
Answer = dict[str, Any]
# What repeats over the sources; asked for a document of a source, the part that touches it.
Repeated = Callable[[str, Document], Repeats]


@dataclass(frozen=True, slots=True)
class Task:
    """A request with the documents it is about: one, or one a record of an export."""

    request: Request
    documents: tuple[Document, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Pipe:
    """A command for pipes: how a request becomes a task, and a task an answer.

    A request that can't be served raises ValueError, KeyError, TypeError or OSError.
    """

    help: str
    prepare: Callable[[Request], Task]
    answer: Callable[[Task, Repeated, Knowledge], Answer]


def run_pipe(pipe: Pipe, source: BinaryIO, target: BinaryIO) -> int:
    """Answer every line; the exit code is 0, or 3 where a line failed."""
    failed = False
    tasks = [_prepared(pipe, number, line) for number, line in enumerate(source, 1) if line.strip()]
    good = [task for task in tasks if isinstance(task, Task)]
    repeated = census_of((t.provenance.source, d) for t in good for d in t.documents)
    knowledge = load_knowledge(None)
    for task in tasks:
        answer = task if isinstance(task, dict) else _answered(pipe, task, repeated, knowledge)
        failed |= "error" in answer
        target.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    target.flush()
    return 3 if failed else 0


def _prepared(pipe: Pipe, number: int, line: bytes) -> Task | Answer:
    request: Request = {}
    try:
        request = json.loads(line)
        return pipe.prepare(request)
    except (ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        ident = request.get("id") if isinstance(request, dict) else None
        return {"id": ident, "error": f"line {number}: {type(error).__name__}: {error}"}


def _answered(pipe: Pipe, task: Task, repeated: Repeated, knowledge: Knowledge) -> Answer:
    try:
        return pipe.answer(task, repeated, knowledge)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return {"id": task.request["id"], "error": f"{type(error).__name__}: {error}"}


def _text(request: Request, name: str) -> str:
    value = request[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def _lines(text: str) -> list[str]:
    """The lines of a request's text: no byte order mark, CRLF as LF, no last empty piece."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _prepare_label(request: Request) -> Task:
    text = "\n".join(_lines(_text(request, "text")))
    ident = hashlib.sha256(str(request["id"]).encode()).hexdigest()
    source = str(request.get("source") or "")
    return Task(request, text_documents(text, ident), Provenance(source=source))


def _label(task: Task, repeated: Repeated, knowledge: Knowledge) -> Answer:
    labels = [""] * len(_lines(task.request["text"]))
    articles: list[Answer] = []
    for document in task.documents:
        repeats = repeated(task.provenance.source, document)
        division = divide(document, task.provenance, repeats, knowledge)
        for block, label in zip(document.blocks, division.labels, strict=True):
            for line in range(block.place.first_line - 1, block.place.last_line):
                labels[line] = label.name
        articles += [_article(d, document) for d in division.drafts if d.kind == "article"]
    digest = [line for line, name in enumerate(labels) if name == "D"]
    return {
        "id": task.request["id"],
        "line_labels": labels,
        "articles": articles,
        "digest_lines": digest,
    }


def _article(draft: Draft, document: Document) -> Answer:
    return {
        "title": draft.title,
        "start_line": draft.start.first_line - 1,
        "end_line": document.blocks[draft.last].place.last_line - 1,
        "doubtful": bool(draft.doubts),
    }


def _usual_settings() -> Settings:
    return settings_from({}, Path.cwd(), "python -m backfile")


def _prepare_extract(request: Request) -> Task:
    path = Path(_text(request, "html_path"))
    data = path.read_bytes()
    url = str(request.get("url") or "")
    known = Provenance(source=urlsplit(url).hostname or "", url=url)
    capture = Capture(hashlib.sha256(data).hexdigest(), "page.html", len(data), known)
    found = read(capture, data, _usual_settings())
    if isinstance(found, Rejected):
        raise ValueError(f"{path} {found.reason}")  # noqa: TRY004 - it is a value: the page's bytes
    return Task(request | {"id": request["id"]}, found, known)


def _extract(task: Task, repeated: Repeated, knowledge: Knowledge) -> Answer:
    document = task.documents[0]
    repeats = repeated(task.provenance.source, document)
    outcome = analyse(document, task.provenance, repeats, knowledge)
    article = next(iter(outcome.articles), None)
    whole_day = len("2025-05-11")
    date = article.date.value if article and article.date else ""
    return {
        "id": task.request["id"],
        "title": article.title if article else "",
        "date": date if len(date) == whole_day else None,
        "author": list(article.authors) if article else [],
        "body_text": "\n".join(block.text for block in article.body) if article else "",
        "lang": article.language if article else "",
        "doubtful": bool(not article or article.doubts),
    }


def _prepare_tag(request: Request) -> Task:
    text = "\n".join((_text(request, "title"), _text(request, "text")))
    return Task(request | {"id": request["id"]}, text_documents(text, ""), Provenance())


def _tag(task: Task, repeated: Repeated, knowledge: Knowledge) -> Answer:
    del repeated
    found = tag_text(task.request["title"], task.request["text"], knowledge.vocabulary)
    tags = [
        {
            "kind": tag.kind,
            "name": tag.name,
            "slug": tag.slug,
            "score": tag.score,
            "evidence": list(tag.evidence),
        }
        for tag in found
    ]
    return {"id": task.request["id"], "tags": tags}


PIPES: dict[str, Pipe] = {
    "label": Pipe("text to labelled lines and articles", _prepare_label, _label),
    "extract": Pipe("saved pages to title, date, authors, text", _prepare_extract, _extract),
    "tag": Pipe("articles to people, places, organisations, topics", _prepare_tag, _tag),
}
