"""The archive's settings in, what it has promised the outside out."""

from backfile.flow.reading import captures_folder
from backfile.model import Register
from backfile.owner.register import load_register
from backfile.settings import Settings


def is_demonstration(settings: Settings) -> bool:
    """Whether the demonstration's captures stand in for an archive that has none yet."""
    return captures_folder(settings) != settings.captures


def register_of(settings: Settings) -> Register:
    """The register; of the demonstration, which is nobody's archive, an empty one.

    Raises:
        RuleError: a file of the register is damaged.
    """
    return Register() if is_demonstration(settings) else load_register(settings.register)
