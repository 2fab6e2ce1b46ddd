"""Accepting: what is written down, that it is so once, and what then stays as it is."""

import getpass
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from backfile import chores, tasks
from backfile.owner import load_known_rejects
from backfile.owner.register import HEADERS, load_register, promise_line
from tests.conftest import ROOT
from tests.gather.captured import FARES, FERRY, HOSPITAL, MAYOR
from tests.site.strict import faults_of

HARBOUR = ("Harbour opens again", FERRY, MAYOR)
LATER = ("Two fishermen found at sea", HOSPITAL, FARES)
REGISTER = "content/register"


class Told(NamedTuple):
    """What a task printed, and its exit code."""

    code: int
    lines: list[str]
    error: str


class Archive:
    """An archive in a folder, worked on as from a command line."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        (folder / "content" / "captures").mkdir(parents=True)

    def captured(self, name: str, *stories: Sequence[str]) -> None:
        text = "\n\n".join("\n\n".join(story) for story in stories)
        (self.folder / "content" / "captures" / name).write_text(f"{text}\n")

    def accept(self, *, by: str = "desk", on: str = "2025-05-31", dry_run: bool = False) -> Told:
        return self._told(chores.accept(self.folder, by, on, dry_run=dry_run))

    def build(self, *, freeze_text: bool = False, site_url: str | None = None) -> Told:
        return self._told(tasks.build(self.folder, site_url=site_url, freeze_text=freeze_text))

    def explain(self, what: str) -> Told:
        return self._told(chores.explain(self.folder, what))

    def _told(self, code: int) -> Told:
        out, error = self._capsys.readouterr()
        return Told(code, out.splitlines(), error)

    def files(self, where: str = "content") -> dict[str, bytes]:
        folder = self.folder / where
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    def addresses(self) -> list[str]:
        promises = load_register(self.folder / REGISTER).promises.values()
        return [promise.address for promise in promises]


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Archive:
    made = Archive(tmp_path / "archive", capsys)
    made.captured("harbour.txt", HARBOUR)
    return made


def test_accepting_writes_address_and_text_down_and_tells_so(archive: Archive) -> None:
    told = archive.accept()
    assert told == (0, ["addresses     1 accepted", "texts         1 accepted"], "")
    assert archive.addresses() == ["undated/harbour-opens-again.html"]
    register = load_register(archive.folder / REGISTER)
    (promise,) = register.promises.values()
    assert promise.place == "0:1"
    assert len(register.texts[promise.id].split()) == len(HARBOUR)


def test_accepting_again_adds_nothing_and_says_so(archive: Archive) -> None:
    archive.accept()
    before = archive.files()
    told = archive.accept(by="somebody else")
    assert told.lines == ["nothing to accept: all that is published is accepted already"]
    assert archive.files() == before


def test_a_dry_run_writes_nothing(archive: Archive) -> None:
    before = archive.files()
    assert archive.accept(dry_run=True).lines[0] == "addresses     1 would be accepted"
    assert archive.files() == before


def test_what_comes_later_is_added_at_the_end(archive: Archive) -> None:
    archive.accept()
    before = archive.files(REGISTER)
    archive.captured("a-first-by-its-name.txt", LATER)
    archive.accept()
    assert [a[: len("undated/two")] for a in archive.addresses()] == ["undated/har", "undated/two"]
    after = archive.files(REGISTER)
    assert all(after[name].startswith(data) for name, data in before.items())


def test_a_new_reject_becomes_a_known_one(archive: Archive) -> None:
    (archive.folder / "content/captures/scan.txt").write_bytes(b"\x89PNG\r\n\0\0")
    assert archive.build().code == 3
    assert "known rejects 1 accepted" in archive.accept().lines
    assert len(load_known_rejects(archive.folder / "content/rules").captures) == 1
    assert archive.build().code == 0


def test_what_can_not_be_accepted_stays_open(archive: Archive) -> None:
    (archive.folder / "content/captures/gone.txt.yaml").write_text("source: Post\n")
    told = archive.accept().lines
    assert told[-1].startswith("still open: gone.txt.yaml: ")
    assert archive.accept().lines[-1] == told[-1]


def test_who_and_when_stand_beside_a_known_reject(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    monkeypatch.setenv("HOME", str(archive.folder))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_DIR", str(archive.folder / "none"))
    (archive.folder / "content/captures/scan.txt").write_bytes(b"\x89PNG\r\n\0\0")
    archive.accept(by="", on="")
    text = (archive.folder / "content/rules/known-rejects.yaml").read_text()
    assert f"by: {getpass.getuser()}\n  on: 1970-01-02\n" in text


def test_a_day_that_is_none_is_refused_before_anything_is_written(archive: Archive) -> None:
    told = archive.accept(on="yesterday")
    assert told == (2, [], "--on: 'yesterday' is no day; try: --on 2025-05-31\n")
    assert not (archive.folder / REGISTER).exists()


def test_the_demonstration_is_not_accepted(archive: Archive) -> None:
    shutil.rmtree(archive.folder / "content/captures")
    shutil.copytree(ROOT / "demo", archive.folder / "demo")
    told = archive.accept()
    assert (told.code, told.lines, told.error.count("\n")) == (2, [], 1)
    assert "a demonstration is not accepted" in told.error


def test_where_all_captures_are_gone_nothing_is_given_up(archive: Archive) -> None:
    archive.accept()
    before = archive.files(REGISTER)
    (archive.folder / "content/captures/harbour.txt").unlink()
    told = archive.accept()
    assert (told.code, told.lines) == (2, [])
    assert "gives nothing to accept; try: look whether" in told.error
    assert archive.files(REGISTER) == before


def test_what_is_withheld_is_logged(archive: Archive) -> None:
    archive.captured("later.txt", LATER)
    archive.accept()
    (ident, *_) = load_register(archive.folder / REGISTER).promises
    rules = archive.folder / "content/rules"
    rules.mkdir()
    (rules / "withheld.yaml").write_text(
        f"- what: {{article: {ident}}}\n  reason: privacy\n  why: asked for\n  by: desk\n"
        "  on: 2025-05-31\n"
    )
    assert archive.accept().lines == ["withheld log  1 accepted"]


def test_a_damaged_register_stops_a_build_with_one_line(archive: Archive) -> None:
    archive.accept()
    with (archive.folder / REGISTER / "addresses.tsv").open("a") as file:
        file.write("<<<<<<< HEAD\n")
    told = archive.build()
    assert told.code == 2
    assert told.error.startswith("content/register/addresses.tsv:3: holds a merge conflict; try: ")


def test_the_same_archive_gives_the_same_register_on_any_machine(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.captured("later.txt", LATER)
    archive.accept()
    other = Archive(tmp_path / "other", capsys)
    other.captured("later.txt", LATER)
    other.captured("harbour.txt", HARBOUR)
    other.accept()
    assert other.files(REGISTER) == archive.files(REGISTER)
    assert b"\r" not in b"".join(other.files(REGISTER).values())


def test_the_report_tells_what_is_not_accepted_yet(archive: Archive) -> None:
    nothing = "text changed  nothing is accepted yet, so addresses may still move"
    assert nothing in archive.build().lines
    archive.accept()
    archive.captured("later.txt", LATER)
    told = archive.build().lines
    assert "text changed  0 of what is accepted" in told
    assert "not accepted  1; their addresses may still move" in told


def change_a_paragraph(archive: Archive) -> None:
    """An owner's rule now takes the mayor's thanks out of the accepted story."""
    rules = archive.folder / "content/rules"
    rules.mkdir(exist_ok=True)
    (rules / "mine.yaml").write_text(
        f"- name: thanks\n  why: no news\n  match: {{text: '{MAYOR}'}}\n"
        f"  examples:\n    removes: ['{MAYOR}']\n    keeps: ['{FERRY}']\n"
    )


def test_a_text_that_changed_is_listed_with_what_went(archive: Archive) -> None:
    archive.build()
    archive.accept()
    change_a_paragraph(archive)
    told = archive.build()
    assert "text changed  1 of what is accepted" in told.lines
    (ident,) = load_register(archive.folder / REGISTER).promises
    where = f"text changed: undated/harbour-opens-again.html: {HARBOUR[0]} ({ident})"
    assert told.lines[told.lines.index(where) + 1] == f"  - {MAYOR}"
    assert told.code == 0


def test_what_went_is_counted_where_no_published_page_holds_it(archive: Archive) -> None:
    archive.accept()
    change_a_paragraph(archive)
    assert "  - (a paragraph that was accepted is gone)" in archive.build().lines


def test_frozen_text_that_changed_publishes_nothing(archive: Archive) -> None:
    archive.build()
    archive.accept()
    before = archive.files("output")
    change_a_paragraph(archive)
    told = archive.build(freeze_text=True)
    assert (told.code, told.lines[-1]) == (1, f"  - {MAYOR}")
    assert told.error == (
        "undated/harbour-opens-again.html: 1 accepted text changed, this is the first; "
        "the old site stays; try: look, then backfile accept\n"
    )
    assert archive.files("output") == before


def test_frozen_text_that_was_accepted_again_is_published(archive: Archive) -> None:
    archive.accept()
    change_a_paragraph(archive)
    archive.build()
    assert archive.accept().lines == ["texts         1 accepted"]
    assert archive.build(freeze_text=True).code == 0


def test_frozen_text_lets_new_articles_in(archive: Archive) -> None:
    archive.accept()
    archive.captured("later.txt", LATER)
    assert archive.build(freeze_text=True).code == 0


def test_frozen_text_tells_of_an_accepted_article_that_is_gone(archive: Archive) -> None:
    archive.captured("later.txt", LATER)
    archive.accept()
    (archive.folder / "content/captures/harbour.txt").unlink()
    told = archive.build(freeze_text=True)
    where = "undated/harbour-opens-again.html: is no longer in the archive"
    assert (told.code, told.lines[0]) == (1, f"text changed: {where}")
    archive.accept()
    assert archive.build(freeze_text=True).code == 0


def test_an_address_that_lost_its_article_leads_to_the_front_page(archive: Archive) -> None:
    archive.captured("later.txt", LATER)
    archive.accept()
    (archive.folder / "content/captures/harbour.txt").unlink()
    told = archive.build(site_url="https://example.org/news")
    assert "moved         addresses that lead on: 0; to what is gone: 1" in told.lines
    path = "undated/harbour-opens-again.html"
    page = archive.files("output")[path]
    assert faults_of(page, path, "https://example.org/news") == []
    assert b'<a href="../index.html">' in page
    assert b'http-equiv="refresh"' not in page
    assert b"noindex" in page
    assert path.encode() not in archive.files("output")["sitemap.xml"]


def test_an_address_that_the_owner_moved_leads_on(archive: Archive) -> None:
    archive.accept()
    (promise,) = load_register(archive.folder / REGISTER).promises.values()
    with (archive.folder / REGISTER / "addresses.tsv").open("a") as file:
        row = (promise.id, "1925/05/harbour.html", promise.capture_id, promise.place)
        file.write("\t".join(row) + "\n")
    told = archive.build(site_url="https://example.org/news")
    assert "moved         addresses that lead on: 1; to what is gone: 0" in told.lines
    output = archive.files("output")
    page = output[promise.address]
    assert b'<meta http-equiv="refresh" content="0; url=../1925/05/harbour.html">' in page
    assert b'<a href="../1925/05/harbour.html">' in page
    assert b'rel="canonical" href="https://example.org/news/1925/05/harbour.html"' in page
    assert faults_of(page, promise.address, "https://example.org/news") == []
    assert "1925/05/harbour.html" in output
    assert archive.accept().lines[0].startswith("nothing to accept")


def test_an_article_that_began_elsewhere_is_known_again(archive: Archive) -> None:
    archive.accept()
    (promise,) = load_register(archive.folder / REGISTER).promises.values()
    older = replace(promise, id="a" * 12, address="1925/05/harbour.html", place="0:3")
    path = archive.folder / REGISTER / "addresses.tsv"
    path.write_text(HEADERS["addresses.tsv"] + promise_line(older))
    archive.build()
    assert b"Harbour opens again" in archive.files("output")["1925/05/harbour.html"]
    assert promise.address not in archive.files("output")
    told = archive.explain("a" * 12)
    assert any(line.strip().startswith(f"article {'a' * 12}: Harbour") for line in told.lines)


def test_a_corrected_title_moves_no_address(archive: Archive) -> None:
    archive.accept()
    (ident,) = load_register(archive.folder / REGISTER).promises
    rules = archive.folder / "content/rules"
    rules.mkdir(exist_ok=True)
    (rules / "corrections.yaml").write_text(
        f"- target: {{article: {ident}}}\n  set: {{title: The port is open, date: 1925-05-11}}\n"
        "  why: as printed\n  by: desk\n  on: 2025-05-31\n"
    )
    archive.build()
    page = archive.files("output")["undated/harbour-opens-again.html"]
    assert b"<h1" in page
    assert b"The port is open" in page


def test_the_public_page_tells_kinds_of_rejects_and_no_name(archive: Archive) -> None:
    with zipfile.ZipFile(archive.folder / "content/captures/secret-pack.zip", "w") as pack:
        pack.writestr("secret-member.txt", b"\x89PNG\r\n\0\0")
    told = archive.build()
    assert any("member secret-member.txt is no text" in line for line in told.lines)
    assert b"holds nothing that is read" in archive.files("output")["about/cleaning.html"]
    assert not any(b"secret" in data for data in archive.files("output").values())
