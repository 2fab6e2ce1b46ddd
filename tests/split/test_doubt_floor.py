"""How many faulty articles the order by doubt finds: figures that must not get worse."""

import json
from pathlib import Path

import pytest

from backfile.clean import load_rules
from backfile.split.weights import shipped
from benchmarks.missed import lines_of
from benchmarks.reviewing import found_in_worst
from tests.helpers import MODELS
from training.doubting.rows import Row, rows_of_examples
from training.labelled import Labelled, examples_of
from training.sources import Sources, rows

SOURCES = Sources(Path(__file__).parents[3] / "shared" / "eval")
# By cross-validation over sites, of all faulty articles the share among the worst 5, 10 and
# 20 %: of all sets together, a fifth of whose articles are faulty, and where 5 % are.
FLOORS = {"all together": (0.19, 0.34, 0.55), "all, 5 % faulty": (0.38, 0.5, 0.72)}
# Of the first 30 dumps of several stories, by the shipped models, which have learnt from them.
WORST, FOUND = 0.2, 0.7


@pytest.mark.parametrize("name", FLOORS)
def test_the_shipped_weights_were_cross_validated_no_worse_than_their_floors(name: str) -> None:
    found = json.loads(shipped("doubts.json"))["scores"]["cross_validation"][name]["found"]
    assert all(share >= floor for share, floor in zip(found.values(), FLOORS[name], strict=True))


def test_the_worst_of_real_dumps_hold_most_of_the_faulty() -> None:
    made = real_rows("compound_paste", 30)
    faulty = [bool(row.faults) for row in made]
    assert found_in_worst(faulty, [row.doubt for row in made], WORST) >= FOUND


def real_rows(name: str, most: int) -> list[Row]:
    file = SOURCES.dumps(name)
    if not file.is_file():
        pytest.skip(f"{file} is not here: the labelled dumps are no part of the project")
    found = sorted(rows(file), key=lambda row: str(row["id"]))[:most]
    texts = [
        Labelled(row["id"], name, (), tuple(lines_of(row["text"])), tuple(row["line_labels"]))
        for row in found
    ]
    return list(rows_of_examples(examples_of(texts, load_rules()), MODELS, 0))
