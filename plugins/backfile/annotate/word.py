"""What the owner says of a draft's fields in, the fields as he wants them out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from backfile.annotate.byline import Authors
from backfile.model import CORRECTION, Claim, DateFinding, Draft, FieldFinding

_PARTS = "; "


@dataclass(frozen=True, slots=True)
class Word:
    """What the owner says of fields: by field its value, and why he says so."""

    values: Mapping[str, tuple[str, str]]

    def of(self, field: str, found: str) -> str:
        """A field's value: the owner's or, where he says nothing, the one found."""
        return self.values[field][0] if field in self.values else found

    def date(self, found: DateFinding | None) -> DateFinding | None:
        """The date that is asserted; none where the owner says that it is not known."""
        if "date" not in self.values:
            return found
        value, why = self.values["date"]
        return DateFinding(value, why, CORRECTION, 1.0) if value else None

    def dates(self, found: tuple[DateFinding, ...]) -> tuple[DateFinding, ...]:
        """All evidence, the owner's first."""
        said = self.date(None)
        return (said, *found) if said else found

    def authors(self, found: Authors) -> Authors:
        """The authors."""
        if "authors" not in self.values:
            return found
        names = tuple(filter(None, self.values["authors"][0].split(_PARTS)))
        return Authors(names, CORRECTION)

    def fields(self, found: tuple[FieldFinding, ...]) -> tuple[FieldFinding, ...]:
        """On what each field rests; what was found instead is kept as a claim."""
        return tuple(self._finding(one) for one in found)

    def _finding(self, found: FieldFinding) -> FieldFinding:
        if found.field not in self.values:
            return found
        value = self.values[found.field][0]
        is_new = found.value and found.value != value and found.origin != CORRECTION
        claim = Claim(_CLAIMED.get(found.field, found.field), found.value, found.origin)  # type: ignore[arg-type]  # named as claims are
        others = (claim, *found.others) if is_new else found.others
        return replace(found, value=value, origin=CORRECTION, others=others)


_CLAIMED = {"authors": "author"}


def word_on(draft: Draft) -> Word:
    """What the owner says of a draft; of what he says twice, the later."""
    return Word(
        {
            field: (value, saying.why)
            for saying in draft.sayings
            for field, value in saying.fields.items()
        }
    )
