"""The owner's own words and what is withheld in, out whether they tell it, or them without it."""

from collections.abc import Sequence
from dataclasses import replace

from backfile.owner.corrections import Correction
from backfile.owner.entries import Entry
from backfile.owner.redaction.cutting import cutter_of
from backfile.owner.withheld import FILE_NAME, Withheld


def spells_name(name: str, withheld: Withheld) -> bool:
    """Whether the name of a tag is one that is withheld."""
    return bool(withheld.digest) and bool(cutter_of(withheld).cut(name)[1])


def cleared_corrections(
    corrections: Sequence[Correction], withheld: Withheld
) -> tuple[Correction, ...]:
    """Corrections that set nothing, and tell nobody, what is withheld.

    The words by which they find their place are cut as the text is where they are found.
    """
    if not withheld.digest:
        return tuple(corrections)
    cutter = cutter_of(withheld)
    return tuple(
        replace(
            one,
            target=replace(one.target, text=cutter.cut(one.target.text)[0]),
            sets={field: cutter.cut(value)[0] for field, value in one.sets.items()},
            name=cutter.cut(one.name)[0],
            why=cutter.cut(one.why)[0],
        )
        for one in corrections
    )


def refuse_telling(withheld: Withheld) -> None:
    """Refuse words for a tombstone that tell what is withheld.

    Raises:
        RuleError: names the entry's line.
    """
    for entry in withheld.entries:
        if spells_name(entry.tombstone, withheld):
            raise Entry(FILE_NAME, entry.line, {}).error(
                "its tombstone tells words that are withheld", "other words, or none"
            )
