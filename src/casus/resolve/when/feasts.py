"""Days that have names: feasts on fixed days, Easter by its rule, Muslim feasts and the Solar year by the calendars' libraries."""

from __future__ import annotations

from datetime import date, timedelta

from casus.resolve.when.calendars import hijri_day, solar_day
from casus.resolve.when.dates import in_month
from casus.resolve.when.rule import Reading, Rule, read_as
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import between, in_years, one_day, unresolved
from casus.resolve.when.told import Told
from casus.resolve.when.words import alternatives, plain

#: month and day of feasts that are the same wherever they are kept
_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new year's day": (1, 1), "valentine's day": (2, 14), "may day": (5, 1), "bastille day": (7, 14), "halloween": (10, 31),
    "international women's day": (3, 8), "armistice day": (11, 11),
}  # fmt: skip
#: Hijri month and day, and how many days the feast goes on
_HIJRI = {
    "eid al fitr": (10, 1, 1), "eid ul fitr": (10, 1, 1), "eid al adha": (12, 10, 1), "eid ul adha": (12, 10, 1), "ashura": (1, 10, 1),
    "ramadan": (9, 1, 29), "the holy month of ramadan": (9, 1, 29),
}  # fmt: skip
_EASTER = {"easter": 0, "easter sunday": 0, "good friday": -2, "easter monday": 1, "palm sunday": -7}


def _read_fixed(hit: Hit, told: Told) -> Reading | None:
    month, day = _FIXED[plain(hit.word("x"))]
    year = hit.number("y")
    if year is not None:
        return read_as(one_day(date(year, month, day), "explicit"))
    return in_month(month, day, hit, told)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous rule of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _read_easter(hit: Hit, told: Told) -> Reading | None:
    if hit.before(10).endswith("orthodox "):
        return None
    year = hit.number("y")
    found = (year, "explicit") if year else told.year_for(4, 10, hit)
    if found is None or not in_years(found[0]):
        return Reading(unresolved("day"))
    return read_as(one_day(easter(found[0]) + timedelta(days=_EASTER[plain(hit.word("x"))]), found[1]))  # type: ignore[arg-type]


def _read_hijri_feast(hit: Hit, told: Told) -> Reading | None:
    """A feast of the moon's calendar: the sighting may move it a day either way, so it is a range with a day to spare."""
    month, day, length = _HIJRI[plain(hit.word("x"))]
    year = hit.number("y") or _year_now(told)
    if year is None:
        return Reading(unresolved("range"))
    found = [d for d in (hijri_day(year - 579 + k, month, day) for k in range(3)) if d is not None and d.year == year]
    if len(found) != 1:
        return Reading(unresolved("range"))  # two such feasts in one solar year, or out of the tables
    start = found[0] - timedelta(days=1)
    return read_as(between(start, found[0] + timedelta(days=length), "explicit" if hit.number("y") else "published"))


def _year_now(told: Told) -> int | None:
    return told.published.year if told.published else None


def _read_nowruz(hit: Hit, told: Told) -> Reading | None:
    year = hit.number("y") or _year_now(told)
    day = solar_day(year - 621, 1, 1) if year else None
    if day is None:
        return Reading(unresolved("day"))
    return read_as(one_day(day, "explicit" if hit.number("y") else "published"))


def _read_september(hit: Hit, told: Told) -> Reading | None:
    """ "9/11", "the September 11 attacks": the day is known by its name."""
    if (hit.number("m"), hit.number("d")) not in ((9, 11), (None, 11)) or hit.after(1) == "/":
        return None
    return read_as(one_day(date(2001, 9, 11), "explicit"))


RULES = (
    Rule("feast", rf"<x:({alternatives(_FIXED)})>(,? (of )?<y:YEAR>)?", _read_fixed),
    Rule("feast", rf"<x:({alternatives(_EASTER)})>(,? (of )?<y:YEAR>)?", _read_easter),
    Rule("feast", rf"<x:({alternatives(_HIJRI)})>(,? (of )?<y:YEAR>)?", _read_hijri_feast),
    Rule("feast", r"(nowruz|nawruz|norouz|newroz)(,? (of )?<y:YEAR>)?", _read_nowruz),
    Rule("feast", r"<m:MONTHNUMBER>/<d:DAY>", _read_september),
    Rule("feast", r"(september|sept\.?) <d:DAY>(th)?(?=,? (attack|attacks|terror|terrorist))", _read_september),
)
