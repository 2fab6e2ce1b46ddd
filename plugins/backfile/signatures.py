"""A file's stat in, a signature that changes with the file out; the files of a folder by path.

Size, times and inode tell one state of a file from another without reading
it: whatever changes a file's bytes gives it another ctime, which nobody can
set, unless two changes fall within one tick of the file system's clock.
"""

import os

# Of what is no plain file; equal to the signature of none.
NO_FILE = "-"
# Longer than a tick of the clocks that file systems stamp with (Linux: at most 10 ms).
TICK = 0.02


def signature(found: os.stat_result) -> str:
    """Size, both times in nanoseconds and inode, parted by spaces."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def signed(folder: str) -> dict[str, str]:
    """The signature of each file below a folder by its path there, in no order.

    Links are not followed. What begins with a dot at the top is left out.

    Raises:
        OSError: a folder can't be listed.
    """
    signs: dict[str, str] = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                name = below + entry.name
                if not below and name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                elif entry.is_file(follow_symlinks=False):
                    signs[name] = signature(entry.stat(follow_symlinks=False))
                else:
                    signs[name] = NO_FILE
    return signs
