"""Credits are put below a headline, and a dateline before a story's first words."""

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import patient
from training.crediting import credited
from training.labelled import chance_of
from training.noise import Line

HEADLINE = "Harbour of the northern islands opens again"
FIRST = "The harbour was opened to ships again on Monday after a week of storms."
STORY = [
    Line(HEADLINE, "T"),
    Line(FIRST, "B", 1),
    Line("Nobody slept here, a fisher said.", "B", 1),
]
SEEDS = st.integers(0, 10_000)


@patient
@given(SEEDS)
def test_the_headline_keeps_its_words_and_stands_first(seed: int) -> None:
    lines = credited(STORY, chance_of(seed))
    headline = [line.text for line in lines if line.label in {"T", "T2"}]
    assert lines[0].label == "T"
    assert " ".join(headline).casefold() == HEADLINE.casefold()


@patient
@given(SEEDS)
def test_every_paragraph_stays_whole_and_in_order(seed: int) -> None:
    body = [line.text for line in credited(STORY, chance_of(seed)) if line.label == "B"]
    assert len(body) == 2
    assert body[0].endswith(FIRST)
    assert body[1] == STORY[2].text


@patient
@given(SEEDS)
def test_credits_stand_between_headline_and_text(seed: int) -> None:
    labels = "".join(line.label[0] for line in credited(STORY, chance_of(seed)))
    assert labels.strip("T").strip("B").replace("M", "") == ""


def test_no_form_is_left_unfilled() -> None:
    texts = [line.text for seed in range(300) for line in credited(STORY, chance_of(seed))]
    assert not any("{" in text for text in texts)


def test_a_headline_alone_is_enough() -> None:
    assert credited(STORY[:1], chance_of(1))[0].label == "T"
