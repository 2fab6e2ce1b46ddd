"""What is withheld and any values of the model in, the same values without it out.

Letters: a text by its letters and digits, and where each stands. Patterns: the
runs of letters by which what is withheld is found out. Cutting: texts without
it. Markup, addresses and words: whether they tell it. Readings: it all together.
"""

from backfile.owner.redaction.addresses import spells
from backfile.owner.redaction.readings import cleared, cleared_values, counted
from backfile.owner.redaction.words import cleared_corrections, refuse_telling, spells_name

__all__ = [
    "cleared",
    "cleared_corrections",
    "cleared_values",
    "counted",
    "refuse_telling",
    "spells",
    "spells_name",
]
