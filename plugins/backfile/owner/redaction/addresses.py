"""An address of the site and what is withheld in, whether the address spells it out."""

import posixpath
import re

from backfile.owner.redaction.cutting import cutter_of
from backfile.owner.withheld import Withheld

_ENDING = re.compile(r"(?:-[a-z2-7]{12})?\.html$")


def spells(address: str, withheld: Withheld) -> bool:
    """Whether an address tells a passage or name that is withheld, as a slug or as it is.

    A slug is cut at its 80th letter: one that is the beginning of a passage
    spells it too, and so does one that is a part of it.
    """
    if not withheld.digest:
        return False
    cutter = cutter_of(withheld)
    stem = _ENDING.sub("", posixpath.basename(address))
    return any(cutter.cut(form)[1] for form in (address, stem))
