"""The BACKFILE dict of pelicanconf.py in, a frozen Settings out.

Every mistake is told in one message, each with the nearest right name.
`load` also gives Pelican the settings it needs, so that pelicanconf.py stays
a few lines long.
"""

import difflib
import importlib.util
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from backfile.errors import BackfileError, SettingsError

# What the rooms import, by the name of the package that brings it. Pelican
# would go on without its plugin and exit 0, so we look before it starts.
NEEDED_PACKAGES = {
    "ahocorasick-rs": "ahocorasick_rs",
    # The standard library has it from Python 3.14 on.
    **({} if sys.version_info >= (3, 14) else {"backports.zstd": "backports"}),
    "beautifulsoup4": "bs4",
    "brotli": "brotli",
    "cryptography": "cryptography",
    "feedparser": "feedparser",
    "ftfy": "ftfy",
    "invoke": "invoke",
    "Jinja2": "jinja2",
    "lunr": "lunr",
    "lxml": "lxml",
    "MarkupSafe": "markupsafe",
    "minify-go": "minify",
    "mkdocs": "mkdocs",
    "msgspec": "msgspec",
    "nh3": "nh3",
    "pelican": "pelican",
    "numpy": "numpy",
    "py-minisign": "minisign",
    "py3langid": "py3langid",
    "pypdfium2": "pypdfium2",
    "PyYAML": "yaml",
    "rensa": "rensa",
    "rfc3161-client": "rfc3161_client",
    "rich": "rich",
    "simplemma": "simplemma",
    "striprtf": "striprtf",
    "Unidecode": "unidecode",
    "watchfiles": "watchfiles",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner of an archive may choose; paths are absolute.

    title, subtitle, language: of the site's own words. site_url: where it is
    hosted, without a slash at the end; empty: unknown. captures: the folder of
    captures; the demo's is used while it is empty. tag_page_from and
    feed_from: how many articles or items a tag needs for a page and a feed.
    lunr_index: whether the whole index is written in lunr's own form too.
    max_page_bytes, max_text_bytes: larger captures are rejected.
    max_archive_bytes: a packed capture or web archive is unpacked so far.
    max_seconds, max_memory: what reading one capture may take.
    max_depth: deeper HTML is rejected. max_picture_bytes and
    max_picture_pixels: larger pictures are not kept.
    """

    root: Path
    output: Path
    captures: Path
    demo_captures: Path
    title: str = "Backfile"
    subtitle: str = ""
    language: str = "en"
    site_url: str = ""
    rights: str = ""
    accent: str = ""
    accent_dark: str = ""
    tag_page_from: int = 3
    feed_from: int = 10
    latest: int = 20
    lunr_index: bool = False
    max_page_bytes: int = 5_000_000
    max_text_bytes: int = 50_000_000
    max_depth: int = 1_000
    max_seconds: int = 60
    max_memory: int = 2_000_000_000
    max_archive_bytes: int = 2_000_000_000
    max_picture_bytes: int = 5_000_000
    max_picture_pixels: int = 50_000_000

    @property
    def state(self) -> Path:
        """The folder of the store, the lock and rejected.json; never published."""
        return self.root / ".backfile"

    @property
    def rules(self) -> Path:
        """The folder of the owner's rules."""
        return self.root / "content" / "rules"

    @property
    def register(self) -> Path:
        """The folder of the register: what the archive has promised the outside."""
        return self.root / "content" / "register"

    @property
    def pages(self) -> Path:
        """The folder of hand-written pages."""
        return self.root / "content" / "pages"


# What pelicanconf.py may choose; the paths below are relative to its folder.
_PATHS = {"output": "output", "captures": "content/captures", "demo_captures": "demo/captures"}
_CHOICES = {f.name: f for f in fields(Settings) if f.name != "root"}


def settings_from(choices: Mapping[str, Any], root: Path, where: str) -> Settings:
    """Check the owner's choices and complete them with the defaults.

    Raises:
        SettingsError: names every mistake, with the nearest right name.
    """
    if not isinstance(choices, Mapping):
        raise SettingsError(where, "BACKFILE must be a dict", 'BACKFILE = {"title": "..."}')
    mistakes = [m for name, value in choices.items() if (m := _mistake(name, value))]
    if mistakes:
        raise SettingsError(where, "; ".join(mistakes), "see docs/settings.md")
    given = dict(choices)
    output, captures, demo = (
        _absolute(root, given.pop(name, usual)) for name, usual in _PATHS.items()
    )
    site_url = str(given.pop("site_url", "")).rstrip("/")
    return replace(Settings(root, output, captures, demo), site_url=site_url, **given)


def _absolute(root: Path, path: str | Path) -> Path:
    return (root / Path(path).expanduser()).resolve()


def _mistake(name: str, value: object) -> str:
    choice = _CHOICES.get(name)
    if choice is None:
        near = difflib.get_close_matches(str(name), _CHOICES, 1, 0.5)
        hint = f", did you mean {near[0]!r}?" if near else ""
        return f"BACKFILE has no setting {name!r}{hint}"
    wanted: tuple[type, ...] = (str, Path) if name in _PATHS else (type(choice.default),)
    if choice.default is MISSING and name not in _PATHS:  # pragma: no cover - no such field today
        return ""
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        return f"BACKFILE[{name!r}] is {value!r}, but must be {_kind(wanted)}"
    return _bad_value(name, value)


def _kind(wanted: tuple[type, ...]) -> str:
    return {str: "text", int: "a whole number", bool: "True or False"}[wanted[0]]


def _bad_value(name: str, value: object) -> str:
    """What is wrong with a value of the right kind, or ''."""
    if isinstance(value, int) and not isinstance(value, bool):
        return "" if value >= 1 else f"BACKFILE[{name!r}] is {value}, but must be at least 1"
    is_good, like = _FORMS.get(name, (bool, ""))
    may_be_empty = name in {"site_url", "accent", "accent_dark"} and not value
    if not like or may_be_empty or is_good(str(value)):
        return ""
    return f"BACKFILE[{name!r}] is {value!r}, but must be {like}"


def _is_path(text: str) -> bool:
    try:
        Path(text).expanduser().resolve()
    except (OSError, ValueError, RuntimeError):
        return False
    return bool(text.strip())


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment or re.search(r"[\s\"'<>\\]", text))
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain


def _is_language(text: str) -> bool:
    return bool(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text))


def _is_colour(text: str) -> bool:
    return bool(re.fullmatch(r"#[0-9a-fA-F]{6}", text))


# The settings whose text has a form: whether a text has it, and what it is like.
_FORMS: dict[str, tuple[Callable[[str], bool], str]] = {
    **dict.fromkeys(_PATHS, (_is_path, "a path")),
    "site_url": (_is_address, "like 'https://example.org/news'"),
    "language": (_is_language, "like 'en' or 'pt-BR'"),
    "accent": (_is_colour, "a colour like '#9c2a1c'"),
    "accent_dark": (_is_colour, "a colour like '#9c2a1c'"),
}


def require_modules() -> None:
    """End with one line where a needed package is missing.

    Raises:
        BackfileError: names the packages and the cure.
    """
    missing = [
        package
        for package, module in NEEDED_PACKAGES.items()
        if importlib.util.find_spec(module) is None
    ]
    if missing:
        raise BackfileError(
            sys.prefix, f"missing packages: {', '.join(missing)}", "python3 tasks.py build"
        )


def end_without_modules() -> None:
    """End the program with one line and exit code 2 where a package is missing."""
    try:
        require_modules()
    except BackfileError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def theme_folder() -> Path:
    """The theme: beside the package once installed, else at the checkout's top level."""
    package = Path(__file__).parent
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent.parent / "theme"


def load(choices: Mapping[str, Any], conf: str | Path) -> dict[str, Any]:
    """The settings that pelicanconf.py (its path is conf) gives to Pelican.

    A mistake ends the program with one line and exit code 2: a traceback
    through Pelican's own settings code would help nobody.
    """
    end_without_modules()
    try:
        settings = settings_from(choices, Path(conf).resolve().parent, Path(conf).name)
    except BackfileError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    return pelican_settings(settings)


def pelican_settings(settings: Settings) -> dict[str, Any]:
    """What Pelican must know: our one plugin, no feeds or articles of its own.

    ARTICLE_PATHS is empty so that stock Pelican never publishes a capture;
    pages come from content/pages alone. PLUGINS is given so that installed
    namespace plugins do not load themselves.
    """
    content = settings.pages.parent
    has_pages = settings.pages.is_dir()
    return {
        "BACKFILE_SETTINGS": settings,
        # Pelican wants a folder that exists, even where there is nothing of its own to read.
        "PATH": str(content if content.is_dir() else settings.root),
        "OUTPUT_PATH": str(settings.output),
        "SITENAME": settings.title,
        "SITEURL": settings.site_url,
        "TIMEZONE": "UTC",
        "DEFAULT_LANG": settings.language,
        "THEME": str(theme_folder()),
        "PLUGINS": ["backfile.site"],
        "ARTICLE_PATHS": [],
        "PAGE_PATHS": ["pages"] if has_pages else [],
        "STATIC_PATHS": [],
        "THEME_STATIC_PATHS": [],
        "PAGE_URL": "{slug}.html",
        "PAGE_SAVE_AS": "{slug}.html",
        "READERS": {"rst": None, "html": None},
        "RELATIVE_URLS": True,
        "DIRECT_TEMPLATES": [],
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "DELETE_OUTPUT_DIRECTORY": False,
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        "TYPOGRIFY": False,
    }
