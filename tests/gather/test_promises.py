"""What was promised stays: ids and addresses, whatever becomes of titles, dates and beginnings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.gather import gather
from backfile.gather.accepted import digests_of
from backfile.gather.promises import known_again
from backfile.model import (
    Article,
    Capture,
    Corpus,
    Digest,
    Outcome,
    Place,
    Promise,
    Provenance,
    Register,
    TagWord,
    Word,
)
from tests.gather.captured import FARES, FERRY, HOSPITAL, STORY, told
from tests.site.builders import CAPTURE, article, block, digest, ident_of, settings_in, tag

OTHER = Capture("b" * 64, "post/later.html", 10, Provenance(source="Northern Post"))
TITLES = st.text("aB- é", max_size=5)
DATES = st.sampled_from(["", "2025", "2025-05-11", "2025-06-01"])
Found = Article | Digest


def at(first: int, last: int, title: str = "Harbour", **fields: Any) -> Article:
    """An article at some lines, with the id that the formula gives it."""
    return article(title, id=ident_of(first), first_line=first, last_line=last, **fields)


def published(
    found: Sequence[Found],
    register: Register = Register(),  # noqa: B008 - a frozen value
    captures: Sequence[Capture] = (CAPTURE,),
    **word: Any,
) -> Corpus:
    """The corpus of what was found, with what was promised."""
    outcomes = {capture.id: _outcome(found, capture) for capture in captures}
    again = known_again(outcomes, register)
    settings = settings_in(Path("/nowhere"))
    return gather(captures, again, (), (len(captures), 0), settings, Word(register, **word))


def _outcome(found: Iterable[Found], capture: Capture) -> tuple[Outcome, ...]:
    mine = [one for one in found if one.capture_id == capture.id]
    articles = tuple(one for one in mine if isinstance(one, Article))
    return (Outcome(articles, tuple(one for one in mine if isinstance(one, Digest))),)


def register_of(corpus: Corpus, moved: Mapping[str, str] | None = None) -> Register:
    """All of a corpus as it is once it is accepted."""
    rows = []
    for one in corpus.published:
        rows.append((one.id, corpus.addresses[one.id], one, one.first_line))
        if isinstance(one, Digest):
            address = corpus.addresses[one.id]
            rows += [(i.id, f"{address}#{i.id}", one, i.block.place.first_line) for i in one.items]
    promises = {
        ident: Promise(number, ident, address, one.capture_id, f"{one.document}:{first}")
        for number, (ident, address, one, first) in enumerate(rows)
    }
    texts = {one.id: digests_of(one) for one in corpus.published}
    return Register(promises, moved or {}, {}, texts)


def accepted(*found: Found) -> Register:
    return register_of(published(found))


def test_a_promised_address_stays_whatever_title_and_date_become() -> None:
    before = at(1, 9)
    after = published([at(1, 9, "Quite another", date="")], accepted(before))
    assert after.addresses == {before.id: "2025/05/harbour.html"}
    assert after.moved == {}


def test_a_new_article_never_takes_a_promised_address() -> None:
    register = accepted(at(1, 9))
    after = published([at(1, 9, "Renamed"), at(10, 19)], register)
    assert after.addresses[ident_of(10)] == f"2025/05/harbour-{ident_of(10)}.html"


def test_nor_one_that_has_moved() -> None:
    register = replace(accepted(at(1, 9)), moved={"2025/05/ferry.html": ident_of(1)})
    after = published([at(1, 9), at(10, 19, "Ferry")], register)
    assert after.addresses[ident_of(10)] == f"2025/05/ferry-{ident_of(10)}.html"
    assert after.moved == {"2025/05/ferry.html": "2025/05/harbour.html"}


def test_whom_another_was_promised_its_address_before_gets_a_new_one() -> None:
    promises = accepted(at(1, 9), at(10, 19, "Ferry")).promises
    contested = replace(promises[ident_of(10)], address="")
    register = Register({**promises, ident_of(10): contested})
    after = published([at(1, 9), at(10, 19, "Harbour")], register)
    assert after.addresses[ident_of(10)] == f"2025/05/harbour-{ident_of(10)}.html"


def test_numbers_are_those_of_the_rows_and_new_articles_have_none() -> None:
    register = accepted(at(10, 19), digest("One."))
    after = published([at(1, 9), at(10, 19), digest("One.")], register)
    items = [item.id for item in after.digests[0].items]
    assert after.numbers == {ident_of(10): 0, after.digests[0].id: 1, items[0]: 2}


def test_without_a_register_nothing_is_numbered_moved_or_changed() -> None:
    corpus = published([at(1, 9)])
    assert (corpus.numbers, corpus.moved, corpus.changed) == ({}, {}, ())


def test_an_article_that_begins_earlier_is_known_again_by_its_place() -> None:
    after = published([at(1, 9)], accepted(at(3, 9)))
    assert [one.id for one in after.articles] == [ident_of(3)]
    assert after.addresses == {ident_of(3): "2025/05/harbour.html"}


def test_an_article_that_begins_later_is_known_again_by_a_paragraph() -> None:
    after = published([at(3, 9)], accepted(at(1, 9)))
    assert [one.id for one in after.articles] == [ident_of(1)]


def test_the_next_story_is_not_taken_for_one_that_is_gone() -> None:
    after = published([at(10, 19, "Fares", body=(block(FARES),))], accepted(at(1, 9)))
    assert [one.id for one in after.articles] == [ident_of(10)]
    assert after.moved == {"2025/05/harbour.html": ""}


def test_an_article_of_another_document_is_not_known_again() -> None:
    after = published([at(1, 9, document=1)], accepted(at(3, 9)))
    assert [one.id for one in after.articles] == [ident_of(1)]


def test_of_joined_articles_the_later_ones_lead_on_to_the_first() -> None:
    after = published([at(1, 19)], accepted(at(1, 9), at(10, 19, "Ferry")))
    assert after.addresses == {ident_of(1): "2025/05/harbour.html"}
    assert after.moved == {"2025/05/ferry.html": "2025/05/harbour.html"}


def test_of_joined_articles_that_begin_elsewhere_the_first_promise_is_kept() -> None:
    register = accepted(at(1, 9, date="2025-05-01"), at(10, 19, "Ferry", date="2025-05-02"))
    after = published([at(0, 19)], register)
    assert after.addresses == {ident_of(1): "2025/05/harbour.html"}
    assert after.moved == {"2025/05/ferry.html": "2025/05/harbour.html"}


def test_of_a_parted_article_the_part_that_holds_its_place_keeps_its_address() -> None:
    after = published([at(1, 5), at(6, 9, "Ferry")], accepted(at(1, 9)))
    assert after.addresses[ident_of(1)] == "2025/05/harbour.html"
    assert after.addresses[ident_of(6)] == "2025/05/ferry.html"


def test_what_is_gone_has_a_page_that_says_so() -> None:
    after = published([at(1, 9)], accepted(at(1, 9), at(10, 19, "Ferry")))
    assert after.moved == {"2025/05/ferry.html": ""}


def test_an_article_whose_capture_was_replaced_leads_on_to_its_text() -> None:
    again = at(1, 9, body=(block(), block(FARES)), capture_id=OTHER.id, date="2025-06-01")
    other = replace(again, id=ident_of("again"))
    after = published([other], accepted(at(1, 9)), captures=[OTHER])
    assert after.moved == {"2025/05/harbour.html": "2025/06/harbour.html"}
    assert after.changed == ()


def test_another_text_of_the_same_headline_is_not_it() -> None:
    other = at(10, 19, body=(block(FARES),), date="2025-06-01")
    after = published([other], accepted(at(1, 9, body=(block(FERRY), block(HOSPITAL)))))
    assert after.moved == {"2025/05/harbour.html": ""}


def test_the_address_of_what_is_withheld_is_left_to_its_tombstone() -> None:
    register = replace(
        accepted(at(1, 9), at(10, 19, "Ferry")), moved={"undated/old.html": ident_of(10)}
    )
    after = published([at(1, 9)], register, withheld=(ident_of(10),))
    assert after.moved == {"undated/old.html": "2025/05/ferry.html"}
    assert after.changed == ()


def test_a_digest_that_became_an_article_leads_on_to_it() -> None:
    before = digest("One.", first_line=3, last_line=9)
    after = published([at(3, 9)], accepted(before))
    assert after.addresses == {ident_of(3): "2025/05/harbour.html"}
    assert after.moved == {"digests/front-page.html": "2025/05/harbour.html"}


def test_an_item_that_begins_elsewhere_keeps_its_anchor() -> None:
    before = digest("One.")
    (item,) = before.items
    moved = replace(item, id=ident_of("else"), block=block("One.", place=Place(0, 2)))
    after = published([replace(before, items=(moved,))], accepted(before))
    assert [item.id for item in after.digests[0].items] == [item.id]


def captures_of_one(first: Article, second: Article) -> list[Article]:
    """An article in two captures: with other ids, each of its own capture."""
    return [
        replace(first, id=ident_of("first"), capture_id=CAPTURE.id),
        replace(second, id=ident_of("second"), capture_id=OTHER.id),
    ]


def test_an_older_capture_that_comes_later_moves_no_address() -> None:
    older, newer = captures_of_one(told(title="Ferry sailed"), told())
    register = register_of(published([newer], captures=[CAPTURE, OTHER]))
    ties = Word().ties
    same = replace(ties, same=((older.id, newer.id),))
    after = published([older, newer], register, [CAPTURE, OTHER], ties=same)
    assert [one.id for one in after.articles] == [newer.id]
    assert after.addresses == {newer.id: "undated/ferry-sails-again.html"}
    assert list(after.histories) == [newer.id]


def test_of_articles_that_became_versions_of_one_the_later_promise_leads_on() -> None:
    older, newer = captures_of_one(told(title="Ferry sailed"), told())
    both = [CAPTURE, OTHER]
    apart = replace(Word().ties, apart=((older.id, newer.id),))
    register = register_of(published([older, newer], captures=both, ties=apart))
    same = replace(Word().ties, same=((older.id, newer.id),))
    after = published([older, newer], register, both, ties=same)
    first = min(register.promises.values(), key=lambda promise: promise.number)
    second = next(p for p in register.promises.values() if p != first)
    assert after.addresses == {first.id: first.address}
    assert after.moved == {second.address: first.address}


@given(
    st.lists(st.lists(st.tuples(TITLES, DATES), min_size=4, max_size=4), min_size=1, max_size=5),
    st.lists(st.integers(0, 4), min_size=5, max_size=5),
)
def test_promised_addresses_stay_and_all_are_unique_whatever_titles_and_dates_become(
    steps: list[list[tuple[str, str]]], counts: list[int]
) -> None:
    register = Register()
    for names, count in zip(steps, counts, strict=False):
        found = [at(9 * n, 9 * n + 8, t, date=d) for n, (t, d) in enumerate(names[:count])]
        corpus = published(found, register)
        pages = [*corpus.addresses.values(), *corpus.moved]
        assert len(pages) == len(set(pages))
        for ident, promise in register.promises.items():
            assert corpus.addresses.get(ident, promise.address) == promise.address
            assert promise.address in pages
        new = register_of(corpus)
        rows = {**register.promises, **new.promises}
        numbered = (replace(promise, number=n) for n, promise in enumerate(rows.values()))
        register = replace(new, promises={promise.id: promise for promise in numbered})


KYIV, KIEV = tag("Kyiv"), tag("Kiev")
KYIV_ACCEPTED = Register(tags={"place/kiev": "Kiev"})
MERGED = TagWord("merge", "place", "kiev", "Kyiv", "kyiv")


def test_an_accepted_tag_keeps_its_page_as_long_as_one_article_carries_it() -> None:
    corpus = published([at(1, 9, tags=(KIEV, KYIV))], KYIV_ACCEPTED)
    assert [page.path for page in corpus.tag_pages] == ["places/kiev.html"]
    assert corpus.moved == {}


def test_an_accepted_tag_that_nothing_carries_any_more_says_so() -> None:
    corpus = published([at(1, 9)], KYIV_ACCEPTED)
    assert (corpus.tag_pages, corpus.moved) == ((), {"places/kiev.html": ""})


def test_an_accepted_tag_that_was_merged_leads_on_to_what_it_is_now() -> None:
    corpus = published([at(1, 9, tags=(KIEV,))], KYIV_ACCEPTED, tags=(MERGED,))
    assert [page.path for page in corpus.tag_pages] == ["places/kyiv.html"]
    assert corpus.moved == {"places/kiev.html": "places/kyiv.html"}


def test_tags_that_were_merged_in_a_circle_end_somewhere() -> None:
    back = TagWord("merge", "place", "kyiv", "Kiev", "kiev")
    corpus = published([at(1, 9)], KYIV_ACCEPTED, tags=(MERGED, back))
    assert corpus.moved == {"places/kiev.html": ""}


def changed(before: Sequence[str], after: Sequence[str]) -> list[tuple[tuple[str, ...], int]]:
    """What came and how much went, of an article whose paragraphs were accepted."""
    old, new = (at(1, 9, body=tuple(map(block, texts))) for texts in (before, after))
    corpus = published([new], accepted(old))
    return [(change.came, len(change.gone)) for change in corpus.changed]


@pytest.mark.parametrize(
    ("after", "what"),
    [
        (STORY, []),
        ([f" {FERRY}  ", *STORY[1:]], []),
        ([*STORY, FARES], [((FARES,), 0)]),
        (STORY[1:], [((), 1)]),
        ([FARES, *STORY[1:]], [((FARES,), 1)]),
        ([*STORY, FERRY], [((FERRY,), 0)]),
        (STORY[::-1], [((), 0)]),
    ],
)
def test_what_came_and_went_of_an_accepted_text_is_told(
    after: Sequence[str], what: list[tuple[tuple[str, ...], int]]
) -> None:
    assert changed(STORY, after) == what


def test_another_headline_is_a_change_and_another_date_is_none() -> None:
    register = accepted(at(1, 9))
    assert published([at(1, 9, date="")], register).changed == ()
    assert published([at(1, 9, "Ferry")], register).changed[0].came == ("Ferry",)


def test_an_item_of_a_digest_that_came_is_told() -> None:
    before, after = digest("One."), digest("One.", "Two.")
    corpus = published([replace(after, id=before.id)], accepted(before))
    assert [change.came for change in corpus.changed] == [("Two.",)]


def test_an_accepted_article_that_is_gone_is_told_until_that_is_accepted() -> None:
    register = accepted(at(1, 9), at(10, 19, "Ferry"))
    (change,) = published([at(1, 9)], register).changed
    assert (change.id, change.address, len(change.gone)) == (ident_of(10), "2025/05/ferry.html", 2)
    agreed = replace(register, texts={**register.texts, ident_of(10): ""})
    assert published([at(1, 9)], agreed).changed == ()


def test_a_text_that_was_never_accepted_is_no_change() -> None:
    register = replace(accepted(at(1, 9)), texts={})
    assert published([at(1, 9, "Ferry")], register).changed == ()
