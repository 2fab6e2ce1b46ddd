"""The plain text of a mail in, its blocks out: paragraphs, quotes, signatures, forwarded fields.

Text is not said to be the story's: what newsletters print around it is left to
cleaning. Marks of mail programs are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from backfile.model import Block, BlockKind, LabelName, Place, Repair
from backfile.read.lines import mend
from backfile.read.mailbox.wrapped import paragraphs, width_of
from backfile.read.records.values import Text, Value
from backfile.read.unwrap import WRAPPED

FLOWED = "format=flowed lines joined"
_QUOTE = re.compile(r"(?:>[ ]?)+")
# A signature is a few lines; more below "-- " is text.
_LONGEST_SIGNATURE = 12
_MOST_FIELDS = 12
_FORWARDED = re.compile(
    r"-{2,}\s*(?:forwarded message|original message|ursprüngliche nachricht|"
    r"weitergeleitete nachricht|message transféré|message d'origine|mensaje reenviado|"
    r"mensaje original|messaggio inoltrato|пересылаемое сообщение|переслане повідомлення|"
    r"wiadomość przekazana dalej)\s*-{2,}|begin forwarded message:",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\*?[A-ZÀ-ÞА-ЯІЇЄ][^\s:]{1,14}(?: [^\s:]{1,12})?\s?:\*?\s+\S")
_DATE_FIELD = re.compile(
    r"\*?(?:date|sent|datum|gesendet|envoyé|fecha|enviado|data|inviato|дата|отправлено|надіслано)\b",
    re.IGNORECASE,
)
_ARMOUR = re.compile(r"-----(BEGIN|END) PGP [A-Z ]{5,30}-----")
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a mail, or several that were one: its indexes, how deep it is quoted, its text."""

    first: int
    last: int
    depth: int
    text: str
    given: LabelName | Literal[""] = ""


def blocks_of(value: Value, *, flowed: bool, delsp: bool) -> Text:
    """The blocks of a plain text, and the lines that were joined.

    flowed, delsp: as in RFC 3676: a space at its end joins a line to the next.
    """
    sent = value.text.split("\n")
    lines = _without_armour([_line(index, text) for index, text in enumerate(sent)])
    if flowed:
        lines = list(_flowed(lines, delsp=delsp))
    lines = _without_signature(_with_forwarded(lines))
    width = width_of([line.text for line in lines if not line.given])
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for run in _runs(lines):
        spans = _each(run) if flowed or run[0].given else _spans(run, width)
        for first, last in spans:
            block, changes = _block(run[first : last + 1], sent, value)
            blocks += block
            repairs += changes
    return Text(tuple(blocks), tuple(repairs))


def _line(index: int, text: str) -> _Line:
    found = _QUOTE.match(text)
    if found is None:
        return _Line(index, index, 0, text)
    return _Line(index, index, found[0].count(">"), text[found.end() :])


def _flowed(lines: Sequence[_Line], *, delsp: bool) -> Iterator[_Line]:
    """Lines that end with a space are joined to the next of the same depth."""
    waiting: list[_Line] = []
    for line in lines:
        # A space was put before a line that begins with one, or like a mark of mail.
        one = line if line.depth else replace(line, text=line.text.removeprefix(" "))
        if waiting and (waiting[-1].depth != one.depth or one.given):
            yield _joined(waiting, delsp=delsp)
            waiting = []
        waiting.append(one)
        if one.given or not one.text.endswith(" ") or one.text == "-- ":
            yield _joined(waiting, delsp=delsp)
            waiting = []
    if waiting:
        yield _joined(waiting, delsp=delsp)


def _joined(lines: Sequence[_Line], *, delsp: bool) -> _Line:
    parts = [line.text[:-1] if delsp else line.text for line in lines[:-1]]
    return replace(lines[0], last=lines[-1].last, text="".join((*parts, lines[-1].text)))


def _without_armour(lines: Sequence[_Line]) -> list[_Line]:
    """The lines of a PGP signature as mark-up, and those above and below a signed text."""
    marked: list[_Line] = []
    inside = ""
    for line in lines:
        found = _ARMOUR.fullmatch(line.text.strip())
        if found:
            inside = found[0] if found[1] == "BEGIN" else ""
        elif "SIGNED MESSAGE" in inside and not line.text.strip():
            inside = ""
        marked.append(replace(line, given="S") if found or inside else line)
    # What never ends is no signature.
    return list(lines) if inside else marked


def _with_forwarded(lines: Sequence[_Line]) -> list[_Line]:
    """The fields above a forwarded text: its date is kept for readers, addresses are not."""
    marked = list(lines)
    for index, line in enumerate(lines):
        if _FORWARDED.fullmatch(line.text.strip()) is None:
            continue
        marked[index] = replace(line, given="S")
        is_spaced = not "".join(one.text for one in lines[index + 1 : index + 2]).strip()
        for at in range(index + 1 + is_spaced, min(index + _MOST_FIELDS, len(lines))):
            if _FIELD.match(lines[at].text) is None:
                break
            marked[at] = _field(lines[at])
    return marked


def _field(line: _Line) -> _Line:
    if _DATE_FIELD.match(line.text):
        return replace(line, given="M")
    return replace(line, given="S", text=_ADDRESS.sub("…", line.text))


def _without_signature(lines: Sequence[_Line]) -> list[_Line]:
    marks = [i for i, line in enumerate(lines) if line.text.rstrip() == "--" and not line.depth]
    start = marks[-1] if marks else len(lines)
    below = sum(bool(line.text.strip()) for line in lines[start + 1 :])
    if below > _LONGEST_SIGNATURE:
        return list(lines)
    return [*lines[:start], *(replace(line, given="S") for line in lines[start:])]


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Stretches of lines that are quoted alike and marked alike."""
    for _, run in groupby(lines, key=lambda line: (line.depth, line.given)):
        yield list(run)


def _spans(lines: Sequence[_Line], width: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of a run; what is quoted may have a width of its own."""
    texts = [line.text for line in lines]
    return paragraphs(texts, width_of(texts) or width)


def _each(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    return ((index, index) for index, line in enumerate(lines) if line.text.strip())


def _block(
    lines: Sequence[_Line], sent: Sequence[str], value: Value
) -> tuple[list[Block], list[Repair]]:
    """Lines as one block, with what was joined and mended in it."""
    first, last = lines[0], lines[-1]
    top = value.place.first_line
    place = Place(top + first.first, top + last.last) if value.by_line else value.place
    text = " ".join(line.text.strip() for line in lines)
    repairs: list[Repair] = []
    if last.last > first.first:
        why = WRAPPED if len(lines) > 1 else FLOWED
        before = "\n".join(sent[first.first : last.last + 1])
        repairs.append(Repair(before, text, why, place))
    mended, changes = mend(text, place)
    kind: BlockKind = "quote" if first.depth else "line" if first.given else "paragraph"
    block = [Block(kind, mended.strip(), place, given=first.given)] if mended.strip() else []
    return block, [*repairs, *changes]
