"""What the networks may know: words of several sites, by checksum, and nothing of the text."""

from dataclasses import replace

from backfile.split.lines.words import checksum
from tests.training.made import examples, page, pages
from training.labelled import Labelled
from training.plan import Plan
from training.vocabulary import vocabulary_of

PLAN = Plan()


def known(texts: list[Labelled], plan: Plan = PLAN) -> set[int]:
    return set(vocabulary_of(examples(texts), plan))


def test_a_word_of_many_sites_is_known() -> None:
    assert checksum("ferries") in known(pages(4))


def test_sites_are_counted_not_lines_or_pages() -> None:
    same = [page(number, site="paper.example") for number in range(9)]
    assert known(same) == set()


def test_composed_and_mixed_dumps_are_not_counted() -> None:
    mixed = [page(number, "seedlike") for number in range(9)]
    assert known(mixed) == set()


def test_the_words_of_most_sites_come_first_and_no_more_than_asked_for() -> None:
    some = [replace(text, lines=("Regatta", *text.lines[1:])) for text in pages(9)[4:]]
    texts = [*pages(4), *some]
    few = replace(PLAN, vocabulary=3)
    assert checksum("regatta") in known(texts) - known(texts, few)
    assert len(known(texts, few)) == 3


def test_the_order_of_the_texts_makes_no_difference() -> None:
    texts = pages(5)
    there, back = (vocabulary_of(examples(those), PLAN) for those in (texts, texts[::-1]))
    assert there == back
