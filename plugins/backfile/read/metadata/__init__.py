"""A parsed page in, what it claims of itself out: each value with where it stands.

Nothing is decided here; a page may claim several titles or dates.
"""

from collections.abc import Iterable

from lxml.html import HtmlElement

from backfile.hosts import is_web
from backfile.model import Claim
from backfile.read.metadata.elements import claims_of_head, claims_of_sight, claims_of_titles
from backfile.read.metadata.excerpt import gather
from backfile.read.metadata.jsonld import claims_of_json_ld

__all__ = ["base_address", "claims_of"]

# A claim is a headline, a name, a date; more is not one. Pages claim a few dozen.
_LONGEST_VALUE = 1_000
_MOST_CLAIMS = 200


def claims_of(root: HtmlElement) -> tuple[Claim, ...]:
    """Every claim of a page, most deliberate first: JSON-LD, meta, visible.

    root: the page's tree, which is not changed.
    """
    page = gather(root)
    head = [*claims_of_head(page)]
    titles = [*claims_of_titles(page)]
    stated = [*claims_of_json_ld(page, [*head, *titles])]
    said = [c.value for c in (*stated, *head) if c.field == "title"]
    headline = next((c.value for c in titles if c.value in said), "")
    found = [*stated, *head, *claims_of_sight(page, headline), *titles]
    whole = (
        Claim(claim.field, " ".join(claim.value.split())[:_LONGEST_VALUE], claim.origin)
        for claim in found
    )
    return tuple(dict.fromkeys(claim for claim in whole if claim.value))[:_MOST_CLAIMS]


def base_address(claims: Iterable[Claim], known: str) -> str:
    """The page's own address: what the sidecar knows, else what the page says."""
    said = (claim.value for claim in claims if claim.field == "url")
    return next((a for a in (known, *said) if is_web(a)), "")
