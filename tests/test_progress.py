"""Progress: what is told of stages reaches what shows it, and is noted."""

from backfile.progress import Clock, Stage, counted, slowest


class Heard:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def stage(self, name: str) -> None:
        self.told.append(name)

    def expect(self, steps: int) -> None:
        self.told.append(f"expect {steps}")

    def step(self) -> None:
        self.told.append("step")


def test_what_a_clock_is_told_it_hands_on() -> None:
    heard = Heard()
    clock = Clock(heard)
    clock.stage("reading")
    clock.expect(1)
    clock.step()
    clock.stage("")
    assert heard.told == ["reading", "expect 1", "step", ""]


def test_a_clock_notes_each_stage_that_is_over_with_its_steps() -> None:
    clock = Clock(Heard())
    clock.stage("reading")
    clock.step()
    clock.stage("pages")
    assert [(stage.name, stage.steps) for stage in clock.stages] == [("reading", 1)]
    clock.stage("")
    assert [stage.name for stage in clock.stages] == ["reading", "pages"]


def test_each_result_is_a_step_and_results_come_as_they_are() -> None:
    heard = Heard()
    assert list(counted(map, heard)(str, [1, 2])) == ["1", "2"]
    assert heard.told == ["expect 2", "step", "step"]


def test_the_slowest_stages_come_first_and_fast_ones_are_left_out() -> None:
    stages = [Stage("a", 0.05, 0), Stage("b", 1, 0), Stage("c", 3, 0), Stage("d", 2, 0)]
    assert [stage.name for stage in slowest(stages, most=2)] == ["c", "d"]
    assert [stage.name for stage in slowest(stages, most=9)] == ["c", "d", "b"]


def test_a_stage_that_came_twice_is_told_once() -> None:
    assert slowest([Stage("a", 1, 0.5, 2), Stage("a", 2, 0.5, 3)]) == (Stage("a", 3, 1.0, 5),)
