"""A file in Rich Text Format in (databases export it), its documents out: paragraphs are lines."""

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from backfile.model import Capture, Document, Rejected
from backfile.read.office.written import Manuscript, documents
from backfile.read.opening import opened
from backfile.settings import Settings

_LOOKS_LIKE_IT = b"{\\rtf"
_DAMAGED = "is RTF that can't be read; try: save it as DOCX or text"
# The library passes over these groups, though they are text.
_NOTE = re.compile(r"\{(?:\\\*)?\\footnote\b ?")
# Where a link leads, which the library would write into the sentence.
_TARGET = re.compile(r"\{\\\*\\fldinst\b(?:\{[^{}]*\}|[^{}])*+\}")
_BOX = re.compile(r"\{\\shptxt\b ?")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_PICTURE = re.compile(r"\\pict\b")
_HEADER = re.compile(r"\\(?:header|footer)[lrf]?\b")
_RAISED = (OverflowError, ValueError, LookupError, TypeError)


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is RTF: its first bytes say so, whatever it is called."""
    del ending
    return start.startswith(_LOOKS_LIKE_IT)


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The documents of a file in RTF, or why there are none."""
    decoded = opened(capture, data, settings)
    if isinstance(decoded, Rejected):
        return decoded
    source, links = _TARGET.subn("", _NOTE.sub("{ [note] ", decoded.text))
    try:
        text = _plain(source)
        boxes = [_plain(f"{{\\rtf1 {box}}}") for box in _boxes(source)]
    except _RAISED:
        return Rejected(capture.path, _DAMAGED, capture.id)
    manuscript = Manuscript(text.split("\n"), [line for box in boxes for line in box.split("\n")])
    manuscript.counted["addresses of links"] = links
    manuscript.counted["pictures"] = len(_PICTURE.findall(source))
    manuscript.counted["headers and footers of pages"] = len(_HEADER.findall(source))
    return documents(manuscript, capture, settings)


def _plain(source: str) -> str:
    text: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]  # ships no types
    return text


def _boxes(source: str) -> Iterator[str]:
    """The content of each text box, which ends where its own brace is closed."""
    end = 0
    for found in _BOX.finditer(source):
        if found.start() < end:
            continue
        depth = 0
        for brace in _BRACE.finditer(source, found.start()):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if not depth:
                end = brace.end()
                yield source[found.end() : brace.start()]
                break
        else:
            return
