"""An archive's folder in, its site without the index of search out: `python -m ... FOLDER`.

For the benchmark alone, as no setting leaves search out. One step of the
build is put out of action, and where that step no longer is, this fails
rather than measure the wrong thing.
"""

import sys
from pathlib import Path

from backfile.site.build import Build
from backfile.site.runner import Choices, build_site

_STEP = "_print_search"


def main(folder: Path) -> None:
    """Build; fail where an index was made all the same."""
    if not hasattr(Build, _STEP):
        sys.exit(f"the build has no step {_STEP!r} any more; mend {__file__}")
    setattr(Build, _STEP, lambda *_: "")
    done = build_site(folder, Choices())
    if any(done.settings.output.glob("search/index.*")):
        sys.exit(f"an index was made without the step {_STEP!r}; mend {__file__}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
