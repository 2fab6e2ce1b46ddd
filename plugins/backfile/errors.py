"""The errors that reach a person, by who can mend them.

    BackfileError
    |-- OwnerError        the archive's owner can mend it; exit code 2
    |   |-- SettingsError     a setting of pelicanconf.py
    |   |-- RuleError         an entry of a rules or vocabulary file
    |   |-- CapturesError     the captures folder itself
    |   `-- OutputError       the output folder
    |-- StoreError        what was kept before is damaged; made anew by the next build
    |-- LockedError       another build holds the lock; exit code 75
    |-- NothingPublished  no capture gave an article; exit code 1
    `-- TextChanged       accepted texts changed that shall not; exit code 1

Each is one line: where, what, and what to try. A capture that can't be read is
no error: it is a Rejected value, and the build goes on.
"""

import errno

# What the system refuses for want of room, whichever file it is: no fault of a capture.
NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS)


class BackfileError(Exception):
    """One line for a person: `where: what; try: cure`."""

    exit_code = 1
    # What is shown before the line itself, where that alone would not help.
    lines: tuple[str, ...] = ()

    def __init__(self, where: str, what: str, cure: str = "") -> None:
        """Join the parts to the one line that is shown."""
        super().__init__(f"{where}: {what}" + (f"; try: {cure}" if cure else ""))
        self.where, self.what, self.cure = where, what, cure


class OwnerError(BackfileError):
    """Something the owner wrote or chose can't be used as it is."""

    exit_code = 2


class SettingsError(OwnerError):
    """A setting is unknown or has a value that can't be used."""


class RuleError(OwnerError):
    """A rule, vocabulary entry or other owner's entry can't be used."""


class CapturesError(OwnerError):
    """The captures folder is missing or can't be listed."""


class OutputError(OwnerError):
    """The output folder is somebody else's, or can't be written."""


class StoreError(BackfileError):
    """What earlier builds kept is damaged; without it all is made anew."""


class LockedError(BackfileError):
    """Another build is at work on the same archive."""

    exit_code = 75


class NothingPublished(BackfileError):  # noqa: N818 - it names an outcome, as the exit code does
    """No capture gave an article or digest, so the old site stays."""

    exit_code = 1


class TextChanged(BackfileError):  # noqa: N818 - it names an outcome, as the exit code does
    """Accepted texts have changed in a build that was to keep them; lines: what came and went."""

    exit_code = 1

    def __init__(self, where: str, what: str, cure: str = "", lines: tuple[str, ...] = ()) -> None:
        """Keep the lines, which are shown before the error's own."""
        super().__init__(where, what, cure)
        self.lines = lines
