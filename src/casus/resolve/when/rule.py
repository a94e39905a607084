"""A rule of the grammar: a pattern over symbols, and the reader that makes a stretch of days of what it caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import Stretch
from casus.resolve.when.told import Told


@dataclass(frozen=True, slots=True)
class Length:
    """How long, as told: ``number`` is None for "several"; ``unit`` is a word of ``words.UNITS``."""

    number: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a hit. ``month`` and ``day`` are kept where the year was not told, so that a later one can settle it

    (``part`` with them: "early"); ``length`` where an amount of time was told; ``is_date`` is false for a bare length or clock time, which is no date.
    """

    stretch: Stretch
    month: int | None = None
    day: int | None = None
    part: str = ""
    length: Length | None = None
    is_date: bool = True


Reader = Callable[[Hit, Told], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """``read`` answers None where the words only look like a time."""

    name: str
    pattern: str
    read: Reader


def read_as(stretch: Stretch | None) -> Reading | None:
    return Reading(stretch) if stretch is not None else None
