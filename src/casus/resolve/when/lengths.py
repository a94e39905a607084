"""Bare lengths of time, which are no dates until something anchors them: "for three years", "a two-week truce"."""

from __future__ import annotations

import re

from casus.resolve.when.relative import COUNT, length_of
from casus.resolve.when.rule import Length, Reading, Rule
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import unresolved
from casus.resolve.when.told import Told
from casus.resolve.when.words import cardinal

_CODES = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "weekend": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "year": "Y",
    "decade": "Y",
}
_TIMES = {"decade": 10, "century": 100, "fortnight": 2, "weekend": 2}
#: what makes "a year" a length and no rate ("twice a year")
_LASTS = re.compile(r"\b(?:over|about|nearly|almost|after|than|lasted|lasting|took|spent|within|in|another|least|only|just|half)\s$")
_AGE = re.compile(r"[ -]olds?\b|\s+of\s+age\b", re.IGNORECASE)


def iso_length(length: Length) -> str:
    """ISO 8601: three years are ``P3Y``, two decades ``P20Y``; an amount that no number tells is ``X``."""
    unit = length.unit
    shown = "X" if length.number is None else str(length.number * _TIMES.get(unit, 1))
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{shown}{_CODES.get(unit, 'Y')}"


def _read_length(hit: Hit, told: Told) -> Reading | None:
    length = length_of(hit)
    if _AGE.match(hit.after(8)) or (length.number is not None and length.number > 999):
        return None
    if hit.word("n") == "second" or (
        hit.word("n") == "a" and not (hit.word("for") or length.unit in ("decade", "century") or _LASTS.search(hit.before(24)))
    ):
        return None
    if re.match(r"-\w", hit.after(2)):
        return None
    return Reading(unresolved("range", iso_length(length)), length=length, is_date=False)


def _read_compound(hit: Hit, told: Told) -> Reading | None:
    """ "a 46-day siege", "the two-week truce"; "a 25-year-old" is an age."""
    number = cardinal(hit.word("n"))
    if number is None or _AGE.match(hit.after(8)):
        return None
    length = Length(number, hit.word("u"))
    return Reading(unresolved("range", iso_length(length)), length=length, is_date=False)


RULES = (
    Rule("length", rf"(<for:for> (at least |more than |over |about |nearly |almost )?)?{COUNT}( more)? <u:(UNIT|UNITS)>", _read_length),
    Rule("length", r"<for:(for|in|after|within|over)> <u:UNITS>", _read_length),
    Rule("length", r"(the|these) (following|intervening|ensuing|subsequent)( <n:(few|VAGUE|FIGURE|WORDNUMBER)>)? <u:UNITS>", _read_length),
    Rule("length", r"<n:(FIGURE|WORDNUMBER)> OTHER <u:UNITS>", _read_length),
    Rule("length", r"<n:(FIGURE|WORDNUMBER(-WORDNUMBER)?)>-<u:UNIT>", _read_compound),
)
