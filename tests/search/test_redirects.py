"""Forms with their terms; the redirects that should be written down for them."""

from hypothesis import given
from hypothesis import strategies as st

from backfile.search.analyser import Analyser, stem
from backfile.search.redirects import fewest, linked

WORDS = st.text("авиклнорсть", min_size=3, max_size=6) | st.text("abeirst", min_size=3, max_size=5)


def test_what_the_rule_gives_is_not_written_down() -> None:
    assert fewest({"депутатів": "депутат", "houses": stem("houses")}) == {}


def test_forms_of_one_stem_share_its_redirect() -> None:
    assert fewest({"людей": "людин", "людям": "людин", "людьми": "людин"})["люд"] == "людин"


def test_a_form_that_differs_from_its_stems_redirect_has_its_own() -> None:
    redirects = fewest({"людей": "людин", "людям": "людин", "люди": "народ"})
    assert redirects == {"люд": "людин", "люди": "народ"}


def test_a_stem_that_is_a_term_is_not_redirected() -> None:
    redirects = fewest({"стали": "стат", "сталь": "стал"})
    assert redirects == {"стали": "стат"}


def test_links_lead_redirects_to_the_names_own_term() -> None:
    assert linked({"києва": "київ"}, [("київ", "kyiv")]) == {"києва": "kyiv", "київ": "kyiv"}


def test_links_are_followed_to_one_term_for_all() -> None:
    joined = linked({}, [("сергій", "serhii"), ("сергій", "sergei")])
    assert joined == {"serhii": "sergei", "сергій": "sergei"}


@given(st.dictionaries(WORDS, WORDS, max_size=12), st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_no_term_is_itself_redirected(wanted: dict[str, str], links: list[tuple[str, str]]) -> None:
    redirects = linked(fewest(wanted), links)
    assert not set(redirects) & set(redirects.values())


@given(st.dictionaries(WORDS, st.sampled_from(["qqqa", "qqqo", "qqqu"]), max_size=12))
def test_every_form_gets_its_term(wanted: dict[str, str]) -> None:
    analyser = Analyser(fewest(wanted))
    assert {form: analyser.term(form) for form in wanted} == wanted
