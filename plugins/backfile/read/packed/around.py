"""The members of a pack in, what they say of each other out: companions and sidecars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backfile.read.captures import companions_of
from backfile.read.packed.budget import Budget
from backfile.read.packed.members import Member
from backfile.read.packed.names import is_litter, why_not_followed
from backfile.read.sidecars import SidecarMistake, Sidecars


@dataclass(frozen=True, slots=True)
class Around:
    """What belongs to which page, and which sidecars speak for which members.

    companions: the files of each saved page; belongs: all of these. orphans:
    sidecars that speak for none.
    """

    companions: Mapping[str, Sequence[str]]
    belongs: frozenset[str]
    sidecars: Sidecars
    orphans: frozenset[str]


def around_of(members: Sequence[Member], budget: Budget) -> Around:
    """Who belongs to whom among the members whose names can be followed."""
    followed = {m.name: m for m in members if not (is_litter(m.name) or why_not_followed(m.name))}
    companions = companions_of(tuple(followed))
    belongs = {name for files in companions.values() for name in files}

    def content_of(name: str) -> bytes:
        found = budget.unpack(followed[name])
        if found.why_not or found.damage:
            raise SidecarMistake(f"{name} {found.why_not or found.damage}")
        return found.data

    sidecars = Sidecars(followed, belongs, content_of)
    orphans = frozenset(one.source for one in sidecars.orphans())
    return Around(companions, frozenset(belongs), sidecars, orphans)
