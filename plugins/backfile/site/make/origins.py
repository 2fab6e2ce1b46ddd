"""An article or digest and its capture in, what its page says of where it came from out."""

from backfile.hosts import is_web
from backfile.model import Article, Capture, Digest, Provenance
from backfile.site.make.words import date_words
from backfile.site.views import Fact

_TIME = slice(11, 19)


def known_of(one: Article | Digest, capture: Capture) -> Provenance:
    """What is known of where it came from: what its part of the capture says goes first."""
    return one.known or capture.provenance


def captured_words(captured: str, known: Provenance) -> str:
    """When it was captured and how surely: exact, approximate or unknown.

    captured: as its own record says, if any; that is exact to the second.
    """
    when = captured or known.captured
    if not when:
        return "date unknown"
    time = f", {when[_TIME]} UTC" if when[10:11] == "T" else ""
    if when == known.captured:
        return f"{date_words(when)}{time} ({known.captured_precision})"
    return f"{date_words(when)}{time} (exact, by the web archive’s own record)"


def part_words(one: Article | Digest) -> str:
    """Which part of its capture it is: `record at byte 9120, blocks 3 to 20`."""
    unit = "lines" if not one.last_line or _is_text(one) else "blocks"
    span = f"{unit} {one.first_line} to {one.last_line}"
    return f"{one.part}, {span}" if one.part else span


def origin_of(one: Article | Digest, capture: Capture) -> tuple[Fact, ...]:
    """Where an article or digest came from, as far as it is known."""
    known = known_of(one, capture)
    url = one.url or known.url
    facts = (
        ("Captured", captured_words(one.captured, known)),
        ("Captured by", known.by),
        ("Method", known.method),
        ("Rights", known.rights),
        ("Capture file", capture.path),
        ("Capture SHA-256", capture.id),
        ("Part of the capture", part_words(one)),
        ("Same bytes also at", ", ".join(capture.copies)),
    )
    known_facts = [Fact(name, value) for name, value in facts if value]
    address = (Fact("Original address", url, url if is_web(url) else ""),) if url else ()
    return (*address, *known_facts)


def _is_text(one: Article | Digest) -> bool:
    blocks = one.body if isinstance(one, Article) else tuple(i.block for i in one.items)
    return all(not block.place.path for block in blocks)
