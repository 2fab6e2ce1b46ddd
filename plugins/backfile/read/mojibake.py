"""A text in, the same with its mojibake mended by ftfy out.

A module of its own, since ftfy takes a while to start and most pages need none of it.
"""

from ftfy import TextFixerConfig, fix_encoding_and_explain
from ftfy.badness import is_bad

_MOJIBAKE_ONLY = TextFixerConfig(
    unescape_html=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_terminal_escapes=False,
    remove_control_chars=False,
    normalization=None,
)


def mended(text: str) -> str:
    """The text with its mojibake mended, or as it was."""
    return fix_encoding_and_explain(text, _MOJIBAKE_ONLY).text if is_bad(text) else text
