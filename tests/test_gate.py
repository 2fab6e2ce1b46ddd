"""The gate: says that nothing has changed only where nothing has, whatever it is that changes."""

import importlib.util
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from backfile.gate import Done, Gate, gate_of, tell
from backfile.signatures import TICK, signed

DONE = Done(("articles      1", "seconds       9.9"), 3)
PLUGINS = ["backfile.site"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive that was built, as far as the gate can see."""
    write(tmp_path, "content/captures/a/story.txt", "one")
    write(tmp_path, "content/captures/a/story.txt.yaml", "source: Post")
    write(tmp_path, "content/rules/mine.yaml", "[]")
    write(tmp_path, "content/register/addresses.tsv", "")
    write(tmp_path, "content/pages/about.md", "Title: About")
    write(tmp_path, "pelicanconf.py", "BACKFILE = {}")
    write(tmp_path, "output/index.html", "page")
    write(tmp_path, "output/2025/05/story.html", "page")
    write(tmp_path, ".backfile/lock", "")
    write(tmp_path, ".backfile/rejected.json", "[]")
    time.sleep(2 * TICK)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def gate(folder: Path, **choices: str) -> Gate:
    return Gate(folder, {"captures": None, "output": None, **choices})


def built(folder: Path, done: Done = DONE, plugins: list[str] = PLUGINS) -> None:
    """What the gate does around a build."""
    one = gate(folder)
    one.watch([folder / "content" / "captures", folder / "demo"])
    time.sleep(2 * TICK)
    output = folder / "output"
    one.keep(done, output, signed(str(output)), plugins)


def test_where_nothing_was_built_nothing_is_known(folder: Path) -> None:
    assert gate(folder).done() is None


def test_where_nothing_changed_the_last_report_is_known(folder: Path) -> None:
    built(folder)
    assert gate(folder).done() == DONE


def test_the_order_of_choices_and_how_a_folder_is_written_do_not_matter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    one = gate_of(folder, "content/captures", None, None, freeze_text=False)
    one.watch([])
    time.sleep(2 * TICK)
    one.keep(DONE, folder / "output", signed("output"), PLUGINS)
    whole = str(folder / "content" / "captures")
    assert gate_of(folder, whole, None, None, freeze_text=False).done() == DONE


def touched_in_secret(path: Path) -> None:
    """Other bytes of the same size, with the time of the old ones."""
    before = path.stat()
    path.write_text("".join(reversed(path.read_text())))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    """A file put in another's place with size and time of it."""
    shutil.copy2(path, path.with_name("new"))
    path.with_name("new").replace(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a capture": lambda f: touched_in_secret(f / "content/captures/a/story.txt"),
    "a capture, replaced": lambda f: replaced(f / "content/captures/a/story.txt"),
    "a capture, renamed": lambda f: (f / "content/captures/a").rename(f / "content/captures/b"),
    "a new capture": lambda f: write(f, "content/captures/b.txt", "two"),
    "a sidecar": lambda f: write(f, "content/captures/a/story.txt.yaml", "source: Gazette"),
    "a rule": lambda f: write(f, "content/rules/mine.yaml", "- name: promo"),
    "a new rule": lambda f: write(f, "content/rules/withheld.yaml", "[]"),
    "the register": lambda f: write(f, "content/register/addresses.tsv", "x"),
    "a page": lambda f: write(f, "content/pages/about.md", "Title: Other"),
    "a page that is gone": lambda f: (f / "content/pages/about.md").unlink(),
    "the settings": lambda f: write(f, "pelicanconf.py", "BACKFILE = {'title': 'x'}"),
    "the settings, gone": lambda f: (f / "pelicanconf.py").unlink(),
    "the demonstration": lambda f: write(f, "demo/story.txt", "one"),
    "a published file": lambda f: touched_in_secret(f / "output/2025/05/story.html"),
    "a published file, gone": lambda f: (f / "output/index.html").unlink(),
    "a published file too many": lambda f: write(f, "output/letter.doc", "years of work"),
    "the published site": lambda f: shutil.rmtree(f / "output"),
    "the rejects": lambda f: (f / ".backfile/rejected.json").unlink(),
    "the gate itself": lambda f: (f / ".backfile/gate").write_bytes(b"{}\n{}"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_seen_when_there_changes(folder: Path, what: str) -> None:
    built(folder)
    assert gate(folder).done() == DONE
    CHANGES[what](folder)
    assert gate(folder).done() is None


def test_a_copy_of_an_archive_is_another_one(folder: Path) -> None:
    built(folder)
    copy = folder / "copy"
    shutil.copytree(folder, copy)
    assert gate(copy).done() is None


@pytest.mark.parametrize("name", [".git/HEAD", ".nojekyll"])
def test_the_owners_dot_entries_of_the_site_are_no_change(folder: Path, name: str) -> None:
    built(folder)
    write(folder, f"output/{name}", "mine")
    assert gate(folder).done() == DONE


@pytest.mark.parametrize("name", ["captures", "output", "site_url", "freeze_text"])
def test_another_choice_is_seen(folder: Path, name: str) -> None:
    built(folder)
    assert gate(folder, **{name: "other"}).done() is None


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "PYTHONPATH"])
def test_another_environment_is_seen(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(folder)
    monkeypatch.setenv(name, "1700000000")
    assert gate(folder).done() is None


def test_a_withholding_whose_day_has_come_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 2023-11-14
    built(folder, Done((), 0, until="2023-11-15"))
    assert gate(folder).done() is not None
    built(folder, Done((), 0, until="2023-11-14"))
    assert gate(folder).done() is None


def imported(path: Path) -> None:
    spec = importlib.util.spec_from_file_location("owners_own", path)
    assert spec is not None
    sys.modules["owners_own"] = importlib.util.module_from_spec(spec)


def built_with_module(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delitem(sys.modules, "owners_own", raising=False)
    write(folder, "own.py", text)
    time.sleep(2 * TICK)
    one = gate(folder)
    one.watch([])
    imported(folder / "own.py")
    one.keep(DONE, folder / "output", signed(str(folder / "output")), PLUGINS)
    return folder / "own.py"


def test_a_module_that_the_settings_import_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = built_with_module(folder, "TITLE = 'one'", monkeypatch)
    assert gate(folder).done() == DONE
    touched_in_secret(own)
    assert gate(folder).done() is None


@pytest.mark.parametrize("text", ["os.environ['TITLE']", "open('title.txt')", "datetime.now()"])
def test_settings_that_ask_for_more_than_their_own_text_are_never_trusted(
    folder: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_with_module(folder, text, monkeypatch)
    assert gate(folder).done() is None
    write(folder, "pelicanconf.py", text)
    time.sleep(2 * TICK)
    built(folder)
    assert gate(folder).done() is None


def test_plugins_of_the_owners_are_never_trusted(folder: Path) -> None:
    built(folder, plugins=[*PLUGINS, "own"])
    assert gate(folder).done() is None


def test_a_capture_that_changes_while_it_is_built_is_seen(folder: Path) -> None:
    one = gate(folder)
    one.watch([])
    write(folder, "content/captures/a/story.txt", "two")
    time.sleep(2 * TICK)
    one.keep(DONE, folder / "output", signed(str(folder / "output")), PLUGINS)
    assert gate(folder).done() is None


def test_a_link_among_the_captures_is_never_trusted(folder: Path) -> None:
    (folder / "content/captures/link.txt").symlink_to(folder / "content/captures/a/story.txt")
    built(folder)
    assert gate(folder).done() is None


def test_settings_that_were_just_changed_are_not_trusted(folder: Path) -> None:
    write(folder, "pelicanconf.py", "BACKFILE = {'title': 'x'}")
    one = gate(folder)
    one.watch([])
    os.utime(folder / "pelicanconf.py")
    one.keep(DONE, folder / "output", signed(str(folder / "output")), PLUGINS)
    assert gate(folder).done() is None


def test_the_report_is_told_again_with_a_line_that_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert tell(DONE, 0.12) == 3
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "nothing       has changed since the last build",
        "articles      1",
        "seconds       0.1",
    ]
