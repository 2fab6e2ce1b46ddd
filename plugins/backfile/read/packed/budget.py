"""How much a capture may come to, counted down while the packs in it are unpacked."""

import hashlib
from dataclasses import dataclass, field

from backfile.read.packed.members import Member, Unpacked


@dataclass(slots=True)
class Budget:
    """What a capture may still come to, over all packs in it, and which bytes were met."""

    left: int
    members: int
    met: set[str] = field(default_factory=set)

    def unpack(self, member: Member) -> Unpacked:
        """The bytes of a member, as far as there is room for them."""
        found = member.unpack(self.left)
        self.left -= len(found.data) * member.is_packed
        return found

    def is_met(self, data: bytes) -> bool:
        """Whether the same bytes were read before; from now on they were."""
        digest = hashlib.sha256(data).hexdigest()
        is_met = digest in self.met
        self.met.add(digest)
        return is_met
