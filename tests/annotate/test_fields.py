"""Fields of an article: each keeps who says it and what else was said."""

from backfile.annotate.fields import canonical_address, claimed_field, field_finding, keywords_of
from backfile.model import Claim


def url(value: str, origin: str = "link canonical") -> Claim:
    return Claim("url", value, origin)


def test_a_finding_names_who_says_its_value_and_what_else_was_said() -> None:
    claims = [Claim("title", "Ferry late", "json-ld headline"), Claim("title", "Late!", "h1")]
    found = field_finding("title", "ferry  late", "", claims)
    assert (found.origin, found.others) == ("json-ld headline", (claims[1],))


def test_the_sidecar_goes_before_every_claim() -> None:
    found = claimed_field("source", "Harbour News", [Claim("source", "Web", "meta og:site_name")])
    assert (found.value, found.origin) == ("Harbour News", "sidecar")


def test_the_name_of_the_site_goes_before_its_owner() -> None:
    claims = [Claim("source", "Owner Group", "json-ld publisher"),
              Claim("source", "Gazette", "meta og:site_name")]  # fmt: skip
    assert claimed_field("source", "", claims).value == "Gazette"


def test_a_canonical_address_may_be_on_the_plain_host() -> None:
    found = canonical_address([url("https://a.example/x")], ("https://amp.a.example/x?s=1", ""))
    assert found.value == "https://a.example/x"


def test_an_address_on_another_host_is_not_taken() -> None:
    known = "https://a.example/x"
    assert canonical_address([url("https://b.example/x")], (known,)).value == known


def test_a_home_page_is_no_address_of_a_story() -> None:
    known = "https://a.example/x"
    assert canonical_address([url("https://a.example/")], (known,)).value == known


def test_an_address_that_is_none_is_passed_over() -> None:
    assert canonical_address([url("javascript:x"), url("http://[")], ("", "")).value == ""


def test_keywords_are_parted_and_given_once() -> None:
    claims = [
        Claim("keyword", "ferry, Port; ferry", "meta keywords"),
        Claim("keyword", "port", "x"),
    ]
    assert keywords_of(claims) == ("ferry", "Port")
