"""The file of the weights: the program loads it; the same weights are the same bytes."""

import numpy as np
import pytest

from backfile.errors import BackfileError
from backfile.model import Repeats
from backfile.split.lines.context import NAMES as STANDING
from backfile.split.lines.features import NAMES as LOOKS
from backfile.split.lines.voting import LABELS, line_model_from
from tests.training.made import examples, pages
from training.plan import Plan
from training.tables import Floats
from training.vocabulary import vocabulary_of
from training.weights import packed

PLAN = Plan(width=4, dilations=(1, 2), word_width=3, networks=2)
FEATURES = len(LOOKS) + len(STANDING)
READ = examples(pages(5))
WORDS = vocabulary_of(READ, PLAN)
KNOWN = {"checksums": WORDS}


def network(seed: int, words: int = len(WORDS)) -> dict[str, Floats]:
    """Weights by chance, of the names and shapes that training gives."""
    shapes: dict[str, tuple[int, ...]] = {
        "mean": (FEATURES,), "std": (FEATURES,), "words": (words + 1, 3),
        "numbers": (FEATURES, 4), "numbers-bias": (4,), "of-words": (3, 4),
        "second": (4, 4), "second-bias": (4,), "last-norm": (4,), "last-norm-bias": (4,),
        "out": (4, len(LABELS)), "out-bias": (len(LABELS),),
    }  # fmt: skip
    for layer in (0, 1):
        shapes |= {f"near-{layer}": (3, 4, 4), f"mix-{layer}": (4, 4)}
        shapes |= {f"{name}-{layer}-bias": (4,) for name in ("norm", "near", "mix")}
        shapes[f"norm-{layer}"] = (4,)
    chance = np.random.default_rng(seed)
    return {name: chance.random(shape, np.float32) + 0.1 for name, shape in shapes.items()}


def test_the_line_model_of_the_program_loads_it_and_answers() -> None:
    model = line_model_from(packed([network(1), network(2)], KNOWN, PLAN))
    chances = model.chances(READ[0].document.blocks, READ[0].marks, Repeats())
    assert chances.shape == (len(READ[0].document.blocks), len(LABELS))
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)


def test_a_words_number_is_its_place() -> None:
    model = line_model_from(packed([network(1)], KNOWN, PLAN))
    assert [model.known[word] for word in WORDS] == list(range(1, len(WORDS) + 1))


def test_the_same_weights_are_the_same_bytes() -> None:
    assert packed([network(1)], KNOWN, PLAN) == packed([network(1)], KNOWN, PLAN)


def test_weights_that_are_too_large_to_ship_are_refused() -> None:
    with pytest.raises(BackfileError, match=r"weights: has \d+ bytes, more than 2000000"):
        packed([network(1, 400_000)], KNOWN, PLAN)
