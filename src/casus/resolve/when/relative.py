"""Units told by now or by what was told last: last week, the following month, two days later, three years ago."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casus.model import TimeBasis, TimePrecision
from casus.resolve.when.dates import PART
from casus.resolve.when.rule import Length, Reading, Rule, read_as
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import Stretch, add_days, between, moved, one_day, part_of, unit_around, unresolved
from casus.resolve.when.told import Told
from casus.resolve.when.words import PLURALS, UNITS, cardinal

_PRECISIONS: dict[str, TimePrecision] = {"day": "day", "night": "day", "week": "week", "month": "month", "year": "year"}
_SHIFTS = {"last": -1, "previous": -1, "preceding": -1, "this": 0, "same": 0, "that": 0, "next": 1, "following": 1, "coming": 1}
COUNT = r"<n:(a few|a couple of|a|an|one|VAGUE|FIGURE|WORDNUMBER((-| )WORDNUMBER)?|ORDINAL)>"
_HEDGE = r"<h:(more than|over|at least|less than|almost|nearly|about|around|some|exactly|just over|just under|just|only|barely) >?"
_CLOCK_UNITS = ("second", "minute", "hour")
#: "in two years" lies ahead only where something is said to come; "the worst in two years" does not
_AHEAD = re.compile(
    r"\b(?:will|would|must|shall|(?:is|are|due|set|expected|scheduled|planned|promised|plans?|agreed) to)\b(?!.*\b(?:first|most|\w+est)\b)"
)


def unit_of(hit: Hit, group: str = "u") -> str:
    word = hit.word(group)
    return PLURALS.get(word, word)


def length_of(hit: Hit) -> Length:
    """The amount that a hit tells; "several" and "a few" are no number, "the week" is one."""
    told = hit.word("n")
    return Length(cardinal(told) if told else None if hit.word("u") in PLURALS else 1, unit_of(hit))


def _precision(unit: str) -> TimePrecision:
    return _PRECISIONS.get(unit, "range")


def _read_by_now(hit: Hit, told: Told) -> Reading | None:
    """ "this year", "last week", "next month" """
    unit, now = unit_of(hit), told.now()
    if re.match(r"\s+of\b", hit.after(4)):
        return None  # "the last day of July"
    if now is None:
        return Reading(unresolved(_precision(unit)))
    stretch = unit_around(now[0], unit, _SHIFTS[hit.word("w").split()[-1]], now[1])
    return read_as(part_of(stretch, hit.word("p")) if stretch else None)


def _read_by_told(hit: Hit, told: Told) -> Reading | None:
    """ "that year", "the same day", "the following month", "the next morning": by what was told last."""
    unit, word = unit_of(hit), hit.word("w").split()[-1]
    unit = unit if unit in UNITS and unit != "night" else "day"
    if unit != "day" and told.published and (word == "next" or (told.last is None and word in ("previous", "preceding", "coming"))):
        return read_as(unit_around(told.published, unit, _SHIFTS[word], "published"))
    anchor = _told_anchor(unit, told)
    if anchor is None:
        return Reading(unresolved(_precision(unit)))
    stretch = unit_around(anchor, unit, _SHIFTS[word], "context")
    return read_as(part_of(stretch, hit.word("p")) if stretch else None)


def _told_anchor(unit: str, told: Told) -> date | None:
    """The day that a unit of what was told leans on; None where what was told is coarser than the unit."""
    if unit == "day":
        return None if _stale(told) else told.last_day
    if told.last is None or (unit == "week" and told.last.precision not in ("day", "week")):
        return None
    return told.last.start


def _read_the_unit(hit: Hit, told: Told) -> Reading | None:
    """ "the end of the year", "later in the day", "early in the month": of what was told last, or of now."""
    unit = unit_of(hit)
    anchor: tuple[date, TimeBasis] | None = None
    if told.last is not None and told.last.start is not None and (unit != "year" or told.chronicle):
        anchor = (told.last_day if unit == "day" and told.last_day else told.last.start), "context"
    elif unit != "day":
        anchor = told.now()
    if anchor is None or (unit == "day" and told.last_day is None):
        return Reading(unresolved(_precision(unit)))
    stretch = unit_around(anchor[0], unit, 0, anchor[1])
    return read_as(part_of(stretch, hit.word("p")) if stretch and unit != "day" else stretch)


def _read_ago(hit: Hit, told: Told) -> Reading | None:
    """ "three weeks ago": by now; what is told of weeks may be off by half a week, and longer units by half of theirs."""
    length = length_of(hit)
    now = told.now()
    if now is None or length.number is None:
        return Reading(unresolved(_precision(length.unit)), length=length)
    stretch = around(now[0], -length.number, length.unit, hit.word("h"), now[1])
    return Reading(stretch, length=length) if stretch else None


def around(anchor: date, number: int, unit: str, hedge: str, basis: TimeBasis) -> Stretch | None:
    """``number`` units from a day, as fine as the words are: to the day for days, else the unit around it.

    "more than three years ago" is open at its far end, "exactly" is to the day.
    """
    there = moved(anchor, number, unit)
    if there is None:
        return None
    if hedge in ("more than", "over", "at least", "just over") and unit not in _CLOCK_UNITS:
        return between(None, there, basis) if number < 0 else between(there, None, basis)
    if hedge in ("less than", "just under"):
        return between(min(anchor, there), max(anchor, there), basis)
    if unit in ("day", "night", *_CLOCK_UNITS) or hedge == "exactly":
        return one_day(there, basis)
    if unit == "week":
        first = add_days(there, -3)
        return Stretch(first, first + timedelta(days=6), "week", basis) if first and add_days(first, 6) else None
    if unit == "fortnight":
        return between(add_days(there, -3), add_days(there, 3), basis)
    return unit_around(there, unit, 0, basis)


def _read_shifted(hit: Hit, told: Told) -> Reading | None:
    """ "two days later", "a year earlier", "three weeks before": by what was told last, unless something else follows to lean on."""
    length, word = length_of(hit), hit.word("w")
    if word in ("before", "after", "following") and not _closes(hit):
        if word == "after" and hit.word("h") == "exactly" and told.published and length.number and not hit.before().strip():
            return read_as(around(told.published, -length.number, length.unit, "exactly", "published"))  # an anniversary
        return Reading(unresolved(_precision(length.unit)), part=word, length=length)
    fine = length.unit in ("day", "night", *_CLOCK_UNITS)
    anchor = _told_anchor("day" if fine else length.unit, told)
    if hit.before(6).endswith("half "):
        return None
    if anchor is None and not fine and told.published and word in ("earlier", "before", "previously"):
        anchor = told.published
    if anchor is None or length.number is None:
        return Reading(unresolved(_precision(length.unit)), length=length)
    sign = -1 if word in ("earlier", "before", "previously", "beforehand", "prior") else 1
    if length.unit in _CLOCK_UNITS and length.number > 12:
        return Reading(unresolved("day"), length=length)
    stretch = around(anchor, sign * length.number, length.unit, hit.word("h"), "context")
    return Reading(stretch, length=length) if stretch else None


def _stale(told: Told) -> bool:
    """In a chronicle the day told last counts only while nothing coarser came after it."""
    return told.chronicle and told.last is not None and told.last.precision != "day"


def _closes(hit: Hit) -> bool:
    """Does nothing follow that "before" or "after" could lean on?"""
    return bool(re.match(r"\s*(?:$|[,.;:)!?\"”]|(?:and|but|or|when|while|in|at|on|by)\b)", hit.after(8)))


def _read_stretch_to_now(hit: Hit, told: Told) -> Reading | None:
    """ "the past three years", "the last few weeks", "the next two months": from or to now."""
    length = length_of(hit)
    now = told.now() if told.published else None
    if now is None or length.number is None:
        return Reading(unresolved("range"), length=length, is_date=now is None)
    ahead = hit.word("w") in ("next", "coming")
    there = moved(now[0], length.number if ahead else -length.number, length.unit)
    stretch = between(*((now[0], there) if ahead else (there, now[0])), now[1]) if there else None
    return Reading(stretch, length=length) if stretch else None


def _read_within(hit: Hit, told: Told) -> Reading | None:
    """ "within 14 months", "in two weeks' time": from now on; "within" of what has happened is a bare length."""
    length, now = length_of(hit), told.now() if told.published else None
    if now is None or length.number is None or length.unit in _CLOCK_UNITS:
        return Reading(unresolved("range"), length=length, is_date=False)
    there = moved(now[0], length.number, length.unit)
    if there is None or hit.word("h") or not _AHEAD.search(hit.before(80)) or re.match(r"\s+of\b", hit.after(4)):
        return Reading(unresolved("range"), length=length, is_date=False)
    stretch = between(now[0], there, now[1])
    return Reading(stretch, length=length) if stretch else None


_TOLD = r"(that same|that|the same|the following|the next|the previous|the preceding|the very next|this same)"
_NOW = r"(last|this past|this|next|this coming|the coming|previous)"
_UNIT_OR_PART = r"<u:(DAYUNIT|morning|afternoon|evening)>"
_WHEN = r"(earlier |later |early |late )?"
RULES = (
    Rule("by_now", rf"<p:{PART}>?{_WHEN}<w:{_NOW}> <u:DAYUNIT>", _read_by_now),
    Rule("by_told", rf"<p:{PART}>?{_WHEN}<w:{_TOLD}> {_UNIT_OR_PART}", _read_by_told),
    Rule("by_told", r"the <u:day> <w:(following|previous)>", _read_by_told),
    Rule("the_unit", rf"<p:{PART}><u:(day|week|month|year|decade)>", _read_the_unit),
    Rule("the_unit", r"<p:(early|late|later|earlier) in the ><u:(day|week|month|year|decade)>", _read_the_unit),
    Rule("ago", rf"{_HEDGE}{COUNT} <u:(UNIT|UNITS)> (ago|back)", _read_ago),
    Rule("ago", r"<u:UNITS> ago", _read_ago),
    Rule(
        "shifted",
        rf"{_HEDGE}{COUNT}( more)? <u:(UNIT|UNITS)> <w:(later|earlier|before|after|afterwards|previously|beforehand|on|prior|following)>",
        _read_shifted,
    ),
    Rule("shifted", r"(just )?<u:UNITS> <w:(later|earlier|before|after|afterwards|previously)>", _read_shifted),
    Rule("shifted", r"the <u:(day|night|week|month|year)> <w:(before|after|earlier|later)>", _read_shifted),
    Rule(
        "to_now",
        rf"(the|these|his|her|their|its|this) <w:(past|last|next|coming|preceding|previous)>( {COUNT})? <u:(UNITS)>",
        _read_stretch_to_now,
    ),
    Rule("to_now", r"the <w:past> <u:UNIT>", _read_stretch_to_now),
    Rule("within", rf"(within|in) (the next )?{_HEDGE}{COUNT} <u:(UNIT|UNITS)>('? time)?", _read_within),
)
