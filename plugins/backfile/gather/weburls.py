"""The address of a page on the web in, the one that all its variants share out.

The form that is compared has no scheme, no www. or m., no tracking parameters,
no fragment, no AMP; it is never shown and never asked for.
"""

import re
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_LONGEST = 2_000
_HOSTS = re.compile(r"^(?:(?:www\d?|m|mobile|amp|touch)\.)+(?=[^.]+\.)")
_PORTS = re.compile(r":(?:80|443)?$")
# Wrappers that name the page's own address: the Internet Archive's, AMP caches'.
_REPLAY = re.compile(
    r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)", re.IGNORECASE
)
_AMP_CACHE = re.compile(r"^https?://[^/]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?", re.IGNORECASE)
# Parameters that tell whence a reader came: those that the common analytics tools write.
_TRACKING = re.compile(
    r"(?:utm_\w+|at_\w+|[a-z]?clid|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ref"
    r"|ref_src|referrer|cmpid|ocid|ncid|smid|smtyp|partner|rss|ito|xtor|wt_mc|spm|share|amp"
    r"|outputtype|ns_\w+|__twitter_impression)",
    re.IGNORECASE,
)
_AMP_ENDING = re.compile(
    r"(?:/amp|\.amp|/amp\.html|\.amp(?=\.html?$))(?=/?$|\.html?$)", re.IGNORECASE
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_DATED = re.compile(r"(?:^|\D)(?:18|19|20)\d\d[-/_.]?(?:0[1-9]|1[0-2])(?:\D|\d\d(?:\D|$)|$)")
_NUMBERED = re.compile(r"\d{4,}")
_SLUG_WORDS = 3
Reach = Literal["article", "rolling", "unclear"]
# Pages whose text is another one every day.
_ROLLING = frozenset(
    (
        "today latest live now daily current index home weather forecast markets market stocks "
        "rates scores results fixtures traffic wetter heute aktuell meteo météo tiempo pogoda "
        "pohoda погода kurs курс"
    ).split()
)


def canonical(url: str) -> str:
    """What the variants of an address have in common; '' for none, and for a site's front page."""
    if not url:
        return ""
    text = _AMP_CACHE.sub("https://", _REPLAY.sub("", url.strip()[:_LONGEST]))
    try:
        parts = urlsplit(text)
        host = _PORTS.sub("", parts.netloc.rpartition("@")[2].casefold()).rstrip(".")
    except ValueError:
        return ""
    path = _INDEX.sub("", unquote(parts.path))
    path = _AMP_ENDING.sub("", path.rstrip("/")).removeprefix("/amp/").strip("/")
    query = _query(parts.query)
    if not host or not (path or query):
        return ""
    plain = quote(path, safe="/:@!$&'()*+,;=~-._", errors="surrogatepass")
    return f"{_HOSTS.sub('', host)}/{plain}{query}"


def _query(text: str) -> str:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=100, errors="replace")
    except ValueError:
        return f"?{text}"
    kept = sorted((name, value) for name, value in pairs if not _TRACKING.fullmatch(name))
    return f"?{urlencode(kept, errors='surrogatepass')}" if kept else ""


def reach_of(address: str) -> Reach:
    """What a canonical address names, as far as it shows.

    One article's has a day or month; or else a number of four digits or a slug
    of three words, and none of the words of pages that change from day to day.
    """
    path = address.partition("/")[2].casefold()
    if _DATED.search(path):
        return "article"
    if any(word in _ROLLING for word in re.split(r"[\W_]+", unquote(path))):
        return "rolling"
    slug = re.split(r"[-_]", path.partition("?")[0].rpartition("/")[2])
    is_slug = len([word for word in slug if word]) >= _SLUG_WORDS
    return "article" if is_slug or _NUMBERED.search(path) else "unclear"
