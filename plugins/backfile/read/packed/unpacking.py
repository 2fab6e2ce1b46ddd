"""The members of one pack in, each read as a capture of its own; what they gave together out."""

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from backfile.model import Capture, Reading, Rejected
from backfile.read.captures import NEARLY_SIDECARS
from backfile.read.packed.around import Around, around_of
from backfile.read.packed.budget import Budget
from backfile.read.packed.files import Files
from backfile.read.packed.kinds import nature_of
from backfile.read.packed.members import Member, Pack
from backfile.read.packed.names import is_litter, why_not_followed
from backfile.read.packed.parts import (
    Part,
    as_part,
    file_getters,
    joined,
    provenance_of,
    with_damage,
    with_known,
)
from backfile.read.sidecars import SidecarMistake

ReadOne = Callable[[Capture, bytes], Reading]
_NEARLY = "looks like a sidecar; try: a name that ends in .yaml"
_ORPHAN = "is a sidecar of no capture; try: name it after its capture"
_TOO_MANY = "stands behind more members than are read; try: split the pack"


@dataclass(frozen=True, slots=True)
class Unpacking:
    """A pack on its way: the capture that it is, how its members are read, how much may come."""

    capture: Capture
    read_one: ReadOne
    budget: Budget

    def read(self, pack: Pack) -> Reading:
        """What the members of a pack give, in its order.

        Each member ends as documents, as lost by its name, or as passed by its
        kind; its documents are numbered over the whole pack.
        """
        taken = pack.members[: self.budget.members]
        self.budget.members -= len(taken)
        around = around_of(taken, self.budget)
        getters: dict[str, Callable[[], bytes]] = {
            m.name: functools.partial(self._content, m) for m in taken if _is_image(m.name)
        }
        readings = [Reading(lost=tuple(self._lost("", why) for why in pack.damages))]
        for member, part in zip(taken, _parts(taken, around.companions), strict=True):
            found = self._read(member, around)
            readings.append(as_part(found, self.capture, member.name, part))
            getters |= file_getters(found, part)
        if beyond := pack.members[len(taken) :]:
            more = f" and {len(beyond) - 1} more" if len(beyond) > 1 else ""
            readings.append(
                Reading(lost=(self._lost(f", member {beyond[0].name}{more}", _TOO_MANY),))
            )
        return joined(readings, Files(getters))

    def _lost(self, part: str, why: str) -> Rejected:
        return Rejected(f"{self.capture.path}{part}", why, self.capture.id)

    def _content(self, member: Member) -> bytes:
        return self.budget.unpack(member).data

    def _read(self, member: Member, around: Around) -> Reading:
        """What one member gives, as if it were a capture; a reason where it gives nothing."""
        name = member.name
        if kind := _passed(name, around):
            return Reading(passed={kind: 1})
        why = why_not_followed(name) or (_ORPHAN if name in around.orphans else "")
        if why or name.lower().endswith(NEARLY_SIDECARS):
            return Reading(reason=why or _NEARLY)
        try:
            known = provenance_of(around.sidecars.of(name))
        except SidecarMistake as mistake:
            return Reading(reason=f"its sidecar {mistake}")
        found = self.budget.unpack(member)
        if found.why_not:
            return Reading(reason=found.why_not)
        if self.budget.is_met(found.data):
            return Reading(passed={"copy": 1})
        inside = Capture(self.capture.id, f"{self.capture.path}/{name}", len(found.data), known)
        return with_damage(with_known(self.read_one(inside, found.data), known), found.damage)


def _passed(name: str, around: Around) -> str:
    """As what a member is passed by its name alone; '' where it is not."""
    if is_litter(name):
        return "litter"
    if name in around.belongs:
        return "companion"
    if name in around.sidecars.names:
        return "" if name in around.orphans else "sidecar"
    return nature_of(PurePosixPath(name).suffix.lower())


def _is_image(name: str) -> bool:
    return nature_of(PurePosixPath(name).suffix.lower()) == "image"


def _parts(members: Sequence[Member], companions: Mapping[str, Sequence[str]]) -> Iterator[Part]:
    """The members by names that tell them apart: a later one of the same name has a number."""
    met: Counter[str] = Counter()
    for member in members:
        met[member.name] += 1
        again = f" ({met[member.name]})" if met[member.name] > 1 else ""
        yield Part(f"{member.name}{again}", companions.get(member.name, ()))
