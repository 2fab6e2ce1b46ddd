"""Redirects in; what of them stands with which key out."""

from backfile.search.redirected import Redirected

REDIRECTS = {"went": "go", "gone": "go", "oxen": "ox", "Київ": "kyiv"}


def test_a_redirect_stands_with_its_form_and_the_forms_with_their_term() -> None:
    redirected = Redirected(REDIRECTS, ["go", "kyiv"])
    assert redirected.lists(["go", "gone", "kyiv"]) == (
        ["gone", "go"],
        ["go", "gone went", "kyiv", "Київ"],
    )


def test_a_redirect_stays_where_no_document_holds_its_term() -> None:
    # So a query's word means the same whatever the documents hold.
    assert Redirected(REDIRECTS, []).lists(["ox", "oxen"]) == (["oxen", "ox"], [])


def test_their_size_is_that_of_the_words_with_quotes_and_commas() -> None:
    sizes = Redirected(REDIRECTS, ["go"]).sizes()
    assert sizes["oxen"] == len('"oxen","ox",')
    assert sizes["go"] == len('"go","gone went",')
    assert sizes["Київ"] == len('"Київ","kyiv",'.encode())


def test_no_redirects_take_no_room() -> None:
    assert Redirected({}, ["go"]).sizes() == {}
