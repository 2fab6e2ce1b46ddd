"""What pages claim of themselves, with where it stands: JSON-LD, meta, links, times, headings."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring, tostring

from backfile.model import Claim
from backfile.read.metadata import base_address, claims_of
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


def test_an_author_that_is_a_reference_is_looked_up() -> None:
    person = {"@type": "Person", "@id": "#a", "name": "A. Writer"}
    graph = {"@graph": [person, STORY | {"author": {"@id": "#a"}}]}
    assert values("author", json_ld(graph)) == ["A. Writer"]


def test_an_author_that_is_an_organisation_says_so() -> None:
    author = {"@type": "NewsMediaOrganization", "name": "The Gazette"}
    claim = Claim("author", "The Gazette", "json-ld author, organisation")
    assert claim in claims(json_ld(STORY | {"author": author}))


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(STORY).replace("}", ",}"),
        f"<!-- {json.dumps(STORY)} -->",
        f"//<![CDATA[\n{json.dumps(STORY)}\n//]]>",
        json.dumps(STORY)[:-1] + ', "author": "a "quoted" name"}',
    ],
)
def test_broken_json_ld_is_mended_or_read_in_part(text: str) -> None:
    assert values("title", json_ld(text)) == ["Ferry late"]


def test_only_the_story_that_the_page_calls_its_own_speaks() -> None:
    other = {"@type": "NewsArticle", "headline": "Another", "url": "https://a.example/b"}
    own = STORY | {"url": "https://www.a.example/a?x=1"}
    head = json_ld([other, own]) + '<link rel="canonical" href="https://a.example/a">'
    assert values("title", head) == ["Ferry late"]


def test_a_page_without_a_story_may_still_be_dated() -> None:
    head = json_ld({"@type": "WebPage", "headline": "No", "datePublished": "2025-05-11"})
    assert claims(head) == (Claim("date", "2025-05-11", "json-ld page datePublished"),)


def test_bylines_near_the_headline_are_claims_and_their_parts_are_parted() -> None:
    body = '<h1>Ferry</h1><div class="ArticleByline"><b>By A. Writer</b><i>Gazette</i></div>'
    assert values("author", "", body) == ["By A. Writer Gazette"]


@pytest.mark.parametrize("names", ["photo-author", "comment-author", "related-byline"])
def test_authors_of_pictures_comments_and_other_stories_are_not(names: str) -> None:
    assert values("author", "", f'<h1>Ferry</h1><p class="{names}">A. Writer</p>') == []


def test_a_byline_far_from_the_headline_is_another_storys() -> None:
    body = "<h1>Ferry</h1>" + "<p>x</p>" * 200 + '<p class="byline">By A. Other</p>'
    assert values("author", "", body) == []


def test_a_link_to_an_authors_page_is_a_byline() -> None:
    assert values("author", "", '<h1>F</h1><a href="/author/a-writer">A. Writer</a>') == [
        "A. Writer"
    ]


def test_a_date_line_is_claimed_as_a_reader_sees_it() -> None:
    body = '<h1>F</h1><time datetime="2025-05-12T01:00Z">11 May 2025</time>'
    assert Claim("date", "11 May 2025", "date line") in claims("", body)


def test_the_tree_is_not_changed() -> None:
    root = document_fromstring(f"<html><head>{json_ld(STORY)}</head><body><h1>F</h1></body></html>")
    before = tostring(root)
    claims_of(root)
    assert tostring(root) == before


@pytest.mark.parametrize(
    "body",
    [
        '<p class="byline">x</p>' * 60_000,
        '<meta name="date" content="x">' * 60_000,
        '<p class="byline">' + "<b>x</b>" * 60_000,
        "<h1>" + "x " * 500_000,
    ],
)
def test_a_page_of_claims_without_end_takes_no_time(body: str) -> None:
    root = document_fromstring(f"<html><body>{body}</body></html>")
    start = time.process_time()
    assert len(claims_of(root)) <= 200
    assert time.process_time() - start < 5
