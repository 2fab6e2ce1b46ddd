"""What a person asks of `diff` in, one value that travels from the command line out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """The options of `diff`.

    captures, site_url: over pelicanconf.py, as for a build. against: the
    published site, where it is not the output folder. jobs: processes that
    read captures. full: every line of what changes. exit_code: end with 1
    where anything changes.
    """

    captures: str | None = None
    against: str | None = None
    site_url: str | None = None
    jobs: int = 1
    full: bool = False
    exit_code: bool = False
