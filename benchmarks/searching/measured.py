"""A command in, its CPU seconds and largest memory out, as JSON: `python -m ... COMMAND WORD ...`.

A process of its own, since a child's largest memory is at least that of the
process that it was forked from, and this one is small.
"""

import json
import os
import subprocess
import sys

# getrusage tells the largest memory in kilobytes, on macOS in bytes.
_MEMORY_UNIT = 1_000_000 if sys.platform == "darwin" else 1_000


def main(command: list[str]) -> int:
    """Run the command, print what it took."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    taken = {"seconds": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / _MEMORY_UNIT}
    sys.stdout.write(json.dumps(taken))
    return process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
