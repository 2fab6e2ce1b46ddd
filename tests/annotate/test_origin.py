"""What an article and a digest remember of the part of the capture that they are."""

from typing import Any

from backfile.annotate import annotate, load_vocabulary
from backfile.model import Article, Block, Digest, Document, Draft, Place, Provenance

VOCABULARY = load_vocabulary(None)
TEXT = "Warsaw has a new bridge, and the mayor was the first to cross it on foot."
RECORD: dict[str, Any] = {
    "part": "record at byte 9120",
    "captured": "2025-05-12T08:30:07Z",
    "url": "https://example.org/bridge",
}
SIDECAR = Provenance(captured="2024-03", captured_precision="approximate", by="a reader")


def made(kind: str, known: Provenance | None = None, **fields: object) -> Article | Digest:
    place = Place(1, 1)
    block = Block("line", TEXT, place)
    read = Document("c" * 64, 0, "text", (block,), **fields)  # type: ignore[arg-type]
    draft = Draft(kind, "A bridge", (block,), (), (), (), 0, 0, place)  # type: ignore[arg-type]
    return annotate(read, draft, known or Provenance(), VOCABULARY)


def test_an_article_keeps_its_record() -> None:
    one = made("article", **RECORD)
    assert (one.part, one.captured, one.url) == tuple(RECORD.values())
    assert one.known is None


def test_a_digest_keeps_its_record() -> None:
    one = made("digest", **RECORD)
    assert (one.part, one.captured, one.url) == tuple(RECORD.values())
    assert one.known is None


def test_what_a_member_says_of_itself_is_kept_where_it_has_a_sidecar() -> None:
    assert made("article", SIDECAR, provenance=SIDECAR).known == SIDECAR
    assert made("digest", SIDECAR, provenance=SIDECAR).known == SIDECAR
    assert made("article", SIDECAR).known is None
