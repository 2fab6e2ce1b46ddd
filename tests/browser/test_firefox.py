"""The search page from a folder in Firefox, as a person starts it; its own picture of the page out.

No automation takes part, since that loosens what a page on file:// may load.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
MARKED = (0xFF, 0xE7, 0xA0)  # the theme's colour of found words, in light
# Found words of the demo's results cover some thousand points; a picture's
# dithering or a few letters' edges can't.
ENOUGH = 500
# It asks nobody for anything at its start; none of these touches what file:// may load.
SILENT = """
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def firefox() -> str:
    """Firefox of the system; in CI it has to be there."""
    if FIREFOX is None:
        assert not os.environ.get("CI"), "CI must have Firefox: its tests are not skipped there"
        pytest.skip("no Firefox here; try: apt install firefox-esr")
    return FIREFOX


def marked_points(firefox: str, address: str, folder: Path) -> int:
    """How many points of the page's picture have the colour of found words."""
    picture = folder / "page.png"
    home = folder / "home"
    home.mkdir()
    (home / "user.js").write_text(SILENT)
    command = [firefox, "--headless", "--no-remote", "--profile", str(home)]
    subprocess.run(
        [*command, "--window-size", "1280,900", "--screenshot", str(picture), address],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "HOME": str(folder)},
    )
    with Image.open(picture) as image:
        return sum(
            count
            for count, colour in image.convert("RGB").getcolors(maxcolors=1 << 24) or ()
            if colour == MARKED
        )


def test_a_search_in_the_address_shows_its_hits_from_a_folder(
    firefox: str, demo_site: Path, tmp_path: Path
) -> None:
    address = f"{(demo_site / 'search.html').as_uri()}#q=nansen"
    assert marked_points(firefox, address, tmp_path) > ENOUGH


def test_a_search_for_what_is_nowhere_marks_nothing(
    firefox: str, demo_site: Path, tmp_path: Path
) -> None:
    address = f"{(demo_site / 'search.html').as_uri()}#q=zzzzqqq"
    assert marked_points(firefox, address, tmp_path) == 0
