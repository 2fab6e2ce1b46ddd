"""Settings: what an owner may choose, and one message for all that can't be so."""

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import SettingsError
from backfile.settings import (
    NEEDED_PACKAGES,
    Settings,
    load,
    pelican_settings,
    require_modules,
    settings_from,
    theme_folder,
)
from tests.conftest import ROOT

HERE = Path("/archive")
NUMBERS = [f.name for f in fields(Settings) if f.type is int]
TEXTS = ["title", "subtitle", "language", "rights"]


def made(**choices: Any) -> Settings:
    return settings_from(choices, HERE, "pelicanconf.py")


def mistake(choices: Any) -> str:
    with pytest.raises(SettingsError) as caught:
        settings_from(choices, HERE, "pelicanconf.py")
    message = str(caught.value)
    assert message.startswith("pelicanconf.py: ")
    assert "\n" not in message
    assert caught.value.exit_code == 2
    return message


def test_without_choices_all_is_as_documented() -> None:
    settings = made()
    assert settings.output == HERE / "output"
    assert settings.captures == HERE / "content" / "captures"
    assert settings.demo_captures == HERE / "demo" / "captures"
    assert (settings.tag_page_from, settings.feed_from) == (3, 10)


def test_a_path_is_relative_to_the_settings_file() -> None:
    assert made(output="public").output == HERE / "public"
    assert made(output="/srv/www").output == Path("/srv/www")
    assert made(output=Path("a/../b")).output == HERE / "b"
    assert made(captures="~/captures").captures == Path.home() / "captures"


def test_the_folders_of_an_archive_stand_below_its_root() -> None:
    settings = made()
    assert settings.state == HERE / ".backfile"
    assert settings.rules == HERE / "content" / "rules"
    assert settings.pages == HERE / "content" / "pages"


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        made().title = "other"  # type: ignore[misc]


def test_every_mistake_stands_in_one_message() -> None:
    message = mistake({"titel": "x", "latest": "many", "accent": "red", "zzz": 1})
    assert "no setting 'titel', did you mean 'title'?" in message
    assert "BACKFILE['latest'] is 'many', but must be a whole number" in message
    assert "BACKFILE['accent'] is 'red', but must be a colour like '#9c2a1c'" in message
    assert message.count("did you mean") == 1


@pytest.mark.parametrize("name", ["root", "state", "rules", "pages", "_PATHS", "", 7, None])
def test_what_is_no_setting_is_told(name: object) -> None:
    assert "BACKFILE has no setting" in mistake({name: "x"})


@pytest.mark.parametrize("choices", [None, [], "title", 7, [("title", "x")]])
def test_choices_that_are_no_dict_are_told(choices: object) -> None:
    assert "BACKFILE must be a dict" in mistake(choices)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("value", [7, None, True, ["x"], b"x"])
def test_a_text_is_text(name: str, value: object) -> None:
    assert f"BACKFILE[{name!r}]" in mistake({name: value})


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", ["7", 7.0, None, True, False, 0, -1])
def test_a_number_is_whole_positive_and_no_truth_value(name: str, value: object) -> None:
    assert f"BACKFILE[{name!r}]" in mistake({name: value})


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_from_1_on_is_taken(name: str) -> None:
    assert getattr(made(**{name: 1}), name) == 1


@pytest.mark.parametrize("name", ["accent", "accent_dark"])
@pytest.mark.parametrize("value", ["red", "#fff", "#12345g", "9c2a1c", "#9c2a1c;}", "#9c2a1c\n"])
def test_a_colour_is_six_hexadecimal_digits(name: str, value: str) -> None:
    assert "must be a colour" in mistake({name: value})


def test_a_colour_or_none_is_taken() -> None:
    assert made(accent="#9C2a1c", accent_dark="").accent == "#9C2a1c"


@pytest.mark.parametrize(
    "value",
    [
        "example.org", "//example.org", "ftp://example.org", "https://", "https:///news",
        "https://example.org?x", "https://example.org#x", "https://[bad", "javascript:alert(1)",
        'https://example.org/">', "https://exa mple.org", "https://:80",
    ],
)  # fmt: skip
def test_an_address_that_can_not_be_is_told(value: str) -> None:
    assert "must be like 'https://example.org/news'" in mistake({"site_url": value})


@pytest.mark.parametrize("value", ["https://example.org/news/", "https://example.org/news"])
def test_an_address_ends_without_a_slash(value: str) -> None:
    assert made(site_url=value).site_url == "https://example.org/news"


@pytest.mark.parametrize("name", ["output", "captures", "demo_captures"])
@pytest.mark.parametrize("value", ["", " ", "a\0b", "~nobody-of-that-name/x", 7, None])
def test_a_path_that_can_not_be_is_told(name: str, value: object) -> None:
    assert f"BACKFILE[{name!r}]" in mistake({name: value})


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Settings)]), st.text()))
def test_any_texts_give_settings_or_one_line(choices: dict[str, str]) -> None:
    try:
        settings_from(choices, HERE, "pelicanconf.py")
    except SettingsError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - both are right


def test_pelican_publishes_nothing_but_what_we_make() -> None:
    given_to = pelican_settings(made())
    assert given_to["ARTICLE_PATHS"] == []
    assert given_to["STATIC_PATHS"] == []
    assert given_to["PLUGINS"] == ["backfile.site"]
    assert given_to["DELETE_OUTPUT_DIRECTORY"] is False
    assert [name for name in given_to if name.endswith(("_ATOM", "_RSS")) and given_to[name]] == []


def test_pelican_knows_the_settings_it_needs() -> None:
    settings = made(title="News", site_url="https://example.org", language="uk")
    given_to = pelican_settings(settings)
    assert given_to["BACKFILE_SETTINGS"] is settings
    assert (given_to["SITENAME"], given_to["DEFAULT_LANG"]) == ("News", "uk")
    assert given_to["SITEURL"] == "https://example.org"
    assert given_to["OUTPUT_PATH"] == str(HERE / "output")


def test_loading_gives_pelican_its_settings(tmp_path: Path) -> None:
    given_to = load({"title": "News"}, tmp_path / "pelicanconf.py")
    assert given_to["BACKFILE_SETTINGS"].root == tmp_path.resolve()


def test_loading_ends_with_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        load({"titel": "News"}, "pelicanconf.py")
    assert caught.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_every_package_that_is_needed_is_here() -> None:
    require_modules()


def test_the_needed_packages_are_those_of_pyproject() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    listed = text.partition("dependencies = [")[2].partition("]")[0]
    names = {line.strip(' ",').partition(">")[0].lower() for line in listed.split()}
    assert names <= {package.lower() for package in NEEDED_PACKAGES}


def test_a_missing_package_ends_pelicanconf_with_one_line(tmp_path: Path) -> None:
    # -S -I hides the installed packages; only our own folder is put back.
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'plugins')!r}); "
        f"from backfile import settings; settings.load({{}}, 'pelicanconf.py')"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-I", "-c", code],
        cwd=tmp_path,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "missing packages" in done.stderr


def test_the_theme_is_found() -> None:
    assert (theme_folder() / "templates" / "base.html").is_file()
