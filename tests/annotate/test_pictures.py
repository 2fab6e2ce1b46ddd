"""An article's pictures: those of its own kept blocks, and a word for those that are missing."""

from backfile.annotate import annotate, load_vocabulary
from backfile.model import Article, Block, Document, Draft, Picture, Place, Provenance, Removal

VOCABULARY = load_vocabulary(None)
HELD = tuple(Picture(f"{number:020x}.png", "", (), 120, 80) for number in range(4))
GONE = (Picture("https://post.example/a.jpg"), Picture("https://post.example/b.jpg"))
TEXTS = ("Bridge opens", "By A. Writer", "Warsaw has a new bridge.", "Read more", "It was needed.")


def article(*pictures: Picture | None) -> Article:
    """An article of a headline, a byline and three blocks, the second taken out, with these."""
    blocks = tuple(
        Block("paragraph", text, Place(n, n), pictures=(picture.name,) if picture else ())
        for n, (text, picture) in enumerate(zip(TEXTS, pictures, strict=True), 1)
    )
    known = tuple(dict.fromkeys(picture for picture in pictures if picture))
    document = Document("c" * 64, 0, "page", blocks, pictures=known)
    removal = Removal(TEXTS[3], blocks[3].place, "links", "leads away", "line")
    draft = Draft(
        "article", TEXTS[0], (blocks[2], blocks[4]), (blocks[1],), (removal,), (), 0, 4,
        blocks[0].place,
    )  # fmt: skip
    made = annotate(document, draft, Provenance(), VOCABULARY)
    assert isinstance(made, Article)
    return made


def test_an_article_has_the_pictures_of_all_that_was_kept() -> None:
    assert article(HELD[0], HELD[1], HELD[2], None, HELD[3]).pictures == HELD


def test_the_picture_of_a_removed_block_is_not_the_articles() -> None:
    made = article(None, None, HELD[0], HELD[1], None)
    assert made.pictures == (HELD[0],)
    assert made.repairs == ()


def test_missing_pictures_are_told_in_one_repair() -> None:
    made = article(GONE[0], None, HELD[0], None, GONE[1])
    assert [(repair.before, repair.place) for repair in made.repairs] == [("2 pictures", None)]
    assert made.pictures == (HELD[0],)


def test_a_missing_picture_of_a_removed_block_is_not_told() -> None:
    assert article(None, None, None, GONE[0], None).repairs == ()


def test_a_picture_that_is_named_twice_is_missed_once() -> None:
    (repair,) = article(GONE[0], None, GONE[0], None, None).repairs
    assert repair.before == "1 picture"
