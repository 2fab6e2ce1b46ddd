"""How doubtful a draft is: a chance, the same every time, higher where models were less sure."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import mark
from backfile.model import Division, Document, Label, Provenance, Repeats
from backfile.split import split
from backfile.split.dividing import Trained
from backfile.split.doubting import DoubtModel, Weighing, doubt_model_from, load_doubt_model
from backfile.split.evidence import NAMES, evidence_of
from backfile.split.weights import shipped
from tests.helpers import MODELS, PROSE, RULES, SHORT, divided, dump, html_page, mistake_of, patient

STORY = """Ferry to sail again in spring

The ferry will sail again when the ice has gone, the harbour office said on Monday.
Nobody could say when that would be, and nobody wanted to be asked about it twice.
The crew has been told to be ready from the first day of March, whatever the weather.
"""
DOUBTS = load_doubt_model()


def doubt(document: Document, division: Division) -> float:
    marks = mark(document, RULES, Provenance())
    drafts = DOUBTS.doubted(document, division.labels, marks, division.drafts)
    return drafts[0].doubt


@patient
@given(st.lists(st.one_of(PROSE, SHORT, st.just("")), max_size=12))
def test_the_doubt_of_a_dump_is_a_chance(lines: list[str]) -> None:
    drafts = divided(dump("\n".join(lines))).drafts
    assert all(0 <= draft.doubt <= 1 for draft in drafts)


@patient
@given(st.lists(st.one_of(PROSE, SHORT), min_size=1, max_size=12))
def test_the_doubt_of_a_page_is_a_chance(texts: list[str]) -> None:
    page = html_page("".join(f"<p>{text}</p>" for text in texts))
    assert all(0 <= draft.doubt <= 1 for draft in divided(page).drafts)


@patient
@given(st.lists(st.one_of(PROSE, SHORT), max_size=12))
def test_the_same_text_has_the_same_doubt(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert divided(dump(text)).drafts == divided(dump(text)).drafts


@patient
@given(st.lists(st.one_of(PROSE, SHORT, st.just("")), max_size=12))
def test_evidence_is_finite_whatever_the_text(lines: list[str]) -> None:
    document = dump("\n".join(lines))
    found = divided(document)
    marks = mark(document, RULES, Provenance())
    rows = evidence_of(document, found.labels, marks, found.drafts)
    assert rows.shape == (len(found.drafts), len(NAMES))
    assert np.isfinite(rows).all()


def test_a_paragraph_that_was_left_out_unsurely_makes_more_doubtful() -> None:
    document = dump(STORY)
    found = divided(document)
    unsure = Label("X", "line-model", "", 0.1, text=0.4)
    labels = (*found.labels[:-1], unsure)
    assert doubt(document, replace(found, labels=labels)) > doubt(document, found)


def test_a_rival_of_the_headline_makes_more_doubtful() -> None:
    document = dump(STORY)
    found = divided(document)
    rival = replace(found.labels[-1], headline=0.6)
    labels = (*found.labels[:-1], rival)
    assert doubt(document, replace(found, labels=labels)) > doubt(document, found)


def test_without_a_doubt_model_nothing_is_doubted() -> None:
    document = dump(STORY)
    models = Trained(MODELS.lines, MODELS.pages, DoubtModel())
    marks = mark(document, RULES, Provenance())
    drafts = split(document, marks, Repeats(), models).drafts
    assert [draft.doubt for draft in drafts] == [0.0]


def test_evidence_far_from_all_that_was_learnt_from_is_no_stronger() -> None:
    weighing = Weighing((0.0,), (1.0,), (1.0,), 0.0)
    near, far = weighing.chances(np.array([[4.0], [4e9]]))
    assert near == far


def test_weights_of_other_columns_are_refused() -> None:
    told = json.loads(shipped("doubts.json"))
    del told["weights"]["text"]["columns"]["rival"]
    words = mistake_of(ValueError, lambda: doubt_model_from(json.dumps(told).encode()))
    assert words == "doubts.json weighs other columns than there are"


@pytest.mark.parametrize("medium", ["text", "page"])
def test_each_medium_has_its_weights_and_where_they_are_from(medium: str) -> None:
    told = json.loads(shipped("doubts.json"))
    assert medium in DOUBTS.weighings
    assert {"data", "date", "scores", "program"} <= set(told)
