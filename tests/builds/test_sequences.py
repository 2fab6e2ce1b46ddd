"""Whatever is added, changed, renamed and deleted in turn: a build equals a clean one, to the byte.

The same sequences every time, so that a red run can be run again. BACKFILE_SLOW=1
runs 2,000 longer sequences, chosen anew each time (`--hypothesis-seed=N` repeats them);
BACKFILE_SEQUENCES=N runs another number.
"""

import os
import shutil
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.builds.inputs import CAPTURES, OWNERS, SETTINGS, THEME
from tests.builds.workshop import AT_REST, Built, Workshop, workshop

_SLOW = bool(os.environ.get("BACKFILE_SLOW"))
_SEQUENCES = int(os.environ.get("BACKFILE_SEQUENCES", "2000" if _SLOW else "200"))
_STEPS = 12 if _SLOW else 5
# Half of the changes wait for others; a process of its own costs most, and is rare.
_HOW = st.sampled_from([""] * 10 + ["site"] * 8 + ["task", "command"])
_VARIANT = st.integers(0, 3)


class Sequence(RuleBasedStateMachine):
    """An archive that is changed and built, and compared after each build."""

    def __init__(self, shop: Workshop) -> None:
        super().__init__()
        self.shop = shop
        self.archive = shop.archive()
        self.tree: dict[str, str] = {}
        self.is_built = False
        self.built("site")

    @rule(name=st.sampled_from(sorted(CAPTURES)), variant=_VARIANT, how=_HOW)
    def put(self, name: str, variant: int, how: str) -> None:
        self.archive.put(name, variant)
        self.built(how)

    @rule(number=st.integers(0, 20), how=_HOW)
    def remove(self, number: int, how: str) -> None:
        if found := self.archive.captures():
            self.archive.remove(found[number % len(found)])
        self.built(how)

    @rule(number=st.integers(0, 20), how=_HOW)
    def rename(self, number: int, how: str) -> None:
        if found := self.archive.captures():
            self.archive.rename(found[number % len(found)])
        self.built(how)

    @rule(name=st.sampled_from(sorted(OWNERS)), variant=_VARIANT, how=_HOW)
    def own(self, name: str, variant: int, how: str) -> None:
        self.archive.own(name, variant)
        self.built(how)

    @rule(variant=st.integers(0, len(SETTINGS) - 1), how=_HOW)
    def set_up(self, variant: int, how: str) -> None:
        self.archive.set_up(variant)
        self.built(how)

    @rule(name=st.sampled_from(sorted(THEME)), changed=st.booleans(), how=_HOW)
    def change_theme(self, name: str, changed: bool, how: str) -> None:  # noqa: FBT001 - drawn by name
        self.shop.change_theme(name, changed=changed)
        self.built(how)

    @rule(how=_HOW)
    def accept(self, how: str) -> None:
        self.built("" if self.is_built else "site")
        self.shop.accept(self.archive)
        self.built(how)

    def built(self, how: str) -> None:
        """Build, unless the change is to wait for others; compare."""
        self.is_built = bool(how)
        if how:
            self.compare(*self.shop.build(self.archive, how))

    def compare(self, found: Built, clean: Built) -> None:
        assert found.error == clean.error
        # A build that is refused leaves the site as it was.
        wanted = self.tree if clean.error else clean.tree
        assert differing(found.tree, wanted) == []
        self.tree = found.tree
        beside = {path.name for path in self.archive.folder.iterdir()}
        assert beside <= AT_REST

    def teardown(self) -> None:
        try:
            self.built("" if self.is_built else "site")
        finally:
            shutil.rmtree(self.archive.folder)


def differing(found: dict[str, str], wanted: dict[str, str]) -> list[str]:
    """The paths at which two trees differ."""
    return [path for path in sorted({*found, *wanted}) if found.get(path) != wanted.get(path)]


def test_a_build_equals_a_clean_one_after_any_sequence_of_changes(tmp_path: Path) -> None:
    wanted = settings(
        max_examples=_SEQUENCES,
        stateful_step_count=_STEPS,
        deadline=None,
        derandomize=not _SLOW,
        suppress_health_check=list(HealthCheck),
    )
    with workshop(tmp_path) as shop:

        class Here(Sequence):
            def __init__(self) -> None:
                super().__init__(shop)

        run_state_machine_as_test(Here, settings=wanted)
