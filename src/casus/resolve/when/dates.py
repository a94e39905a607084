"""Days and months of the calendar: with a year, without one, in figures, as a military date-time group, and days of one month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casus.model import TimeBasis
from casus.resolve.when.rule import Reading, Rule, read_as
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import between, make, of_month, one_day, part_of, unresolved
from casus.resolve.when.told import Told
from casus.resolve.when.words import MONTHS, ORDINALS, SHORT_MONTHS

#: the full stop of "Jan. 5" and "5 Jan. 2014", not of a sentence
_DOT = r"(\.(?=,? (YEAR|DAY)))?"
_LEAD = r"(((this|last|next) )?ANYWEEKDAY\.?,? (the )?)?"
_SAID_YEAR = r"( (of )?<this:(this|that|last|next|the same|the following|the previous) year>)"
PART = (
    r"(early( in)?|mid|middle|late( in)?|later in|earlier in|(the )?(very )?(end|close|beginning|start|middle) of|"
    r"the (first|second|latter) half of)( |-)(the )?"
)
#: as in "In May 21 people died": the number counts people
_COUNTS = re.compile(r"\s+(?:\w+\s+){0,2}?(?:people|men|women|children|troops|police|\w{3,}[a-rt-z]s)\s+(?:were|was|had|have|died|are)\b")
#: what is named after a day: "14 July Bridge", "the April 6 Youth Movement"
_NAMED_AFTER = re.compile(
    r"\s+(?:Street|Square|Avenue|Road|Bridge|Park|Stadium|Hospital|University|Brigades?|Battalions?|Corps|Movement|Martyrs|Youth|"
    r"Coalition|Alliance|Front|Forces|Organi[sz]ation|Group|Party|Revolution)\b"
)
_MONTH_BEFORE = re.compile(
    r"(?:^|\b(?:in|since|until|till|by|from|of|during|for|through|throughout|to|and|between|around|last|before|after|every|as of|late|early|mid)\s|[-–—(,]\s?)$"
)
#: month names that are words or names of people as well
_WORDS = frozenset({"may", "march", "mar", "sept", "august", "april", "june", "jan"})


def month_of(hit: Hit, group: str = "m") -> int:
    return MONTHS[hit.word(group)]


def _day_of(hit: Hit, group: str) -> int | None:
    word = hit.word(group)
    return int(word) if word.isdigit() else ORDINALS.get(word)


def _read_day(hit: Hit, told: Told) -> Reading | None:
    month, day = month_of(hit), _day_of(hit, "d")
    if day is None or make(2000, month, day) is None or _is_count(hit) or not hit.text_of("m")[0].isupper():
        return None
    year = hit.number("y")
    if year is not None:
        return read_as(one_day(make(year, month, day), "explicit"))
    return None if _NAMED_AFTER.match(hit.after(16)) else in_month(month, day, hit, told)


def _is_count(hit: Hit) -> bool:
    return not hit.word("y") and hit.before(4).endswith("in ") and bool(_COUNTS.match(hit.after(60)))


def in_month(month: int, day: int | None, hit: Hit, told: Told, part: str = "") -> Reading | None:
    """A month (or its ``part``), or a day of one, whose year is left to the report."""
    shown = f"--{month:02d}" + (f"-{day:02d}" if day else "")
    year = _said_year(hit.word("this"), told) if hit.word("this") else told.year_for(month, day, hit)
    if year is None:
        return Reading(unresolved("day" if day else "range" if part else "month", shown), month, day, part=part)
    return dated(month, day, year[0], year[1], part)


def dated(month: int, day: int | None, year: int, basis: TimeBasis, part: str = "") -> Reading | None:
    """The same once the year is known."""
    if day is not None:
        stretch = one_day(make(year, month, day), basis)
    else:
        whole = of_month(year, month, basis)
        stretch = part_of(whole, part) if whole else None
    return Reading(stretch, month, day, part=part) if stretch else None


def _said_year(words: str, told: Told) -> tuple[int, TimeBasis] | None:
    """The year that "this year", "of that year" mean."""
    word = words.split()[-2]
    if word in ("that", "same", "following", "previous"):
        if told.last is None or told.last.start is None:
            return None
        return told.last.start.year + {"following": 1, "previous": -1}.get(word, 0), "context"
    now = told.now()
    return (now[0].year + {"last": -1, "next": 1}.get(word, 0), now[1]) if now else None


def _read_days(hit: Hit, told: Told) -> Reading | None:
    """Days of one month: "3-7 May", "between 3 and 7 May 2014"; "30 to 2 May" began in the month before."""
    month, first, second = month_of(hit), _day_of(hit, "d"), _day_of(hit, "e")
    if first is None or second is None or make(2000, month, second) is None:
        return None
    explicit = hit.number("y")
    year: tuple[int, TimeBasis] | None = (explicit, "explicit") if explicit else told.year_for(month, second, hit)
    if year is None:
        return Reading(unresolved("range", f"--{month:02d}-{first:02d}/--{month:02d}-{second:02d}"))
    start = make(year[0], month, first)
    if first > second:
        start = make(year[0] - (month == 1), month - 1 or 12, first)
    end = make(year[0], month, second)
    return read_as(between(start, end, year[1])) if start and end else None


def _read_month(hit: Hit, told: Told) -> Reading | None:
    name, year = hit.text_of("m"), hit.number("y")
    part = hit.word("p")
    if not name[0].isupper():
        return None
    if year is not None:
        whole = of_month(year, month_of(hit), "explicit")
        return Reading(part_of(whole, part), month_of(hit)) if whole else None
    if not part and not hit.word("this") and not _stands_as_month(name, hit):
        return None
    return in_month(month_of(hit), None, hit, told, part)


def _stands_as_month(name: str, hit: Hit) -> bool:
    low, before, after = name.lower(), hit.before(12), hit.after(12)
    if re.match(r"\s+[A-Z][a-z]", after) and not before.endswith(("in ", "since ", "until ", "by ", "during ")):
        return False  # "June Smith", "April Glaspie"
    if low in SHORT_MONTHS:
        return after.startswith(".") and bool(_MONTH_BEFORE.search(before))
    return (bool(_MONTH_BEFORE.search(before)) and (bool(before) or low not in _WORDS)) or (low not in _WORDS and name != name.upper())


def _read_said_month(hit: Hit, told: Told) -> Reading | None:
    """ "last October", "this May", "that April", "the following March": the month by what is now, or by what was told last."""
    month, word = month_of(hit), hit.word("w").split()[-1]
    if word in ("that", "following", "same"):
        if told.last is None or told.last.start is None:
            return Reading(unresolved("month", f"--{month:02d}"), month)
        year = told.last.start.year + (word == "following" and month <= told.last.start.month)
        return dated(month, None, year, "context")
    now = told.now()
    if now is None:
        return Reading(unresolved("month", f"--{month:02d}"), month)
    return dated(month, None, _nearest_year(word, month, now[0]), now[1])


def _nearest_year(word: str, month: int, now: date) -> int:
    if word in ("last", "previous", "past"):
        return now.year - (month >= now.month)
    return now.year + (word == "next" and month <= now.month)


def _read_last_day(hit: Hit, told: Told) -> Reading | None:
    """ "last Jan. 27": the latest one before publication."""
    month, day = month_of(hit), _day_of(hit, "d")
    now = told.now()
    if day is None or now is None or make(2000, month, day) is None:
        return Reading(unresolved("day", f"--{month:02d}-{day:02d}"), month, day) if day else None
    this = make(now[0].year, month, day)
    year = now[0].year - (this is None or this >= now[0])
    return dated(month, day, year, now[1])


def _read_bare_day(hit: Hit, told: Told) -> Reading | None:
    """ "on the 15th": a day of the month told last, where nothing says that it counts something else."""
    day = _day_of(hit, "d")
    if day is None or told.last is None or told.last.start is None or told.last.precision in ("year", "season"):
        return None
    if not hit.word("of") and (not hit.before(4).endswith("on ") or re.match(r"\s+(?!and\b|the\b|of\b|a\b)\w+", hit.after(8))):
        return None
    return read_as(one_day(make(told.last.start.year, told.last.start.month, day), "context"))


def _read_piece(hit: Hit, told: Told) -> Reading | None:
    """ "the first week of May", "the last day of July 2014": seven days by seven from the month's first, or its last."""
    month, year = month_of(hit), hit.number("y")
    found: tuple[int, TimeBasis] | None = (year, "explicit") if year else told.year_for(month, None, hit)
    size = 1 if hit.word("u") == "day" else 7
    number = ORDINALS.get(hit.word("n"))
    if found is None:
        return Reading(unresolved("range", f"--{month:02d}"), month)
    whole = of_month(found[0], month, found[1])
    if whole is None or whole.start is None or whole.end is None or (number or 0) * size > whole.end.day:
        return None
    if number is None:
        start, end = whole.end - timedelta(days=size - 1), whole.end
    else:
        start, end = whole.start + timedelta(days=(number - 1) * size), whole.start + timedelta(days=number * size - 1)
    return read_as(one_day(start, found[1]) if size == 1 else between(start, end, found[1]))


def _read_figures(hit: Hit, told: Told) -> Reading | None:
    """2014-08-05; in 5/8/2014 one of the two must not be a month, or both be the same."""
    year, first, second = hit.number("y"), hit.number("d"), hit.number("e")
    if year is None or first is None or second is None:
        return None
    if hit.match.start("y") == hit.first:
        return read_as(one_day(make(year, first, second), "explicit"))
    if first > 12 or first == second:
        return read_as(one_day(make(year, second, first), "explicit"))
    return read_as(one_day(make(year, first, second), "explicit")) if second > 12 else None


def _read_group(hit: Hit, told: Told) -> Reading | None:
    """A military date-time group, ``081430Z OCT 21``: day, hour, minute, zone, month, year. Its day is the day in its zone."""
    figures, year = hit.word("g"), hit.word("y")
    month = MONTHS[hit.word("m") or hit.word("z")[1:]]
    if int(figures[2:4]) > 23 or int(figures[4:]) > 59:
        return None
    return read_as(one_day(make(int(year) + (2000 if len(year) == 2 else 0), month, int(figures[:2])), "explicit"))


RULES = (
    Rule("day", rf"{_LEAD}(last )?<d:DAY>(TH)?(( of)? |-)<m:MONTH>{_DOT}((,? |-)<y:YEAR>|{_SAID_YEAR})?", _read_day),
    Rule("day", rf"{_LEAD}the <d:ORDINAL>( day)? of <m:MONTH>(,? <y:YEAR>|{_SAID_YEAR})?", _read_day),
    Rule("day", rf"{_LEAD}<m:MONTH>{_DOT} (the )?<d:DAY>(TH)?(?!:SHORT)((,|,? of)? ?<y:YEAR>|,?{_SAID_YEAR})?", _read_day),
    Rule("day", r"<m:FULLMONTH> the <d:ORDINAL>", _read_day),
    Rule("last_day", r"last <m:MONTH>\.? <d:DAY>(TH)?(?!,? YEAR)", _read_last_day),
    Rule("days", rf"<d:DAY>(TH)? ?(-|to|and|until|till|through|/) ?(the )?<e:DAY>(TH)?( of)? <m:MONTH>{_DOT}(,? <y:YEAR>)?", _read_days),
    Rule(
        "days",
        r"<m:MONTH>\.? <d:DAY>(TH)? ?(-|to|and|until|till|through|/) ?(the )?<e:DAY>(TH)?(?!:SHORT)(,? <y:YEAR>)?(?! MONTH)",
        _read_days,
    ),
    Rule("month", rf"<p:{PART}>?<m:MONTH>{_DOT},? (of )?<y:YEAR>", _read_month),
    Rule("month", rf"<p:{PART}>?<m:MONTH>{_SAID_YEAR}?", _read_month),
    Rule("said_month", r"<w:(last|this|next|previous|this past|that|the same|the following)> <m:FULLMONTH>", _read_said_month),
    Rule("piece", r"the <n:(ORDINAL|last|final)> <u:(week|day)> of <m:FULLMONTH>(,? <y:YEAR>)?", _read_piece),
    Rule("bare_day", r"the <d:DAY>TH<of:( of (that|the same|this) month)>?", _read_bare_day),
    Rule("group", r"<g:SIXFIGURES> ?ZONE ?<m:MONTH> ?<y:(YEAR|SHORT)>", _read_group),
    Rule("group", r"<g:SIXFIGURES> ?<z:ZONEDMONTH> ?<y:(YEAR|SHORT)>", _read_group),
    Rule("figures", r"<y:YEAR><s:[-/\.]><d:MONTHNUMBER>(?P=s)<e:DAY>(t?HOUR:MINUTE(:MINUTE)?z?)?", _read_figures),
    Rule("figures", r"<d:DAY><s:[-/\.]><e:DAY>(?P=s)<y:YEAR>", _read_figures),
)
