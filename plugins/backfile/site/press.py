"""Pages and files in, the files of a new site in its staging folder out.

A page whose key is that which it was made from when the published site was
built, and whose published bytes still hold, is taken over, not made.
"""

import hashlib
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from backfile.errors import OutputError, OwnerError
from backfile.site.pages import Page
from backfile.site.record import digest_in, key_from, key_in
from backfile.site.staging import Staging
from backfile.store import Store


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
        self._old = staging.known
        self._keys: dict[str, str] = {}
        self.tally = Tally()

    def print_page(self, page: Page) -> None:
        """Put a page there; it is made only if it can't be taken over.

        Raises:
            OwnerError: a hand-written page has taken its address, or one outside the site.
        """
        path = page.path
        if path in self._keys:
            cure = "another `Slug:` for the page in content/pages"
            raise OwnerError(path, "two pages want this address", cure)
        if path != posixpath.normpath(path) or path.startswith(("/", "../")):
            raise OwnerError(path, "no page can stand at this address", "another `Save_as:`")
        key = self._keys[path] = key_from(page.key)
        self.tally.pages.append(path)
        row = self._old.get(path, "")
        if key_in(row) == key and self._staging.share(path, digest_in(row)):
            return
        self._staging.write(path, page.make())
        self.tally.rendered += 1

    def print_file(self, path: str, data: bytes) -> None:
        """Put a file there whose bytes are known already."""
        if not self.keep_file(path, hashlib.sha256(data).hexdigest()):
            self._staging.write(path, data)

    def keep_file(self, path: str, sha256: str) -> bool:
        """Take the published file over, if it has this SHA-256; whether it was."""
        is_same = digest_in(self._old.get(path, "")) == sha256
        return is_same and self._staging.share(path, sha256)

    def print_pictures(self, paths: Iterable[str]) -> None:
        """Put pictures of the store there, each once, named by the start of their SHA-256.

        Raises:
            OutputError: one was damaged since the captures were read.
        """
        for path in dict.fromkeys(paths):
            name = posixpath.basename(path)
            known = digest_in(self._old.get(path, ""))
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
        old = self._old
        changed = (digest_in(old.get(path, "")) != digest for path, digest in sums.items())
        self.tally.written = sum(changed)
        self.tally.unchanged = len(sums) - self.tally.written
        self.tally.deleted = sum(path not in sums for path in old)
        self.tally.seal = self._staging.carry_seal()
        self._staging.publish(self._keys)
        return sums
