"""Saved pages divided: the headline, the story's container, what stands outside it."""

from typing import cast

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import mark
from backfile.model import Claim, Division, Document, Label, Provenance, Repeats
from backfile.pipeline import census_of
from backfile.split import split
from backfile.split.doubts import doubts_of
from backfile.split.page import label_page
from backfile.split.pages.features import Page
from backfile.split.pages.voting import PageModel
from tests.helpers import MODELS, PROSE, RULES, SHORT, divided, html_page, patient

TITLE = "Ferry between the islands is late again"
STORY = [
    f"In week {n} of the timetable the ferry from the old harbour was late on every day of it."
    for n in range(1, 6)
]
TEASER = "A teaser of another story that has nothing to do with the ferry, but is a sentence."


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, *claims: Claim) -> Document:
    read = html_page(body)
    return Document(read.capture_id, 0, "page", read.blocks, (*read.claims, *claims), read.repairs)


def named(document: Document, name: str) -> list[str]:
    labels = divided(document).labels
    return [b.text for b, label in zip(document.blocks, labels, strict=True) if label.name == name]


def title_of(document: Document) -> str:
    return divided(document).drafts[0].title


def rules_of(division: Division) -> list[str]:
    return [removal.rule for draft in division.drafts for removal in draft.removals]


def test_a_plain_page_is_its_headline_and_its_paragraphs() -> None:
    document = page(f"<main><h1>{TITLE}</h1>{paragraphs(STORY)}</main>")
    assert title_of(document) == TITLE
    assert named(document, "B") == STORY
    assert divided(document).drafts[0].doubts == ()


def test_the_headline_that_a_claim_confirms_wins_over_the_first() -> None:
    body = f"<h1>The Harbour Times</h1><main><h1>{TITLE}</h1>{paragraphs(STORY)}</main>"
    document = page(body, Claim("title", TITLE + " ", "meta og:title"))
    assert (title_of(document), named(document, "T")) == (TITLE, [TITLE])


def test_a_claimed_title_stands_where_no_heading_says_it() -> None:
    document = page(paragraphs(STORY), Claim("title", TITLE, "json-ld headline"))
    assert title_of(document) == TITLE


def test_the_window_title_is_used_without_the_name_of_the_site() -> None:
    document = page(
        paragraphs(STORY),
        Claim("title", f"{TITLE} | The Harbour Times", "title"),
        Claim("source", "The Harbour Times", "meta og:site_name"),
    )
    assert title_of(document) == TITLE


def test_a_page_without_any_headline_is_doubtful() -> None:
    (draft,) = divided(page(paragraphs(STORY))).drafts
    assert "no headline was found" in draft.doubts


def test_what_stands_outside_the_storys_container_goes() -> None:
    body = (
        f"<div class=top><p>Weather today</p></div><article><h1>{TITLE}</h1>{paragraphs(STORY)}"
        f"</article><div class=teasers><a href=/x>Another story</a><p>{TEASER}</p></div>"
    )
    chances = [0.1, 0.5, *[0.9] * 5, 0.0, 0.1]
    assert judged(body, *chances) == ["X", "T", *"BBBBB", "X", "X"]


def test_a_first_paragraph_in_a_container_of_its_own_is_kept() -> None:
    lead = "The ferry was late again on Monday, and this time the mayor was among those who waited."
    body = f"<h1>{TITLE}</h1><div class=lead><p>{lead}</p></div><div>{paragraphs(STORY)}</div>"
    assert named(page(body), "B") == [lead, *STORY]


def test_a_headline_said_again_is_taken_out_with_a_rule() -> None:
    body = f"<main><h1>{TITLE}</h1><h2>{TITLE}</h2>{paragraphs(STORY)}</main>"
    document = page(body)
    assert named(document, "T") == [TITLE]
    assert rules_of(divided(document)) == ["headline-again"]


def test_a_link_inside_the_story_that_stands_alone_goes_unless_the_model_is_sure() -> None:
    link = "<p><a href=/x>Another story of the day</a></p>"
    body = f"<main>{paragraphs(STORY[:1])}{link}{paragraphs(STORY[1:2])}</main>"
    assert judged(body, 0.9, 0.4, 0.9) == ["B", "X", "B"]
    assert judged(body, 0.9, 0.6, 0.9) == ["B", "B", "B"]


def test_a_byline_of_a_page_is_a_detail() -> None:
    body = f"<main><h1>{TITLE}</h1><p>By Ann Example</p>{paragraphs(STORY)}</main>"
    assert named(page(body), "M") == ["By Ann Example"]


def test_subheadings_and_lists_of_the_story_are_kept() -> None:
    inner = "<h2>What comes next</h2><ul><li>Two ferries more</li></ul>"
    body = f"<main><h1>{TITLE}</h1>{paragraphs(STORY)}{inner}{paragraphs(STORY)}</main>"
    assert named(page(body), "B") == [*STORY, "What comes next", "Two ferries more", *STORY]


def test_a_page_of_two_short_sentences_is_a_story() -> None:
    document = page("<p>The ferry is late.</p><p>It will come at nine.</p>")
    assert named(document, "B") == ["The ferry is late.", "It will come at nine."]


def test_a_box_with_the_whole_story_in_it_is_no_box() -> None:
    body = f"<div class=promo-page><main><h1>{TITLE}</h1>{paragraphs(STORY)}</main></div>"
    assert named(page(body), "B") == STORY


def test_a_form_around_the_whole_page_takes_nothing() -> None:
    nav = "<nav><a href=/>Home</a></nav>"
    body = f"<form>{nav}<div><h1>{TITLE}</h1>{paragraphs(STORY)}</div></form>"
    document = page(body)
    assert (named(document, "T"), named(document, "B")) == ([TITLE], STORY)
    assert named(document, "X") == ["Home"]


def test_a_menu_alone_is_no_story() -> None:
    assert divided(page("<nav><a href=/>Home</a></nav><p>Welcome</p>")).drafts == ()


BOXES = st.sampled_from(["div", "nav", "footer", "section", "aside class=related", "main", "form"])
PAGES = st.lists(
    st.tuples(BOXES, st.lists(PROSE | SHORT, min_size=1, max_size=4)), min_size=1, max_size=6
).map(lambda boxes: "".join(f"<{b}>{paragraphs(t)}</{b.split()[0]}>" for b, t in boxes))


@patient
@given(PAGES)
def test_every_block_of_a_page_is_in_exactly_one_part(body: str) -> None:
    document = page(body)
    division = divided(document)
    assert len(division.labels) == len(document.blocks)
    for draft in division.drafts:
        parts = [b.place for b in (*draft.body, *draft.details)]
        parts += [removal.place for removal in draft.removals]
        titles = [label.name for label in division.labels].count("T")
        assert len(parts) + titles == len(document.blocks)
        assert len(dict.fromkeys(parts)) == len(parts)


@patient
@given(PAGES)
def test_the_body_of_a_page_keeps_its_order(body: str) -> None:
    for draft in divided(page(body)).drafts:
        lines = [block.place.first_line for block in draft.body]
        assert lines == sorted(lines)
        assert (draft.first, draft.last) == (0, len(page(body).blocks) - 1)


@patient
@given(PAGES)
def test_a_page_divided_is_alike_when_divided_again(body: str) -> None:
    for draft in divided(page(body)).drafts:
        kept = [block.text for block in draft.body]
        again = page(f"<main>{paragraphs(kept)}</main>")
        assert named(again, "B") == kept


class Says:
    """A page model that says what it is told."""

    def __init__(self, *chances: float) -> None:
        self._chances = chances

    def chances(self, page: Page) -> npt.NDArray[np.float64]:
        return np.array(self._chances[: len(page.blocks)])


def judged(markup: str, *chances: float) -> list[str]:
    """The names of a page's labels when the model says so."""
    document = html_page(markup)
    marks = mark(document, RULES, Provenance())
    model = cast("PageModel", Says(*chances))
    return [label.name for label in label_page(document, marks, Repeats(), model).labels]


def test_what_the_model_takes_for_furniture_goes() -> None:
    body = f"<main>{paragraphs(STORY[:2])}<section><p>{TEASER}</p></section></main>"
    assert judged(body, 0.9, 0.9, 0.1) == ["B", "B", "X"]


def test_the_model_takes_no_paragraph_from_between_paragraphs_of_the_story() -> None:
    assert judged(f"<main>{paragraphs(STORY[:3])}</main>", 0.9, 0.0, 0.9) == ["B", "B", "B"]


def test_the_model_takes_no_first_paragraph_from_below_the_headline() -> None:
    body = f"<main><h1>{TITLE}</h1>{paragraphs(STORY[:2])}</main>"
    assert judged(body, 0.0, 0.0, 0.9) == ["T", "B", "B"]


def test_containers_that_a_number_tells_apart_are_one() -> None:
    body = "".join(f'<div class="part-{n}"><p>{text}</p></div>' for n, text in enumerate(STORY))
    assert judged(body, 0.9, 0.9, 0.0, 0.0, 0.9) == ["B"] * 5


def test_a_box_within_the_story_may_go_whole() -> None:
    box = f"<aside><p>{TEASER}</p></aside>"
    body = f"<main>{paragraphs(STORY[:1])}{box}{paragraphs(STORY[1:2])}</main>"
    assert judged(body, 0.9, 0.1, 0.9) == ["B", "X", "B"]


def test_a_model_that_takes_everything_is_not_believed() -> None:
    assert judged(f"<main>{paragraphs(STORY)}</main>", *[0.0] * 5) == ["B"] * 5


def test_a_rule_goes_before_the_model() -> None:
    body = f"<main>{paragraphs(STORY[:2])}<p>Advertisement</p></main>"
    assert judged(body, 0.9, 0.9, 1.0) == ["B", "B", "X"]


def test_a_paragraph_that_the_model_left_out_without_being_sure_is_a_doubt() -> None:
    label = Label("X", "page-model", "", 0.5)
    document = html_page(paragraphs(STORY[:2]))
    marks = mark(document, RULES, Provenance())
    doubts = doubts_of(document, (Label("B", "", ""), label), marks, range(2))
    assert doubts == ("a paragraph that may be text was left out: block 2",)


def test_twenty_pages_of_one_site_keep_the_background_that_they_share() -> None:
    shared = "The strait has been closed to ships since the treaty of the two islands in 1961."
    pages = [
        html_page(
            f"<nav><a href=/>Home</a></nav><article><h1>{TITLE}, week {n}</h1>"
            f"{paragraphs([f'In week {n} it was late: {text}' for text in STORY[:2]])}"
            f"<p>{shared}</p><p>The mayor said in week {n} that it would not happen again soon.</p>"
            "</article><footer><p>All times are those of the old harbour.</p></footer>",
            "https://gazette.example/",
        )
        for n in range(20)
    ]
    known = Provenance(url="https://gazette.example/")
    census = census_of((known, document) for document in pages)
    for document in pages:
        marks = mark(document, RULES, known)
        (draft,) = split(document, marks, census(known, document), MODELS).drafts
        assert shared in [block.text for block in draft.body]


def test_tables_and_quotes_of_the_story_stay_whatever_the_model_says() -> None:
    rows = "<tr><th>Port</th><th>Ships</th></tr><tr><td>A</td><td>4</td></tr>"
    table = f"<table><caption>Ships by port</caption>{rows}</table>"
    quote = "<blockquote>I saw it from the quay</blockquote>"
    body = f"<main>{paragraphs(STORY[:2])}{table}{quote}{paragraphs(STORY[2:3])}</main>"
    assert judged(body, 0.9, 0.9, 0.0, 0.0, 0.0, 0.9) == ["B"] * 6


def test_the_caption_of_a_storys_picture_stays_with_it() -> None:
    figure = "<figure><img src=ship.jpg width=600><figcaption>A ship</figcaption></figure>"
    body = f"<main>{paragraphs(STORY[:1])}{figure}{paragraphs(STORY[1:2])}</main>"
    assert judged(body, 0.9, 0.0, 0.9) == ["B"] * 3


def test_a_list_between_paragraphs_of_the_story_stays_whatever_the_model_says() -> None:
    items = "<ul><li>Two ferries more</li><li><a href=/x>Another story of the day</a></li></ul>"
    body = f"<main>{paragraphs(STORY[:1])}{items}{paragraphs(STORY[1:2])}</main>"
    assert judged(body, 0.9, 0.0, 0.0, 0.9) == ["B", "B", "X", "B"]
