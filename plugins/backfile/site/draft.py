"""Files of a site that is never published in, those that differ from the published one out.

What is the same as in the published site is only noted, so a draft takes no
more room than what would change; and the published site is only read.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from backfile.errors import OutputError
from backfile.site.record import digest_in
from backfile.site.staging import Staging, old_sums, rows_of

FOLDER = "draft"


class Draft(Staging):
    """A new site that is compared with the published one and then thrown away."""

    def __init__(self, folder: Path, published: Path, state: Path | None = None) -> None:
        """Begin in an empty folder, whatever an interrupted run left there.

        state: the folder of the record, which is only read.

        Raises:
            OutputError: the folder can't be written.
        """
        self._begin(published, state)
        self._known = rows_of(published, state)
        self.folder = folder
        discard_draft(folder)
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            what = f"can't be written ({error.strerror})"
            raise OutputError(str(folder), what, "mend its permissions") from None

    def share(self, path: str, digest: str) -> bool:
        """Note that a file is the same as in the published site."""
        if digest_in(self._known.get(path, "")) != digest:
            return False
        self._shared[path] = digest
        return True

    def carry_seal(self) -> Literal[""]:
        """Nothing: a draft is not sealed."""
        return ""

    def publish(self, keys: Mapping[str, str] | None = None) -> None:
        """Nothing: a draft is none."""

    def discard(self) -> None:
        """Take the folder away."""
        discard_draft(self.folder)


def refuse_unpublished(published: Path) -> None:
    """Refuse to compare with what is no site of ours.

    Raises:
        OutputError: there is no published site.
    """
    if not old_sums(published):
        cure = "inv build, or --against FOLDER"
        raise OutputError(str(published), "holds no published site", cure)


def discard_draft(folder: Path) -> None:
    """Take away what a draft left, as one that was killed does."""
    shutil.rmtree(folder, ignore_errors=True)
