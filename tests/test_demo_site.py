"""The demonstration site as a whole: links, budgets, the same bytes whatever the surroundings."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.conftest import ROOT, run_task

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
MOST_BESIDE_THE_BODY = 12_000


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def parsed(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_bytes(), "lxml")


def test_every_link_leads_to_a_file_and_anchor_of_the_site(demo_site: Path) -> None:
    anchors = {f: {str(t["id"]) for t in parsed(f).find_all(id=True)} for f in pages(demo_site)}
    broken = []
    for file in anchors:
        for tag in parsed(file).find_all(["a", "link", "script", "img", "form"]):
            address = str(tag.get("href") or tag.get("src") or tag.get("action") or "")
            parts = urlsplit(address)
            if parts.scheme or not address:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file() or (
                parts.fragment and parts.fragment not in anchors.get(target, {parts.fragment})
            ):
                broken.append(f"{file.relative_to(demo_site)}: {address}")
    assert broken == []


def test_every_page_has_the_content_security_policy(demo_site: Path) -> None:
    for file in pages(demo_site):
        meta = parsed(file).find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert meta is not None
        assert meta["content"] == CSP, file


def test_no_page_has_an_inline_script_style_or_handler(demo_site: Path) -> None:
    for file in pages(demo_site):
        page = parsed(file)
        inline = [s for s in page.find_all("script") if not s.get("src")]
        assert all(s.get("type") == "application/ld+json" for s in inline), file
        assert page.find("style") is None, file
        faults = [
            a for tag in page.find_all() for a in tag.attrs if a.startswith("on") or a == "style"
        ]
        assert faults == [], file


def test_every_page_has_one_headline_and_one_form(demo_site: Path) -> None:
    for file in pages(demo_site):
        page = parsed(file)
        assert len(page.find_all("h1")) == 1, file
        assert [form.get("id") for form in page.find_all("form")] == ["search"], file
        assert page.find(["dialog", "iframe", "frame", "object", "embed"]) is None, file


def test_ids_are_unique_on_every_page(demo_site: Path) -> None:
    for file in pages(demo_site):
        ids = [tag["id"] for tag in parsed(file).find_all(id=True)]
        assert len(ids) == len(set(ids)), file


def test_json_ld_is_json(demo_site: Path) -> None:
    scripts = [
        script.get_text()
        for file in pages(demo_site)
        for script in parsed(file).find_all("script", type="application/ld+json")
    ]
    assert scripts
    assert all(json.loads(script)["@type"] for script in scripts)


def test_the_checksums_hold(demo_site: Path) -> None:
    lines = (demo_site / "SHA256SUMS").read_text().splitlines()
    told = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    found = {
        file.relative_to(demo_site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in demo_site.rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    }
    assert told == found


def test_an_article_page_is_light_beside_its_body(demo_site: Path) -> None:
    for file in pages(demo_site):
        body = parsed(file).find("div", class_="text")
        if body is not None:
            beside = file.stat().st_size - len(str(body).encode())
            assert beside <= MOST_BESIDE_THE_BODY, file


def test_the_stylesheet_and_scripts_keep_their_budget(demo_site: Path) -> None:
    assert (demo_site / "static/css/style.css").stat().st_size <= 9_000
    assert (demo_site / "static/js/site.js").stat().st_size <= 4_000


def test_search_code_keeps_its_budget(demo_site: Path) -> None:
    scripts = [*(demo_site / "static/js").glob("*.js"), demo_site / "search/lunr.js"]
    assert sum(len(gzip.compress(s.read_bytes())) for s in scripts) <= 25_000


def test_no_capture_is_published(demo_site: Path) -> None:
    assert not list(demo_site.rglob("*.yaml"))
    assert not (demo_site / "rejected.json").exists()


@pytest.mark.slow
def test_the_surroundings_change_no_byte(tmp_path: Path) -> None:
    sums = []
    surroundings: list[tuple[dict[str, str], int]] = [
        ({"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}, 0o022),
        ({"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"}, 0o077),
    ]
    for number, (env, umask) in enumerate(surroundings):
        folder = tmp_path / str(number)
        (folder / "content").mkdir(parents=True)
        (folder / "content" / "captures").symlink_to(ROOT / "demo" / "captures")
        (folder / "content" / "rules").symlink_to(ROOT / "content" / "rules")
        done = subprocess.run(
            [sys.executable, "-m", "backfile", "build"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **env},
            capture_output=True,
            text=True,
            check=False,
            umask=umask,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        sums.append((folder / "output" / "SHA256SUMS").read_text())
    assert sums[0] == sums[1]


def test_a_second_build_in_place_renders_nothing(tmp_path: Path) -> None:
    output = str(tmp_path / "site")
    run_task("build", "--output", output)
    done = run_task("build", "--output", output)
    assert "0 written" in done.stdout
    assert "0 deleted; 0 pages rendered" in done.stdout


def test_a_hosted_site_tells_robots_where_its_sitemap_is(demo_site: Path) -> None:
    told = (demo_site / "robots.txt").read_text()
    assert "Sitemap: https://example.org/news/sitemap.xml" in told
    assert (demo_site / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"
