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
    prose: Counter[str] = Counter()
    whole = 0
    for block in blocks:
        if block.place.path and is_prose(block.text):
            prose.update(dict.fromkeys(_containers(block), len(block.text)))
            whole += len(block.text)
    headline = next((_containers(b) for b in blocks if (b.kind, b.level) == ("heading", 1)), [])
    least = whole * (_MOST if headline else _NEARLY_ALL)
    held = (p for p, n in prose.items() if n >= least and (p in headline or not headline))
    return max(held, key=len, default="")


def _containers(block: Block) -> list[str]:
    """The path of each container of a block, outermost first."""
    steps = block.place.path.split(" > ")
    return [" > ".join(steps[:depth]) for depth in range(1, len(steps))]
