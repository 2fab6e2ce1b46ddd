"""The figures of a page: each picture once, where a reader meets it first."""

from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Block, Picture
from backfile.site.make.articles import body_blocks
from backfile.site.views import BodyBlock
from tests.site.builders import block

NAMES = [f"{number:020x}.png" for number in range(4)]
PICTURES = tuple(Picture(name, f"Words {name[-5]}", (), 120, 80) for name in NAMES)


def shown(*blocks: Block, pictures: tuple[Picture, ...] = PICTURES) -> list[list[str]]:
    """The names of the pictures at each block as it is shown."""
    views = body_blocks(blocks, pictures)
    return [[path.rpartition("/")[2] for path in view.files] for view in views]


def test_a_picture_stands_at_the_block_that_names_it() -> None:
    blocks = (block(), block(kind="caption", pictures=(NAMES[0],)), block())
    assert shown(*blocks, pictures=PICTURES[:1]) == [[], [NAMES[0]], []]


def test_a_picture_of_the_headline_stands_above_the_text() -> None:
    first, *_ = body_blocks((block(pictures=(NAMES[1],)),), PICTURES[:2])
    assert (first.kind, first.pictures[0].path) == ("figure", f"media/00/{NAMES[0]}")


def test_a_picture_that_is_named_twice_is_shown_once() -> None:
    blocks = (block(pictures=(NAMES[0],)), block(pictures=(NAMES[0],)))
    assert shown(*blocks, pictures=PICTURES[:1]) == [[NAMES[0]], []]


def test_a_picture_that_is_not_kept_is_not_shown() -> None:
    assert shown(block(pictures=("https://post.example/a.jpg",)), pictures=()) == [[]]


def test_a_picture_of_a_list_item_stays_in_its_item() -> None:
    items = (block(kind="item"), block(kind="item", pictures=(NAMES[0],)))
    (view,) = body_blocks(items, PICTURES[:1])
    assert [len(item.pictures) for item in view.items] == [0, 1]


def test_a_caption_is_not_read_out_twice() -> None:
    picture = Picture(NAMES[0], "The ferry.", (), 120, 80)
    caption = block("The  ferry.", kind="caption", pictures=(NAMES[0],))
    (view,) = body_blocks((caption,), (picture,))
    assert isinstance(view, BodyBlock)
    assert [figure.alt for figure in view.pictures] == [""]


@given(st.lists(st.lists(st.sampled_from(NAMES), max_size=3), max_size=6))
def test_every_picture_is_shown_exactly_once(named: list[list[str]]) -> None:
    blocks = [block(pictures=tuple(names)) for names in named]
    assert sorted(name for names in shown(*blocks) for name in names) == NAMES
