"""What needs torch: the network answers as the program's does; training gives the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from backfile.split.lines.voting import LABELS, line_model_from
from backfile.split.network import bag_of
from tests.conftest import ROOT
from tests.training.made import data_in
from training.batches import together
from training.plan import Plan
from training.tables import Table
from training.weights import packed

torch = pytest.importorskip("torch", reason='torch is missing; try: pip install "torch>=2.9"')
network = pytest.importorskip("training.network")

FEATURES, WORDS, LINES = 7, 30, (3, 40, 90)
TINY = ("--limit", "4", "--epochs", "1", "--networks", "1", "--composed", "2", "--folds", "2")


def table(lines: int) -> Table:
    """A document of figures by chance, six words a line."""
    chance = np.random.default_rng(lines)
    numbers = chance.random((lines, FEATURES), np.float32)
    words = chance.integers(1, WORDS + 1, (lines, 6))
    return Table(numbers, (words,), np.zeros(lines, np.int64), np.ones(lines, np.float32))


def trained(data: Path, out: Path, *words: str) -> dict[str, bytes]:
    """The files of a tiny run of the program."""
    command = [sys.executable, "-m", "training", "--data", str(data), "--out", str(out)]
    paths = ("--pages", str(data / "pages.jsonl"))
    env = os.environ | {"SOURCE_DATE_EPOCH": "1747008000", "PYTHONPATH": str(ROOT / "plugins")}
    subprocess.run([*command, *paths, *TINY, *words], cwd=ROOT, env=env, check=True)
    return {file.name: file.read_bytes() for file in out.iterdir()}


def test_the_programs_network_says_what_was_trained() -> None:
    torch.manual_seed(1)
    scale = np.full(FEATURES, 0.5, np.float32)
    made = network.LineNetwork((scale, scale), (WORDS,), len(LABELS), Plan()).eval()
    model = line_model_from(packed([made.weights()], {"checksums": range(1, WORDS + 1)}, Plan()))
    tables = [table(lines) for lines in LINES]
    batch = together(tables)
    with torch.no_grad():
        words = torch.from_numpy(batch.bags[0])
        scores = made(torch.from_numpy(batch.numbers), [words], torch.from_numpy(batch.there))
    for one, row in zip(tables, torch.softmax(scores, -1).numpy(), strict=True):
        ours = model.networks[0].chances(one.numbers, bag_of(one.bags[0].tolist()))
        # The program has the weights in half precision.
        assert np.abs(ours - row[: len(ours)]).max() < 0.01


@pytest.mark.slow
def test_training_gives_the_same_bytes_however_many_processes(tmp_path: Path) -> None:
    data = data_in(tmp_path / "data").data
    one = trained(data, tmp_path / "one")
    assert one == trained(data, tmp_path / "two", "--jobs", "2")
    assert set(one) == {"lines.npz", "lines.json"}


@pytest.mark.slow
def test_the_card_tells_date_data_plan_and_scores(tmp_path: Path) -> None:
    data = data_in(tmp_path / "data").data
    card = json.loads(trained(data, tmp_path / "out", "--date", "2025-05-11")["lines.json"])
    assert card["date"] == "2025-05-11"
    assert card["plan"]["epochs"] == 1
    assert len(card["data"]["sha256"]) == 64
    assert "title_F1" in card["scores"]["cross_validation"]["page_full"]
