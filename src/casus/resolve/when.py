"""When: time expressions of a report as intervals of days, with precision, and with what they rest on.

Explicit dates stand by themselves. Others lean on the day of publication ("on Friday": the latest such day up to and
including it) or on the last day told ("two days later"). Without an anchor the interval stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from casus.model import Annotated, Finding, Span, TimeBasis, TimeMention, TimePrecision, When
from casus.resolve.when_patterns import MONTHS, NUMBERS, SEASONS, TIME, WEEKDAYS

_FUTURE = re.compile(
    r"\b(?:will|is to|are to|due|set to|plans? to|planned|scheduled|expected|would|by|until|next|upcoming|ahead of|deadline)\b",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(r"\b(?:in|since|until|by|from|of|during|for|through|to|and|between|back in|as of)\s+$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|by|from|of|during|for|through|the|to|and|after|before|back in|last in|until)\s+|\(\s*)$", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\s+$", re.IGNORECASE)
#: "may" and "march" are months only where they look like a name and stand like one
_DOUBTFUL = {"may", "march", "mar", "sun", "sat", "wed", "mon", "second", "fall"}


@dataclass(frozen=True, slots=True)
class _Days:
    start: date | None
    end: date | None
    precision: TimePrecision
    basis: TimeBasis
    partial: str | None = None


@dataclass(slots=True)
class _Told:
    """What the report has told so far: the last day, and the years of months named in full."""

    published: date | None
    last: date | None = None
    year_of_month: dict[int, int] = field(default_factory=dict)
    year_here: int | None = None


def find_times(annotated: Annotated) -> tuple[tuple[TimeMention, ...], tuple[Finding, ...]]:
    """Time mentions in text order, and a finding for a report whose relative dates have nothing to lean on."""
    text, told = annotated.report.text, _Told(annotated.report.published)
    told.year_of_month = _years_named(text)
    out: list[TimeMention] = []
    for sentence in annotated.sentences:
        told.year_here = None
        at = sentence.start
        while found := TIME.search(text, at, sentence.end):
            days = _read(found, text, sentence.start, told)
            if days is None:
                at = max(at + 1, found.start() + 1 if found.lastgroup is None else found.end())
                continue
            out.append(TimeMention(Span.of(text, found.start(), found.end()), _when(text, found, days)))
            _remember(days, told)
            at = found.end()
    return tuple(out), _open(annotated, out)


def _when(text: str, found: re.Match[str], days: _Days) -> When:
    return When(Span.of(text, found.start(), found.end()), days.start, days.end, days.precision, days.basis, days.partial)


def _remember(days: _Days, told: _Told) -> None:
    if days.start is not None and days.precision == "day":
        told.last = days.start
    if days.start is not None and days.basis == "explicit":
        told.year_here = days.start.year


def _open(annotated: Annotated, mentions: list[TimeMention]) -> tuple[Finding, ...]:
    unresolved = [m for m in mentions if m.when.basis == "unresolved"]
    if not unresolved:
        return ()
    message = (
        f"{annotated.report.source}: {len(unresolved)} relative dates (the first: {unresolved[0].span.text!r}) have no day to lean on, "
        "since nothing says when the report was published; they stay open. Give the day in a jsonl line's `published`"
    )
    return (
        Finding("resolve", "date-without-anchor", message, annotated.report.report_id, unresolved[0].span, "info", annotated.report.source),
    )


def _years_named(text: str) -> dict[int, int]:
    """Month to year, for months that the text names with one year only."""
    seen: dict[int, set[int]] = {}
    for found in TIME.finditer(text):
        for month, year in (("dmy_m", "dmy_y"), ("mdy_m", "mdy_y"), ("my_m", "my_y"), ("dr_m", "dr_y"), ("mr_m", "mr_y")):
            if found.group(month) and found.group(year):
                seen.setdefault(_month(found.group(month)), set()).add(int(found.group(year)))
    return {month: next(iter(years)) for month, years in seen.items() if len(years) == 1}


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _number(ordinal: str) -> int:
    return int(re.match(r"\d+", ordinal).group())  # type: ignore[union-attr]


def _read(found: re.Match[str], text: str, floor: int, told: _Told) -> _Days | None:
    kind = next((k for k in _READERS if found.group(k)), None)
    if kind is None or not _plausible(found, kind, text, floor):
        return None
    before = text[max(floor, found.start() - 40) : found.start()]
    days = _READERS[kind](found, before, text[floor : found.end() + 30], told)
    return _reaching(days, before, told) if days else None


def _plausible(found: re.Match[str], kind: str, text: str, floor: int) -> bool:
    before, shown = text[max(floor, found.start() - 20) : found.start()], found.group()
    after = text[found.end() : found.end() + 12]
    if kind == "month":
        named = shown[0].isupper() and (shown.lower().rstrip(".") not in _DOUBTFUL or bool(_MONTH_BEFORE.search(before)))
        return named and bool(_MONTH_BEFORE.search(before) or not _DOUBTFUL & {shown.lower()}) and not re.match(r"\s+[A-Z]", after)
    if kind == "year":
        leading = bool(_YEAR_BEFORE.search(before)) or found.group("y_part") is not None or after.startswith(("'s", "’s"))
        return leading and not re.match(r"\s*(?:people|soldiers|troops|men|women|were|killed|dead|km|miles|meters|metres|houses)", after)
    if kind in ("mdy", "dmy", "rel_month", "part_month", "my"):
        month = next(found.group(g) for g in ("mdy_m", "dmy_m", "rm_m", "pm_m", "my_m") if found.group(g))
        return month[0].isupper()
    if kind == "weekday":
        return found.group("wd")[0].isupper() and (len(found.group("wd")) > 3 or found.group("wd_word") is not None)
    if kind == "season":
        return bool(found.group("season_y") or found.group("season_last"))
    if kind == "rel_unit":
        return _relative_unit_says_when(found)
    return True


def _relative_unit_says_when(found: re.Match[str]) -> bool:
    word, after = found.group("ru_word").lower(), found.group("ru_after")
    if word in ("a", "the", "that"):
        return after is not None and (word == "a" or after.lower() in ("before", "after"))
    return word.split()[-1] not in ("past", "coming")  # "the past year" is a stretch, not a day


def _reaching(days: _Days, before: str, told: _Told) -> _Days:
    """What has begun reaches to publication: "since 2009" is a range."""
    if days.start is None or days.precision == "day":
        return days
    if _SINCE.search(before):
        return _Days(days.start, told.published if told.published and told.published >= days.start else None, "range", days.basis)
    return days


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one(day: date | None, basis: TimeBasis) -> _Days | None:
    return _Days(day, day, "day", basis) if day else None


def _iso(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    return _one(_make(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"])), "explicit")


def _slash(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    """Day and month in figures: only where one of them cannot be a month, or both are the same."""
    first, second = int(found["s1"]), int(found["s2"])
    if first > 12 or first == second:
        return _one(_make(int(found["s_y"]), second, first), "explicit")
    return _one(_make(int(found["s_y"]), first, second), "explicit") if second > 12 else None


def _day_month(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    prefix = "dmy" if found.group("dmy") else "mdy"
    day, month, year = _number(found[f"{prefix}_d"]), _month(found[f"{prefix}_m"]), found[f"{prefix}_y"]
    if year:
        return _one(_make(int(year), month, day), "explicit")
    spelled = (found[f"{prefix}_this"] or "").lower().split()
    if spelled and told.published:
        return _one(_make(told.published.year - (spelled[0] == "last"), month, day), "published")
    return _partial(month, day, around, told)


def _partial(month: int, day: int | None, around: str, told: _Told) -> _Days | None:
    """A month, or a day of a month, without its year."""
    if _make(2000, month, day or 1) is None:
        return None
    shown = f"--{month:02d}" + (f"-{day:02d}" if day else "")
    year, basis = _year_for(month, day, around, told)
    precision: TimePrecision = "day" if day else "month"
    if year is None:
        return _Days(None, None, precision, "unresolved", shown)
    start = _make(year, month, day or 1)
    return _Days(start, start if day else _month_end(year, month), precision, basis) if start else None


def _year_for(month: int, day: int | None, around: str, told: _Told) -> tuple[int | None, TimeBasis]:
    if month in told.year_of_month:
        return told.year_of_month[month], "context"
    if told.year_here is not None and (told.published is None or told.year_here < told.published.year):
        return told.year_here, "context"
    if told.published is None:
        return None, "unresolved"
    this = _make(told.published.year, month, day or 1) or told.published
    ahead = this - told.published
    if ahead > timedelta(days=7) and not (_FUTURE.search(around) and ahead < timedelta(days=300)):
        return told.published.year - 1, "published"
    if _FUTURE.search(around) and ahead < -timedelta(days=150) and re.search(r"\b(?:will|next|by|until|due)\b", around):
        return told.published.year + 1, "published"
    return told.published.year, "published"


def _month_end(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def _day_range(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    prefix = "dr" if found.group("drange") else "mr"
    first, second, month = _number(found[f"{prefix}_d1"]), _number(found[f"{prefix}_d2"]), _month(found[f"{prefix}_m"])
    year = int(found[f"{prefix}_y"]) if found[f"{prefix}_y"] else _year_for(month, second, around, told)[0]
    if year is None:
        return _Days(None, None, "range", "unresolved", f"--{month:02d}-{first:02d}")
    start, end = _make(year, month, first), _make(year, month, second)
    basis: TimeBasis = "explicit" if found[f"{prefix}_y"] else "published"
    if start and end and start > end and prefix == "dr":
        start = _make(year, month - 1 or 12, first)  # "30 to 2 May" began in the month before
    return _Days(start, end, "range", basis) if start and end and start <= end else None


def _month_year(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    return _part_of_month(int(found["my_y"]), _month(found["my_m"]), found["my_part"], "explicit")


def _part_month(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    month = _month(found["pm_m"])
    year, basis = _year_for(month, None, around, told)
    if year is None:
        return _Days(None, None, "range", "unresolved", f"--{month:02d}")
    return _part_of_month(year, month, found["pm_part"], basis)


def _part_of_month(year: int, month: int, part: str | None, basis: TimeBasis) -> _Days:
    start, end = date(year, month, 1), _month_end(year, month)
    word = re.sub(r"\s+", " ", part.lower()) if part else ""
    if not word:
        return _Days(start, end, "month", basis)
    if "end of" in word:
        return _Days(end - timedelta(days=6), end, "range", basis)
    if word.startswith(("the beginning", "the start")):
        return _Days(start, start + timedelta(days=6), "range", basis)
    first, last = {"early": (1, 10), "late": (21, end.day)}.get(word, (11, 20))
    return _Days(start.replace(day=first), start.replace(day=last), "range", basis)


def _bare_month(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    return _partial(_month(found["month_m"]), None, around, told)


def _relative_month(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    month, word = _month(found["rm_m"]), found["rm_word"].lower()
    if told.published is None:
        return _Days(None, None, "month", "unresolved", f"--{month:02d}")
    year = told.published.year
    if word in ("last", "previous"):
        year -= month >= told.published.month
    elif word == "next":
        year += month <= told.published.month
    return _Days(date(year, month, 1), _month_end(year, month), "month", "published")


def _half(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    year = int(found["half_y"])
    first = found["half_n"].lower() == "first"
    return _Days(date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31), "range", "explicit")


def _quarter(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}[found["q_n"].lower()]
    year = int(found["q_y"])
    return _Days(date(year, number * 3 - 2, 1), _month_end(year, number * 3), "range", "explicit")


def _season(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    first = SEASONS[found["season_n"].lower()]
    if found["season_y"]:
        return _season_of(int(found["season_y"]), first, "explicit")
    if told.published is None:
        return _Days(None, None, "season", "unresolved")
    word = found["season_last"].lower()
    year = told.published.year
    past = date(year, first, 1) + timedelta(days=92) <= told.published
    return _season_of(year - 1 if word == "last" and not past else year + 1 if word == "next" and past else year, first, "published")


def _season_of(year: int, first: int, basis: TimeBasis) -> _Days:
    last = first + 2
    return _Days(date(year, first, 1), _month_end(year + (last > 12), (last - 1) % 12 + 1), "season", basis)


def _year_range(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    first, second = int(found["yr_1"]), int(found["yr_2"])
    return _Days(date(first, 1, 1), date(second, 12, 31), "range", "explicit") if first <= second else None


def _decade(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    first = int(found["decade_y"]) * 10
    return _Days(date(first, 1, 1), date(first + 9, 12, 31), "range", "explicit")


def _year(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    year, part = int(found["y"]), re.sub(r"\s+", " ", (found["y_part"] or "").lower())
    if not part:
        return _Days(date(year, 1, 1), date(year, 12, 31), "year", "explicit")
    if "end of" in part:
        return _Days(date(year, 12, 1), date(year, 12, 31), "range", "explicit")
    first, last = {"early": (1, 4), "late": (9, 12), "the beginning of": (1, 2), "the start of": (1, 2)}.get(part, (5, 8))
    return _Days(date(year, first, 1), _month_end(year, last), "range", "explicit")


def _weekday(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    if told.published is None:
        return _Days(None, None, "day", "unresolved")
    wanted = WEEKDAYS[found["wd"].lower().rstrip(".")]
    word = re.sub(r"\s+", " ", (found["wd_word"] or "").lower())
    back = timedelta(days=(told.published.weekday() - wanted) % 7)
    if word == "next" or (_FUTURE.search(before[-25:]) and word != "last" and back):
        return _one(told.published - back + timedelta(days=7), "published")
    if word == "last" and not back:
        back = timedelta(days=7)
    return _one(told.published - back, "published")


_DEICTIC = {"today": 0, "tonight": 0, "this": 0, "overnight": 0, "yesterday": -1, "last": -1, "tomorrow": 1}


def _deictic(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    if told.published is None:
        return _Days(None, None, "day", "unresolved")
    words = found["deictic"].lower().split()
    shift = (-2 if "before" in words else 2) if words[0] == "the" else _DEICTIC[words[0]]
    return _one(told.published + timedelta(days=shift), "published")


def _relative_unit(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    word, unit = found["ru_word"].lower().split()[-1], found["ru_unit"].lower()
    after = (found["ru_after"] or "").lower()
    if word in ("a", "the", "that"):
        return _shifted(1, unit, "ago" if after == "ago" else after, told)
    if word in ("following", "same", "next", "previous") and unit in ("day", "night") and found["ru_word"].lower() != "next":
        return _from_last({"following": 1, "next": 1, "same": 0, "previous": -1}[word], told)
    shift = {"last": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "following": 1}.get(word)
    return _unit_from(told.published, unit, shift, "published") if shift is not None else None


def _from_last(shift: int, told: _Told) -> _Days:
    if told.last is None:
        return _Days(None, None, "day", "unresolved")
    day = told.last + timedelta(days=shift)
    return _Days(day, day, "day", "context")


def _counted(found: re.Match[str], before: str, around: str, told: _Told) -> _Days | None:
    shown = found["c_n"].lower()
    number = int(shown) if shown.isdigit() else NUMBERS.get(shown)
    return _shifted(number, found["c_unit"].lower(), found["c_word"].lower(), told) if number else None


def _shifted(number: int, unit: str, word: str, told: _Told) -> _Days | None:
    forward = word in ("later", "after", "on")
    if word == "ago":
        return _unit_from(told.published, unit, -number, "published")
    if unit in ("day", "night"):
        return _from_last(number if forward else -number, told)
    return _unit_from(told.last or told.published, unit, number if forward else -number, "context")


def _unit_from(anchor: date | None, unit: str, shift: int, basis: TimeBasis) -> _Days | None:
    precision: TimePrecision = {"day": "day", "night": "day", "week": "week", "month": "month", "year": "year"}.get(unit, "range")  # type: ignore[assignment]
    if anchor is None:
        return _Days(None, None, precision, "unresolved")
    if unit in ("day", "night"):
        return _one(anchor + timedelta(days=shift), basis)
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
        return _Days(monday, monday + timedelta(days=6), "week", basis)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + shift
        return _Days(date(months // 12, months % 12 + 1, 1), _month_end(months // 12, months % 12 + 1), "month", basis)
    year = anchor.year + shift * (10 if unit == "decade" else 1)
    if not 1 < year < 9990:
        return None
    return _Days(date(year, 1, 1), date(year, 12, 31), "year" if unit == "year" else "range", basis)


_READERS = {
    "iso": _iso,
    "slash": _slash,
    "drange": _day_range,
    "mrange": _day_range,
    "dmy": _day_month,
    "mdy": _day_month,
    "my": _month_year,
    "half": _half,
    "quarter": _quarter,
    "season": _season,
    "part_month": _part_month,
    "rel_month": _relative_month,
    "month": _bare_month,
    "yrange": _year_range,
    "decade": _decade,
    "year": _year,
    "weekday": _weekday,
    "deictic": _deictic,
    "rel_unit": _relative_unit,
    "counted": _counted,
}
