"""Dates of the Hijri and the Solar Hijri calendar, turned into days by the libraries that keep their tables.

The Hijri tables are those of Umm al-Qura; where the new moon was sighted a month may have begun a day earlier or later, so a
Hijri date is a range of three days, a Solar one a day.
"""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

from casus.resolve.when.rule import Reading, Rule, read_as
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import between, one_day
from casus.resolve.when.told import Told
from casus.resolve.when.words import HIJRI_MONTHS, SOLAR_MONTHS, alternatives, plain

_SPARE = timedelta(days=1)


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date by the Umm al-Qura tables; None where there is no such day or the tables do not reach it."""
    try:
        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    except (ValueError, OverflowError):
        return None


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day of a Solar Hijri date; None where there is no such day."""
    try:
        return date.fromordinal(JalaliDate(year, month, day).to_gregorian().toordinal())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return None


def _read_hijri(hit: Hit, told: Told) -> Reading | None:
    month, year = HIJRI_MONTHS[plain(hit.word("m"))], hit.number("y")
    if year is None or not 1200 <= year <= 1500 or not hit.text_of("m")[0].isupper():
        return None
    day = hit.number("d")
    first = hijri_day(year, month, day or 1)
    if first is None:
        return None
    last = first if day else hijri_day(year + month // 12, month % 12 + 1, 1)
    return read_as(between(first - _SPARE, last + (_SPARE if day else timedelta()), "explicit")) if last else None


def _read_solar(hit: Hit, told: Told) -> Reading | None:
    month, year, day = SOLAR_MONTHS[hit.word("m")], hit.number("y"), hit.number("d")
    if year is None or not 1200 <= year <= 1500 or not hit.text_of("m")[0].isupper():
        return None
    if day:
        return read_as(one_day(solar_day(year, month, day), "explicit"))
    first, following = solar_day(year, month, 1), solar_day(year + month // 12, month % 12 + 1, 1)
    return read_as(between(first, following - timedelta(days=1), "explicit")) if first and following else None


def _read_year(hit: Hit, told: Told) -> Reading | None:
    """ "1442 AH", "1398 SH": the year of that calendar, which begins inside one of ours."""
    year = hit.number("y")
    turn = hijri_day if hit.word("e") in ("ah", "hijri") else solar_day
    if year is None or not 1200 <= year <= 1500:
        return None
    first, following = turn(year, 1, 1), turn(year + 1, 1, 1)
    return read_as(between(first, following - timedelta(days=1), "explicit")) if first and following else None


_ERA = r"( ?(ah|h|sh|hijri|shamsi|a\.h\.))?"
RULES = (
    Rule("hijri", rf"(<d:DAY>(TH)?( of)? )?<m:({alternatives(HIJRI_MONTHS)})>,? <y:YEAR>{_ERA}", _read_hijri),
    Rule("hijri", rf"<m:({alternatives(HIJRI_MONTHS)})> <d:DAY>(TH)?,? <y:YEAR>{_ERA}", _read_hijri),
    Rule("solar", rf"<d:DAY>(TH)?( of)? <m:({alternatives(SOLAR_MONTHS)})>,? <y:YEAR>{_ERA}", _read_solar),
    Rule("solar", rf"<m:({alternatives(SOLAR_MONTHS)})>( <d:DAY>)?,? <y:YEAR>{_ERA}", _read_solar),
    Rule("hijri_year", r"(the )?(year )?<y:YEAR> ?<e:(ah|sh|hijri|shamsi)>", _read_year),
)
