"""An <img> of a page in, the picture that it stands for out: its addresses and its words.

A page names one picture many times: in sizes, in newer formats, in attributes
that a script reads later, and a blurred stand-in beside them. All that may be
the picture are kept, the largest first; which of them the capture holds is
found out when its bytes are looked for. Icons, spacers and trackers are none.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from backfile.model import Picture, Place
from backfile.read.lines import mend

# Where pages and their scripts write sizes and addresses, the usual before the rarer.
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_ADDRESSES = ("data-src", "data-lazy-src", "data-original", "data-full-src", "src")
# Words of a class or id by which pages name what is no picture of the story.
_NO_PICTURE = frozenset(
    """ad ads advert author authors avatar badge beacon byline captcha emoji favicon flag gravatar
    icon icons logo logos pixel smiley spacer sprite tracker tracking wp-smiley""".split()
)
_STAND_IN = re.compile(
    r"(?:^|/)(?:1x1|blank|clear|empty|gr[ae]y|loading|pixel|placeholder|spacer|transparent)"
    r"(?:[_-]?\d+x\d+)?(?:\.[a-z]{3,4})?$",
    re.IGNORECASE,
)
_PIXELS = re.compile(r"\s*(\d{1,4})\s*(?:px)?\s*$")
_SIZE = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
_WORD = re.compile(r"[a-z0-9]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = ("http", "https", "cid", "data")
_DATA = re.compile(r"data:image/(?:jpeg|jpg|png|gif|webp|avif)[;,]", re.IGNORECASE)
_DRAWING = re.compile(r"\.svgz?(?:[?#]|$)", re.IGNORECASE)
# An icon's side in pixels, at the most; the smallest picture of a story is larger.
_ICON_SIDE = 47
_LEAST_DATA = 200
_LONGEST_ADDRESS = 4_000
_LONGEST_WORDS = 1_000
_MOST_ADDRESSES = 12
_FIGURE_STEPS = 4


def pictures_of(root: HtmlElement, base: str) -> dict[HtmlElement, Picture]:
    """Each <img> of a page that is a picture of its own, with its addresses and words.

    base: the page's own address; empty where unknown. Asked for before anything
    is taken out of the tree: sizes stand in <source>, and what a script would
    load in <noscript>.
    """
    found = ((image, picture_of(image, base)) for image in root.iter("img"))
    return {image: picture for image, picture in found if picture}


def picture_of(image: HtmlElement, base: str) -> Picture | None:
    """The picture that an <img> stands for; None where it is none of a story.

    Its name and further addresses are whole where base is given, else as the
    page has them, with percent signs read. A picture in the page itself is
    named by its "data:" address.
    """
    if _is_icon(image):
        return None
    written = [address for address in _written(image) if _may_be_shown(address, image)]
    names = [*dict.fromkeys(filter(None, (_whole(address, base) for address in written)))]
    if not names:
        return None
    words = " ".join(mend(image.get("alt", ""), Place(0, 0))[0].split())
    return Picture(names[0], words[:_LONGEST_WORDS], tuple(names[1:_MOST_ADDRESSES]))


def _is_icon(image: HtmlElement) -> bool:
    sides = (_PIXELS.match(image.get(name, "")) for name in ("width", "height"))
    if any(side and int(side[1]) <= _ICON_SIDE for side in sides):
        return True
    if _leads_home(image):
        return True
    said = f"{image.get('class', '')} {image.get('id', '')}".lower()
    return not _NO_PICTURE.isdisjoint(_WORD.findall(said))


def _leads_home(image: HtmlElement) -> bool:
    """Whether an image is a link to the site's front page, as its name in letters is."""
    link = next(islice(image.iterancestors("a"), 1), None)
    address = "" if link is None else link.get("href", "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(address) and parts.path in {"", "/"} and not (parts.query or parts.fragment)


def _written(image: HtmlElement) -> Iterator[str]:
    """The addresses of an image as the page has them, likely the best first."""
    holder, script = _holder(image), image.getnext()
    picture = holder if holder is not None and holder.tag == "picture" else None
    spare = script.iter("img") if script is not None and script.tag == "noscript" else ()
    sources = [*(() if picture is None else picture.iter("source")), image, *spare]
    sets = (element.get(name, "") for element in sources for name in _SETS)
    choices = [choice for written in sets for choice in _choices(written)]
    yield from (address for _, address in sorted(choices, key=lambda choice: -choice[0]))
    for element in (image, *sources[sources.index(image) + 1 :]):
        yield from (element.get(name, "") for name in _ADDRESSES)


def _holder(image: HtmlElement) -> HtmlElement | None:
    """What an image stands in; lxml takes what follows a <source> for a part of it."""
    holder = image.getparent()
    while holder is not None and holder.tag == "source":
        holder = holder.getparent()
    return holder


def _choices(written: str) -> Iterator[tuple[float, str]]:
    """The addresses of a set, each with its width or density; 1 where it names none."""
    # A comma in a "data:" address is no end; such sets hold stand-ins.
    words = [] if "data:" in written else written.split()
    address = ""
    for word in words:
        size, comma, following = word.partition(",")
        if not address:
            address = word.strip(",")
            is_done = word.endswith(",")
        else:
            yield _number(size), address
            address, is_done = following.strip(","), word.endswith(",") and bool(comma)
        if is_done and address:
            yield 1.0, address
            address = ""
    if address:
        yield 1.0, address


def _number(size: str) -> float:
    """The number before the w or x of a size."""
    found = _SIZE.match(size)
    return float(found[0]) if found else 1.0


def _may_be_shown(address: str, image: HtmlElement) -> bool:
    """Whether an address could be that of a picture, and no stand-in's."""
    address = address.strip()
    scheme = _SCHEME.match(address)
    if not address or (scheme and scheme[1].lower() not in _SCHEMES):
        return False
    if address[:5].lower() == "data:":
        return bool(_DATA.match(address)) and len(address) > _LEAST_DATA
    if _DRAWING.search(address):
        # Never shown, but a figure's is missed, and its reader is told.
        return _is_in_a_figure(image)
    return len(address) <= _LONGEST_ADDRESS and not _STAND_IN.search(address.partition("?")[0])


def _is_in_a_figure(image: HtmlElement) -> bool:
    holder = image.getparent()
    for _ in range(_FIGURE_STEPS):
        if holder is None or holder.tag == "figure":
            return holder is not None
        holder = holder.getparent()
    return False


def _whole(address: str, base: str) -> str:
    """An address completed by the page's own, without its anchor; '' where it is none."""
    address = address.strip()
    if address[:5].lower() == "data:":
        return address
    address = address.partition("#")[0]
    try:
        whole = urljoin(base, address)
    except ValueError:
        return ""
    return whole if _SCHEME.match(whole) else unquote(whole)
