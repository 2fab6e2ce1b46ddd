"""What a page claims and what was decided in, a finding for each field of an article out.

A finding keeps the value, who says it, and what else was said, so that a
reader of the archive can see on what an author's name or a title rests.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from backfile.hosts import host_of, is_web
from backfile.model import Claim, FieldFinding, FieldName, line_key

MOST_KEYWORDS = 30
_LONGEST_KEYWORD = 80
_MOST_OTHERS = 8
_SIDECAR = "sidecar"
# Who is asked first, where the order of the claims is not the order of trust: the
# publisher of a JSON-LD is often the company that owns the paper, and what it calls the
# story's address is now and then the site's.
_FIRST_ASKED = {"source": ("og:site_name", "publisher"), "url": ("canonical", "og:url")}
_HOST_VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp|wap)\.")


def field_finding(
    field: FieldName, value: str, origin: str, claims: Iterable[Claim]
) -> FieldFinding:
    """The finding of one field: its value, and the claims that say another."""
    name = {"authors": "author", "keywords": "keyword"}.get(field, field)
    said = [claim for claim in claims if claim.field == name]
    by = next((c.origin for c in said if line_key(c.value) == line_key(value)), "")
    others = [c for c in said if line_key(c.value) != line_key(value)]
    return FieldFinding(field, value, origin or by, tuple(others[:_MOST_OTHERS]))


def claimed_field(field: FieldName, known: str, claims: Sequence[Claim]) -> FieldFinding:
    """A field as the sidecar knows it, else as the claim most to be trusted says it."""
    said = ordered(field, claims)
    value = known or next((c.value for c in said if c.value.strip()), "")
    value = " ".join(value.split())
    return field_finding(field, value, _SIDECAR if known else "", said)


def ordered(field: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims of a field, those most to be trusted first."""
    first = _FIRST_ASKED.get(field, ())
    said = [claim for claim in claims if claim.field == field]
    return sorted(said, key=lambda claim: _rank(claim.origin, first))


def _rank(origin: str, first: Sequence[str]) -> int:
    return next((n for n, word in enumerate(first) if word in origin), len(first))


def canonical_address(claims: Sequence[Claim], known: Sequence[str]) -> FieldFinding:
    """The address that the page calls its own, where it stands on the site it came from.

    known: addresses that the page is known to have been at, the surest first.
    A page may call its home page or another site's copy its own: what is on
    another host than the known ones, or has lost its path, is not taken.
    """
    sure = [address for address in known if is_web(address)]
    claimed = [c for c in ordered("url", claims) if is_web(c.value)]
    own = [c for c in claimed if all(_is_same_page(c.value, address) for address in sure[:1])]
    if own:
        return field_finding("url", own[0].value, own[0].origin, claimed)
    value = sure[0] if sure else ""
    return field_finding("url", value, "capture" if value else "", claimed)


def _is_same_page(claimed: str, known: str) -> bool:
    """Whether a claimed address may be the known one's: one host, and not just its home page."""
    hosts = [_HOST_VARIANT.sub("", host_of(address)) for address in (claimed, known)]
    home = not urlsplit(claimed).path.strip("/") and bool(urlsplit(known).path.strip("/"))
    return hosts[0] == hosts[1] and not home


def keywords_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The keywords of a page, each once, at most 30 of at most 80 characters."""
    said = (c.value for c in claims if c.field == "keyword")
    words = (" ".join(word.split()) for value in said for word in re.split(r"[,;|]", value))
    kept: dict[str, str] = {}
    for word in words:
        if 1 < len(word) <= _LONGEST_KEYWORD:
            kept.setdefault(line_key(word), word)
    return tuple(kept.values())[:MOST_KEYWORDS]
