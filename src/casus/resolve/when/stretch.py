"""Stretches of days and the arithmetic of the calendar: units around a day, parts of a month, a year, a decade."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from casus.model import TimeBasis, TimePrecision

_FIRST_YEAR, _LAST_YEAR = date.min.year, date.max.year


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval of days, both ends inclusive; one of them is null where it is open, both where nothing anchors it.

    ``partial`` is what is known of an unanchored one, in ISO 8601: ``--08-30``, ``--10``, ``T10:30``, ``P3Y``, ``-0479``.
    """

    start: date | None
    end: date | None
    precision: TimePrecision
    basis: TimeBasis
    partial: str | None = None


def unresolved(precision: TimePrecision, partial: str | None = None) -> Stretch:
    return Stretch(None, None, precision, "unresolved", partial)


def make(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none (31 June, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_day(day: date | None, basis: TimeBasis) -> Stretch | None:
    return Stretch(day, day, "day", basis) if day else None


def between(start: date | None, end: date | None, basis: TimeBasis) -> Stretch | None:
    """A range; None when it would end before it starts."""
    if start and end and start > end:
        return None
    return Stretch(start, end, "range", basis)


def month_end(year: int, month: int) -> date:
    return date(year, month, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def in_years(year: int) -> bool:
    """Does the calendar reach the year, with room for the season that begins in it?"""
    return _FIRST_YEAR <= year < _LAST_YEAR


def of_month(year: int, month: int, basis: TimeBasis) -> Stretch | None:
    return Stretch(date(year, month, 1), month_end(year, month), "month", basis) if in_years(year) else None


def of_year(year: int, basis: TimeBasis) -> Stretch | None:
    return Stretch(date(year, 1, 1), date(year, 12, 31), "year", basis) if in_years(year) else None


def of_years(first: int, last: int, basis: TimeBasis) -> Stretch | None:
    if not (in_years(first) and in_years(last) and first <= last):
        return None
    return Stretch(date(first, 1, 1), date(last, 12, 31), "range", basis)


def of_season(year: int, first_month: int, basis: TimeBasis) -> Stretch | None:
    """Three months from ``first_month`` of ``year`` on: a winter reaches into the next year."""
    if not in_years(year) or not in_years(year + 1):
        return None
    last = first_month + 2
    return Stretch(date(year, first_month, 1), month_end(year + (last > 12), (last - 1) % 12 + 1), "season", basis)


def of_week(day: date, basis: TimeBasis) -> Stretch | None:
    """The week from Monday to Sunday that holds the day."""
    try:
        monday = day - timedelta(days=day.weekday())
        return Stretch(monday, monday + timedelta(days=6), "week", basis)
    except OverflowError:
        return None


def add_days(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day of a later (or earlier) month, or that month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not in_years(year):
        return None
    return min(month_end(year, month + 1), date(year, month + 1, min(day.day, 28)) + timedelta(days=max(0, day.day - 28)))


def moved(day: date, number: int, unit: str) -> date | None:
    """The day ``number`` units after ``day`` (before it when negative), to the day."""
    days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days:
        return add_days(day, days * number)
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit)
    return add_months(day, months * number) if months else day


def unit_around(day: date, unit: str, shift: int, basis: TimeBasis) -> Stretch | None:
    """The calendar unit that holds the day ``shift`` units away: this week, last month, the next year."""
    there = moved(day, shift, unit)
    if there is None:
        return None
    if unit in ("day", "night"):
        return one_day(there, basis)
    if unit == "week":
        return of_week(there, basis)
    if unit == "month":
        return of_month(there.year, there.month, basis)
    if unit == "year":
        return of_year(there.year, basis)
    if unit == "decade":
        return of_years(there.year // 10 * 10, there.year // 10 * 10 + 9, basis)
    return _weekend(there, basis) if unit == "weekend" else None


def _weekend(day: date, basis: TimeBasis) -> Stretch | None:
    """Saturday and Sunday of the day's week; seen from Monday to Friday, of the week before."""
    saturday = add_days(day, 5 - day.weekday() - (7 if day.weekday() < 5 else 0))
    return between(saturday, add_days(saturday, 1), basis) if saturday else None


def _tenths(word: str) -> tuple[int, int] | None:
    """Which part of a whole, in tenths: ``early`` is the first third or so, ``the end of`` the last fifth; None for the whole."""
    if not word or "later" in word or "earlier" in word:
        return None
    if "half" in word:
        return (0, 5) if "first" in word else (5, 10)
    if "end" in word or "close" in word:
        return (8, 10)
    if "beginning" in word or "start" in word:
        return (0, 2)
    return next((tenths for known, tenths in (("early", (0, 3)), ("late", (7, 10)), ("mid", (3, 7))) if known in word.split("-")[0]), None)


def part_of(whole: Stretch, words: str) -> Stretch:
    """The part that ``words`` say ("early", "the end of", "the first half of") of a month, a season, a year or longer."""
    tenths = _tenths(words)
    if tenths is None or whole.start is None or whole.end is None:
        return whole
    if whole.precision == "month":
        return _part_of_month(whole, tenths)
    months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
    first, last = (round(months * tenths[0] / 10), max(round(months * tenths[0] / 10) + 1, round(months * tenths[1] / 10)))
    start, end = add_months(whole.start, first), add_months(whole.start, last)
    return replace(whole, start=start, end=end - timedelta(days=1), precision="range") if start and end else whole


def _part_of_month(whole: Stretch, tenths: tuple[int, int]) -> Stretch:
    """A month's parts are told by its days: the first or last ten, the ten between, the halves, the first or last week."""
    assert whole.start is not None and whole.end is not None
    days = {(0, 3): (1, 10), (3, 7): (11, 20), (7, 10): (21, 31), (0, 2): (1, 7), (0, 5): (1, 15), (5, 10): (16, 31)}
    if tenths == (8, 10):
        return replace(whole, start=whole.end - timedelta(days=6), precision="range")
    first, last = days[tenths]
    return replace(whole, start=whole.start.replace(day=first), end=whole.start.replace(day=min(last, whole.end.day)), precision="range")
