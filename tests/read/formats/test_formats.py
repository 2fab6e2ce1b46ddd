"""What holds for all formats: nothing is lost, invented or told twice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.read import text_documents
from backfile.read.formats import FORMATS, Format, Piece, Record, records_of
from tests.helpers import CAPTURE_ID, patient
from tests.read.formats import (
    test_factiva,
    test_factiva_tagged,
    test_markdown,
    test_named,
    test_nexis,
    test_nexis_uni,
    test_proquest,
    test_ruled,
)
from tests.read.formats.shapes import MORE, PROSE

EXPORTS = {
    "proquest": test_proquest.record(1) + test_proquest.record(2),
    "nexis": test_nexis.HEAD + test_nexis.record(1) + test_nexis.record(2),
    "nexis_uni": test_nexis_uni.COVER + test_nexis_uni.record() * 2,
    "factiva": test_factiva.record() * 2,
    "factiva_tagged": test_factiva_tagged.RECORD * 2,
    "markdown": test_markdown.MATTER + test_markdown.STORY,
    "named": test_named.RECORD * 2,
    "ruled": test_ruled.stories("=====", 3),
}
LINES = st.sampled_from(sorted({line for text in EXPORTS.values() for line in text.split("\n")}))
NOISE = st.text("aZя \t:#*=-_.\u00a0", max_size=30)


def letters(text: str) -> str:
    return "".join(text.split())


def is_within(short: str, long: str) -> bool:
    """Whether the letters of one text are among those of another, in their order."""
    rest = iter(long)
    return all(letter in rest for letter in short)


@st.composite
def exports(draw: st.DrawFn) -> list[str]:
    """An export with lines of others and noise among its own, and some left out."""
    lines = draw(st.sampled_from(sorted(EXPORTS.values()))).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines)))
        gone = draw(st.integers(0, 2))
        lines[at : at + gone] = draw(st.lists(LINES | NOISE, max_size=2))
    return lines


def told(lines: list[str]) -> list[tuple[Record, ...]]:
    """The records that each format finds in a text."""
    return [found for form in FORMATS if (found := form.records(lines))]


def pieces_of(lines: list[str]) -> list[Piece]:
    return [piece for found in told(lines) for record in found for piece in record.pieces]


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_taken_by_its_own_format(name: str) -> None:
    lines = EXPORTS[name].split("\n")
    form = next(form for form in FORMATS if str(form.__name__).endswith(f".{name}"))  # type: ignore[attr-defined]
    assert form.records(lines) == records_of(lines) != ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", ["", "\n\n", PROSE, f"A headline\n\n{PROSE}\n\n{MORE}\n"])
def test_other_text_is_left(form: Format, text: str) -> None:
    assert form.records(text.split("\n")) == ()


@patient
@given(exports() | st.lists(LINES | NOISE, max_size=40))
def test_records_follow_each_other_and_cover_the_text(lines: list[str]) -> None:
    for found in told(lines):
        assert (found[0].first, found[-1].last) == (0, len(lines) - 1)
        assert all(a.last + 1 == b.first for a, b in pairwise(found))


@patient
@given(exports() | st.lists(LINES | NOISE, max_size=40))
def test_pieces_are_in_order_and_inside_their_record(lines: list[str]) -> None:
    for found in told(lines):
        for record in found:
            edges = [record.first - 1, *(e for p in record.pieces for e in (p.first, p.last))]
            assert edges == sorted(edges)
            assert all(a.last < b.first for a, b in pairwise(record.pieces))
            assert edges[-1] <= record.last


@patient
@given(exports())
def test_a_record_has_one_headline_at_most(lines: list[str]) -> None:
    for found in told(lines):
        for record in found:
            assert sum(piece.label == "T" for piece in record.pieces) <= 1


@patient
@given(exports() | st.lists(LINES | NOISE, max_size=40))
def test_a_piece_says_what_its_lines_say(lines: list[str]) -> None:
    for piece in pieces_of(lines):
        before = "\n".join(lines[piece.first : piece.last + 1])
        assert piece.text.strip()
        assert is_within(letters(piece.text), letters(before))
        assert piece.why or piece.text.strip() == before.strip()


@patient
@given(exports() | st.lists(LINES | NOISE, max_size=40))
def test_every_line_is_in_a_block(lines: list[str]) -> None:
    documents = text_documents("\n".join(lines), CAPTURE_ID)
    places = [block.place for document in documents for block in document.blocks]
    covered = {n for place in places for n in range(place.first_line, place.last_line + 1)}
    assert covered == {n for n, line in enumerate(lines, 1) if line.strip()}


@patient
@given(exports())
def test_what_joins_or_cuts_lines_is_told_as_a_repair(lines: list[str]) -> None:
    for document in text_documents("\n".join(lines), CAPTURE_ID):
        places = {repair.place for repair in document.repairs}
        joined = [b for b in document.blocks if b.place.first_line != b.place.last_line]
        assert all(block.place in places for block in joined)
