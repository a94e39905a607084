"""Times of day: they say when on a day, and are no date by themselves."""

from __future__ import annotations

import re

from casus.resolve.when.rule import Reading, Rule
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import one_day, unresolved
from casus.resolve.when.told import Told

_LEADS = re.compile(
    r"\b(?:at|by|around|about|until|till|from|before|after|since|as of|between|and|to)\s(?:around\s|about\s|approximately\s|exactly\s)?$|\($|^$"
)
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}


def _read_clock(hit: Hit, told: Told) -> Reading | None:
    """A clock time leans on the day told last, where there is one; ``partial`` keeps it where there is none."""
    hour, minute = _hour(hit), hit.number("n") or 0
    if hour is None or hour > 24 or not (hit.word("zone") or hit.word("half") or _LEADS.search(hit.before(24))):
        return None
    shown = f"T{hour % 24:02d}:{minute:02d}"
    if told.last_day is not None:
        day = one_day(told.last_day, "context")
        return Reading(day, is_date=False, part=shown) if day else None
    return Reading(unresolved("day", shown), is_date=False, part=shown)


def _hour(hit: Hit) -> int | None:
    if hit.word("x"):
        return _NAMED[hit.word("x")]
    whole = hit.word("w")
    hour = int(whole[:2]) if whole else hit.number("h")
    half = hit.word("half").replace(".", "").replace(" ", "")
    if hour is None or (whole and (int(whole[2:]) > 59 or hour > 24)):
        return None
    if not half:
        return hour
    if not 1 <= hour <= 12:
        return hour if hour < 24 else None
    return hour % 12 + (12 if half == "pm" else 0)


_HALF = r"<half:(am|pm|a\.? ?m\.?|p\.? ?m\.?)>"
_ZONE = r"<zone:(gmt|utc|bst|cet|est|edt|pst|local time|hours|hrs|hr|o'clock)>"
RULES = (
    Rule("clock", rf"<h:HOUR>([:\.]<n:MINUTE>)? ?{_HALF}( {_ZONE})?", _read_clock),
    Rule("clock", rf"<h:HOUR>:<n:MINUTE>(:MINUTE)?( ?{_ZONE})?", _read_clock),
    Rule("clock", rf"<w:FOURFIGURES> ?{_ZONE}", _read_clock),
    Rule("clock", r"<h:HOUR> <zone:o'clock>", _read_clock),
    Rule("clock", r"<x:(noon|midday|midnight)>", _read_clock),
)
