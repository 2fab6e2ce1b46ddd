"""The owner's files in, the owner's word as values out: it wins over every stage."""

from pathlib import Path

from backfile.errors import RuleError
from backfile.owner.known_rejects import KnownRejects, load_known_rejects

__all__ = ["KnownRejects", "load_known_rejects", "refuse_unread"]

# Files of the owner's that a later version reads. To pass over what should be
# withheld or corrected in silence would be worse than to stop.
_UNREAD = ("corrections.yaml", "withheld.yaml")


def refuse_unread(folder: Path) -> None:
    """Stop where the owner asks for something that this version can't do.

    Raises:
        RuleError: names the file.
    """
    for name in _UNREAD:
        if (folder / name).exists():
            cure = "take the file away, and the captures that it is about"
            raise RuleError(f"content/rules/{name}", "can't be applied by this version", cure)
