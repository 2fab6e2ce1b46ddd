"""The bytes of a page in, what is wrong with it out: markup, safety, and the site's contract.

Browsers mend almost anything in silence; this reads a page as strictly as XML
would, with HTML's own void elements, and knows what no page of ours may hold.
"""

import json
import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NEVER = frozenset(
    "iframe frame frameset object embed applet base style dialog template math svg".split()
)
# Elements that a paragraph, heading or term can't hold.
BLOCKS = frozenset(
    """address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hr main nav ol p pre section table ul""".split()
)
PARENTS = {
    "li": ("ul", "ol"), "dt": ("dl", "div"), "dd": ("dl", "div"), "tr": ("table", "thead", "tbody",
    "tfoot"), "td": ("tr",), "th": ("tr",), "option": ("select",), "summary": ("details",),
}  # fmt: skip
NOT_FOUND = "404.html"
# A page that leads on does so to a page of this site, by a relative link.
LEADS_ON = re.compile(r"0; url=(?:\.\./)*[a-z0-9][a-z0-9./-]*\.html")
ADDRESSES = ("href", "src", "action")
# All that a picture's element may hold, and where the file must stand.
PICTURE = frozenset({"src", "alt", "width", "height", "loading", "decoding"})
MEDIA = re.compile(r"(?:\.\./)*media/([0-9a-f]{2})/\1[0-9a-f]{18}\.(?:jpg|png|gif|webp|avif)")
_LOOSE_AMPERSAND = re.compile(r"&(?!#\d+;|#x[0-9a-f]+;|amp;|lt;|gt;|quot;|nbsp;)", re.IGNORECASE)


class _Reader(HTMLParser):
    """Collects the faults of one page and what later checks need."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.json: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag in PARENTS and (not self.open or self.open[-1] not in PARENTS[tag]):
            self.faults.append(f"<{tag}> stands in <{self.open[-1] if self.open else ''}>")
        holder = next((t for t in reversed(self.open) if t in {"p", "h1", "h2", "h3", "dt"}), "")
        if tag in BLOCKS and holder:
            self.faults.append(f"<{tag}> stands in <{holder}>")
        if tag == "a" and "a" in self.open:
            self.faults.append("<a> stands in <a>")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.json.append(data)
        elif "<" in data or "&" in data:
            self.faults.append(f"loose mark-up in text: {data[:60]!r}")


def faults_of(page: bytes, path: str, site_url: str = "") -> list[str]:
    """All that is wrong with a page; path is its own in the site."""
    text = page.decode("utf-8")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    found = [*reader.faults, *(f"<{tag}> is never closed" for tag in reader.open)]
    found += [] if text.lower().lstrip().startswith("<!doctype html>") else ["no doctype"]
    loose = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    found += [f"loose ampersand: {m[0]}" for m in _LOOSE_AMPERSAND.finditer(loose)]
    found += [*_ids(reader.tags), *_safety(reader), *_frame(reader.tags)]
    found += _headings(reader.headings)
    for tag, attributes in reader.tags:
        found += _address_faults(tag, attributes, path, site_url)
    return found


def _ids(tags: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    yield from (f"id {ident!r} twice" for ident in sorted(set(ids)) if ids.count(ident) > 1)
    labels = [attributes["for"] for _, attributes in tags if "for" in attributes]
    yield from (f"a label for no {name!r}" for name in labels if name not in ids)


def _safety(reader: _Reader) -> Iterator[str]:
    for tag, attributes in reader.tags:
        if tag in NEVER:
            yield f"<{tag}>"
        if tag == "img" and not _is_our_picture(attributes):
            yield f"<img> {attributes}"
        is_data = attributes == {"type": "application/ld+json"}
        if tag == "script" and "src" not in attributes and not is_data:
            yield "inline script"
        for name in attributes:
            if name.startswith("on") or name in {"style", "srcdoc", "srcset", "integrity"}:
                yield f"attribute {name}"
    yield from (f"no JSON-LD: {text[:40]}" for text in reader.json if not _is_json_object(text))


def _is_our_picture(attributes: dict[str, str]) -> bool:
    has_all = attributes.keys() == PICTURE
    return has_all and MEDIA.fullmatch(attributes["src"]) is not None


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _frame(tags: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    metas = [attributes for tag, attributes in tags if tag == "meta"]
    policies = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
    if policies != [CSP]:
        yield f"policy {policies}"
    others = [m for m in metas if "http-equiv" in m and m["content"] != CSP]
    if not all(m["http-equiv"] == "refresh" and LEADS_ON.fullmatch(m["content"]) for m in others):
        yield "another http-equiv"
    if {"name": "referrer", "content": "no-referrer"} not in metas:
        yield "no referrer policy"
    for name in ("h1", "main", "form", "title", "footer"):
        if (count := sum(tag == name for tag, _ in tags)) != 1:
            yield f"{count} <{name}>"
    if [attributes.get("id") for tag, attributes in tags if tag == "form"] != ["search"]:
        yield "another form"


def _headings(levels: list[int]) -> Iterator[str]:
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"<h{level}> after <h{before}>"


def _address_faults(
    tag: str, attributes: dict[str, str], path: str, site_url: str
) -> Iterator[str]:
    for name in ADDRESSES:
        address = attributes.get(name)
        if address is None:
            continue
        parts = urlsplit(address)
        outside = bool(parts.scheme or parts.netloc)
        if path == NOT_FOUND and site_url and address.startswith(f"{site_url}/"):
            continue  # shown at any depth, so its links are whole
        if outside and not _may_lead_out(tag, attributes, address, site_url):
            yield f"<{tag}> asks another host: {address}"
        if not outside and not parts.path and not parts.fragment:
            yield f"<{tag}> leads nowhere"
        if not outside and parts.path and not posixpath.splitext(parts.path)[1]:
            yield f"<{tag}> does not end in a file name: {address}"
        if not outside and parts.path.startswith("/"):
            yield f"<{tag}> is no relative link: {address}"
        if not outside and target_of(address, path).startswith(".."):
            yield f"<{tag}> leads out of the site: {address}"


def _may_lead_out(tag: str, attributes: dict[str, str], address: str, site_url: str) -> bool:
    if tag == "a":
        return "nofollow" in attributes.get("rel", "")
    is_own = bool(site_url) and address.startswith(f"{site_url}/")
    return tag == "link" and attributes.get("rel") == "canonical" and is_own


def target_of(address: str, path: str) -> str:
    """The page of the site that a link of a page leads to."""
    target = unquote(urlsplit(address).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path


def links_of(page: bytes) -> Iterator[tuple[str, str]]:
    """Tag and address of all that a page links to or loads."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    for tag, attributes in reader.tags:
        yield from ((tag, attributes[name]) for name in ADDRESSES if name in attributes)


def ids_of(page: bytes) -> set[str]:
    """The anchors of a page."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    return {attributes["id"] for _, attributes in reader.tags if "id" in attributes}


def tags_of(page: bytes) -> set[str]:
    """The names of the elements of a page."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    return {tag for tag, _ in reader.tags}
