"""A saved page's path in, its article's title, date, authors and text out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from backfile.model import Block, Capture, Provenance
from backfile.pipeline import Knowledge, analyse, read
from backfile.pipes.task import Answer, Pipe, Repeated, Request, Task, text_of
from backfile.settings import Settings, settings_from


def _usual_settings() -> Settings:
    return settings_from({}, Path.cwd(), "python -m backfile")


def _prepare(request: Request) -> Task:
    path = Path(text_of(request, "html_path"))
    data = path.read_bytes()
    url = str(request.get("url") or "")
    known = Provenance(source=urlsplit(url).hostname or "", url=url)
    capture = Capture(hashlib.sha256(data).hexdigest(), "page.html", len(data), known)
    found = read(capture, data, _usual_settings())
    if found.reason:
        raise ValueError(f"{path} {found.reason}")
    return Task({"id": request["id"]}, found.documents, known)


def _answer(task: Task, repeated: Repeated, knowledge: Knowledge) -> Answer:
    document = task.documents[0]
    repeats = repeated(task.provenance, document)
    outcome = analyse(document, task.provenance, repeats, knowledge)
    article = next(iter(outcome.articles), None)
    whole_day = len("2025-05-11")
    date = article.date.value if article and article.date else ""
    return {
        "id": task.asked["id"],
        "title": article.title if article else "",
        "date": date if len(date) == whole_day else None,
        "author": list(article.authors) if article else [],
        "body_text": story_text(article.body) if article else "",
        "lang": article.language if article else "",
        "doubtful": bool(not article or article.doubts),
    }


def story_text(body: Iterable[Block]) -> str:
    """A story's own paragraphs parted by newlines; captions belong to its pictures."""
    return "\n".join(b.text for b in body if not (b.kind == "caption" and b.pictures))


EXTRACT = Pipe(_prepare, _answer)
