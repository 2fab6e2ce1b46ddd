"""Backfile: messy captures of news in, a clean, tagged, searchable static archive out."""

import os

VERSION = "0.1.0"

# The models are small: several threads take twice the computing time for them, and on a busy
# machine more. To be heard it must be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
