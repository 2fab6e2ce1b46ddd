"""The page model that is shipped: it loads, it answers, and its card tells of it."""

import hashlib

import numpy as np

from backfile.model import Repeats
from backfile.split.pages.boxes import Boxes
from backfile.split.pages.features import Page
from backfile.split.pages.voting import page_model_card
from backfile.split.weights import shipped
from tests.helpers import MODELS


def test_its_card_names_it_and_its_data() -> None:
    card, data = page_model_card(), shipped("pages.npz")
    digest = hashlib.sha256(data).hexdigest()
    assert card["weights"] == {"sha256": digest, "bytes": len(data)}
    assert MODELS.pages.digest == digest
    assert len(data) < 2_000_000


def test_its_card_tells_how_it_did_on_sites_it_had_not_seen() -> None:
    scores = page_model_card()["scores"]
    assert isinstance(scores, dict)
    assert {"zyte", "naeb", "fundus80"} <= set(scores["cross_validation"])


def test_a_page_without_blocks_has_no_chances() -> None:
    nothing = Page((), (), Repeats(), (), "", Boxes([]))
    assert np.array_equal(MODELS.pages.chances(nothing), np.zeros(0))
