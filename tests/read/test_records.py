"""What all exports share: names, numbers and ids of records, and how what is left out is told."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.annotate import annotate, load_vocabulary
from backfile.model import Article, Place, Provenance
from backfile.read.lines import mend, mended_in_steps
from backfile.read.records.markup import is_markup, tidied
from backfile.read.records.names import Role, role_of
from tests.helpers import divided, patient
from tests.read.records import documents

STORY = "The first ferry left the harbour of the town with two hundred people on Monday."
VOCABULARY = load_vocabulary(None)


def articles(name: str, text: str) -> list[Article]:
    """The articles that a capture becomes, without a site."""
    made = [
        annotate(document, draft, Provenance(), VOCABULARY)
        for document in documents(name, text)
        for draft in divided(document).drafts
    ]
    return [one for one in made if isinstance(one, Article)]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("pub_date", "date"), ("pubDate", "date"), ("Published At", "date"), ("Fecha", "date"),
        ("HEADLINE", "title"), ("articleBody", "text"), ("full-text", "text"), ("Текст", "text"),
        ("scraped_at", ""), ("id", ""), ("", ""), ("__proto__", ""),
    ],
)  # fmt: skip
def test_names_are_compared_by_their_letters(name: str, role: Role) -> None:
    assert role_of(name) == role


def test_a_record_becomes_an_article_with_date_author_source_and_address() -> None:
    row = f'"{STORY}",Ferries are back,2025-05-11T10:00:00Z,Ann Example,https://e.org/a,Gazette'
    (article,) = articles("a.csv", f"content,title,pub_date,author,url,publication\n{row}\n")
    assert (article.title, [b.text for b in article.body]) == ("Ferries are back", [STORY])
    assert article.date is not None
    assert (article.date.value, article.date.origin) == ("2025-05-11", "csv: pub_date")
    assert (article.authors, article.source) == (("Ann Example",), "Gazette")
    assert (article.url, article.doubts) == ("https://e.org/a", ())


def test_a_story_of_the_wire_has_its_day_and_author() -> None:
    (article,) = articles(
        "a.sgm",
        "<REUTERS><DATE>26-FEB-1987 15:01:01.01</DATE><TEXT><TITLE>FERRY BACK</TITLE>"
        f"<AUTHOR>    By Ann Example, Reuters</AUTHOR><BODY>{STORY}</BODY></TEXT></REUTERS>",
    )
    assert article.date is not None
    assert (article.date.value, article.authors) == ("1987-02-26", ("Ann Example",))


def test_a_letter_has_the_day_it_was_sent() -> None:
    letter = f"From: a@b.example\nDate: Sun, 11 May 2025 23:30:00 +0300\nSubject: A\n\n{STORY}\n"
    (article,) = articles("a.eml", letter)
    assert article.date is not None
    assert article.date.value == "2025-05-11"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", f'[{{"title":"A","text":"{STORY}","url":"https://e.org"}}' + ',{"title":"A",'
         f'"text":"{STORY}","url":"https://e.org"}}' * 4 + "]"),
        ("a.csv", "title,text\n" + f"A,{STORY}\n" * 5),
        ("a.jsonl", f'{{"text":"Ferries are back\\n\\n{STORY}\\n\\n{STORY}"}}\n' * 5),
        ("a.sgm", f"<REUTERS><TEXT><TITLE>A</TITLE><BODY>{STORY}</BODY></TEXT></REUTERS>" * 5),
        ("a.mbox", f"From a 10:00\nSubject: A\n\n{STORY}\n\n" * 5),
    ],
)  # fmt: skip
def test_records_that_are_alike_have_ids_of_their_own(name: str, text: str) -> None:
    assert len({article.id for article in articles(name, text)}) == 5


def test_repairs_of_a_text_above_its_headline_are_told() -> None:
    table = f'content,title\n"{STORY}\n\nThe cafÃ© closed, it was told there on Sunday.",Ferry\n'
    (article,) = articles("a.csv", table)
    assert [repair.why for repair in article.repairs] == ["mojibake"]


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("Shares of Phillips <P> and Emerson <EM> rose.", False),
        ("ATT <T>, Okc <Okc>, Kumagai <KUMT.TOK>, a < b > c", False),
        ("One.<br>Two.", True),
        ("<p>One.", True),
        ("<P>One.<P>Two.<P>Three.", True),
        ("One <em>two</em>.", True),
        ('One <a href="/b">two', True),
    ],
)
def test_html_is_told_from_words_in_angle_brackets(text: str, is_html: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_markup(text) == is_html


def test_words_in_angle_brackets_stay_in_html() -> None:
    assert tidied("<p>Kumagai <KUMT.TOK> rose, 1 < 2</p>") == (
        "<p>Kumagai &lt;KUMT.TOK> rose, 1 &lt; 2</p>"
    )


@patient
@examples(
    st.text(
        st.sampled_from(
            "aZ .,?’“”—«»…°€àéößłőžșÀÉŁÃÂâÎœŒабвгдРСВГЂЎієЄґҐ\t\xa0\xad\u200b\u202e1²³€™Ð"
        ),
        max_size=12,
    )
)
def test_the_fast_way_to_mend_gives_what_the_slow_one_gives(text: str) -> None:
    place = Place(1, 1)
    assert mend(text, place) == mended_in_steps(text, place)
