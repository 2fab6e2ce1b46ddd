"""An archive's folder in, its site on this machine out, built anew and shown after each change."""

from backfile.serving.following import Place, followed, only_shown
from backfile.serving.showing import listening

__all__ = ["Place", "followed", "listening", "only_shown"]
