"""Links of a page completed: the short way gives what joining addresses gives."""

from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from backfile.read.inline import _complete

_ADDRESSES = st.text(alphabet="ab.~%+=:@!-_&?#/;, ", max_size=12).map("/{}".format)


@given(
    _ADDRESSES,
    st.sampled_from(["https://a.example/b/c?d", "http://a.example", "https://a.example:8/.."]),
)
def test_a_link_from_the_root_is_joined_as_any_other(address: str, base: str) -> None:
    if not address.startswith("//"):
        assert _complete(address, base) == urljoin(base, address.strip())


def test_a_link_from_the_root_of_no_web_page_leads_nowhere() -> None:
    assert _complete("/a", "") == ""
    assert _complete("/a", "ftp://a.example/") == ""
