"""Cross-validation by sites: none is both learnt from and measured by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import patient
from tests.training.made import RULES, examples, page, pages
from training.plan import Plan
from training.sites import lies_in, part_of, site_of, touches
from training.validation import fold_of

PARTS = 3
PLAN = Plan(measured=2)
SITES = st.lists(st.text("abc.", min_size=1, max_size=6), max_size=4)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.harbour.example/a.html", "harbour.example"),
        ("http://news.harbour.co.uk/a", "harbour.co.uk"),
        ("https://co.example/", "co.example"),
        ("", ""),
    ],
)
def test_a_site_is_what_somebody_registered(url: str, site: str) -> None:
    assert site_of(url) == site


def test_no_site_is_both_learnt_from_and_measured() -> None:
    read = examples(pages(12))
    for part in range(PARTS):
        fold = fold_of(read, part, PARTS, PLAN, RULES)
        learnt, measured = (
            {site for example in those for site in example.labelled.sites}
            for those in (fold.learnt, fold.measured)
        )
        assert not learnt & measured


def test_every_page_is_measured_in_one_fold() -> None:
    read = examples(pages(12))
    folds = [fold_of(read, part, PARTS, PLAN, RULES) for part in range(PARTS)]
    ids = [e.labelled.id for fold in folds for e in fold.measured if e.labelled.sites]
    assert sorted(ids) == sorted(e.labelled.id for e in read)


def test_dumps_of_several_stories_are_measured_by_composed_ones() -> None:
    read = examples([*pages(6), *(page(number, "seedlike") for number in range(6))])
    fold = fold_of(read, part_of("paper1.example", PARTS), PARTS, PLAN, RULES)
    mixed = [e.labelled for e in fold.measured if e.labelled.kind == "seedlike"]
    assert len(mixed) == PLAN.measured
    assert all(text.sites == () for text in mixed)


@patient
@given(sites=SITES)
def test_what_lies_in_a_part_touches_no_other(sites: list[str]) -> None:
    inside = [part for part in range(PARTS) if lies_in(sites, part, PARTS)]
    assert len(inside) <= 1
    if inside:
        assert [part for part in range(PARTS) if touches(sites, part, PARTS)] == inside
