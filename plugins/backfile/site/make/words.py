"""Dates and numbers in, the words that pages show out."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_YEAR, _MONTH, _DAY = len("2025"), len("2025-05"), len("2025-05-11")


def date_words(iso: str) -> str:
    """`11 May 2025`, `May 2025`, `2025`; `29 March (no year)` for `--03-29`."""
    if iso.startswith("--"):
        return f"{int(iso[5:7])} {MONTHS[int(iso[2:4]) - 1]} (no year)"
    if len(iso) >= _DAY:
        return f"{int(iso[8:10])} {MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"
    return f"{MONTHS[int(iso[5:7]) - 1]} {iso[:4]}" if len(iso) >= _MONTH else iso


def moment_words(iso: str) -> str:
    """`11 May 2025`, `11 May 2025, 10:30 UTC`; says so where it is not known."""
    time = f", {iso[11:16]}{' UTC' if iso.endswith('Z') else ''}" if iso[10:11] == "T" else ""
    return f"{date_words(iso)}{time}" if iso else "date not known"


def plural(number: int, noun: str) -> str:
    """`1 word`, `1,200 words`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def date_parts(iso: str) -> tuple[str, ...]:
    """The year, month and day of an ISO date as far as known: ("2025", "05")."""
    return tuple(iso.split("-")) if len(iso) >= _YEAR and not iso.startswith("--") else ()


def has_day(iso: str) -> bool:
    """Whether an ISO date is known to the day."""
    return len(iso) >= _DAY
