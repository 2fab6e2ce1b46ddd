"""Rows of drafts in, split/weights/doubts.json out: how their evidence is weighed, and how well."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backfile import VERSION
from backfile.split.doubting import Weighing
from backfile.split.evidence import NAMES
from benchmarks.reviewing import found_in_worst, groups_of, most_possible
from training.doubting.fitting import RIDGE, fitted, held_out
from training.doubting.rows import Row

_DIGITS = 5
_SHARES = (0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Origin:
    """When it was fitted (ISO day), and the digests of the data and of the networks that judged.

    plan: how many line networks judged each part, and how many dumps each composed.
    """

    date: str
    data: str
    networks: str
    plan: Mapping[str, int] = field(default_factory=dict)


def card(rows: Sequence[Row], origin: Origin) -> bytes:
    """The file of the doubt model, the same bytes for the same rows."""
    mediums = dict.fromkeys(row.medium for row in rows)
    own = {medium: [row for row in rows if row.medium == medium] for medium in mediums}
    told: dict[str, Any] = {
        "what": "Backfile's doubt model: how likely an article's headline or a boundary is wrong, "
        "or a paragraph lost",
        "program": VERSION,
        "date": origin.date,
        "data": {
            "sha256": origin.data,
            "networks": origin.networks,
            "articles": {medium: len(those) for medium, those in own.items()},
            "faulty": {medium: sum(bool(r.faults) for r in those) for medium, those in own.items()},
        },
        "plan": {"ridge": RIDGE, **origin.plan},
        "scores": {"cross_validation": _scores(rows)},
        "weights": {medium: _told(fitted(those)) for medium, those in own.items()},
    }
    return f"{json.dumps(told, indent=1)}\n".encode()


def _told(weighing: Weighing) -> dict[str, Any]:
    """The bias, and of each column its mean, spread and weight."""
    each = zip(weighing.mean, weighing.spread, weighing.weights, strict=True)
    columns = {
        name: [round(number, _DIGITS) for number in numbers]
        for name, numbers in zip(NAMES, each, strict=True)
    }
    return {"bias": round(weighing.bias, _DIGITS), "columns": columns}


def _scores(rows: Sequence[Row]) -> dict[str, Any]:
    """Of each set: articles, the faulty, the share of them found in the worst, and the most."""
    doubts = held_out(rows)
    told: dict[str, Any] = {}
    for name, own in groups_of(rows).items():
        faulty = [bool(rows[n].faults) for n in own]
        order = [doubts[n] for n in own]
        found = {f"{s:g}": round(found_in_worst(faulty, order, s), 3) for s in _SHARES}
        most = round(most_possible(faulty, _SHARES[0]), 3)
        told[name] = {"articles": len(own), "faulty": sum(faulty), "found": found, "most": most}
    return told
