"""What pages claim of themselves, with where it stands: JSON-LD, meta, links, times, headings."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Claim
from backfile.read.metadata import base_address
from tests.helpers import patient, read_one


def claims(head: str, body: str = "<p>A story.") -> tuple[Claim, ...]:
    return read_one("p.html", f"<html><head>{head}</head><body>{body}".encode()).claims


def values(field: str, head: str, body: str = "<p>A story.") -> list[str]:
    return [claim.value for claim in claims(head, body) if claim.field == field]


def json_ld(content: object, kind: str = "application/ld+json") -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return f'<script type="{kind}">{text}</script>'


STORY = {"@type": "NewsArticle", "headline": "Ferry late", "datePublished": "2025-05-11"}


@pytest.mark.parametrize(
    "content",
    [
        STORY,
        [STORY],
        {"@graph": [{"@type": "WebSite", "headline": "No"}, STORY]},
        [[{"@graph": STORY}]],
        STORY | {"@type": ["Thing", "ReportageNewsArticle"]},
        STORY | {"@type": "BlogPosting"},
        json.dumps(STORY).replace("late", "late\\u0000\n").replace("\\u0000", ""),
    ],
)
def test_json_ld_is_read_in_every_wrapping(content: object) -> None:
    head = json_ld(content)
    assert values("title", head) == ["Ferry late"]
    assert Claim("date", "2025-05-11", "json-ld datePublished") in claims(head)


@pytest.mark.parametrize("kind", ["application/ld+json; charset=utf-8", "Application/LD+JSON"])
def test_json_ld_is_known_by_its_type_however_written(kind: str) -> None:
    assert values("title", json_ld(STORY, kind)) == ["Ferry late"]


@pytest.mark.parametrize(
    "author",
    ["A. Writer", ["A. Writer"], {"name": "A. Writer"}, [{"@type": "Person", "name": "A. Writer"}]],
)
def test_authors_of_json_ld_come_in_many_shapes(author: object) -> None:
    assert values("author", json_ld(STORY | {"author": author})) == ["A. Writer"]


@pytest.mark.parametrize("content", ["{broken", "", "[" * 100_000, "null", "42", '"x"', "{}"])
def test_json_ld_that_can_not_be_used_is_passed_over(content: str) -> None:
    assert values("title", json_ld(content) + json_ld(STORY)) == ["Ferry late"]


def test_json_ld_of_other_things_claims_nothing() -> None:
    assert values("title", json_ld({"@type": "Organization", "headline": "No"})) == []


def test_a_huge_json_ld_is_passed_over() -> None:
    assert values("title", json_ld(STORY | {"articleBody": "x" * 1_000_001})) == []


@pytest.mark.parametrize("content", ["[" + "1," * 400_000 + "1]", "[" + "{}," * 300_000 + "{}]"])
def test_a_json_ld_of_many_things_takes_no_time(content: str) -> None:
    start = time.process_time()
    claims(json_ld(content))
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("head", "claim"),
    [
        ('<meta property="og:title" content="T">', Claim("title", "T", "meta og:title")),
        ('<meta name="Author" content="A">', Claim("author", "A", "meta author")),
        (
            '<meta property="article:published_time" content="2025-05-11T09:00:00Z">',
            Claim("date", "2025-05-11T09:00:00Z", "meta article:published_time"),
        ),
        ('<meta itemprop="datePublished" content="2025">',
         Claim("date", "2025", "meta datepublished")),
        ('<meta property="og:site_name" content="S">', Claim("source", "S", "meta og:site_name")),
        ('<link rel="canonical" href="https://a.example/x">',
         Claim("url", "https://a.example/x", "link canonical")),
        ("<title>T</title>", Claim("title", "T", "title")),
    ],
)  # fmt: skip
def test_the_head_of_a_page_claims(head: str, claim: Claim) -> None:
    assert claim in claims(head)


@pytest.mark.parametrize(
    ("body", "claim"),
    [
        ('<time datetime="2025-05-11">May 11</time>', Claim("date", "2025-05-11", "time datetime")),
        ("<h1>The <i>ferry</i></h1>", Claim("title", "The ferry", "h1")),
        ('<a rel="author" href="/a">A. Writer</a>', Claim("author", "A. Writer", "rel author")),
    ],
)
def test_the_body_of_a_page_claims(body: str, claim: Claim) -> None:
    assert claim in claims("", f"{body}<p>A story.")


def test_the_language_of_a_page_is_a_claim() -> None:
    document = read_one("p.html", b'<html lang="uk"><p>A story.')
    assert document.claims == (Claim("language", "uk", "html lang"),)


def test_the_most_deliberate_claim_comes_first() -> None:
    head = f'<title>window</title><meta property="og:title" content="meta">{json_ld(STORY)}'
    assert values("title", head, "<h1>big</h1>") == ["Ferry late", "meta", "big", "window"]


def test_a_claim_is_said_once_and_cut_to_a_bound() -> None:
    head = '<meta name="author" content="A">' * 3 + f'<meta name="date" content="{"x" * 2000}">'
    assert values("author", head) == ["A"]
    assert len(values("date", head)[0]) == 1000


def test_a_page_can_not_claim_without_end() -> None:
    head = "".join(f'<meta name="keywords" content="{n}">' for n in range(999))
    assert len(claims(head)) == 200


@pytest.mark.parametrize(
    ("known", "said", "expected"),
    [
        ("https://known.example/", "https://said.example/", "https://known.example/"),
        ("", "https://said.example/", "https://said.example/"),
        ("", "/relative", ""),
        ("", "javascript:x", ""),
        ("", "http://[", ""),
    ],
)
def test_the_address_of_a_page_is_the_known_one_else_the_claimed(
    known: str, said: str, expected: str
) -> None:
    assert base_address([Claim("url", said, "link canonical")], known) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "@id", "name", "headline", "author", "url", "x"]),
            inner | st.just("NewsArticle"),
        )
    ),
)


@patient
@given(JSON)
def test_any_json_gives_claims_that_are_text(content: object) -> None:
    head = json_ld(json.dumps(content).replace("<", "\\u003c"))
    assert all(claim.value.strip() == claim.value != "" for claim in claims(head))
