"""The owner's files in, the owner's word as values out: it wins over every stage."""

from backfile.owner.known_rejects import KnownRejects, load_known_rejects

__all__ = ["KnownRejects", "load_known_rejects"]
