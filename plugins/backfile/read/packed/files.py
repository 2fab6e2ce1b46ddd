"""The pictures among the members of a pack in, their bytes by member path out, when asked for."""

from collections.abc import Callable, Iterator, Mapping


class Files(Mapping[str, bytes]):
    """The bytes of files by their names, unpacked one by one.

    What can't be unpacked is as if it were not there.
    """

    def __init__(self, getters: Mapping[str, Callable[[], bytes]]) -> None:
        """Nothing is unpacked yet. getters: give the bytes of a file, or b''."""
        self._getters = dict(getters)

    def __getitem__(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            KeyError: there is none of that name, or it can't be unpacked.
        """
        data = self._getters[name]()
        if not data:
            raise KeyError(name)
        return data

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the pack."""
        return iter(self._getters)

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._getters)
