"""A document and a draft of it in, the draft's pictures out, and a repair for those not kept."""

from backfile.model import Document, Draft, Picture, Repair

_MISSING = "not in the capture, or of a kind that is not shown"


def pictures_of(document: Document, draft: Draft) -> tuple[Picture, ...]:
    """The pictures of a draft's headline, details and body, in reading order, kept or not.

    Those of blocks that were taken out are none of its own.
    """
    taken = frozenset(removal.place for removal in draft.removals)
    blocks = document.blocks[draft.first : draft.last + 1]
    names = dict.fromkeys(
        name for block in blocks if block.place not in taken for name in block.pictures
    )
    known = {picture.name: picture for picture in document.pictures}
    return tuple(known[name] for name in names if name in known)


def missing(pictures: tuple[Picture, ...]) -> tuple[Repair, ...]:
    """A repair that tells how many pictures of a story can't be shown."""
    count = sum(not picture.width for picture in pictures)
    if not count:
        return ()
    return (Repair(f"{count} picture{'s' * (count != 1)}", "", _MISSING),)
