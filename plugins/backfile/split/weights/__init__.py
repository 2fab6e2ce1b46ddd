"""The file of a trained model in, its networks and what they know out; the files stand here."""

import io
from importlib import resources

import numpy as np

from backfile.split.network import Network

# The tables of what networks know: a thing's number is its place, from 1.
_KNOWN = ("checksums", "step-checksums")


def shipped(name: str) -> bytes:
    """A file that is shipped with the program."""
    return (resources.files("backfile.split.weights") / name).read_bytes()


def unpacked(data: bytes) -> tuple[tuple[Network, ...], dict[str, dict[int, int]]]:
    """The networks of a model, and of each table that it has numbers by checksum.

    data: as training writes it: arrays of half precision, never pickled.
    """
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        weights = {name: arrays[name] for name in arrays.files}
    dilations = tuple(int(step) for step in weights.pop("dilations"))
    tables = {name: weights.pop(name) for name in _KNOWN if name in weights}
    networks = tuple(
        Network(
            {
                name.partition("/")[2]: array.astype(np.float32)
                for name, array in weights.items()
                if name.startswith(f"{network}/")
            },
            dilations,
        )
        for network in sorted({name.partition("/")[0] for name in weights})
    )
    known = {
        name: {int(checksum): number for number, checksum in enumerate(table, 1)}
        for name, table in tables.items()
    }
    return networks, known
