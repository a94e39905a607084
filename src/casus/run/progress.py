"""A progress bar on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.text import Text


class _Rate(ProgressColumn):
    """Sources a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "")


class Bar:
    """Stages of a run as bars, one below the other."""

    def __init__(self, progress: RichProgress) -> None:
        self._progress = progress
        self._tasks: dict[str, int] = {}

    def start(self, stage: str, total: int) -> None:
        """Begin a stage of ``total`` steps."""
        self._tasks[stage] = self._progress.add_task(stage, total=total)

    def advance(self, stage: str, done: int) -> None:
        """``done`` more steps of the stage are finished."""
        self._progress.advance(self._tasks[stage], done)  # type: ignore[arg-type]


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """A bar that lives as long as the block."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True)) as progress:
        yield Bar(progress)
