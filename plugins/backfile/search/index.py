"""Search documents in, the classic scripts that the search engine loads out.

    search/index.js               how many documents, and the names of the others
    search/lunr-index.<hash>.js   the index in lunr's own JSON schema
    search/records.<hash>.js      what a hit shows, one record a document
    search/texts.<hash>.js        the texts, for phrases and snippets

A document's ref in the index is its number, which is its place in records and
texts: with ids the whole is a third larger (1,000 newswire items: 698 kB for
513 kB, gzipped). Numbers run newest first, undated last, and by id within a
day, so that equal scores show the newest first.

Every file calls one global, because fetch does not work on file://, and the
hash in its name (of the file's bytes) lets a host cache it for ever.
"""

import json
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder

from backfile.model import SearchDocument
from backfile.search.analyser import analyse
from backfile.slugs import slug

# The names a reader can put before a word (title:europe), with what a match
# there counts against a match in the text. A word of a headline is worth
# several of the body, a tag was given because the text is about it.
FIELDS: tuple[tuple[str, int], ...] = (
    ("title", 6),
    ("text", 1),
    ("tags", 3),
    ("authors", 2),
    ("source", 1),
)
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def build(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """Give the files of the index, by path relative to the site's root.

    The same documents, in any order, give the same bytes. Ids must be distinct.
    """
    ordered = _in_order(documents)
    parts = {
        "lunr-index": _lunr_index(ordered),
        "records": [_record(document) for document in ordered],
        "texts": [document.text for document in ordered],
    }
    written = {name: _script(name, payload) for name, payload in parts.items()}
    paths = {
        name: f"search/{name}.{sha256(script).hexdigest()[:10]}.js"
        for name, script in written.items()
    }
    manifest = _script("index", {"documents": len(ordered), "files": paths})
    return {"search/index.js": manifest} | {paths[name]: written[name] for name in parts}


def _in_order(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """Put the newest first, the undated last, and those of one day by id."""
    by_id = sorted(documents, key=lambda document: document.id)
    return sorted(by_id, key=_date, reverse=True)


def _date(document: SearchDocument) -> str:
    """Give the date where its year is known, else an empty text."""
    return document.date if _ISO.fullmatch(document.date) else ""


def _lunr_index(documents: Sequence[SearchDocument]) -> dict[str, Any]:
    """Let lunr.py build the index, in the schema that lunr.js loads."""
    names = [name for name, _ in FIELDS]
    empty: dict[str, Any] = {
        "version": __TARGET_JS_VERSION__,
        "fields": names,
        "fieldVectors": [],
        "invertedIndex": [],
        "pipeline": [],
    }
    if not documents:  # lunr.py divides by the number of documents
        return empty
    builder = Builder()
    for name, boost in FIELDS:
        builder.field(name, boost)
    for number, document in enumerate(documents):
        builder.add({"id": str(number), **_terms(document)})
    serialised: dict[str, Any] = builder.build().serialize()
    # lunr.js demands its own order of terms, which is that of UTF-16 units.
    serialised["invertedIndex"].sort(key=lambda entry: entry[0].encode("utf-16-be"))
    return empty | serialised


def _terms(document: SearchDocument) -> dict[str, list[str]]:
    """Give the analysed terms of a document by field."""
    return {
        "title": analyse(document.title),
        "text": analyse(document.text),
        "tags": [term for _, _, name in document.tags for term in analyse(name)],
        "authors": [term for name in document.authors for term in analyse(name)],
        "source": analyse(document.source),
    }


def _record(document: SearchDocument) -> list[Any]:
    """Give what a hit shows: id, url, title, date, source, its slug, summary, tags, authors."""
    return [
        document.id,
        document.url,
        document.title,
        _date(document),
        document.source,
        slug(document.source) if document.source else "",
        document.summary,
        [list(tag) for tag in document.tags],
        list(document.authors),
    ]


def _script(name: str, payload: object) -> bytes:
    """Write a payload as a classic script that hands it to the engine.

    Line separators end a line in older JavaScript, and `</` or `<!--` would end
    or hide a script that someone puts into a page.
    """
    written = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    for unsafe in "<\u2028\u2029":
        written = written.replace(unsafe, f"\\u{ord(unsafe):04x}")
    # A text can hold half of a surrogate pair, which no encoding writes.
    return f"Backfile.search.load({json.dumps(name)},{written});\n".encode(errors="replace")
