"""Days told by now: names of weekdays, yesterday, tonight, the weekend."""

from __future__ import annotations

import re
from datetime import date

from casus.resolve.when.rule import Reading, Rule, read_as
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import add_days, between, one_day, unit_around, unresolved
from casus.resolve.when.told import Told, lies_ahead
from casus.resolve.when.words import SHORT_WEEKDAYS, WEEKDAYS

#: what says that a weekday lies ahead, in its own clause
_LIES_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|must|due|scheduled|upcoming|(?:set|expected|planned|planning|plans?|is|are|was|were|has|have|agreed|vowed) to|"
    r"set for|scheduled for|planned for)\b[^.;,]{0,60}$"
)
#: "Friday prayers", "Sunday Mass": a kind of service, whichever day
_SERVICES = re.compile(r"\s+(?:prayers?|mass|masses|services?|sermons?|school)\b|-", re.IGNORECASE)
_SHIFTS = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}


def _read_weekday(hit: Hit, told: Told) -> Reading | None:
    """The latest such day up to and including the day of publication, unless words say that it lies ahead."""
    name = hit.word("d").rstrip(".")
    if name in SHORT_WEEKDAYS and not hit.word("dot"):
        return None
    if _SERVICES.match(hit.after(12)) and not hit.before(4).endswith(("on ", "last ")):
        return None
    if hit.before(8).endswith(("every ", "each ", "most ")):
        return None
    wanted, word = WEEKDAYS[name], hit.word("w").split()[-1] if hit.word("w") else ""
    if (word in ("previous", "following", "next") and hit.word("w").startswith("the")) or word == "that":
        return _from_told(wanted, word, told)
    if told.published is None:
        return _matching(wanted, word, told)
    return read_as(one_day(_by_publication(wanted, word, hit, told.published), "published"))


def _by_publication(wanted: int, word: str, hit: Hit, published: date) -> date | None:
    back = (published.weekday() - wanted) % 7
    if word == "next" or (word not in ("last", "past", "this") and back and _is_ahead(hit)):
        return add_days(published, 7 - back)
    if word == "this" and back and lies_ahead(hit):
        return add_days(published, 7 - back)
    return add_days(published, -(back or 7) if word == "last" else -back)


def _is_ahead(hit: Hit) -> bool:
    return bool(_LIES_AHEAD.search(hit.before(80)))


def _from_told(wanted: int, word: str, told: Told) -> Reading:
    if told.last_day is None:
        return Reading(unresolved("day"))
    forward = (wanted - told.last_day.weekday()) % 7
    if word == "that":
        forward = 0 if forward == 0 else forward - 7
    elif word == "previous":
        forward -= 7
    else:
        forward = forward or 7
    stretch = one_day(add_days(told.last_day, forward), "context")
    return Reading(stretch or unresolved("day"))


def _matching(wanted: int, word: str, told: Told) -> Reading:
    """Without a day of publication, a weekday is the full date told last if that was such a day; a chronicle goes on from there."""
    day = told.last_day
    if day is not None and not word:
        if day.weekday() == wanted:
            return Reading(one_day(day, "context") or unresolved("day"))
        if told.chronicle:
            return Reading(one_day(add_days(day, (wanted - day.weekday()) % 7), "context") or unresolved("day"))
    return Reading(unresolved("day"))


def _read_deictic(hit: Hit, told: Told) -> Reading | None:
    words = hit.word("x").split()
    if words[0] == "today" and hit.after(2).startswith(("'s", "’s")):
        return None  # "today's Mali" is no day
    if told.published is None:
        return Reading(unresolved("day"))
    shift = (-2 if "before" in words else 2) if words[0] == "the" else _SHIFTS[words[0]]
    return read_as(one_day(add_days(told.published, shift), "published"))


def _read_overnight(hit: Hit, told: Told) -> Reading | None:
    """The night that ended, or began, on the day of publication."""
    if told.published is None:
        return Reading(unresolved("range"))
    return read_as(between(add_days(told.published, -1), told.published, "published"))


def _read_weekend(hit: Hit, told: Told) -> Reading | None:
    word, now = hit.word("w").split()[-1] if hit.word("w") else "", told.now()
    if not word and not re.search(r"\b(?:at|over|on|during) the $|\b(?:at|over) $", hit.before(12)):
        return None
    if now is None:
        return Reading(unresolved("range"))
    this_one = unit_around(now[0], "weekend", 0, now[1])
    shift = 0
    if word == "next" or (lies_ahead(hit) and not word):
        shift = 1 if now[0].weekday() < 5 or word == "next" else 0
    elif word == "last" and now[0].weekday() >= 5:
        shift = -1
    return read_as(unit_around(now[0], "weekend", shift, now[1]) if shift else this_one)


_PART = r"( (early )?PARTOFDAY| night)?"
RULES = (
    Rule(
        "weekday",
        rf"(<w:(last|next|this|this past|this coming|past|the previous|the following|the next|that)> )?<d:ANYWEEKDAY><dot:\.(?= )>?{_PART}",
        _read_weekday,
    ),
    Rule(
        "deictic",
        r"<x:(the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|last night|"
        r"this (morning|afternoon|evening))>( (early )?(morning|afternoon|evening|night))?",
        _read_deictic,
    ),
    Rule("overnight", r"overnight", _read_overnight),
    Rule("weekend", r"(<w:(last|next|this|this past|the past|this coming)> )?weekend", _read_weekend),
)
