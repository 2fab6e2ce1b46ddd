"""An address and a key of all that a page depends on in, its bytes out once they are asked for."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page that may be made; key: a digest of everything that its bytes depend on."""

    path: str
    key: bytes | str
    make: Callable[[], bytes]
