"""The corpus and what it was made by in, the view of the page on evidence out."""

from collections.abc import Mapping

from backfile import VERSION
from backfile.model import Corpus
from backfile.pipeline import Knowledge
from backfile.site.evidenceviews import EvidenceFact, EvidenceView
from backfile.site.make.shelf import Shelf

_RECORD = "exact to the second, by a web archive’s own records"
_KINDS = ("exact", "approximate", "unknown", _RECORD)


def evidence_view(shelf: Shelf, knowledge: Knowledge) -> EvidenceView:
    """What the archive proves and what it does not, with its own figures."""
    return EvidenceView(
        path="about/evidence.html",
        title="What this proves, and what it does not",
        dates=tuple(
            EvidenceFact(f"date {kind}", f"{count:,}")
            for kind, count in _precisions(shelf.corpus).items()
            if count or kind != _RECORD
        ),
        made_by=tuple(_made_by(knowledge)),
    )


def _precisions(corpus: Corpus) -> Mapping[str, int]:
    """How many captures are dated how surely."""
    counts = dict.fromkeys(_KINDS, 0)
    recorded = {one.capture_id: None for one in corpus.found if one.captured[10:11] == "T"}
    for capture in corpus.captures.values():
        known = capture.provenance
        kind = known.captured_precision if known.captured else "unknown"
        counts[_RECORD if capture.id in recorded and not known.captured else kind] += 1
    return counts


def _made_by(knowledge: Knowledge) -> list[EvidenceFact]:
    public = knowledge.public_digests
    digests = {
        "Cleanup rules": public["rules"],
        "Vocabulary": public["vocabulary"],
        **{f"Model {name}": digest for name, digest in knowledge.models.digests.items()},
    }
    facts = [EvidenceFact(name, digest, is_digest=True) for name, digest in digests.items()]
    return [EvidenceFact("Program", f"Backfile {VERSION}"), *facts]
