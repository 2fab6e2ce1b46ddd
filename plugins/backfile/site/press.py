"""Views and files in, the files of a new site in its staging folder out.

A page whose view, templates and site have not changed since the published
site was built, and whose published bytes still hold, is shared, not rendered.
"""

import hashlib
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from backfile.errors import OutputError, OwnerError
from backfile.site.render import Renderer
from backfile.site.staging import Staging, old_sums
from backfile.site.views import View
from backfile.store import Store, key_of


@dataclass(slots=True)
class Tally:
    """What became of the files of a build; seal: what of the old site's seal, '' without one."""

    rendered: int = 0
    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    seal: Literal["", "kept", "broken"] = ""
    pages: list[str] = field(default_factory=list)


class Press:
    """Puts pages and files into a staging folder, as little anew as it can."""

    def __init__(self, staging: Staging, store: Store) -> None:
        """Know what the published site holds."""
        self._staging, self._store = staging, store
        self._old = old_sums(staging.output)
        self._made: dict[str, str] = {}
        self._printed: dict[str, None] = {}
        self.tally = Tally()

    def print_page(self, view: View, renderer: Renderer) -> None:
        """Put the page of a view there.

        Raises:
            OwnerError: a hand-written page has taken its address, or one outside the site.
        """
        if view.path != posixpath.normpath(view.path) or view.path.startswith(("/", "../")):
            raise OwnerError(view.path, "no page can stand at this address", "another `Save_as:`")
        if view.path in self._printed:
            cure = "another `Slug:` for the page in content/pages"
            raise OwnerError(view.path, "two pages want this address", cure)
        self._printed[view.path] = None
        key = key_of(view.path, view, renderer.digest)
        self.tally.pages.append(view.path)
        known = self._store.recall("pages", key, str)
        is_known = known is not None and self._old.get(view.path) == known
        if is_known and self._staging.share(view.path, str(known)):
            return
        self._staging.write(view.path, renderer.render(view))
        self._made[view.path] = key
        self.tally.rendered += 1

    def print_file(self, path: str, data: bytes) -> None:
        """Put a file there whose bytes are known already."""
        digest = hashlib.sha256(data).hexdigest()
        if self._old.get(path) != digest or not self._staging.share(path, digest):
            self._staging.write(path, data)

    def print_pictures(self, paths: Iterable[str]) -> None:
        """Put pictures of the store there, each once, named by the start of their SHA-256.

        Raises:
            OutputError: one was damaged since the captures were read.
        """
        for path in dict.fromkeys(paths):
            name = posixpath.basename(path)
            known = self._old.get(path, "")
            is_same = known.startswith(name.partition(".")[0])
            if is_same and self._staging.share(path, known):
                continue
            data = self._store.pictures.recall(name)
            if data is None:
                raise OutputError(name, "a picture in the store is damaged", "build again")
            self._staging.write(path, data)

    def finish(self, manifest: dict[str, object]) -> dict[str, str]:
        """Seal the new site, remember what its pages were made from, publish it.

        The SHA-256 of each of its files by path is given back.
        """
        sums = self._staging.seal(manifest)
        for path, key in self._made.items():
            self._store.keep("pages", key, sums[path])
        self.tally.written = sum(self._old.get(path) != digest for path, digest in sums.items())
        self.tally.unchanged = len(sums) - self.tally.written
        self.tally.deleted = sum(path not in sums for path in self._old)
        self.tally.seal = self._staging.carry_seal()
        self._staging.publish()
        return sums
