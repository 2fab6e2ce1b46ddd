"""The CI recipes of docs/ci do what they say: their shell steps are run, the network left out."""

import subprocess
from pathlib import Path

import pytest

from tests.docs.recipes import (
    Runner,
    archive,
    load,
    program_repository,
    run_github,
    run_gitlab,
    substitutes,
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return program_repository(tmp_path_factory.mktemp("program"))


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """The public repository of the site."""
    path = tmp_path / "site.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(path)], check=True)
    return path


def github(folder: Path, program: Path, remote: Path, **changed: str) -> Runner:
    known = {"secrets.SITE_KEY": "no key"}
    return run_github(folder, known, SITE_REMOTE=str(remote), **substitutes(program), **changed)


def published(remote: Path) -> list[str]:
    """The files of the site's branch; [] where nothing was pushed."""
    listed = ["git", "-C", str(remote), "ls-tree", "-r", "--name-only", "gh-pages"]
    return subprocess.run(listed, check=False, capture_output=True, text=True).stdout.splitlines()


def test_github_publishes_the_site(tmp_path: Path, program: Path, remote: Path) -> None:
    runner = github(archive(tmp_path / "archive"), program, remote)
    assert set(runner.codes) == {0}, runner.output
    assert {"index.html", ".nojekyll", "manifest.json", "sitemap.xml"} <= set(published(remote))


def test_github_publishes_neither_captures_nor_store(
    tmp_path: Path, program: Path, remote: Path
) -> None:
    github(archive(tmp_path / "archive"), program, remote)
    names = published(remote)
    assert names
    assert [n for n in names if "captures" in n or "story.txt" in n or ".backfile" in n] == []


def test_github_publishes_again_without_a_history(
    tmp_path: Path, program: Path, remote: Path
) -> None:
    folder = archive(tmp_path / "archive")
    github(folder, program, remote)
    (tmp_path / "runner").rename(tmp_path / "runner of the first run")
    runner = github(folder, program, remote)
    assert "0 pages rendered" in runner.output
    count = ["git", "-C", str(remote), "rev-list", "--count", "gh-pages"]
    assert subprocess.check_output(count, text=True).strip() == "1"


def test_github_warns_of_new_rejects_and_publishes(
    tmp_path: Path, program: Path, remote: Path
) -> None:
    runner = github(archive(tmp_path / "archive", with_reject=True), program, remote)
    assert set(runner.codes) == {0}, runner.output
    assert "::warning title=New rejects::" in runner.output
    assert "new reject: broken.txt" in (tmp_path / "runner/github_step_summary").read_text()
    assert "index.html" in published(remote)


def test_github_can_stop_at_new_rejects(tmp_path: Path, program: Path, remote: Path) -> None:
    folder = archive(tmp_path / "archive", with_reject=True)
    runner = github(folder, program, remote, NEW_REJECTS="fail")
    assert (runner.codes[-1], published(remote)) == (3, [])


def test_github_does_not_publish_a_build_that_failed(
    tmp_path: Path, program: Path, remote: Path
) -> None:
    folder = archive(tmp_path / "archive")
    (folder / "content" / "rules" / "mine.yaml").write_text("- name: half\n")
    runner = github(folder, program, remote)
    assert (runner.codes[-1], published(remote)) == (2, [])


def test_github_fetches_captures_from_a_storage(
    tmp_path: Path, program: Path, remote: Path
) -> None:
    folder = archive(tmp_path / "archive")
    storage = tmp_path / "storage"
    (folder / "content" / "captures" / "story.txt").rename(storage)
    fetch = f"cp '{storage}' content/captures/story.txt"
    runner = github(folder, program, remote, FETCH_CAPTURES=fetch)
    assert "articles      1" in runner.output


def test_gitlab_publishes_the_site(tmp_path: Path, program: Path) -> None:
    folder = archive(tmp_path / "archive")
    runner = run_gitlab(folder, "pages", **substitutes(program))
    assert runner.codes == [0], runner.output
    assert (folder / "public" / "sitemap.xml").is_file()
    assert not (folder / "public" / "content").exists()


def test_gitlab_builds_again_from_its_cache(tmp_path: Path, program: Path) -> None:
    folder = archive(tmp_path / "archive")
    run_gitlab(folder, "pages", **substitutes(program))
    assert "0 pages rendered" in run_gitlab(folder, "pages", **substitutes(program)).output


def test_gitlab_publishes_with_new_rejects_and_warns(tmp_path: Path, program: Path) -> None:
    folder = archive(tmp_path / "archive", with_reject=True)
    assert run_gitlab(folder, "pages", **substitutes(program)).codes == [0]
    assert (folder / "public" / "index.html").is_file()
    check = run_gitlab(folder, "new-rejects")
    allowed = load("gitlab/.gitlab-ci.yml")["new-rejects"]["allow_failure"]["exit_codes"]
    assert (check.codes, "broken.txt" in check.output) == ([int(allowed)], True)


def test_gitlab_has_nothing_to_warn_of_without_rejects(tmp_path: Path, program: Path) -> None:
    folder = archive(tmp_path / "archive")
    run_gitlab(folder, "pages", **substitutes(program))
    assert run_gitlab(folder, "new-rejects").codes == [0]


def test_gitlab_can_stop_at_new_rejects(tmp_path: Path, program: Path) -> None:
    folder = archive(tmp_path / "archive", with_reject=True)
    runner = run_gitlab(folder, "pages", **substitutes(program), NEW_REJECTS="fail")
    assert (runner.codes, (folder / "public").exists()) == ([3], False)


def test_gitlab_publishes_and_keeps_what_its_job_makes() -> None:
    job = load("gitlab/.gitlab-ci.yml")["pages"]
    assert job["artifacts"]["paths"] == ["public", "new-rejects.txt"]
    assert job["cache"]["paths"] == [".backfile/", "output/"]


@pytest.mark.parametrize("path", ["github/archive.yml", "gitlab/.gitlab-ci.yml"])
def test_packages_are_installed_by_their_hashes(path: str) -> None:
    assert "pip install --quiet --require-hashes -r" in str(load(path))


def test_github_keeps_the_store_between_runs() -> None:
    steps = load("github/archive.yml")["jobs"]["site"]["steps"]
    cached = [s["with"]["path"].split() for s in steps if "actions/cache" in s.get("uses", "")]
    assert cached == [[".backfile", "output"]]
