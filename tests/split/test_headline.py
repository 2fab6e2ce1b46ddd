"""Headlines: what a reader sees is the title; data tells which heading that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Block, Claim, Mark, Place
from backfile.split.headline import choose_title, find_heading, without_site
from tests.helpers import patient


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", text, Place(1, 1, "body > h1"), level=level)


def title(value: str, origin: str = "meta og:title") -> Claim:
    return Claim("title", value, origin)


def found(blocks: list[Block], claims: list[Claim], prose: tuple[int, ...] = ()) -> int | None:
    return find_heading(blocks, [Mark() for _ in blocks], claims, prose)


def test_the_heading_that_a_claim_confirms_is_the_headline() -> None:
    blocks = [heading("Sections"), heading("Ferry late again")]
    assert found(blocks, [title("Ferry late again | The Gazette")]) == 1


def test_a_heading_of_the_claims_words_goes_before_a_strange_one() -> None:
    blocks = [heading("Our blog"), heading("Why the ferry was late again")]
    assert found(blocks, [title("Ferry late again in March")]) == 1


def test_the_first_order_goes_before_a_confirmed_sub_heading() -> None:
    blocks = [heading("Ferry late again"), heading("Ferry late once more", 2)]
    claims = [title("Ferry late again"), title("Ferry late once more", "meta twitter:title")]
    assert found(blocks, claims) == 0


def test_the_name_of_the_site_is_no_headline() -> None:
    blocks = [heading("The Gazette"), heading("Ferry late", 2)]
    assert found(blocks, [Claim("source", "Gazette", "meta og:site_name")], (2,)) == 1


def test_an_unknown_sub_heading_below_the_text_is_no_headline() -> None:
    blocks = [Block("paragraph", "A story.", Place(1, 1)), heading("More", 2)]
    assert found(blocks, [title("Ferry late")], (0,)) is None


def test_what_the_page_shows_goes_before_what_its_data_says() -> None:
    claims = [title("Ferry: all you need to know"), title("Ferry late again", "h1")]
    assert choose_title("Ferry late again", claims) == "Ferry late again"


def test_a_strange_heading_gives_way_to_the_claims() -> None:
    claims = [title("Ferry late"), title("user / file.md", "h1"), title("Select", "h1")]
    assert choose_title("user / file.md", claims) == "Ferry late"


def test_a_kicker_in_the_same_element_is_left_out() -> None:
    claims = [title("Ferry late again on Monday")]
    shown = "Ports - Ferry late again on Monday"
    assert choose_title(shown, [*claims, title(shown, "h1")]) == "Ferry late again on Monday"


@pytest.mark.parametrize(
    "claimed",
    ["Ferry late | The Gazette", "Ferry late - Gazette", "Gazette: Ferry late",
     "Ferry late | News | The Gazette", "Ferry late — gazette.example"],
)  # fmt: skip
def test_the_site_is_left_out_of_a_claimed_title(claimed: str) -> None:
    claims = [title(claimed), Claim("source", "The Gazette", "meta"),
              Claim("url", "https://www.gazette.example/a", "link canonical")]  # fmt: skip
    assert choose_title("", claims) == "Ferry late"


def test_a_title_that_is_just_the_site_is_passed_over() -> None:
    claims = [
        title("Gazette", "json-ld headline"),
        title("Ferry late"),
        Claim("source", "Gazette", "m"),
    ]
    assert choose_title("", claims) == "Ferry late"


def test_a_dash_of_the_headline_itself_stays() -> None:
    assert without_site("Ferry late - again", ("gazette",)) == "Ferry late - again"


@patient
@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_a_title_is_never_invented(shown: str, claimed: list[str]) -> None:
    chosen = choose_title(shown, [title(value) for value in claimed])
    assert any(chosen in text for text in ("", shown, *claimed))
