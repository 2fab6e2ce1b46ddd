"""The settings of this archive; docs/settings.md tells them all."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from backfile import settings

BACKFILE = {
    "title": "Backfile",
    "subtitle": "A demonstration archive",
    "language": "en",
}
globals().update(settings.load(BACKFILE, __file__))
