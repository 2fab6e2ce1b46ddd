"""An archive's folder in, what a rebuild would change of its published site out.

The site is made as a build makes it, into a folder of its own that goes again;
the published one is only read.
"""

from dataclasses import replace
from pathlib import Path

from backfile.pipeline import RunMany
from backfile.site.build import Build
from backfile.site.diff.silence import Silence
from backfile.site.diff.sites import Site, site_diff
from backfile.site.diff.values import SiteDiff
from backfile.site.runner import Choices, draft_site
from backfile.site.staging import old_sums

_SITEMAP = "Sitemap: "


def rebuild_diff(
    folder: Path, choices: Choices, against: Path | None = None, run_many: RunMany = map
) -> SiteDiff:
    """What a rebuild would change.

    against: the published site, where it is not the output folder.

    Raises:
        BackfileError: one of errors.py; also where there is no published site.
    """
    with draft_site(folder, choices, against, run_many) as build:
        published = build.published or build.settings.output
        old = Site(published, old_sums(published))
        new = Site(build.folder, build.sums)
        found = site_diff(old, new, _silence(build))
        return replace(found, note=_other_address(old, build))


def _silence(build: Build) -> Silence:
    """What is withheld may still stand on the published pages, but is not told of them."""
    stones = build.corpus.tombstones if build.corpus else ()
    gone = build.corpus.gone if build.corpus else ()
    names = [entry.what for entry in build.knowledge.withheld.of("capture", "article")]
    names += [ident for one in gone for ident in one.ids]
    addresses = frozenset(stone.address for stone in stones)
    return Silence(frozenset(names), addresses, build.knowledge.hidden)


def _other_address(old: Site, build: Build) -> str:
    """Says so where the published site was built for another address, which is on every page."""
    lines = old.read("robots.txt").decode("utf-8", "replace").splitlines()
    told = next((line for line in lines if line.startswith(_SITEMAP)), "")
    was = told.removeprefix(_SITEMAP).removesuffix("/sitemap.xml")
    will = build.settings.site_url
    if was == will:
        return ""
    choice = f"--site-url {was}" if was else "without --site-url"
    return f"the published site was built {choice}; give the same to see what else changes"
