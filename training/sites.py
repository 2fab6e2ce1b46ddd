"""An address in, the site it belongs to out; and which part of the sites a fold leaves out."""

import zlib
from collections.abc import Iterable
from urllib.parse import urlsplit

# Before a country's ending these are no names of sites: "example.co.uk".
_UNDER_COUNTRY = frozenset({"co", "com", "org", "net", "gov", "ac", "go", "or", "ne"})
_WITH_COUNTRY = 3


def site_of(url: str) -> str:
    """The part of an address's host that somebody registered; empty where it has no host."""
    names = (urlsplit(url).hostname or "").split(".")
    is_under_country = len(names) >= _WITH_COUNTRY and names[-2] in _UNDER_COUNTRY
    return ".".join(names[-3:] if is_under_country else names[-2:])


def part_of(site: str, parts: int) -> int:
    """The number of the part that a site falls into, by its checksum."""
    return zlib.crc32(site.encode("utf-8", "surrogatepass")) % parts


def touches(sites: Iterable[str], part: int, parts: int) -> bool:
    """Whether any of the sites is of a part: such a text is not learnt from when it is left out."""
    return any(part_of(site, parts) == part for site in sites)


def lies_in(sites: Iterable[str], part: int, parts: int) -> bool:
    """Whether there are sites and all of them are of a part: such a text may measure it."""
    found = {part_of(site, parts) for site in sites}
    return found == {part}
