"""Two people accept on two branches: git merges the register by itself, and it can be read."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from backfile.desk.new import make_archive
from backfile.model import Promise
from backfile.owner.register import ADDRESSES, HEADERS, TAGS, TEXTS, load_register, promise_line
from backfile.owner.register import text_line as text_row
from backfile.owner.registerfiles import append
from backfile.owner.registertags import line_of
from tests.site.builders import ident_of

NOBODY = {f"GIT_{role}_{what}": "tests" for role in ("AUTHOR", "COMMITTER")
          for what in ("NAME", "EMAIL")}  # fmt: skip


class Repository:
    """An archive in git."""

    def __init__(self, folder: Path) -> None:
        make_archive(folder)
        self.folder, self.register = folder, folder / "content" / "register"
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *words: str) -> None:
        env = os.environ | NOBODY | {"GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *words], cwd=self.folder, env=env, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=x")

    def accept(self, *seeds: int) -> None:
        """Accept an article and a tag for each seed."""
        idents = [ident_of(seed) for seed in seeds]
        rows = [
            promise_line(Promise(0, i, f"2025/05/{n}.html", "c" * 64, "0:1"))
            for n, i in zip(seeds, idents, strict=True)
        ]
        append(self.register / ADDRESSES, HEADERS[ADDRESSES], rows)
        texts = [text_row(ident, "0123abcd 89abcdef") for ident in idents]
        append(self.register / TEXTS, HEADERS[TEXTS], texts)
        append(self.register / TAGS, "", [line_of(f"person/name-{n}", f"Name {n}") for n in seeds])
        self.commit()

    def merged(self, ours: Sequence[int], theirs: Sequence[int]) -> None:
        """Accept on two branches, then merge them."""
        self.git("switch", "--quiet", "--create=theirs")
        self.accept(*theirs)
        self.git("switch", "--quiet", "main")
        self.accept(*ours)
        self.git("merge", "--quiet", "--no-edit", "theirs")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "archive")


@pytest.mark.parametrize("before", [(), (1,)])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [((2, 3), (4, 5, 6)), ((2,), (2,)), ((2, 3), (3, 4)), ((2, 3, 4), (3,))],
)
def test_what_both_branches_accepted_is_there_after_the_merge(
    repository: Repository, before: tuple[int, ...], ours: Sequence[int], theirs: Sequence[int]
) -> None:
    if before:
        repository.accept(*before)
    repository.merged(ours, theirs)
    read = load_register(repository.register)
    every = {ident_of(seed) for seed in (*before, *ours, *theirs)}
    assert set(read.promises) == set(read.texts) == every
    assert {tag.partition("-")[2] for tag in read.tags} == {
        str(seed) for seed in (*before, *ours, *theirs)
    }
    assert read.moved == {}
    # What was on main before the merge keeps its number.
    kept = [read.promises[ident_of(seed)].number for seed in (*before, *ours)]
    assert kept == list(range(len(kept)))
