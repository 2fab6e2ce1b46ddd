"""An archive's folder in, its tasks for invoke out: `inv build`, `inv explain` and so on.

The folder travels in invoke's configuration, so that these tasks serve the
checkout of the program and every archive that uses it installed.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from invoke import Argument, Collection, Context, Task, task

from backfile.desk import MOST
from backfile.desk.comparison import Comparison
from backfile.later import later

with later("backfile.chores", "backfile.tasks"):
    from backfile import chores, tasks


def collection(folder: Path) -> Collection:
    """The tasks of the archive in a folder."""
    found = Collection(
        build,
        accept,
        diff,
        explain,
        fix,
        withhold,
        review,
        seal,
        verify,
        serve,
        new,
        add,
        doctor,
    )
    found.configure({"folder": str(folder)})
    return found


@task(
    help={
        "jobs": "how many processes read captures",
        "site_url": "where it will be hosted",
        "freeze_text": "publish nothing where an accepted text changed",
        "profile": "where the time went: a table, or a flame graph (SVG) in a file",
    },
    optional=["profile"],
)
def build(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    c: Context,
    captures: str | None = None,
    output: str | None = None,
    site_url: str | None = None,
    jobs: int = 1,
    freeze_text: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
    profile: str | None = None,
) -> None:
    """Captures to a finished site, with a short report."""
    choices = (captures, output, site_url, jobs)
    # An option that may stand without a value is True then.
    wanted = "" if profile is True else profile  # type: ignore[comparison-overlap]
    sys.exit(tasks.build(Path(c.folder), *choices, freeze_text=freeze_text, profile=wanted))


@task(help={"by": "who accepts", "on": "when", "dry_run": "only tell what would be done"})
def accept(
    c: Context,
    by: str = "",
    on: str = "",
    dry_run: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
) -> None:
    """Stand for what is published and rejected now: addresses, tags, texts, known rejects."""
    sys.exit(chores.accept(Path(c.folder), by, on, dry_run=dry_run))


@task(
    help={
        "against": "the published site, where it is not the output folder",
        "jobs": "how many processes read captures",
        "full": "every line of what changes",
        "exit_code": "end with 1 where anything changes",
    }
)
def diff(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    c: Context,
    captures: str | None = None,
    against: str | None = None,
    site_url: str | None = None,
    jobs: int = 1,
    full: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
    exit_code: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
) -> None:
    """What a rebuild would change against the published site."""
    wanted = Comparison(captures, against, site_url, jobs, full, exit_code)
    sys.exit(tasks.diff(Path(c.folder), wanted))


class _Unless(Argument):
    """A positional argument that may be left out where one of some others is given."""

    others: Sequence[Argument]

    @property
    def value(self) -> Any:
        """What was given, else nothing at all, else the lack of it."""
        found = super().value
        is_other = any(other.got_value for other in self.others)
        return "" if found is None and is_other else found

    @value.setter
    def value(self, given: str) -> None:
        self.set_value(given)


class _Explain(Task[Any]):
    """Explains a capture or, without one, a rule; invoke itself knows no such choice."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:  # noqa: FBT001 - invoke's own
        """The task's arguments."""
        found = super().get_arguments(ignore_unknown_help)
        what = _Unless("what", help="a capture, a page or an id", positional=True)
        what.others = [argument for argument in found if argument.name == "rule"]
        return [what, *(argument for argument in found if argument.name != "what")]


@task(
    klass=_Explain,
    positional=["what"],
    help={"html": "write it as a page to this file", "rule": "all that this rule took, anywhere"},
)
def explain(
    c: Context,
    what: str,
    captures: str | None = None,
    html: str | None = None,
    rule: str | None = None,
) -> None:
    """A capture or an output page, each block with what became of it and why."""
    sys.exit(chores.explain(Path(c.folder), what, captures, html, rule))


@task(
    positional=["page"],
    optional=["join"],
    iterable=["author", "within"],
    help={
        "page": "an output page, an address, an id or a capture",
        "date": "2025-05-11, 2025-05, 2025, or '' where it is not known",
        "keep": "bring this back: 14, 14-16 or words of it",
        "remove": "take this out",
        "start": "the article begins here",
        "end": "the article ends here",
        "split": "another article begins here",
        "join": "with this article, or with the one below",
        "digest": "it is a run of short items",
        "make_article": "it is one article",
        "same_as": "it is the same article as this one",
        "not_same_as": "this capture is of another article: its id or path",
        "alias": "for a tag: this stands for it, too",
        "merge": "for a tag: it is this other tag",
        "part": "for a tag: this is somebody or something else",
        "ban": "for a tag: it is none",
        "rename": "for a tag: it is called this",
        "within": "for --part and --ban: in this article alone",
        "why": "the reason; readers see it",
        "yes": "save without asking",
    },
)
def fix(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    c: Context,
    page: str,
    title: str = "",
    date: str | None = None,
    author: tuple[str, ...] = (),
    language: str = "",
    source: str = "",
    section: str = "",
    keep: str = "",
    remove: str = "",
    start: str = "",
    end: str = "",
    split: str = "",
    join: str | None = None,
    digest: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
    make_article: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
    same_as: str = "",
    not_same_as: str = "",
    alias: str = "",
    merge: str = "",
    part: str = "",
    ban: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
    rename: str = "",
    within: tuple[str, ...] = (),
    why: str = "",
    by: str = "",
    on: str = "",
    yes: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
    dry_run: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
) -> None:
    """Mend what is wrong with a page, for good: an entry of corrections.yaml."""
    # An option that may stand without a value is True then.
    below = "" if join is True else join  # type: ignore[comparison-overlap]
    given = chores.Fixing(
        page, title, date, tuple(author), language, source, section, keep, remove, start, end,
        split, below, digest, make_article, same_as, not_same_as, alias, merge, part, ban, rename,
        tuple(within), why, by, on, yes, dry_run,
    )  # fmt: skip
    sys.exit(chores.fix(Path(c.folder), given))


@task(
    optional=["new_key"],
    help={
        "key": "the secret key's file; usual: ~/.config/backfile/seal.key",
        "new_key": "make a pair of keys instead, in this file or the usual one",
        "no_password": "for --new-key: whoever finds the file can seal",
        "timestamp": "the address of a time stamp service (RFC 3161); goes online",
        "output": "the folder of the built site",
    },
)
def seal(
    c: Context,
    key: str = "",
    new_key: str | None = None,
    no_password: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
    timestamp: str = "",
    output: str = "",
) -> None:
    """Seal the built site, so that a change on purpose can be seen."""
    # An option that may stand without a value is True then.
    wanted = "" if new_key is True else new_key  # type: ignore[comparison-overlap]
    sys.exit(
        chores.seal(Path(c.folder), chores.Sealing(key, wanted, no_password, timestamp, output))
    )


@task(
    help={
        "site": "a site's folder, such as a copy on a stick; usual: the archive's own",
        "key": "the archive's public key, from elsewhere: a file, or the key itself",
        "tsa_cert": "the root certificate of the time stamp service, from elsewhere",
    },
)
def verify(c: Context, site: str = "", key: str = "", tsa_cert: str = "") -> None:
    """Whether a site is whole, and as it was sealed."""
    sys.exit(chores.verify(Path(c.folder), chores.Check(site, key, tsa_cert)))


@task(
    iterable=["ok"],
    help={
        "most": f"so many articles ({MOST})",
        "share": "that share of all articles, in percent",
        "html": "the page's file, instead of .backfile/review/index.html",
        "ok": "this one is right: an id or address; may be said more than once",
        "by": "who looked at it",
    },
)
def review(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    c: Context,
    captures: str | None = None,
    most: int = MOST,
    share: float = 0.0,
    html: str = "",
    ok: list[str] | None = None,
    by: str = "",
) -> None:
    """The most doubtful articles first, each beside its capture."""
    sys.exit(
        chores.review(
            Path(c.folder), chores.Wanted(captures, most, share, html, tuple(ok or ()), by)
        )
    )


class _Withhold(Task[Any]):
    """Withholds a page or, without one, what an option names."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:  # noqa: FBT001 - invoke's own
        """The task's arguments."""
        found = super().get_arguments(ignore_unknown_help)
        page = _Unless("page", help="an output page, an address or an id", positional=True)
        named = ("capture", "passage", "name")
        page.others = [argument for argument in found if argument.name in named]
        return [page, *(argument for argument in found if argument.name != "page")]


@task(
    klass=_Withhold,
    positional=["page"],
    help={
        "capture": "a capture: its path, or its SHA-256",
        "passage": "a passage, wherever it stands",
        "name": "a name, wherever it stands",
        "reason": "court, privacy, copyright, embargo, safety or other",
        "until": "the first day on which it may be seen again",
        "tombstone": "the words that stand in its place",
        "why": "the reason in full, for the archive's own files",
        "by": "who decided",
        "on": "since when; usual: today",
        "yes": "save without asking",
        "dry_run": "only tell what it would touch",
    },
)
def withhold(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    c: Context,
    page: str,
    capture: str = "",
    passage: str = "",
    name: str = "",
    reason: str = "",
    until: str = "",
    tombstone: str = "",
    why: str = "",
    by: str = "",
    on: str = "",
    yes: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
    dry_run: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
) -> None:
    """Keep a capture, article, passage or name from publication: an entry of withheld.yaml."""
    given = chores.Withholding(
        page, capture, passage, name, reason, until, tombstone, why, by, on, yes, dry_run
    )
    sys.exit(chores.withhold(Path(c.folder), given))


@task(help={"watch": "build it first, and again after each change; else only show what is built"})
def serve(
    c: Context,
    port: int = 8000,
    watch: bool = True,  # noqa: FBT001, FBT002 - invoke makes a flag of it, --no-watch
) -> None:
    """Look at the site at http://127.0.0.1:8000/, built anew after each change, until Ctrl-C."""
    sys.exit(tasks.serve(Path(c.folder), port, watch=watch))


@task(positional=["name"])
def new(_: Context, name: str) -> None:
    """A folder for an archive of one's own, which uses the installed program."""
    sys.exit(chores.new(name))


@task(positional=["file"], help={"dry_run": "only tell what would be done"})
def add(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    c: Context,
    file: str,
    source: str = "",
    captured: str = "",
    by: str = "",
    method: str = "",
    url: str = "",
    dry_run: bool = False,  # noqa: FBT001, FBT002 - invoke makes a flag of it
) -> None:
    """Take a capture in, with a sidecar of what is known of it."""
    origin = chores.Origin(source, captured, by, method, url)
    sys.exit(chores.add(Path(c.folder), [file], origin, dry_run=dry_run))


@task
def doctor(c: Context) -> None:
    """What is well with this machine and archive, and what to mend."""
    sys.exit(chores.doctor(Path(c.folder)))
