"""JSON lines of documents and queries in, the urls that Xapian finds out; run by Debian's Python.

Standard input: {"documents": [{url, title, text, tags}], "queries": [...], "depth": n}.
Standard output: {operator: [[url, ...], ...]} for the default operators OR and AND.

Terms are made as Omega's own index script does: title with the prefix S as
well as bare, English stemmer, Xapian's English stop words are left out of the
query alone; the weighting is Xapian's default, BM25.
"""

import json
import sys
from typing import Any

import xapian  # type: ignore[import-not-found]  # Debian's, for its own Python alone

# omindex counts a word of the title five times among the bare words.
_TITLE_WEIGHT = 5
_STOP_WORDS = (
    "a about an and are as at be by en for from how i in is it of on or that the this to was "
    "what when where which who why will with you your"
).split()  # those of Omega's query.cc


def indexed(documents: list[dict[str, Any]]) -> Any:
    """An index in memory."""
    database = xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("en"))
    for one in documents:
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(one["title"], _TITLE_WEIGHT)
        generator.index_text(one["title"], 1, "S")
        generator.increase_termpos()
        generator.index_text(one["text"])
        for tag in one["tags"]:
            generator.increase_termpos()
            generator.index_text(tag)
            generator.index_text(tag, 1, "K")
        document.set_data(one["url"])
        database.add_document(document)
    return database


def parser(database: Any, operator: int) -> Any:
    """A parser that reads as Omega's does, with prefixes for title and subject."""
    made = xapian.QueryParser()
    made.set_database(database)
    made.set_stemmer(xapian.Stem("en"))
    made.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    stopper = xapian.SimpleStopper()
    for word in _STOP_WORDS:
        stopper.add(word)
    made.set_stopper(stopper)
    made.set_default_op(operator)
    made.add_prefix("title", "S")
    made.add_prefix("subject", "K")
    return made


def answers(database: Any, operator: int, flags: int, asked: dict[str, Any]) -> list[list[str]]:
    """The urls of the first documents of each query, in order."""
    reading = parser(database, operator)
    enquire = xapian.Enquire(database)
    found = []
    for text in asked["queries"]:
        query = reading.parse_query(text, flags)
        enquire.set_query(query)
        found.append(
            [hit.document.get_data().decode() for hit in enquire.get_mset(0, asked["depth"])]
        )
    return found


def main() -> None:
    """Answer what stands on standard input."""
    asked = json.load(sys.stdin)
    database = indexed(asked["documents"])
    plain = xapian.QueryParser.FLAG_DEFAULT
    either = {"OR": xapian.Query.OP_OR, "AND": xapian.Query.OP_AND}
    json.dump(
        {name: answers(database, op, plain, asked) for name, op in either.items()}, sys.stdout
    )


if __name__ == "__main__":
    main()
