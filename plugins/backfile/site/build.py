"""One build inside Pelican: from the captures to the exchanged output folder.

Pelican drives: it reads the hand-written pages, then calls our generator and
our writer. This module holds what they share for the time of one build.
"""

import contextlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from backfile import VERSION
from backfile.errors import CapturesError, NothingPublished, OutputError, OwnerError, TextChanged
from backfile.model import Corpus, TextChange
from backfile.pipeline import (
    Knowledge,
    RunMany,
    captures_folder,
    load_knowledge,
    lunr_index,
    memory_in,
    run,
    search_update,
)
from backfile.progress import SILENT, Progress
from backfile.settings import Settings, theme_folder
from backfile.site.draft import FOLDER, Draft, discard_draft
from backfile.site.feeds import MAIN_FEED, feed_pages, has_feeds, robots, sitemap_page
from backfile.site.make import plans_of
from backfile.site.make.plans import Plan, pages_of, planned
from backfile.site.make.search import listed_documents, search_documents, tags_of
from backfile.site.make.shelf import Shelf
from backfile.site.opensearch import PATH as OPENSEARCH
from backfile.site.opensearch import opensearch
from backfile.site.press import Press, Tally
from backfile.site.render import Renderer, site_of
from backfile.site.staging import PROGRAM, Staging
from backfile.site.textchanges import change_lines, old_site
from backfile.site.views import Link, PageView
from backfile.store import key_of, open_store
from backfile.store.lock import build_lock

_NOT_IN_SITEMAP = ("removed/", "versions/", "search.html", "404.html")


class Build:
    """The state of one build; `open` must come first, `publish` last."""

    def __init__(
        self, settings: Settings, run_many: RunMany = map, published: Path | None = None
    ) -> None:
        """Load the rules; nothing is written yet.

        published: a site that a draft is made against; then nothing is
        published, and what the build knows of itself is not written down.

        Raises:
            CapturesError: there is no folder of captures.
            RuleError: a rules or vocabulary file can't be used.
        """
        if not captures_folder(settings).is_dir():
            # Before anything is written: most likely this is no archive's folder.
            cure = "cd to your archive, backfile new NAME, or --captures DIR"
            raise CapturesError(str(settings.captures), "no such folder of captures", cure)
        self.settings = settings
        self._memory = memory_in(settings.state)
        self.knowledge: Knowledge = load_knowledge(settings.rules, memory=self._memory)
        self.corpus: Corpus | None = None
        self.tally = Tally()
        self.own_pages: list[Any] = []
        self.published, self.sums = published, dict[str, str]()
        self.freezes_text = False
        self.progress: Progress = SILENT
        self.text_changes: tuple[str, ...] = ()
        self._run_many = run_many
        self._resources = contextlib.ExitStack()

    def open(self) -> Path:
        """Take the lock, open the store, begin the staging folder; return that.

        Raises:
            LockedError: another build is at work.
            OutputError: the output folder is not ours or can't be written.
        """
        _refuse_overlap(self.settings)
        state = self.settings.state
        self._resources.enter_context(build_lock(state / "lock"))
        self._store = self._resources.enter_context(open_store(state / "store.sqlite"))
        if not self.published:
            self._memory.save()
        draft = state / FOLDER
        discard_draft(draft)
        site = self.published
        self._staging = Draft(draft, site, state) if site else Staging(self.settings.output, state)
        self._resources.callback(self._staging.discard)
        self._press = Press(self._staging, self._store)
        return self._staging.folder

    @property
    def folder(self) -> Path:
        """Where the new site's files are made."""
        return self._staging.folder

    @property
    def signs(self) -> Mapping[str, str]:
        """The signature of each published file by its path; once published."""
        return self._staging.signs

    @property
    def until(self) -> str:
        """The first day on which something is no longer withheld; '' where none is known."""
        return min((one.until for one in self.knowledge.withheld.entries if one.until), default="")

    def close(self) -> None:
        """Free the lock and the store; a staging folder that was not published goes."""
        self._resources.close()

    def gather(self) -> None:
        """Run the pipeline; write rejected.json beside the store, unless for a draft.

        Raises:
            NothingPublished: no capture gave an article or digest.
            TextChanged: an accepted text did, and this build shall keep them.
        """
        self.corpus = run(self.settings, self.knowledge, self._store, self._run_many, self.progress)
        self.progress.stage("comparing")
        rejects = [
            asdict(r) | {"known": self.knowledge.known.knows(r)} for r in self.corpus.rejected
        ]
        if not self.published:
            _replace(self.settings.state / "rejected.json", rejects)
        if self.knowledge.withheld:
            # A page that was made for the owner before may show what is withheld since.
            shutil.rmtree(self.settings.state / "review", ignore_errors=True)
        if not self.corpus.published and not self.corpus.withheld:
            raise _nothing(self.corpus.inputs, self.settings)
        if not self.published:
            # What went stands on the old site alone, which soon is no more.
            old = old_site(self.settings.output, self.corpus, self.knowledge)
            self.text_changes = tuple(change_lines(self.corpus.changed, old))
        if self.freezes_text and self.corpus.changed:
            raise _thawed(self.corpus.changed, self.text_changes)

    def print_site(self, pages: list[PageView]) -> None:
        """Put all pages and files of the site into the staging folder."""
        assert self.corpus is not None  # noqa: S101 - gather came first
        self.progress.stage("pages")
        shelf = Shelf(self.corpus, self.settings)
        _refuse_telling(self.knowledge, self.settings, pages)
        links = tuple(Link(page.title, page.path) for page in pages if page.is_linked)
        site = site_of(self.settings, links, MAIN_FEED if has_feeds(shelf) else "")
        renderer = Renderer(theme_folder() / "templates", site)
        self.progress.stage("search")
        index = self._print_search(shelf)
        self.progress.stage("pages")
        own, plans = map(planned, pages), plans_of(shelf, self.knowledge, index)
        shown, public = self._print_plans(chain(own, plans), renderer)
        self._press.print_pictures(shown)
        for feed in feed_pages(shelf, renderer.digest):
            self._press.print_page(feed)
        files = self._static_files()
        if self.settings.site_url:
            url = self.settings.site_url
            self._press.print_page(sitemap_page(url, sorted(public), renderer.digest))
            files["robots.txt"] = robots(url)
            files[OPENSEARCH] = opensearch(site.title, site.subtitle, site.url, site.language)
        for path, data in sorted(files.items()):
            self._press.print_file(path, data)

    def _print_plans(
        self, plans: Iterable[Plan], renderer: Renderer
    ) -> tuple[Iterable[str], list[str]]:
        """Print pages; the pictures they show, and the paths that search engines may know."""
        assert self.corpus is not None  # noqa: S101 - gather came first
        unlisted = {*self.corpus.moved, *(one.address for one in self.corpus.tombstones)}
        shown: dict[str, None] = {}
        public: list[str] = []
        for plan, page in pages_of(plans, renderer):
            self._press.print_page(page)
            shown |= dict.fromkeys(plan.pictures)
            if page.path not in unlisted and not page.path.startswith(_NOT_IN_SITEMAP):
                public.append(page.path)
        return shown, public

    def _print_search(self, shelf: Shelf) -> str:
        """Put the files of search there; give the address of the index's first one."""
        root = ""
        spellings = self.knowledge.spellings(tags_of(shelf))
        for path in self._print_index(shelf, spellings):
            root = path if path.startswith("search/index.") else root
        if self.settings.lunr_index:
            whole = lunr_index(search_documents(shelf), spellings)
            self._press.print_file("search/lunr-index.json", whole)
        return root

    def _print_index(self, shelf: Shelf, spellings: Sequence[Sequence[str]]) -> Iterator[str]:
        """Print the index; the path of each of its files.

        What has not changed is neither made nor read, unless it is no longer there.
        """
        state = self.settings.state / ("draft-search" if self.published else "search")
        if self.published:
            self._resources.callback(shutil.rmtree, state, ignore_errors=True)
        for file in search_update(listed_documents(shelf), spellings, state):
            if file.data is not None:
                self._press.print_file(file.path, file.data)
            elif not self._press.keep_file(file.path, file.sha256):
                shutil.rmtree(state, ignore_errors=True)
                yield from self._print_index(shelf, spellings)
                return
            yield file.path

    def _static_files(self) -> dict[str, bytes]:
        """The theme's static files; the settings' colours go into the one stylesheet."""
        folder = theme_folder() / "static"
        files = {
            f"static/{path.relative_to(folder).as_posix()}": path.read_bytes()
            for path in sorted(folder.rglob("*"))
            # The parts of search are published joined and made small; see search/client.py.
            if path.is_file() and path.parent != folder / "js" / "search"
        }
        files["static/css/style.css"] += _colours(self.settings)
        # Browsers ask for it at the host's root where a page names no icon.
        files["favicon.ico"] = files.pop("static/icons/favicon.ico")
        return files

    def publish(self) -> None:
        """Exchange the old site for the new one."""
        self.progress.stage("publishing")
        assert self.corpus is not None  # noqa: S101 - gather came first
        told = self.corpus.corrections
        manifest: dict[str, object] = {
            "program": {"name": PROGRAM, "version": VERSION},
            **self.knowledge.public_digests,
            "models": self.knowledge.models.digests,
            # As the public may read them; of what is withheld no digest, which guesses could match.
            "corrections": {"count": len(told), "digest": key_of(told)},
            "withheld": {"count": sum(self.corpus.withheld.values())},
        }
        self.sums = self._press.finish(manifest)
        self.tally = self._press.tally
        if not self.published:
            self._store.forget_unused()
            self.close()


def _refuse_telling(knowledge: Knowledge, settings: Settings, pages: Iterable[PageView]) -> None:
    """What the owner writes by hand is theirs to mend, and must not tell what they withhold."""
    own = [
        ("pelicanconf.py", text) for text in (settings.title, settings.subtitle, settings.rights)
    ]
    for page in pages:
        own += [(f"content/pages ({page.path})", text) for text in (page.title, page.html)]
    for where, text in own:
        if text and knowledge.hidden([text]) != (text,):
            raise OwnerError(where, "tells what is withheld", "take the words out of it")


def _refuse_overlap(settings: Settings) -> None:
    """A site among the captures would be read as captures; captures in a site would go with it."""
    output, captures = settings.output, settings.captures
    if output.is_relative_to(captures) or captures.is_relative_to(output):
        what = f"overlaps with the captures in {captures}"
        raise OutputError(str(output), what, "--output FOLDER, apart from them")


def _colours(settings: Settings) -> bytes:
    """The owner's colours as the last rules of the stylesheet."""
    light = f":root{{--accent:{settings.accent}}}\n" if settings.accent else ""
    dark = settings.accent_dark
    query = "@media (prefers-color-scheme:dark)"
    return (light + (f"{query}{{:root{{--accent:{dark}}}}}\n" if dark else "")).encode()


def _replace(path: Path, content: object) -> None:
    """Write JSON beside its place, then rename it there."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    new.replace(path)


def _nothing(inputs: int, settings: Settings) -> NothingPublished:
    where = str(settings.captures)
    if not inputs:
        cure = "backfile add FILE --source NAME, or copy captures there"
        return NothingPublished(where, "holds no capture yet", cure)
    what = f"{inputs} inputs gave no article; the old site stays"
    return NothingPublished(where, what, f"the reasons in {settings.state / 'rejected.json'}")


def _thawed(changed: Sequence[TextChange], lines: tuple[str, ...]) -> TextChanged:
    """The error of a build that was to keep accepted texts and finds others."""
    count = "1 accepted text" if len(changed) == 1 else f"{len(changed)} accepted texts"
    what = f"{count} changed, this is the first; the old site stays"
    return TextChanged(changed[0].address, what, "look, then backfile accept", lines)
