"""Newswire in SGML: each element a document, its paragraphs whole, its marks told."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.read import read
from tests.helpers import SETTINGS, capture, patient, why_rejected
from tests.read.records import claimed, documents, given, told, whys

# Written by us in the collection's shape.
STORY = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="17" NEWID="1">
<DATE> 2-MAR-1987 15:01:01.01</DATE>
<TOPICS><D>ship</D><D>cod</D></TOPICS>
<PLACES><D>norway</D></PLACES>
<PEOPLE></PEOPLE>
<ORGS></ORGS>
<EXCHANGES></EXCHANGES>
<COMPANIES></COMPANIES>
<UNKNOWN>\x20
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute
u f BC-HARBOUR   03-02 0105</UNKNOWN>
<TEXT>&#2;
<TITLE>HARBOUR &lt;HBR> OPENS AGAIN</TITLE>
<AUTHOR>    by Ann Example, Reuters</AUTHOR>
<DATELINE>    BERGEN, March 2 - </DATELINE><BODY>The harbour was opened again after
three weeks of storm, and AT and T &lt;T> was up, the council
said.
    The first ferry left with two hundred people, who had
waited since January.
    Shr 34 cts vs 1.19 dlrs
    Net 807,000 vs 2,858,000
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""
FLASH = """<REUTERS NEWID="2">
<DATE> 2-MAR-1987 15:02</DATE>
<TEXT TYPE="BRIEF">&#2;
******<TITLE>HARBOUR CORP 1ST QTR SHR 27 CTS
</TITLE>
&#3;</TEXT>
</REUTERS>
"""
RAW = """<REUTERS NEWID="3">
<TEXT TYPE="UNPROC">&#2;
HARBOUR INC &lt;H> 3RD QTR

Shr 1.2 vs 1.3
&#3;</TEXT>
</REUTERS>
"""


def test_title_and_dateline_are_given_apart_from_the_text() -> None:
    (document,) = documents("reut.sgm", STORY)
    assert given(document, "T") == ["HARBOUR <HBR> OPENS AGAIN"]
    assert given(document, "M") == ["by Ann Example, Reuters", "BERGEN, March 2"]


def test_wrapped_lines_are_joined_to_paragraphs_and_told() -> None:
    (document,) = documents("reut.sgm", STORY)
    first, *others = given(document, "B")
    assert first.startswith("The harbour was opened again after three weeks of storm, and AT and")
    assert others == [
        "The first ferry left with two hundred people, who had waited since January.",
        "Shr 34 cts vs 1.19 dlrs",
        "Net 807,000 vs 2,858,000",
    ]
    assert whys(document) == ["hard-wrapped lines joined"] * 2


def test_blocks_know_their_lines() -> None:
    (document,) = documents("reut.sgm", STORY)
    places = [(b.place.first_line, b.place.last_line) for b in document.blocks if b.given == "B"]
    assert places == [(17, 19), (20, 21), (22, 22), (23, 23)]


def test_the_wires_own_marks_are_mark_up() -> None:
    (document,) = documents("reut.sgm", STORY)
    tag, codes, end = given(document, "S")
    assert tag.startswith('REUTERS TOPICS="YES"')
    assert (codes, end) == ("C T f0704reute u f BC-HARBOUR 03-02 0105", "Reuter")


def test_date_author_and_topics_are_claims() -> None:
    (document,) = documents("reut.sgm", STORY)
    assert claimed(document, "date") == ["2-MAR-1987 15:01:01.01"]
    assert claimed(document, "author") == ["by Ann Example"]
    assert claimed(document, "keyword") == ["ship", "cod", "norway"]
    assert claimed(document, "source") == ["Reuters"]


def test_a_headline_without_a_text_is_told_by_its_neighbour() -> None:
    (document,) = documents("reut.sgm", STORY + FLASH)
    (words,) = told(document)
    assert words.startswith("lines 27 to 33: ")
    assert "HARBOUR CORP 1ST QTR SHR 27 CTS" in words


def test_a_text_that_was_never_marked_up_is_left_to_the_finder_of_headlines() -> None:
    (document,) = documents("reut.sgm", RAW)
    assert [(b.text, b.given) for b in document.blocks] == [
        ("HARBOUR INC <H> 3RD QTR", ""), ("Shr 1.2 vs 1.3", ""),
    ]  # fmt: skip


def test_a_file_that_breaks_off_gives_what_is_there_and_says_so() -> None:
    (document,) = documents("reut.sgm", STORY.partition("    Shr")[0])
    assert given(document, "B")[-1].endswith("since January.")
    assert whys(document)[0].startswith("a record that is not closed")


def test_words_between_the_records_are_told() -> None:
    first, _ = documents("reut.sgm", f"{STORY}stray words\n{STORY.partition(chr(10))[2]}")
    assert told(first) == ["line 27: stray words"]


def test_it_is_known_by_its_first_bytes_too() -> None:
    assert given(documents("reut.txt", STORY)[0], "T") == ["HARBOUR <HBR> OPENS AGAIN"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<DOC><TEXT>One.</TEXT></DOC>", "is SGML without a <REUTERS> element; try: save"),
        (FLASH, "holds no record that can be read: lines 1 to 7: a record without a text"),
        ("", "is empty"),
    ],
)
def test_a_file_without_a_story_is_rejected_with_the_reason(text: str, reason: str) -> None:
    assert reason in why_rejected("reut.sgm", text.encode())


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=30)


@patient
@examples(st.lists(WORDS, min_size=1, max_size=5), st.integers(30, 70))
def test_paragraphs_that_were_wrapped_come_back_whole(bodies: list[list[str]], width: int) -> None:
    lines: list[str] = []
    for words in bodies:
        lines.append("    " + words[0])
        for word in words[1:]:
            lines += [""] if len(lines[-1]) + len(word) >= width else []
            lines[-1] += f" {word}" if lines[-1] else word
    body = "\n".join(lines)
    (document,) = documents(
        "a.sgm", f"<REUTERS><TEXT><BODY>{body}\n Reuter\n</BODY></TEXT></REUTERS>"
    )
    assert [block.text for block in document.blocks] == [" ".join(words) for words in bodies]


@patient
@examples(st.lists(st.sampled_from([*STORY.split("\n"), "</BODY>", "<BODY>", "<REUTERS>", "&#0;"])))
def test_any_order_of_lines_gives_documents_or_a_reason_in_one_line(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    found = read(capture("a.sgm", data), data, SETTINGS)
    assert found.documents or (found.reason and "\n" not in found.reason)
