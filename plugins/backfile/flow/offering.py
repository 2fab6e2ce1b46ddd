"""A captures folder and what is withheld in, the captures that may be read out.

A capture that is withheld leaves here: nothing of it is ever read. Of the
others, what their sidecars say is told without passages and names that are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from backfile.model import Capture, Rejected
from backfile.owner.entries import RULES
from backfile.owner.redaction import cleared_values, counted
from backfile.owner.withheld import FILE_NAME, Withheld, Withholding
from backfile.read.captures import Digests, Inventory, take_inventory


@dataclass(frozen=True, slots=True)
class Offer:
    """The captures of a folder that may be read; inventory: of these alone.

    named: the same as the inventory, with captures under names that may be shown.
    away: the captures that are withheld, each with the entry that says so.
    counts: how often a passage or name stood in what is known of captures.
    """

    folder: Path
    inventory: Inventory
    named: Inventory
    withheld: Withheld = field(default_factory=Withheld)
    away: tuple[tuple[Capture, Withholding], ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def captures(self) -> tuple[Capture, ...]:
        """The captures that may be read, under their own paths."""
        return self.inventory.captures

    @property
    def inputs(self) -> int:
        """How many files were offered, those that are withheld among them."""
        return self.inventory.inputs + self.files_away

    @property
    def files_away(self) -> int:
        """How many files are withheld: captures and their copies."""
        return sum(1 + len(capture.copies) for capture, _ in self.away)

    def of(self, captures: Sequence[Capture]) -> "Offer":
        """The same of some of its captures alone."""
        return replace(self, inventory=replace(self.inventory, captures=tuple(captures)))

    def why_not(self, name: str) -> Rejected:
        """Why a file of the folder is none of its captures."""
        for capture, entry in self.away:
            if name in {capture.path, *capture.copies}:
                where = f"{RULES}/{FILE_NAME}:{entry.line}"
                return Rejected(name, f"is withheld ({entry.reason}); {where} says so", capture.id)
        reasons = (reject for reject in self.inventory.rejected if reject.source == name)
        return next(reasons, Rejected(name, "is no capture, but belongs to one"))


def offer(folder: Path, withheld: Withheld, digests: Digests | None = None) -> Offer:
    """What a captures folder offers; digests: spares reading what has not changed.

    Raises:
        CapturesError: the folder is missing or can't be listed.
    """
    inventory = take_inventory(folder, digests)
    if not withheld:
        return Offer(folder, inventory, inventory)
    away = tuple(_away(inventory.captures, withheld))
    ids = {capture.id for capture, _ in away}
    left = tuple(capture for capture in inventory.captures if capture.id not in ids)
    known, counts = cleared_values((capture.provenance for capture in left), withheld)
    told = tuple(replace(c, provenance=k) for c, k in zip(left, known, strict=True))
    named, names = cleared_values(told, withheld)
    rejected, others = cleared_values(inventory.rejected, withheld)
    inventory = replace(inventory, captures=told, rejected=rejected)
    return Offer(
        folder,
        inventory,
        replace(inventory, captures=named),
        withheld,
        away,
        counted((counts, names, others)),
    )


def _away(
    captures: tuple[Capture, ...], withheld: Withheld
) -> Iterator[tuple[Capture, Withholding]]:
    """Every capture that an entry names by its SHA-256, its path or a copy's."""
    entries = {entry.what: entry for entry in withheld.of("capture")}
    for capture in captures:
        names = (capture.id, capture.path, *capture.copies)
        entry = next((entries[name] for name in names if name in entries), None)
        if entry:
            yield capture, entry
