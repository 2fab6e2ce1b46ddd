"""A document in; the texts of its fields out."""

from backfile.search.fields import FIELDS, texts_of
from tests.search.documents import document


def test_each_field_has_its_texts() -> None:
    one = document(
        0,
        "A text.",
        title="A title",
        source="The Gazette",
        tags=(("person", "ada-quill", "Ada Quill"), ("topic", "war", "War")),
        authors=("Bo Reed", "Cy Dale"),
    )
    names = [name for name, _ in FIELDS]
    assert dict(zip(names, map(list, texts_of(one)), strict=True)) == {
        "title": ["A title"],
        "text": ["A text."],
        "tags": ["Ada Quill", "War"],
        "authors": ["Bo Reed", "Cy Dale"],
        "source": ["The Gazette"],
    }
