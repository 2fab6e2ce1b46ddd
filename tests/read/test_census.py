"""The census: which lines repeat over the documents of a source, in bounded memory."""

import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Document, line_key
from backfile.read.census import repeats_within, take_census
from tests.helpers import dump, patient

Pairs = Iterable[tuple[str, Document]]
# Few different lines, so that many repeat; some differ in case and spacing alone.
LINES = st.lists(st.sampled_from(["Home", "home ", "News", "a  b", "A B", "Łódź", "łódź", "x"]))
CORPUS = st.lists(st.tuples(st.sampled_from(["", "post", "gazette"]), LINES), max_size=8)


def counted(source: str, text: str, pairs: Pairs) -> dict[str, int]:
    """What repeats of a text of a source, over a corpus that holds it."""
    document = dump(text)
    counts = take_census([*pairs, (source, document)])
    return dict(repeats_within(document, source, counts).counts)


def test_a_line_of_two_documents_of_a_source_repeats() -> None:
    pairs = [("post", dump("Home\nFirst"))]
    assert counted("post", "Home\nSecond", pairs) == {"home": 2}


def test_another_source_does_not_count() -> None:
    pairs = [("gazette", dump("Home")), ("", dump("Home"))]
    assert counted("post", "Home", pairs) == {}


def test_a_source_and_a_line_are_never_taken_for_another_pair() -> None:
    pairs = [("post home", dump("news")), ("post", dump("home news"))]
    assert counted("post", "news", pairs) == {}


def test_a_line_twice_in_one_document_does_not_repeat() -> None:
    assert counted("post", "Home\nHome", []) == {}


def test_case_and_spacing_make_no_difference() -> None:
    assert counted("post", "  HOME   page", [("post", dump("Home page"))]) == {"home page": 2}


def test_counts_stop_at_three() -> None:
    assert counted("post", "Home", [("post", dump("Home"))] * 9) == {"home": 3}


def test_no_documents_have_no_repeats() -> None:
    assert take_census([]) == {}


def test_numbers_are_the_same_in_every_run() -> None:
    counts = take_census([("post", dump("Home")), ("post", dump("Home"))])
    assert counts == {16237801680720851223: 2}


def test_a_full_table_keeps_what_repeats_most() -> None:
    often = [("post", dump(f"often {n}")) for n in range(300)] * 3
    twice = [("post", dump(f"twice {n}")) for n in range(3000)] * 2
    counts = take_census([*twice, *often], most=640)
    assert len(counts) <= 640
    assert Counter(counts.values())[3] > 290


def test_a_full_table_does_not_depend_on_the_order() -> None:
    pairs = [("post", dump(f"line {n}")) for n in range(2000)] * 2
    assert take_census(pairs, most=64) == take_census(reversed(pairs), most=64)


def test_memory_does_not_grow_with_the_corpus() -> None:
    def documents(count: int) -> Iterator[tuple[str, Document]]:
        return (("post", dump(f"line {n} of a long text")) for n in range(count))

    def peak(count: int) -> int:
        tracemalloc.start()
        take_census(documents(count))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    # Eight bytes a line wait in memory up to 4 MB; in a table of texts each would take 150.
    assert peak(8000) - peak(2000) < 6000 * 20


@patient
@given(CORPUS)
def test_it_is_what_counting_by_hand_gives(corpus: list[tuple[str, list[str]]]) -> None:
    pairs = [(source, dump("\n".join(lines))) for source, lines in corpus]
    by_hand = Counter((s, k) for s, lines in corpus for k in {line_key(x) for x in lines})
    counts = take_census(pairs)
    for source, document in pairs:
        expected = {
            key: min(by_hand[source, key], 3)
            for key in dict.fromkeys(line_key(block.text) for block in document.blocks)
            if by_hand[source, key] > 1
        }
        assert repeats_within(document, source, counts).counts == expected
