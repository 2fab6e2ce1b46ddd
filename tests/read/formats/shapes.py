"""What the tests of the formats share: a text in, what a format says of its lines out."""

from backfile.read.formats import Format, Record

PROSE = "The sloop lay in the bay of Gjoahavn for two winters while the crew took observations."
MORE = "She left Christiania in June with seven men on board and stores for five years at sea."


def records_in(form: Format, text: str) -> tuple[Record, ...]:
    """The records of a text."""
    return form.records(text.split("\n"))


def labels(form: Format, text: str) -> str:
    """The label of each line, with "." for those that are not told and "" for blank ones."""
    lines = text.split("\n")
    names = ["." if line.strip() else "" for line in lines]
    for record in form.records(lines):
        for piece in record.pieces:
            for i in range(piece.first, piece.last + 1):
                names[i] = piece.label
    return " ".join(filter(None, names))


def texts(form: Format, text: str, label: str) -> list[str]:
    """The texts of the pieces of a label, without the spaces around them."""
    found = (piece for record in records_in(form, text) for piece in record.pieces)
    return [piece.text.strip() for piece in found if piece.label == label]


def claims(form: Format, text: str, field: str) -> list[str]:
    """What the records of a text claim of a field."""
    found = (claim for record in records_in(form, text) for claim in record.claims)
    return [claim.value for claim in found if claim.field == field]
