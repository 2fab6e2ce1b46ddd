"""A text in, a label for each of its lines and the articles that it holds out."""

import hashlib

from backfile.model import Document, Draft, Provenance
from backfile.pipeline import Knowledge, divide, text_documents
from backfile.pipes.task import Answer, Pipe, Repeated, Request, Task, text_of


def _lines(text: str) -> list[str]:
    """The lines of a request's text: no byte order mark, CRLF as LF, no last empty piece."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _prepare(request: Request) -> Task:
    lines = _lines(text_of(request, "text"))
    ident = hashlib.sha256(str(request["id"]).encode("utf-8", "surrogatepass")).hexdigest()
    source = str(request.get("source") or "")
    asked = {"id": request["id"], "lines": len(lines)}
    return Task(asked, text_documents("\n".join(lines), ident), Provenance(source=source))


def _answer(task: Task, repeated: Repeated, knowledge: Knowledge) -> Answer:
    labels = [""] * task.asked["lines"]
    articles: list[Answer] = []
    for document in task.documents:
        repeats = repeated(task.provenance, document)
        division = divide(document, task.provenance, repeats, knowledge)
        for block, label in zip(document.blocks, division.labels, strict=True):
            for line in range(block.place.first_line - 1, block.place.last_line):
                labels[line] = label.name
        articles += [_article(d, document) for d in division.drafts if d.kind == "article"]
    return {
        "id": task.asked["id"],
        "line_labels": labels,
        "articles": articles,
        "digest_lines": [line for line, name in enumerate(labels) if name == "D"],
    }


def _article(draft: Draft, document: Document) -> Answer:
    return {
        "title": draft.title,
        "start_line": draft.start.first_line - 1,
        "end_line": document.blocks[draft.last].place.last_line - 1,
        "doubtful": bool(draft.doubts),
    }


LABEL = Pipe(_prepare, _answer)
