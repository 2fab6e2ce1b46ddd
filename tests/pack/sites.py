"""Small sites with their sums, keys and seals, for the tests of pack."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import minisign
import pytest

from backfile.pack.seal import comment_of, put_seal
from backfile.pack.sums import SEAL_FILES, SUMS

PAGES = {
    "index.html": b"the front page\n",
    "1912/12/an-arrival.html": b"a story\n",
    "1912/12/a-return.html": b"another story\n",
    "media/ab/ab12.png": bytes(range(256)),
    "empty.html": b"",
}
MOMENT = 1_736_467_200  # 2025-01-10


def site(folder: Path, pages: dict[str, bytes] | None = None) -> Path:
    """A site with its sums."""
    folder.mkdir(exist_ok=True)
    for path, data in (PAGES if pages is None else pages).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    sum_up(folder)
    return folder


def sum_up(folder: Path) -> None:
    """Write the sums of all pages anew, as somebody would who has changed one."""
    every = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    files = sorted(path for path in every if path not in {SUMS, *SEAL_FILES})
    lines = (f"{hashlib.sha256((folder / f).read_bytes()).hexdigest()}  {f}\n" for f in files)
    (folder / SUMS).write_text("".join(lines))


def sealed(folder: Path, key: minisign.KeyPair | None = None) -> minisign.PublicKey:
    """Seal a site; the public key."""
    pair = key or minisign.KeyPair.generate()
    put_seal(folder, pair.secret_key, comment_of("Harbour Gazette", MOMENT))
    return pair.public_key


def tool(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What another program says of a folder; in CI it has to be there."""
    if not shutil.which(words[0]):
        if os.environ.get("CI"):
            pytest.fail(f"CI must have {words[0]}: its tests are not skipped there")
        pytest.skip(f"no {words[0]} here; try: apt install {words[0]}")
    return subprocess.run(words, cwd=folder, check=False, capture_output=True, text=True)
