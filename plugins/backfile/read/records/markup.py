"""A value in, whether it is HTML, and HTML fit for the reader of pages out.

Wires write tickers as <P>, <EM> or <KUMT.TOK>: they are text, and a parser
would take them for tags and drop them.
"""

import re

_NAMES = """a abbr acronym address article aside audio b base bdi bdo big blockquote body br button
    canvas caption center cite code col colgroup data dd del details dfn dir div dl dt em embed
    fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr
    html i iframe img input ins kbd label legend li link main map mark menu meta nav nobr noscript
    object ol optgroup option p param path picture pre q rp rt ruby s samp script section select
    small source span strike strong style sub summary sup svg table tbody td template textarea
    tfoot th thead time title tr track tt u ul var video wbr"""
_ELEMENTS = frozenset(_NAMES.split())
_ANY = "|".join(_NAMES.split())
# Nothing but mark-up has these: the end of an element, an element with a field, an empty one that
# is closed, or one of those that stand alone in small letters.
_SURE = re.compile(
    rf"</(?i:{_ANY})\s*>|<(?i:{_ANY})\s[^<>=]*=[^<>]*>|<(?i:br|hr|p)\s*/>|<(?:br|hr|p|li|td|dd)>"
)
# In capitals they may be tickers; three are no chance.
_LOUD, _FEWEST_LOUD = re.compile(r"<(?:BR|P|LI|TD|DD)>"), 3
_NO_TAG = re.compile(r"<(?=/?([A-Za-z][A-Za-z0-9.]*)[\s<>/]|[^A-Za-z/!?])")
_BLOCKS = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|table|tr|td|section|article|figure|body|hr)\b",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<(?:p|br|td)\b", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\s*\n\s*")
_BLANK_LINES = re.compile(r"[ \t]*\n[ \t]*\n\s*")


def is_markup(text: str) -> bool:
    """Whether a text is HTML, and not one that holds a word in angle brackets."""
    if "<" not in text:
        return False
    return bool(_SURE.search(text)) or len(_LOUD.findall(text)) >= _FEWEST_LOUD


def tidied(markup: str) -> str:
    """HTML whose paragraphs are marked, and in which a "<" that begins no element is text."""
    markup = _NO_TAG.sub(_as_text, markup)
    if not _BLOCKS.search(markup):
        # Its writer left paragraphs to line ends.
        return "<p>" + _LINE_ENDS.sub("\n<p>", markup)
    return markup if _BREAKS.search(markup) else _BLANK_LINES.sub("\n<p>", markup)


def _as_text(found: re.Match[str]) -> str:
    is_element = found[1] is not None and found[1].lower() in _ELEMENTS
    return "<" if is_element else "&lt;"
