"""JSON lines and JSON: every record a document, whatever it stands in, or told with its line."""

import json

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.read import read
from tests.helpers import PROSE, SETTINGS, SHORT, capture, patient, why_rejected
from tests.read.records import claimed, documents, given, told, whys

RECORD = {
    "id": 5,
    "headline": "Ferries are back",
    "body": "The first ferry left.\n\nThe second one did not.",
    "authors": ["Ann Example", "Bo Example"],
    "published": 1714521600,
    "tags": ["sea", {"name": "ships"}],
    "source": {"id": None, "name": "The Gazette"},
}


def test_a_line_is_a_document() -> None:
    first, second = documents("a.jsonl", f'{json.dumps(RECORD)}\n\n{{"title":"A","text":"B"}}\n')
    assert given(first, "T") == ["Ferries are back"]
    assert given(first, "B") == ["The first ferry left.", "The second one did not."]
    assert [block.place.first_line for block in second.blocks] == [3, 3]


def test_what_a_record_says_of_its_story_are_claims() -> None:
    (document,) = documents("a.ndjson", json.dumps(RECORD))
    assert claimed(document, "author") == ["Ann Example", "Bo Example"]
    assert claimed(document, "date") == ["2024-05-01T00:00:00+00:00"]
    assert claimed(document, "keyword") == ["sea", "ships"]
    assert claimed(document, "source") == ["The Gazette"]
    assert (given(document, "M"), given(document, "S")) == (["Ann Example, Bo Example"], ["id: 5"])


def test_a_line_that_is_no_json_is_told_with_its_number() -> None:
    (document,) = documents("a.jsonl", '{"title":"A","text":"B"}\n{"title": "C", torn\n')
    (repair,) = document.repairs
    assert repair.before.startswith("line 2: Expecting property name")
    assert repair.why == "a line that is no JSON: left out; try: mend it, or fetch it again"


def test_broken_lines_that_follow_each_other_are_told_together() -> None:
    (document,) = documents("a.jsonl", "torn\n" * 9 + '{"title":"A","text":"B"}\n')
    (repair,) = document.repairs
    assert repair.before.startswith("lines 1 to 9: ")


ANSWERS = {
    "a list": [{"title": "A", "text": "B"}],
    "NewsAPI": {"status": "ok", "articles": [{"title": "A", "content": "B", "urlToImage": None}]},
    "Guardian": {
        "response": {
            "results": [
                {"webTitle": "A", "fields": {"bodyText": "B", "standfirst": "B"}, "tags": []}
            ]
        }
    },
    "WordPress": [{"title": {"rendered": "A"}, "content": {"rendered": "B"}, "author": 3}],
    "Elasticsearch": {"hits": {"hits": [{"_id": "1", "_source": {"title": "A", "text": "B"}}]}},
    "New York Times": {"response": {"docs": [{"headline": {"main": "A"}, "lead_paragraph": "B"}]}},
    "JSON Feed": {"title": "F", "description": "G", "items": [{"title": "A", "content_text": "B"}]},
    "a feed as JSON": {"rss": {"channel": {"title": "F", "item": [{"title": "A", "text": "B"}]}}},
    "a wrapped record": {"article": {"title": "A", "paragraphs": ["B"]}},
    "blocks": {"title": "A", "content": [{"type": "p", "text": "B"}]},
    "JSON-LD": {"@graph": [{"@type": "NewsArticle", "headline": "A", "articleBody": "B"}]},
}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("name", ANSWERS)
def test_records_are_found_in_the_answers_of_interfaces(name: str, indent: int | None) -> None:
    (document,) = documents("a.json", json.dumps(ANSWERS[name], indent=indent))
    assert (given(document, "T"), given(document, "B")) == (["A"], ["B"])


def test_a_record_of_a_list_knows_its_lines() -> None:
    text = json.dumps({"articles": [{"title": "A", "text": "B"}] * 2}, indent=1)
    first, second = documents("a.json", text)
    places = [document.blocks[0].place for document in (first, second)]
    assert [(place.first_line, place.last_line) for place in places] == [(3, 6), (7, 10)]


def test_a_list_that_breaks_off_gives_what_is_whole() -> None:
    text = json.dumps([{"title": "A", "text": "B"}, {"title": "C", "text": "D"}], indent=1)
    (document,) = documents("a.json", text[:-12])
    assert given(document, "T") == ["A"]
    assert document.repairs[0].before.startswith("lines 6 to ")


def test_words_around_the_records_are_told() -> None:
    (document,) = documents("a.json", json.dumps(ANSWERS["NewsAPI"], indent=1))
    assert document.repairs[0].before == "line 1: status: ok"


def test_html_goes_through_the_reader_of_pages_with_the_records_own_address() -> None:
    html = '<p>One <a href="/b">two</a>.</p><script>alert(1)</script>'
    record = {"title": "A &amp; B", "content": html, "link": "https://gazette.example/a"}
    (document,) = documents("a.jsonl", json.dumps(record))
    assert (given(document, "T"), given(document, "")) == (["A & B"], ["One two."])
    assert 'href="https://gazette.example/b"' in document.blocks[1].html


def test_html_without_paragraphs_is_parted_at_its_line_ends() -> None:
    record = {"title": "A", "content": "<em>One</em> two.\n\nThree."}
    assert given(documents("a.jsonl", json.dumps(record))[0], "") == ["One two.", "Three."]


def test_escaped_html_is_read_as_html() -> None:
    record = {"title": "A", "content": "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"}
    (document,) = documents("a.jsonl", json.dumps(record))
    assert (given(document, ""), whys(document)) == (["One.", "Two."], ["escaped mark-up"])


def test_a_whole_page_in_a_record_is_read_as_a_page() -> None:
    page = "<html><body><nav><a href=/>Menu</a></nav><h1>Ferries</h1><p>One.</p></body></html>"
    (document,) = documents("a.jsonl", json.dumps({"title": "Ferries", "html": page}))
    assert (document.medium, claimed(document, "title")) == ("page", ["Ferries"])


def test_the_headline_at_the_text_s_start_is_said_once() -> None:
    (document,) = documents("a.jsonl", '{"title":"Ferries","text":"Ferries\\n\\nThe first left."}')
    assert (given(document, "X"), given(document, "B")) == (["Ferries"], ["The first left."])


def test_a_record_without_a_headline_is_one_story_whatever_it_holds() -> None:
    (document,) = documents("a.jsonl", '{"text":"Ferries are back\\n\\nThe first left."}')
    assert document.medium == "page"
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": 1, "b": [1, 2]}', "line 1: a record without a text (a, b): left out; try: call"),
        ("[" * 100_000, "line 1: no JSON from here on: left out; try: mend it"),
        ('{"a":' * 100_000, "line 1: no JSON from here on: left out; try: mend it"),
        ('{"title":"A","text":"B","n":' + "1" * 5_000 + "}", "line 1: no JSON from here on"),
        ('"text"', "line 1: no record but a bare value: left out"),
        ('{"title": "A",', "line 1: no JSON any more: the file breaks off; try: fetch it again"),
        ("", "is empty"),
    ],
)
def test_json_without_a_record_is_rejected_with_the_reason(text: str, reason: str) -> None:
    assert reason in why_rejected("a.json", text.encode())


def test_nothing_of_a_record_is_lost() -> None:
    record = RECORD | {"note": "kept aside", "deep": {"er": ["x", {"y": "z"}]}, "no": None}
    (document,) = documents("a.jsonl", json.dumps(record))
    assert given(document, "S") == ["id: 5", "note: kept aside", 'deep: {"er": ["x", {"y": "z"}]}']


def test_a_long_value_beside_the_story_is_cut_and_its_length_told() -> None:
    (document,) = documents("a.jsonl", json.dumps({"title": "A", "text": "B", "dump": "x" * 9_999}))
    (line,) = given(document, "S")
    assert line.endswith("… (9999 characters in all)")
    assert len(line) < 2_100


STORIES = st.lists(
    st.tuples(SHORT, st.lists(PROSE, min_size=1, max_size=3)), min_size=1, max_size=6
)


@patient
@examples(STORIES, st.sampled_from(["lines", "list", "indented"]))
def test_what_was_written_as_json_is_read_again(
    stories: list[tuple[str, list[str]]], form: str
) -> None:
    records = [{"title": title, "text": body} for title, body in stories]
    lines = "\n".join(json.dumps(record) for record in records)
    text = lines if form == "lines" else json.dumps(records, indent=form == "indented" or None)
    found = documents("a.json", text)
    assert [(given(d, "T")[0], given(d, "B")) for d in found] == stories


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["title", "text", "content", "items", "article", "author", "tags", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@patient
@examples(JSON)
def test_any_json_gives_documents_or_a_reason_in_one_line(value: object) -> None:
    data = json.dumps(value).encode()
    found = read(capture("a.json", data), data, SETTINGS)
    assert found.documents or (found.reason and "\n" not in found.reason)


@patient
@examples(st.binary(max_size=300))
def test_any_bytes_give_documents_or_a_reason_in_one_line(data: bytes) -> None:
    found = read(capture("a.jsonl", data), data, SETTINGS)
    assert found.documents or (found.reason and "\n" not in found.reason)


def test_documents_are_numbered_so_that_their_ids_differ() -> None:
    found = documents(
        "a.json", json.dumps([{"title": "A", "text": "B", "url": "https://e.org"}] * 3)
    )
    assert [(d.number, d.url) for d in found] == [(0, ""), (1, ""), (2, "")]
    assert told(found[0]) == []
