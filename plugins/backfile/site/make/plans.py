"""What a page shows in, a plan of it out: its address, what tells its state, and how to make it.

The facts of a plan stand for all of the corpus that its view shows. Of a text
they hold the digest that was made when it was found, never the text itself, so
that a page which stays as it is costs no reading of its text.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from backfile.site.pages import Page
from backfile.site.render import Renderer
from backfile.site.views import View
from backfile.store import pack

Facts: TypeAlias = bytes
_SIZE = 16


@dataclass(frozen=True, slots=True)
class Plan:
    """A page that may be made; pictures: the files that it shows."""

    path: str
    facts: Facts
    view: Callable[[], View]
    pictures: tuple[str, ...] = ()


def digest_of(facts: object) -> Facts:
    """Tells texts, numbers and tuples of them from any others; 16 bytes."""
    return blake2b(pack(facts), digest_size=_SIZE).digest()


def planned(view: View) -> Plan:
    """The plan of a view that was cheap to make."""
    return Plan(view.path, repr(view).encode(), lambda: view)


def pages_of(plans: Iterable[Plan], renderer: Renderer) -> Iterator[tuple[Plan, Page]]:
    """Plans with their pages."""
    begin = blake2b(renderer.digest.encode(), digest_size=_SIZE)
    for plan in plans:
        key = begin.copy()
        key.update(plan.path.encode("utf-8", "surrogatepass") + b"\0" + plan.facts)
        yield plan, Page(plan.path, key.digest(), _maker(plan, renderer))


def _maker(plan: Plan, renderer: Renderer) -> Callable[[], bytes]:
    return lambda: renderer.render(plan.view())
