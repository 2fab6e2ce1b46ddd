"""Networks' weights in, the bytes of lines.npz out: the same bytes for the same weights."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import numpy as np

from backfile.errors import BackfileError
from training.plan import Plan
from training.tables import Floats

Weights = Mapping[str, Floats]

# What the program may ship.
MOST_BYTES = 2_000_000
# The first day that a zip file can name; the clock is left out.
_DAY = (1980, 1, 1, 0, 0, 0)


def packed(networks: Sequence[Weights], known: Mapping[str, Sequence[int]], plan: Plan) -> bytes:
    """The file that the program loads: arrays by name, half precision, no pickles.

    known: the checksums of what the networks know, by the name of their table.

    Raises:
        BackfileError: it is larger than the program may ship.
    """
    arrays = {
        f"{number}/{name}": array.astype(np.float16)
        for number, weights in enumerate(networks)
        for name, array in weights.items()
    }
    dilations = np.array(plan.dilations, np.int64)
    tables = {name: np.array(checksums, np.uint32) for name, checksums in known.items()}
    data = _zipped(arrays | tables | {"dilations": dilations})
    if len(data) >= MOST_BYTES:
        what = f"has {len(data)} bytes, more than {MOST_BYTES}"
        raise BackfileError("weights", what, "fewer networks or words, in training/plan.py")
    return data


def _zipped(arrays: Mapping[str, np.ndarray]) -> bytes:
    """What numpy.savez_compressed would write, without the time of day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, array in sorted(arrays.items()):
            part = io.BytesIO()
            np.lib.format.write_array(part, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _DAY)
            file.writestr(entry, part.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()
