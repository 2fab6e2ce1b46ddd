"""The installed lunr.js in; the site's own copy out."""

import pytest

from backfile.errors import BackfileError
from backfile.search.client import checked, client_files, installed_lunr


def test_lunr_is_taken_from_the_installed_package_with_its_licence() -> None:
    (path, script), *others = client_files().items()
    assert (path, others) == ("search/lunr.js", [])
    assert b"@license MIT" in script
    assert b"2.3.9" in script


def test_another_lunr_is_refused_in_one_line() -> None:
    with pytest.raises(BackfileError, match=r"is not the lunr\.js 2\.3\.9") as caught:
        checked(installed_lunr() + b"\n")
    assert "\n" not in str(caught.value)
