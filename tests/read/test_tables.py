"""Tables of stories: every row a document, or told with its line."""

import csv
import io

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.read import read
from tests.helpers import PROSE, SETTINGS, SHORT, capture, patient, why_rejected
from tests.read.records import claimed, documents, given, told, whys

FAKE_NEWS = (
    ",id,domain,type,url,content,scraped_at,title,authors,meta_keywords\n"
    '0,7,gazette.example,reliable,https://gazette.example/a,"The first ferry left.\n'
    "\n"
    'The ""second"" one did not.",2018-01-25,Ferries are back,"Ann Example, Bo Example",'
    "\"['sea', 'ships']\"\n"
)


def test_a_row_is_a_document_with_its_headline_and_paragraphs() -> None:
    (document,) = documents("a.csv", FAKE_NEWS)
    assert given(document, "T") == ["Ferries are back"]
    assert given(document, "B") == ["The first ferry left.", 'The "second" one did not.']


def test_a_paragraph_knows_its_line_in_the_file() -> None:
    (document,) = documents("a.csv", FAKE_NEWS)
    lines = {block.text: block.place.first_line for block in document.blocks}
    assert (lines["The first ferry left."], lines["Ferries are back"]) == (2, 4)


def test_columns_that_say_something_of_the_story_are_claims() -> None:
    (document,) = documents("a.csv", FAKE_NEWS)
    assert claimed(document, "url") == ["https://gazette.example/a"]
    assert claimed(document, "source") == ["gazette.example"]
    assert claimed(document, "keyword") == ["sea", "ships"]
    assert [c.origin for c in document.claims if c.field == "author"] == ["csv: authors"]


def test_the_day_of_scraping_is_no_date_but_is_not_lost() -> None:
    (document,) = documents("a.csv", FAKE_NEWS)
    assert claimed(document, "date") == []
    assert given(document, "S") == [
        "column 1: 0", "id: 7", "type: reliable", "scraped_at: 2018-01-25",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_found_by_the_header(mark: str) -> None:
    table = f'TITLE{mark}TEXT{mark}DATE\nA{mark}"One{mark} two."{mark}2020-01-02\n'
    (document,) = documents("a.csv", table)
    one_line = f"One{mark} two.".replace("\t", " ")
    assert (given(document, "T"), given(document, "B")) == (["A"], [one_line])
    assert claimed(document, "date") == ["2020-01-02"]


@pytest.mark.parametrize(
    "header",
    ["Titel;Volltext", "título;contenido", "заголовок;текст", "titre;texte", "Tytuł;treść"],
)
def test_columns_are_known_in_several_languages(header: str) -> None:
    (document,) = documents("a.csv", f"{header}\nA;B\n")
    assert (given(document, "T"), given(document, "B")) == (["A"], ["B"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_a_spreadsheet_in_its_own_encoding_is_read(encoding: str) -> None:
    table = "sep=;\nЗаголовок;Текст\nПаром вернулся;Первый паром отплыл из гавани.\n"
    (document,) = documents("a.csv", table.encode(encoding))
    assert given(document, "T") == ["Паром вернулся"]


def test_a_table_without_a_column_of_text_is_rejected_with_the_cure() -> None:
    reason = why_rejected("a.csv", b"3,Wall Street,Stocks rose.\n")
    assert reason.startswith("has no first row that names a column of text (3,Wall Street,")
    assert "try: name its columns there, such as title, text" in reason


def test_lines_above_the_header_are_told() -> None:
    (document,) = documents("a.csv", "Report of May\n\ntitle,text\nA,B\n")
    assert told(document) == ["lines 1 to 2: Report of May"]


def test_a_row_with_too_few_cells_is_told_with_its_line() -> None:
    (document,) = documents("a.csv", "title,text,url\nA,B,C\nD,E\n")
    assert told(document) == ["line 3: D,E"]
    assert "a row of 2 cells where the header has 3: left out" in whys(document)


def test_a_row_without_a_text_is_told_by_its_neighbour() -> None:
    first, second = documents("a.csv", "title,text\nA,B\nC,\nD,E\n")
    assert (told(first), told(second)) == (["line 3: title: C"], [])


def test_a_text_in_the_last_column_may_hold_what_parts_the_cells() -> None:
    (document,) = documents("a.csv", "title,text\nA,One, two\nthree\n")
    assert given(document, "B") == ["One, two"]
    assert told(document) == ["line 3: three"]


def test_a_cell_without_quotes_that_was_broken_is_joined_again() -> None:
    (document,) = documents("a.csv", "title,text,url\nA,One\ntwo\nthree,x\n")
    assert given(document, "B") == ["One", "two", "three"]
    assert "a line end in a cell without quotes taken as text" in whys(document)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"To be, he said', '"To be, he said'),
        ('"To be" he said', '"To be" he said'),
        ('"He said "no" twice"', 'He said "no" twice'),
        ('"He said ""no"" twice"', 'He said "no" twice'),
        ('He said "no" twice', 'He said "no" twice'),
    ],
)
def test_quotes_count_where_they_open_and_close_a_cell(cell: str, text: str) -> None:
    first, second = documents("a.tsv", f'title\ttext\nA\t{cell}\nB\tC "d" e\n')
    assert (given(first, "B"), given(second, "B")) == ([text], ['C "d" e'])


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    found = documents("a.csv", 'title,text,url\nA,"B,u\nC,D,u\nE","F,u\n')
    assert [given(d, "B") for d in found] == [['"B'], ["D"], ['"F']]
    assert "a quote that is never closed taken as text" in whys(found[0])


def test_quotes_may_have_a_backslash_before_them() -> None:
    (document,) = documents("a.csv", 'title,text\nA,"He said \\"no, no\\" twice."\n')
    assert given(document, "B") == ['He said "no, no" twice.']


def test_a_very_large_cell_is_read() -> None:
    text = "The ferry was late. " * 20_000
    (document,) = documents("a.csv", f'title,text\nA,"{text}"\n')
    assert given(document, "B") == [text.strip()]


def test_html_in_a_cell_goes_through_the_reader_of_pages() -> None:
    table = 'title,text\nA,"<p>One <a href=""/b"">two</a>.</p><script>alert(1)</script><p>Three."\n'
    (document,) = documents("a.csv", table)
    assert given(document, "") == ["One two.", "Three."]
    assert "script" not in "".join(block.html for block in document.blocks)


def test_entities_are_decoded_and_told() -> None:
    (document,) = documents("a.csv", "title,text\nSmith &amp; Sons,It&#8217;s late.\n")
    assert (given(document, "T"), given(document, "B")) == (["Smith & Sons"], ["It’s late."])
    assert whys(document).count("entities decoded") == 2


def test_a_ticker_is_no_tag() -> None:
    (document,) = documents("a.csv", "title,text\nA,Shares of Agilent <A> rose.\n")
    assert given(document, "B") == ["Shares of Agilent <A> rose."]


def test_a_row_without_a_headline_is_left_to_the_finder_of_headlines() -> None:
    (document,) = documents("a.csv", 'text,label\n"Ferries are back\n\nThe first left.",1\n')
    assert [block.given for block in document.blocks] == ["", ""]
    assert document.repairs[-1].before == "label: 1"


def test_mojibake_is_mended_with_its_line() -> None:
    (document,) = documents("a.csv", "title,text\nA,The cafÃ© â€“ closed.\n")
    repair = next(repair for repair in document.repairs if repair.why == "mojibake")
    assert (repair.after, repair.place and repair.place.first_line) == ("The café – closed.", 2)


TITLES = st.lists(st.tuples(SHORT, st.lists(PROSE, min_size=1, max_size=3)), min_size=1, max_size=6)


@patient
@examples(TITLES, st.sampled_from(",;\t|"))
def test_what_was_written_as_a_table_is_read_again(
    stories: list[tuple[str, list[str]]], mark: str
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=mark, lineterminator="\r\n")
    writer.writerow(["id", "title", "text"])
    writer.writerows([n, t, "\n\n".join(body)] for n, (t, body) in enumerate(stories))
    found = documents("a.csv", file.getvalue())
    assert [(given(d, "T")[0], given(d, "B")) for d in found] == stories


@patient
@examples(st.text('ab,;"\n\t|\\<p>&', max_size=120))
def test_no_row_is_lost_without_a_word(rows: str) -> None:
    data = f"title,text\nA,B\n{rows}".encode()
    found = read(capture("a.csv", data), data, SETTINGS)
    shown = " ".join(
        [block.text for d in found.documents for block in d.blocks]
        + [f"{repair.before} {repair.after}" for d in found.documents for repair in d.repairs]
    )
    assert rows.count("a") <= shown.count("a")


@patient
@examples(st.binary(max_size=300))
def test_any_bytes_give_documents_or_a_reason_in_one_line(data: bytes) -> None:
    found = read(capture("a.csv", data), data, SETTINGS)
    assert found.documents or (found.reason and "\n" not in found.reason)
