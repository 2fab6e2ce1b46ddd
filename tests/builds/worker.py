"""Lines of JSON in, archives built in this one process, lines of JSON out.

A request is {do, folder}; the answer {error, said}: an error is empty where all
went well, and said is what was printed. The program is that of PYTHONPATH, with the
theme beside it.
"""

import contextlib
import io
import json
import sys
from pathlib import Path

from backfile.__main__ import main as command
from backfile.desk.accept import accept
from backfile.errors import BackfileError
from backfile.site.runner import Choices, build_site, read_conf

BY = ("tests", "2025-06-01")


def done(request: dict[str, str]) -> str:
    """Do it; the error's one line, or ''."""
    folder = Path(request["folder"])
    try:
        if request["do"] == "accept":
            accept(read_conf(folder)["BACKFILE_SETTINGS"], BY)
        elif request["do"] == "task":
            return _commanded(["--folder", str(folder), "build"])
        else:
            build_site(folder, Choices())
    except BackfileError as error:
        return str(error)
    return ""


def _commanded(words: list[str]) -> str:
    """What the command `backfile` says on stderr where it fails; 3 tells of rejects alone."""
    sys.argv[1:] = words
    with contextlib.redirect_stderr(io.StringIO()) as told:
        try:
            command()
        except SystemExit as ended:
            return "" if ended.code in {0, 3} else told.getvalue().strip()
    return ""


def main() -> None:
    """Answer until there is no request any more."""
    for line in sys.stdin:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            error = done(json.loads(line))
        sys.stdout.write(f"{json.dumps({'error': error, 'said': said.getvalue()})}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
