"""Mark-up in, whether it tells what is withheld out: in its text, or in an attribute."""

import re

from backfile.owner.redaction.cutting import Cutter

_TAG = re.compile(r"<[^<>]*>")


def tells(html: str, cutter: Cutter) -> bool:
    """Whether something withheld stands in mark-up, inline tags between its letters or not."""
    return cutter.may_hold(html) or cutter.may_hold(_TAG.sub("", html))
