"""The blocks of a page in, the tag path of what stands around its whole story out.

Pages call their body "with-sidebar", wrap all they hold in a form, or their
story in "paywall". Such a container is no box beside the story, so no rule on
containers may take it.
"""

from collections import Counter
from collections.abc import Sequence

from backfile.clean.shapes import is_prose
from backfile.model import Block

# Shares of the page's prose. With the headline in it, most is enough: readers' comments
# can hold most of a short page's prose, and a footer all of it, but never its headline.
_MOST = 0.5
_NEARLY_ALL = 0.95


def around_story(blocks: Sequence[Block]) -> str:
    """The longest tag path that holds the page's story and headline; empty for a dump."""
    # By path first: the paragraphs of a story stand in few containers.
    by_path: Counter[str] = Counter()
    for block in blocks:
        if block.place.path and is_prose(block.text):
            by_path[block.place.path] += len(block.text)
    prose: Counter[str] = Counter()
    for path, characters in by_path.items():
        prose.update(dict.fromkeys(_containers(path), characters))
    whole = by_path.total()
    headline = next(
        (_containers(b.place.path) for b in blocks if (b.kind, b.level) == ("heading", 1)), []
    )
    least = whole * (_MOST if headline else _NEARLY_ALL)
    held = (p for p, n in prose.items() if n >= least and (p in headline or not headline))
    return max(held, key=len, default="")


def _containers(path: str) -> list[str]:
    """The path of each container of a block, by the block's own, outermost first."""
    steps = path.split(" > ")
    return [" > ".join(steps[:depth]) for depth in range(1, len(steps))]
