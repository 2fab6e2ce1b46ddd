"""What stands around a page's whole story is no box beside it."""

from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import mark
from backfile.clean.around import around_story
from backfile.model import Provenance
from tests.helpers import PROSE, RULES, dump, html_page, patient

STORY = "The ferry from the old harbour was late again on Monday, said the port of the island."
HEADLINE = "<h1>Ferry is late again</h1>"
STORIES = f"<p>{STORY}</p>" * 4


def around(markup: str) -> str:
    return around_story(html_page(markup).blocks)


def removed(markup: str) -> list[str]:
    document = html_page(markup)
    marks = mark(document, RULES, Provenance())
    return [b.text for b, m in zip(document.blocks, marks, strict=True) if m.rule]


def test_the_container_of_headline_and_story_stands_around_it() -> None:
    inner = f"<div class=a>{HEADLINE}<div class=b>{STORIES}</div></div>"
    assert around(f"<p>Menu</p>{inner}<p>{STORY}</p>") == "body > div.a"


def test_without_a_headline_it_has_to_hold_nearly_all_prose() -> None:
    assert around(f"<div>{STORIES}</div><p>Menu") == "body > div"
    assert around(f"<div>{STORIES}</div><p>{STORY}") == "body"


def test_a_text_dump_has_nothing_around_it() -> None:
    assert around_story(dump(f"Headline\n{STORY}").blocks) == ""


def test_a_page_without_prose_has_nothing_around_it_that_matters() -> None:
    assert removed("<form><h1>Menu</h1><p>Home</p></form>") == ["Menu", "Home"]


def test_a_page_that_is_called_by_its_sidebar_keeps_its_story() -> None:
    assert removed(f"<div class=sidebar-right>{HEADLINE}{STORIES}</div>") == []


def test_boxes_inside_what_stands_around_still_go() -> None:
    box = f"<div class=related-links><p>{STORY}</p></div>"
    assert removed(f"<form>{HEADLINE}{STORIES}{box}</form>") == [STORY]


def test_comments_that_are_longer_than_the_story_still_go() -> None:
    comments = f"<div id=comments>{STORIES * 5}</div>"
    assert removed(f"<article>{HEADLINE}{STORIES}</article>{comments}") == [STORY] * 20


def test_a_footer_longer_than_the_story_still_goes() -> None:
    page = f"<article>{HEADLINE}<p>{STORY}</p></article><footer>{STORIES}</footer>"
    assert removed(page) == [STORY] * 4


def test_a_story_for_subscribers_is_no_prompt_to_subscribe() -> None:
    body = f"<div class=subscriber-only>{STORIES}</div>"
    prompt = f"<div class=subscribe-box><p>{STORY}</p></div>"
    assert removed(f"<header>{HEADLINE}</header>{body}{prompt}") == [STORY]


@patient
@given(
    st.lists(PROSE, min_size=1, max_size=6),
    st.sampled_from(
        ["form", "div class=paywall", "div class='promo sidebar-left'", "nav", "footer"]
    ),
)
def test_no_container_takes_headline_and_story_whole(texts: list[str], box: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in texts)
    assert removed(f"<{box}><div>{HEADLINE}{story}</div></{box.split(maxsplit=1)[0]}>") == []
