"""A time as an interval of days, with how fine it is and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from casus.model.span import Span

TimePrecision = Literal["day", "week", "month", "season", "year", "range"]
TimeBasis = Literal["explicit", "published", "context", "unresolved"]


@dataclass(frozen=True, slots=True)
class When:
    """``start`` and ``end`` are both inclusive, and both null when the report gives no anchor (``basis`` unresolved).

    One of them is null where only the other is told: "until May", "more than three years ago", "since 2017" in an undated report.
    ``partial`` keeps what is known when a part is missing, in ISO 8601: ``--08-30``, ``--10``, ``--10-08T13:00``,
    ``--05-03/--05-07``, and ``-0217`` for 218 BC, which is no day of this calendar.
    """

    span: Span
    start: date | None
    end: date | None
    precision: TimePrecision
    basis: TimeBasis
    partial: str | None = None
