"""The program's words: mistakes are one line, and figures are what the plan says."""

import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec

import pytest

from backfile.split.lines.context import NAMES as STANDING
from backfile.split.lines.features import NAMES as LOOKS
from tests.conftest import ROOT
from tests.training.made import examples, pages
from training.batches import steps, together
from training.labelled import chance_of
from training.plan import Plan
from training.tables import UNKNOWN, Table, tables_of

PLAN = Plan(batch_lines=40)
LENGTHS = [3, 50, 7, 20, 9, 14, 2, 33]
TABLES = list(tables_of(examples(pages(3)), {}, PLAN, 1))


def run(*words: str) -> str:
    """What the program says on stderr."""
    command = [sys.executable, "-m", "training", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stderr


@pytest.mark.skipif(find_spec("torch") is not None, reason="torch is here")
def test_without_torch_one_line_says_what_to_install() -> None:
    said = run("--data", "a", "--out", "b")
    assert said == 'training: the package torch is missing; try: pip install "torch>=2.9"\n'


@pytest.mark.skipif(find_spec("torch") is None, reason="torch is missing")
def test_without_data_one_line_says_what_is_missing() -> None:
    assert len(run("--data", "nowhere", "--out", "b", "--date", "2025-05-11").splitlines()) == 1


def test_every_document_is_in_one_step_of_a_pass() -> None:
    found = [place for step in steps(LENGTHS, PLAN, chance_of(1)) for place in step]
    assert sorted(found) == list(range(len(LENGTHS)))


def test_a_step_is_as_large_as_the_plan_says_or_holds_one_document() -> None:
    for step in steps(LENGTHS, PLAN, chance_of(1)):
        assert len(step) == 1 or len(step) * max(LENGTHS[p] for p in step) <= PLAN.batch_lines


def test_tables_of_unlike_lengths_are_filled_up() -> None:
    long, other = TABLES[:2]
    short = Table(other.numbers[:2], (other.bags[0][:2],), other.targets[:2], other.weights[:2])
    batch = together([long, short])
    assert batch.there[1].sum() == 2
    assert set(batch.targets[1, 2:].tolist()) == {UNKNOWN}
    assert batch.weights[1, 2:].sum() == 0


def test_a_headline_counts_most_and_an_unknown_line_nothing() -> None:
    table = TABLES[0]
    labels = examples(pages(1))[0].targets
    heaviest = int(table.weights.argmax())
    assert labels[heaviest] == "T"
    assert (table.weights[table.targets == UNKNOWN] == 0).all()


def test_newswire_is_learnt_from_in_several_turns() -> None:
    found = examples(pages(1))
    wire = [replace(e, labelled=replace(e.labelled, kind="reuters_plain")) for e in found]
    assert len(list(tables_of(wire, {}, Plan(newswire_turns=3), 1))) == 3 * len(wire)


def test_a_document_on_one_topic_is_learnt_without_what_parts_topics() -> None:
    common = len(LOOKS) + STANDING.index("in-common")
    (usual, *_), (hidden, *_) = (
        list(tables_of(examples(pages(1)), {}, Plan(one_topic=share), 1)) for share in (0.0, 1.0)
    )
    assert len(set(usual.numbers[:, common].tolist())) > 1
    assert len(set(hidden.numbers[:, common].tolist())) == 1
