"""Small builders that the tests of several rooms share: values in, values of the model out."""

import os
from collections.abc import Callable
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from backfile.clean import load_rules, mark
from backfile.model import Capture, Division, Document, Provenance, Rejected, Repeats
from backfile.read import page, read, text_documents
from backfile.settings import settings_from
from backfile.split import load_models, split

# The paths are never touched; only the bounds on size and depth are asked for.
SETTINGS = settings_from({}, Path("/archive"), "tests")
RULES = load_rules()
MODELS = load_models()
LINES = MODELS.lines
CAPTURE_ID = "c" * 64
# Shared machines stall; a slow example is no failure of what is tested.
patient = settings(deadline=None, max_examples=60)

# Two stories in a dump, with a kicker above and lines that rules take.
TWO_STORIES = """Opinion

Harbour opens again after a week of storms

By Maria Example
12 May 2025

The harbour was opened to ships again on Monday after a week of heavy storms.
Fishing boats left the port of Kyiv before noon, and the ferry is to follow on Tuesday.

Recommended: two pairs of mittens

The mayor said that the town would mend the pier before the summer season begins.

Ferry company hires forty sailors for the summer

By Ivan Example
13 May 2025

The ferry company of the town hires forty sailors for the coming summer season.
Most of them come from the villages along the coast, the company said on Tuesday.

Subscribe to our newsletter
"""

WORD = st.text("abcdefghijklmnopqrstuvwxyzіїйж", min_size=1, max_size=9)
# Paragraphs of 60 characters or more that end like a sentence, and match no rule.
PROSE = st.lists(WORD, min_size=13, max_size=30).map(lambda w: f"Zq{' zq '.join(w)}.")
SHORT = st.lists(WORD, min_size=2, max_size=8).map(lambda w: f"Zq{' '.join(w)} zq")


def capture(name: str, data: bytes = b"", known: Provenance | None = None) -> Capture:
    """A capture of that name, as the walk over a folder would give it."""
    return Capture(CAPTURE_ID, name, len(data), known or Provenance())


def read_one(name: str, data: bytes, url: str = "") -> Document:
    """The one document of a capture that can be read."""
    found = read(capture(name, data, Provenance(url=url)), data, SETTINGS)
    assert not found.reason
    assert len(found.documents) == 1
    return found.documents[0]


def why_rejected(name: str, data: bytes) -> str:
    """The reason a capture is rejected for."""
    found = read(capture(name, data), data, SETTINGS)
    assert found.reason, "was read"
    return found.reason


def html_page(markup: str, url: str = "") -> Document:
    """The document of a page with this body."""
    data = f"<!doctype html><html><body>{markup}</body></html>".encode()
    found = page.read(capture("page.html", data, Provenance(url=url)), data, SETTINGS)
    assert not isinstance(found, Rejected), found.reason
    return found[0]


def dump(text: str) -> Document:
    """The document of a text dump."""
    return text_documents(text, CAPTURE_ID)[0]


def mistake_of(error: type[Exception], call: Callable[[], object]) -> str:
    """The words of the error that a call raises, or '' where it raises none."""
    try:
        call()
    except error as told:
        return str(told)
    return ""


def divided(document: Document) -> Division:
    """A document cleaned by the program's own rules, and split."""
    return split(document, mark(document, RULES, Provenance()), Repeats(), MODELS)


def labels(text: str) -> list[str]:
    """The label of each line of a dump; blank lines have ''."""
    document = dump(text)
    names = [""] * (text.count("\n") + 1)
    for block, label in zip(document.blocks, divided(document).labels, strict=True):
        names[block.place.first_line - 1] = label.name
    return names


def process_is_alive(pid: int) -> bool:
    """Whether there is a process of that number; one that ended but was not asked for is none."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
