"""An article's title and text in, the people, places, organisations and topics in it out."""

from backfile.model import Provenance
from backfile.pipeline import Knowledge, tag_text
from backfile.pipes.task import Answer, Pipe, Repeated, Request, Task, text_of


def _prepare(request: Request) -> Task:
    asked = {name: text_of(request, name) for name in ("title", "text")}
    # Tags rest on the text alone, so nothing of it is to be counted.
    return Task({"id": request["id"], **asked}, (), Provenance())


def _answer(task: Task, repeated: Repeated, knowledge: Knowledge) -> Answer:
    del repeated
    found = tag_text(task.asked["title"], task.asked["text"], knowledge.vocabulary)
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
    return {"id": task.asked["id"], "tags": tags}


TAG = Pipe(_prepare, _answer)
