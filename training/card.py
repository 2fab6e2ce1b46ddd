"""What was trained, on what and how well in, the words of lines.json out."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from backfile import VERSION
from training.labelled import Example
from training.plan import Plan
from training.scores import Scores


@dataclass(frozen=True, slots=True)
class Origin:
    """When it was trained and by what data: a day, the data's digest, and how much of each set.

    limit: documents of each set at most, 0 for all.
    """

    date: str
    digest: str
    limit: int = 0


def card(
    origin: Origin,
    plan: Plan,
    examples: Sequence[Example],
    weights: bytes,
    scores: dict[str, dict[str, Scores]],
) -> bytes:
    """The card as JSON, the same bytes for the same model; scores: by how and set."""
    told: dict[str, Any] = {
        "what": "Backfile's line model: how likely each line of a text is what",
        "program": VERSION,
        "date": origin.date,
        "weights": {"sha256": hashlib.sha256(weights).hexdigest(), "bytes": len(weights)},
        "data": _data(origin, examples),
        "plan": asdict(plan),
        "scores": scores,
    }
    return f"{json.dumps(told, indent=1)}\n".encode()


def _data(origin: Origin, examples: Sequence[Example]) -> dict[str, Any]:
    texts = [example.labelled for example in examples]
    return {
        "sha256": origin.digest,
        "limit": origin.limit,
        "documents": len(texts),
        "lines": sum(len(example.document.blocks) for example in examples),
        "sites": len({site for text in texts for site in text.sites}),
        "sets": dict(sorted(Counter(text.kind for text in texts).items())),
    }
