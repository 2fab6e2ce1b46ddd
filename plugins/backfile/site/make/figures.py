"""An article's pictures in, the figures that its page shows at each block out."""

from collections.abc import Sequence

from backfile.model import Block, Picture
from backfile.site.views import BodyBlock, Figure


class Figures:
    """Gives each picture of an article once, where a reader meets it first."""

    def __init__(self, pictures: tuple[Picture, ...]) -> None:
        """Begin with all of them still to be shown."""
        self._waiting = {picture.name: picture for picture in pictures}

    def opening(self, body: Sequence[Block]) -> tuple[BodyBlock, ...]:
        """The pictures that stand with the headline or byline, as a block of their own."""
        if not self._waiting:
            return ()
        named = {name for block in body for name in block.pictures}
        above = [name for name in self._waiting if name not in named]
        figures = tuple(_figure(self._waiting.pop(name), "") for name in above)
        return (BodyBlock("figure", "", pictures=figures),) if figures else ()

    def of(self, block: Block) -> tuple[Figure, ...]:
        """The pictures that stand before a block's text."""
        if not block.pictures:
            return ()
        found = (self._waiting.pop(name, None) for name in block.pictures)
        return tuple(_figure(picture, block.text) for picture in found if picture)


def _figure(picture: Picture, text: str) -> Figure:
    # What the caption says already would be read out twice.
    alt = "" if picture.alt == " ".join(text.split()) else picture.alt
    return Figure(media_path(picture.name), alt, picture.width, picture.height)


def media_path(name: str) -> str:
    """Where the file of a picture stands in the site; never more than 256 folders of them."""
    return f"media/{name[:2]}/{name}"
