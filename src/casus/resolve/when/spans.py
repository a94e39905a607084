"""What times say together and with the words before them: ranges, lengths that end or begin somewhere, since and until."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from casus.resolve.when.reading import Time
from casus.resolve.when.relative import around
from casus.resolve.when.rule import Reading
from casus.resolve.when.stretch import Stretch, add_days, between, moved

_REACH = 24
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-–—]|to|until|till|through|up to|into)\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_LEANS = re.compile(r"\s+(?:on\s+|the\s+)?", re.IGNORECASE)
_ENDS = re.compile(r",?\s+(?:until|till|to|before|ending(?:\s+in)?)\s+(?:the\s+)?", re.IGNORECASE)
_BEGINS = re.compile(r",?\s+(?:from|since|after|beginning(?:\s+in)?|starting(?:\s+in)?)\s+(?:the\s+)?", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|ever since)\s+(?:at least\s+|the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|up to|up until)\s+(?:at least\s+|the\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|no later than)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|prior to|ahead of)\s+(?:the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s+(?:the\s+)?$", re.IGNORECASE)
_CLOCK_GAP = re.compile(r",?\s*(?:on\s+|at\s+(?:around\s+|about\s+)?)?", re.IGNORECASE)


def composed(text: str, times: tuple[Time, ...], published: date | None) -> list[Time]:
    """Dates only, in text order: sides of a range as one, lengths and clock times taken up by the date that they belong to."""
    joined: list[Time] = []
    for time in times:
        both = _joined(text, joined[-1], time) if joined else None
        if both is not None:
            joined[-1] = both
        else:
            joined.append(time)
    return [_governed(text, time, published) for time in joined if time.reading.is_date]


def _joined(text: str, first: Time, second: Time) -> Time | None:
    gap = text[first.end : second.start]
    if len(gap) > _REACH:
        return None
    reading = _as_range(text, first, second, gap) or _as_shift(first, second, gap) or _as_anchored_length(first, second, gap)
    if reading is not None:
        return Time(first.start, second.end, "range" if reading.stretch.precision == "range" else second.rule, reading)
    return _with_clock(first, second, gap)


def _as_range(text: str, first: Time, second: Time, gap: str) -> Reading | None:
    """ "from A to B", "A–B", "between A and B"; None unless both are dates told apart."""
    if not (first.reading.is_date and second.reading.is_date) or first.rule == "range":
        return None
    before = text[max(0, first.start - _REACH) : first.start]
    if not (
        (_TO.fullmatch(gap) and (_FROM.search(before) or not gap.strip().isalpha())) or (_AND.fullmatch(gap) and _BETWEEN.search(before))
    ):
        return None
    a, b = first.stretch, second.stretch
    if a.start is None or b.end is None:
        partial = f"{a.partial}/{b.partial}" if a.partial and b.partial else None
        return Reading(Stretch(None, None, "range", "unresolved", partial)) if a.start is None and b.end is None else None
    stretch = between(a.start, b.end, "explicit" if a.basis == b.basis == "explicit" else b.basis)
    return Reading(stretch) if stretch else None


def _as_shift(first: Time, second: Time, gap: str) -> Reading | None:
    """ "three days after 9 May", "two weeks before Christmas"."""
    length, anchor = first.reading.length, second.stretch.start
    if first.rule != "shifted" or length is None or length.number is None or anchor is None or not _LEANS.fullmatch(gap):
        return None
    word = first.reading.part
    if word not in ("before", "after", "following") or second.stretch.precision != "day":
        return None
    stretch = around(anchor, -length.number if word == "before" else length.number, length.unit, "", second.stretch.basis)
    return Reading(stretch) if stretch else None


def _as_anchored_length(first: Time, second: Time, gap: str) -> Reading | None:
    """ "for three years until May 2014" ends there, "for two weeks from 3 May" begins there."""
    length, there = first.reading.length, second.stretch
    if first.rule != "length" or length is None or length.number is None or there.start is None or there.end is None:
        return None
    if _ENDS.fullmatch(gap):
        start = moved(there.end, -length.number, length.unit)
        stretch = between(start, there.end, there.basis) if start else None
    elif _BEGINS.fullmatch(gap):
        end = moved(there.start, length.number, length.unit)
        stretch = between(there.start, end, there.basis) if end else None
    else:
        return None
    return Reading(stretch) if stretch else None


def _with_clock(first: Time, second: Time, gap: str) -> Time | None:
    """A clock time beside its date: one expression, whose ``partial`` keeps the hour where the year is open."""
    clock, dated = (first, second) if first.rule == "clock" else (second, first)
    if clock.rule != "clock" or not dated.reading.is_date or dated.stretch.precision != "day" or not _CLOCK_GAP.fullmatch(gap):
        return None
    stretch = dated.stretch
    if stretch.partial:
        stretch = replace(stretch, partial=stretch.partial + clock.reading.part)
    return Time(first.start, second.end, dated.rule, replace(dated.reading, stretch=stretch))


def _governed(text: str, time: Time, published: date | None) -> Time:
    """What *since*, *until*, *by*, *before* and *after* make of a date: an interval that is open on one side."""
    stretch, before = time.stretch, text[max(0, time.start - _REACH) : time.start]
    if stretch.start is None or stretch.end is None or time.rule == "range":
        return time
    opened = _opened(stretch, before, published)
    return replace(time, reading=replace(time.reading, stretch=opened)) if opened else time


def _opened(stretch: Stretch, before: str, published: date | None) -> Stretch | None:
    assert stretch.start is not None and stretch.end is not None
    ahead = published is not None and stretch.end > published
    if _SINCE.search(before):
        return between(stretch.start, published if published and published >= stretch.start else None, stretch.basis)
    if _UNTIL.search(before) or _BY.search(before):
        return between(published if ahead and published and published <= stretch.end else None, stretch.end, stretch.basis)
    if _BEFORE.search(before) and stretch.precision != "day":
        return between(None, add_days(stretch.start, -1), stretch.basis) if add_days(stretch.start, -1) else None
    if _AFTER.search(before) and stretch.precision != "day":
        return between(stretch.start, None, stretch.basis)
    return None
