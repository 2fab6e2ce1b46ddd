"""The tasks as a person and CI run them: output, exit codes, one line for each mistake."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_task

STORY = (
    "Harbour opens again after a week of storms\n\n"
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An archive of one's own: settings and one capture, no code."""
    captures = tmp_path / "content" / "captures"
    captures.mkdir(parents=True)
    (captures / "story.txt").write_text(STORY)
    return tmp_path


def backfile(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program in an archive's folder."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-m", "backfile", *words]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def assert_one_line(text: str, *parts: str) -> None:
    assert len(text.strip().splitlines()) == 1, text
    for part in parts:
        assert part in text


def test_a_build_publishes_and_exits_0(project: Path) -> None:
    done = backfile(project, "build")
    assert done.returncode == 0, done.stderr
    assert (project / "output" / "index.html").is_file()
    assert "articles      1" in done.stdout


def test_a_second_build_renders_nothing(project: Path) -> None:
    backfile(project, "build")
    assert "0 pages rendered" in backfile(project, "build").stdout


def test_a_new_reject_is_named_and_exits_3(project: Path) -> None:
    (project / "content" / "captures" / "broken.txt").write_bytes(b"\x89PNG\r\n\0\0")
    done = backfile(project, "build")
    assert done.returncode == 3
    assert "new reject: broken.txt: is no text" in done.stdout
    rejects = json.loads((project / ".backfile" / "rejected.json").read_text())
    assert [r["source"] for r in rejects] == ["broken.txt"]


def test_a_known_reject_exits_0(project: Path) -> None:
    (project / "content" / "captures" / "broken.txt").write_bytes(b"\x89PNG\r\n\0\0")
    backfile(project, "build")
    rejects = json.loads((project / ".backfile" / "rejected.json").read_text())
    rules = project / "content" / "rules"
    rules.mkdir()
    entry = (
        f"- capture: {rejects[0]['capture_id']}\n  reason: a picture by mistake\n  on: 2025-05-12\n"
    )
    (rules / "known-rejects.yaml").write_text(entry)
    done = backfile(project, "build")
    assert (done.returncode, "0 new, 1 known" in done.stdout) == (0, True)


def test_nothing_published_exits_1_and_leaves_the_old_site(project: Path) -> None:
    backfile(project, "build")
    before = (project / "output" / "index.html").read_bytes()
    (project / "content" / "captures" / "story.txt").write_bytes(b"\0\0")
    done = backfile(project, "build")
    assert done.returncode == 1
    assert_one_line(done.stderr, "gave no article", "rejected.json")
    assert (project / "output" / "index.html").read_bytes() == before


def test_an_unknown_setting_is_one_line_and_exits_2(project: Path) -> None:
    conf = (ROOT / "pelicanconf.py").read_text().replace('"subtitle"', '"subtitel"')
    (project / "pelicanconf.py").write_text(conf)
    done = backfile(project, "build")
    assert done.returncode == 2
    assert_one_line(done.stderr, "pelicanconf.py", "'subtitel'", "did you mean 'subtitle'")


def test_a_rule_without_examples_is_one_line_and_exits_2(project: Path) -> None:
    rules = project / "content" / "rules"
    rules.mkdir()
    (rules / "mine.yaml").write_text('- name: promo\n  why: ours\n  match: {text: "Buy now"}\n')
    done = backfile(project, "build")
    assert done.returncode == 2
    assert_one_line(done.stderr, 'content/rules/mine.yaml: rule "promo"', "removes:")


def test_the_owners_rule_takes_what_it_says(project: Path) -> None:
    rules = project / "content" / "rules"
    rules.mkdir()
    (rules / "mine.yaml").write_text(
        "- name: ferry\n  why: not wanted\n  by: me\n  on: 2025-05-12\n"
        '  match: {pattern: "fishing boats.*"}\n'
        "  examples: {removes: [Fishing boats left.], keeps: [The ferry left.]}\n"
    )
    done = backfile(project, "build")
    assert "ferry                   1" in done.stdout


def test_a_foreign_output_folder_is_refused_and_exits_2(project: Path) -> None:
    (project / "output").mkdir()
    (project / "output" / "thesis.doc").write_text("years of work")
    done = backfile(project, "build")
    assert done.returncode == 2
    assert_one_line(done.stderr, "output", "manifest.json", "--output")
    assert (project / "output" / "thesis.doc").read_text() == "years of work"


def test_a_file_of_the_owners_inside_the_site_is_never_deleted(project: Path) -> None:
    backfile(project, "build")
    (project / "output" / "letter.doc").write_text("years of work")
    done = backfile(project, "build")
    assert done.returncode == 2
    assert_one_line(done.stderr, "letter.doc", "another place")
    assert (project / "output" / "letter.doc").read_text() == "years of work"


def test_a_folder_that_is_no_archive_is_told_and_left_alone(tmp_path: Path) -> None:
    done = backfile(tmp_path, "build")
    assert done.returncode == 2
    assert_one_line(done.stderr, "no such folder of captures", "cd to your archive")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "content" / "captures").mkdir(parents=True)
    done = backfile(tmp_path, "build")
    assert done.returncode == 1
    assert_one_line(done.stderr, "holds no capture yet", "backfile add")


def test_a_missing_captures_folder_is_one_line_and_exits_2(project: Path) -> None:
    done = backfile(project, "build", "--captures", "nowhere")
    assert done.returncode == 2
    assert_one_line(done.stderr, "nowhere", "no such folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_capture_is_named(project: Path) -> None:
    (project / "content" / "captures" / "locked.txt").write_text(STORY)
    (project / "content" / "captures" / "locked.txt").chmod(0)
    done = backfile(project, "build")
    assert (done.returncode, "locked.txt: can't be read" in done.stdout) == (3, True)


def test_a_missing_package_is_one_line_and_exits_2(project: Path) -> None:
    # -S -I hides the installed packages; only our own folder is put back.
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'plugins')!r}); "
        "import runpy; sys.argv = ['backfile', 'build']; "
        "runpy.run_module('backfile', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-I", "-c", code],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert_one_line(done.stderr, "missing packages", "nh3", "python3 tasks.py build")


def test_pelican_alone_makes_the_same_bytes(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        shutil.copytree(ROOT / "demo", folder / "demo")
        shutil.copytree(ROOT / "content", folder / "content")
        shutil.copytree(ROOT / "theme", folder / "theme")
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "plugins", folder / "plugins", ignore=ignore)
        shutil.copy(ROOT / "pelicanconf.py", folder)
    assert backfile(ours, "build").returncode == 0
    pelican = [sys.executable, "-m", "pelican", "content", "--settings", "pelicanconf.py"]
    done = subprocess.run(pelican, cwd=theirs, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (ours / "output/SHA256SUMS").read_text() == (theirs / "output/SHA256SUMS").read_text()


def test_hand_written_pages_are_published_and_linked_to(project: Path) -> None:
    pages = project / "content" / "pages"
    pages.mkdir()
    (pages / "about.md").write_text(
        "Title: About us\n\nSee [the rest]({filename}rest.md). **Bold.**\n"
    )
    (pages / "rest.md").write_text(
        "Title: The rest\nStatus: hidden\n\n![A chart]({attach}chart.png)\n"
    )
    (pages / "chart.png").write_bytes(b"a picture")
    assert backfile(project, "build").returncode == 0
    about = (project / "output" / "about-us.html").read_text()
    assert '<a href="./the-rest.html">the rest</a>. <strong>Bold.</strong>' in about
    assert (project / "output" / "chart.png").read_bytes() == b"a picture"
    home = (project / "output" / "index.html").read_text()
    assert ("about-us.html" in home, "the-rest.html" in home) == (True, False)


@pytest.mark.parametrize("page", [b"no title\n", b"\xff\xfe\x00"])
def test_a_hand_written_page_that_cannot_be_read_stops_the_build(
    project: Path, page: bytes
) -> None:
    (project / "content" / "pages").mkdir()
    (project / "content" / "pages" / "bad.md").write_bytes(page)
    done = backfile(project, "build")
    assert done.returncode == 2
    assert_one_line(done.stderr.splitlines()[-1], "content/pages/bad.md", "Title: ...")
    assert not (project / "output").exists()


@pytest.mark.parametrize("task", ["build", "test", "serve", "explain"])
def test_each_task_is_listed_with_what_it_does(task: str) -> None:
    listed = run_task("--list").stdout
    line = next(line for line in listed.splitlines() if line.split()[:1] == [task])
    assert len(line.split()) > 3


def test_explain_tells_what_became_of_each_line(project: Path) -> None:
    done = backfile(project, "explain", "content/captures/story.txt")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert ["1", "title"] in [line.split()[:2] for line in lines]
    assert ["3", "kept"] in [line.split()[:2] for line in lines]


def test_a_build_that_meets_another_exits_75(project: Path) -> None:
    (project / ".backfile").mkdir()
    hold = (
        "import fcntl, sys, time; f = open(sys.argv[1], 'a'); fcntl.flock(f, 2); "
        "print(1, flush=True); time.sleep(60)"
    )
    lock = str(project / ".backfile" / "lock")
    with subprocess.Popen(
        [sys.executable, "-c", hold, lock], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        done = backfile(project, "build")
        other.terminate()
    assert done.returncode == 75
    assert_one_line(done.stderr, "another build")
