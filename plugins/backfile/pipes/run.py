"""JSON lines in, JSON lines out, in the order of the input; memory for one of them at a time.

All of the input is one corpus, because what repeats over a source is
evidence. So it is gone through twice: first each request is prepared, its
lines are counted, and it is put into a temporary file; then it is answered.
The file has no name in its folder, so it is gone however the program ends.
"""

import json
from collections.abc import Iterator
from tempfile import TemporaryFile, gettempdir
from typing import BinaryIO

from backfile.errors import BackfileError
from backfile.model import Document, Provenance
from backfile.pipeline import Knowledge, census_of, load_knowledge
from backfile.pipes.task import Answer, Pipe, Repeated, Task, line_of, packed, unpacked
from backfile.work.alarm import OverLimits, within
from backfile.work.limits import Limits

_FAILED = 3
_FAULTS = (ValueError, KeyError, TypeError, OSError, RecursionError, OverLimits)
# What one line may take; far above what any page of the usual size was seen to need.
_LIMITS = Limits(seconds=60, memory=2_000_000_000)


def run_pipe(pipe: Pipe, source: BinaryIO, target: BinaryIO, limits: Limits = _LIMITS) -> int:
    """Answer every line; the exit code is 0, or 3 where a line failed.

    limits: what a line may take, for reading it and again for its answer; one
    that needs more has failed.

    Raises:
        BackfileError: there is no room for the temporary file.
    """
    knowledge = load_knowledge(None)
    failed = False
    with TemporaryFile() as spool:
        try:
            repeated = census_of(_spooled(pipe, source, spool, limits))
            spool.seek(0)
        except OSError as error:
            what = f"can't hold the input while it is counted ({error.strerror})"
            raise BackfileError(gettempdir(), what, "TMPDIR=a folder with more room") from None
        for line in spool:
            answer = _answered(pipe, unpacked(line), repeated, knowledge, limits)
            failed |= "error" in answer
            target.write(_encoded(answer))
    target.flush()
    return _FAILED if failed else 0


def _spooled(
    pipe: Pipe, source: BinaryIO, spool: BinaryIO, limits: Limits
) -> Iterator[tuple[Provenance, Document]]:
    """Put each request into the spool; give its source with each of its documents."""
    for number, line in enumerate(source, 1):
        if line.strip():
            task, row = _prepared(pipe, number, line, limits)
            spool.write(row)
            if task:
                yield from ((task.provenance, document) for document in task.documents)


def _prepared(pipe: Pipe, number: int, line: bytes, limits: Limits) -> tuple[Task | None, bytes]:
    """The task of a line and how it waits; no task, and the answer, where the line failed."""
    request = None
    try:
        request = json.loads(line)
        with within(limits):
            task = pipe.prepare(request)
            return task, packed(task)
    except _FAULTS as error:
        ident = request.get("id") if isinstance(request, dict) else None
        told = {"id": ident, "error": f"line {number}: {type(error).__name__}: {error}"}
        return None, line_of(_json(told))


def _answered(
    pipe: Pipe, task: Task | Answer, repeated: Repeated, knowledge: Knowledge, limits: Limits
) -> Answer:
    if isinstance(task, dict):
        return task
    try:
        with within(limits):
            return pipe.answer(task, repeated, knowledge)
    except _FAULTS as error:
        return {"id": task.asked["id"], "error": f"{type(error).__name__}: {error}"}


def _json(answer: Answer) -> str:
    """An answer's JSON; without its id where that nests deeper than can be written."""
    try:
        return json.dumps(answer, ensure_ascii=False)
    except RecursionError:
        return json.dumps(answer | {"id": None}, ensure_ascii=False)


def _encoded(answer: Answer) -> bytes:
    return _json(answer).encode("utf-8", "replace") + b"\n"
