"""Where an article or digest came from: when and how surely, which part, by whom."""

from typing import Any

import pytest

from backfile.model import Article, Capture, Digest, Place, Provenance
from backfile.site.make.origins import captured_words, origin_of
from tests.site.builders import article, block, digest

EXACT = Provenance(captured="2025-05-12", captured_precision="exact")
ABOUT = Provenance(captured="2025-05", captured_precision="approximate")
RECORD = "2025-05-12T08:30:07Z"


def facts(one: Article | Digest, known: Provenance, **fields: Any) -> dict[str, str]:
    capture = Capture("c" * 64, "post/crawl.warc.gz", 9, known, **fields)
    return {fact.name: fact.value for fact in origin_of(one, capture)}


@pytest.mark.parametrize(
    ("captured", "known", "words"),
    [
        ("", EXACT, "12 May 2025 (exact)"),
        ("2025-05-12", EXACT, "12 May 2025 (exact)"),
        ("2025-05", ABOUT, "May 2025 (approximate)"),
        ("", Provenance(), "date unknown"),
        (RECORD, EXACT, "12 May 2025, 08:30:07 UTC (exact, by the web archive’s own record)"),
        (RECORD, ABOUT, "12 May 2025, 08:30:07 UTC (exact, by the web archive’s own record)"),
    ],
)
def test_how_surely_the_day_is_known_is_said_in_a_word(
    captured: str, known: Provenance, words: str
) -> None:
    assert captured_words(captured, known) == words


@pytest.mark.parametrize("one", [article(), digest()])
def test_articles_and_digests_tell_their_capture_and_its_part(one: Article | Digest) -> None:
    told = facts(one, EXACT)
    assert told["Capture SHA-256"] == "c" * 64
    assert told["Part of the capture"] == "lines 1 to 9"
    assert told["Captured"] == "12 May 2025 (exact)"


def test_a_record_of_a_web_archive_is_told_with_its_place() -> None:
    body = (block(place=Place(3, 3, "body > p")),)
    one = article(part="record at byte 9120", captured=RECORD, body=body)
    assert facts(one, ABOUT)["Part of the capture"] == "record at byte 9120, blocks 1 to 9"


def test_a_digest_tells_the_address_and_second_of_its_own_record() -> None:
    one = digest(part="record at byte 9120", captured=RECORD, url="https://example.org/short")
    told = facts(one, ABOUT)
    assert told["Original address"] == "https://example.org/short"
    assert told["Captured"].startswith("12 May 2025, 08:30:07 UTC (exact")


def test_what_a_member_of_a_pack_says_goes_before_what_the_pack_says() -> None:
    nearer = Provenance(
        captured="2024-03", captured_precision="approximate", by="a reader", method="photocopy"
    )
    pack = Provenance(captured="2025-05-12", captured_precision="exact", by="a courier")
    told = facts(article(known=nearer, captured="2024-03", part="member a/b.txt"), pack)
    assert told["Captured"] == "March 2024 (approximate)"
    assert (told["Captured by"], told["Method"]) == ("a reader", "photocopy")
