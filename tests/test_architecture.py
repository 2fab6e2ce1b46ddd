"""The rules of the house: who may import whom, and where things may stand.

Each rule is a function over the source tree, so that it can be shown to fail
on a planted fault as well as to hold for our own code.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins" / "backfile"

FOUNDATIONS = (
    "model",
    "errors",
    "settings",
    "slugs",
    "details",
    "hosts",
    "yamlfiles",
    "clock",
    "printing",
    "later",
    "memory",
    "progress",
    "notes",
    "signatures",
    "summaries",
)
STAGES = ("read", "clean", "split", "annotate", "owner", "gather", "search", "pack")
# What each room beside the stages may import of ours.
EDGES = {
    "store": ("store",),
    "flow": (*STAGES, "store", "flow"),
    "pipeline": (*STAGES, "store", "flow"),
    "site": ("site", "pipeline", "store", "pack"),
    "work": ("work", "pipeline"),
    "report": (),
    "explain": ("explain", "pipeline", "store"),
    "pipes": ("pipes", "pipeline", "work"),
    "desk": ("desk", "owner", "pipeline", "store", "pack", "explain", "VERSION"),
    "serving": ("serving", "pipeline"),
    "invoking": ("tasks", "chores", "desk"),
    "gate": (),
    "trouble": (),
    "tasks": ("gate", "trouble", "site", "pipeline", "work", "report", "desk", "serving"),
    "chores": ("tasks", "site", "report", "explain", "desk"),
    "__main__": ("gate", "tasks", "chores", "pipes", "desk"),
    "": (),
}
PARSERS = (
    "bs4", "lxml", "html5lib", "warcio", "fastwarc", "feedparser", "ftfy",
    "pypdfium2", "striprtf", "brotli", "backports",
)  # fmt: skip
SEARCHERS = ("lunr", "minify", "mkdocs", "simplemma")
SEALERS = ("minisign", "rfc3161_client", "cryptography")
ENGINES = ("pelican", "jinja2", "markupsafe", "nh3", "feedgenerator")


def modules(package: Path) -> Iterator[tuple[str, str, ast.Module]]:
    """Room, dotted name and syntax tree of each module of a package."""
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(package).with_suffix("").parts
        dotted = ".".join(p for p in parts if p != "__init__")
        yield parts[0] if parts[0] != "__init__" else "", dotted, ast.parse(file.read_text())


def imports(tree: ast.AST) -> Iterator[str]:
    """Every imported name, dotted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_faults(package: Path) -> list[str]:
    """Imports of ours that the house does not allow."""
    faults = []
    for room, dotted, tree in modules(package):
        allowed = (*FOUNDATIONS, *EDGES.get(room, (room,)), "VERSION")
        for name in imports(tree):
            parts = name.split(".")
            if parts[0] == "backfile" and len(parts) > 1 and parts[1] not in allowed:
                faults.append(f"{dotted} imports {name}")
    return faults


def stray_faults(package: Path, packages: tuple[str, ...], home: str) -> list[str]:
    """Imports of certain packages outside their home room."""
    return [
        f"{dotted} imports {name}"
        for room, dotted, tree in modules(package)
        for name in imports(tree)
        if name.split(".")[0] in packages and room != home
    ]


def nested_faults(package: Path) -> list[str]:
    """Imports inside functions."""
    return [
        f"{dotted}:{node.lineno}"
        for _, dotted, tree in modules(package)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def global_faults(package: Path) -> list[str]:
    """`global` statements: a stage keeps no state."""
    return [
        f"{dotted}:{node.lineno}"
        for _, dotted, tree in modules(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.Global)
    ]


def asked(tree: ast.AST, names: set[str]) -> Iterator[str]:
    """Every imported module; of `from room import module` the module, not the room's door."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            are_modules = all(name.removeprefix("backfile.") in names for name in inner)
            yield from inner if are_modules else [node.module or "", *inner]


def cycles(package: Path) -> list[str]:
    """Modules that import each other, directly or round a corner."""
    names = {dotted for _, dotted, _ in modules(package)}
    edges = {
        dotted: {
            target
            for name in asked(tree, names)
            if name.startswith("backfile.")
            and (target := name.removeprefix("backfile.")) in names - {dotted}
        }
        for _, dotted, tree in modules(package)
    }
    return [start for start in edges if _reaches(start, start, edges)]


def _reaches(start: str, goal: str, edges: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting += edges[name]
    return False


def mentions(root: Path, text: str) -> list[str]:
    """The files under plugins/ and theme/ that say something."""
    return [
        str(file.relative_to(root))
        for folder in ("plugins", "theme")
        for file in sorted((root / folder).rglob("*"))
        if file.is_file() and file.suffix != ".pyc" and text in file.read_text(errors="replace")
    ]


def planted(tmp_path: Path, name: str, source: str) -> Path:
    """A package of one faulty module."""
    package = tmp_path / "plugins" / "backfile"
    file = package / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source)
    return package


def test_rooms_import_only_what_they_may() -> None:
    assert room_faults(PACKAGE) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("clean/a.py", "from backfile.read import read\n"),
        ("split/a.py", "import backfile.pipeline\n"),
        ("model.py", "from backfile.store import Store\n"),
        ("work/a.py", "from backfile.site import build\n"),
        ("site/a.py", "from backfile.read.page import read\n"),
    ],
)
def test_a_planted_import_between_rooms_is_found(tmp_path: Path, name: str, source: str) -> None:
    assert len(room_faults(planted(tmp_path, name, source))) > 0


def test_pelican_and_the_templates_stay_in_site() -> None:
    assert stray_faults(PACKAGE, ENGINES, "site") == []


def test_parsers_of_foreign_formats_stay_in_read() -> None:
    assert stray_faults(PACKAGE, PARSERS, "read") == []


def test_what_finds_near_duplicates_stays_in_gather() -> None:
    assert stray_faults(PACKAGE, ("rensa",), "gather") == []


def test_what_signs_and_stamps_stays_in_pack() -> None:
    assert stray_faults(PACKAGE, SEALERS, "pack") == []


def test_what_reads_words_and_makes_scripts_small_stays_in_search() -> None:
    assert stray_faults(PACKAGE, SEARCHERS, "search") == []


def test_a_planted_parser_is_found(tmp_path: Path) -> None:
    package = planted(tmp_path, "clean/a.py", "from bs4 import BeautifulSoup\n")
    assert stray_faults(package, PARSERS, "read") != []


def test_no_import_stands_inside_a_function() -> None:
    assert nested_faults(PACKAGE) == []


def test_a_planted_inner_import_is_found(tmp_path: Path) -> None:
    assert nested_faults(planted(tmp_path, "read/a.py", "def f():\n    import json\n")) != []


def test_no_module_keeps_global_state() -> None:
    assert global_faults(PACKAGE) == []


def test_a_planted_global_is_found(tmp_path: Path) -> None:
    source = "n = 0\ndef f():\n    global n\n    n += 1\n"
    assert global_faults(planted(tmp_path, "read/a.py", source)) != []


def test_no_modules_import_each_other() -> None:
    assert cycles(PACKAGE) == []


def test_a_planted_cycle_is_found(tmp_path: Path) -> None:
    planted(tmp_path, "read/a.py", "import backfile.read.b\n")
    package = planted(tmp_path, "read/b.py", "from backfile.read.a import x\n")
    assert cycles(package) == ["read.a", "read.b"]


def test_the_name_of_a_link_box_stands_in_one_file() -> None:
    assert mentions(ROOT, "Most Popular") == ["plugins/backfile/clean/rules/link-boxes.yaml"]


def test_templates_never_switch_escaping_off() -> None:
    assert [name for name in mentions(ROOT, "|safe") if name.startswith("theme")] == []
    assert [name for name in mentions(ROOT, "| safe") if name.startswith("theme")] == []


def test_plugins_is_no_package_so_that_pelican_finds_ours() -> None:
    assert not (ROOT / "plugins" / "__init__.py").exists()
