"""When: time expressions of a report as intervals of days, with precision, and with what they rest on.

Explicit dates stand by themselves. Others lean on the day of publication ("on Friday": the latest such day up to and
including it) or on what was told last ("two days later"). Without an anchor the interval stays open.
"""

from __future__ import annotations

from casus.model import Annotated, Finding, Span, TimeMention, When
from casus.resolve.when.reading import Time, read_times
from casus.resolve.when.spans import composed

__all__ = ["Time", "find_times", "read_times"]


def find_times(annotated: Annotated) -> tuple[tuple[TimeMention, ...], tuple[Finding, ...]]:
    """Time mentions in text order, and a finding for a report whose relative dates have nothing to lean on."""
    text = annotated.report.text
    times = composed(text, read_times(annotated), annotated.report.published)
    mentions = tuple(_mention(text, time) for time in times)
    return mentions, _open(annotated, mentions)


def _mention(text: str, time: Time) -> TimeMention:
    span, told = Span.of(text, time.start, time.end), time.stretch
    return TimeMention(span, When(span, told.start, told.end, told.precision, told.basis, told.partial))


def _open(annotated: Annotated, mentions: tuple[TimeMention, ...]) -> tuple[Finding, ...]:
    unresolved = [m for m in mentions if m.when.basis == "unresolved"]
    if not unresolved or annotated.report.published is not None:
        return ()
    first = repr(unresolved[0].span.text)
    dates = f"{len(unresolved)} dates (the first: {first}) stay open" if len(unresolved) > 1 else f"the date {first} stays open"
    message = (
        f"{annotated.report.where}: {dates}, since nothing says when the report was published. "
        "Give that day as `published` in a line of JSONL"
    )
    return (
        Finding("resolve", "date-without-anchor", message, annotated.report.report_id, unresolved[0].span, "info", annotated.report.source),
    )
