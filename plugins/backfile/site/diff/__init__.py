"""The published site against the one that a rebuild would make: what changes, page by page."""

from backfile.site.diff.lines import Line, State, lines_of
from backfile.site.diff.making import rebuild_diff
from backfile.site.diff.silence import Silence
from backfile.site.diff.sites import Site, site_diff
from backfile.site.diff.values import SiteDiff

__all__ = ["Line", "Silence", "Site", "SiteDiff", "State", "lines_of", "rebuild_diff", "site_diff"]
