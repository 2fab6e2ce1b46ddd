"""What captures gave in, the account of those and their parts that gave nothing out."""

from collections.abc import Iterator, Mapping

from backfile.model import KeptReading, Outcome, Rejected
from backfile.read.captures import Inventory


def rejects(
    inventory: Inventory,
    readings: Mapping[str, KeptReading],
    outcomes: Mapping[str, tuple[Outcome, ...]],
) -> Iterator[Rejected]:
    """Every path of a capture that gave neither article nor digest, with the reason."""
    for capture in inventory.captures:
        found = outcomes[capture.id]
        if not any(map(_gave, found)):
            reading = readings[capture.id]
            lost = (_lost_of(capture.path, one) for one in reading.lost)
            reasons = [reading.reason, *(outcome.reason for outcome in found), *lost]
            reason = next(filter(None, reasons), "holds no document")
            for path in (capture.path, *capture.copies):
                yield Rejected(path, reason, capture.id)


def _lost_of(path: str, lost: Rejected) -> str:
    """The reason of a lost part; which one, as member names stay private, in brackets behind it."""
    part = lost.source.removeprefix(path).lstrip(", ")
    return f"{lost.reason} ({part})" if part else lost.reason


def empty_records(
    inventory: Inventory,
    readings: Mapping[str, KeptReading],
    outcomes: Mapping[str, tuple[Outcome, ...]],
) -> Iterator[Rejected]:
    """The parts that gave nothing or were lost, of captures that others gave something of."""
    for capture in inventory.captures:
        found = outcomes[capture.id]
        if not any(map(_gave, found)):
            continue
        yield from readings[capture.id].lost
        for document, outcome in zip(readings[capture.id].documents, found, strict=True):
            if document.begins and not _gave(outcome):
                part = document.part or f"line {document.begins}"
                yield Rejected(f"{capture.path}, {part}", outcome.reason, capture.id)


def _gave(outcome: Outcome) -> bool:
    return bool(outcome.articles or outcome.digests)
