"""What a report's dates lean on before the first of them is read: the day it was written, and whether it is a chronicle."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casus.model import Annotated
from casus.resolve.when.told import Told
from casus.resolve.when.words import MONTHS

_MONTH = "(?:" + "|".join(sorted((m.title() for m in MONTHS), key=len, reverse=True)) + r")\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
#: a month with its year, with or without its day
_FULL = re.compile(rf"\b(?P<m>{_MONTH})\s+(?:{_DAY},?\s+)?(?:of\s+)?(?P<y>1\d\d\d|20\d\d)\b")
#: days told by now: a report that has them was written for a day, though it does not say which
_BY_NOW = re.compile(
    r"\b(?:yesterday|tomorrow|tonight|last (?:night|week|month)|(?:on|last|this) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
#: a heading that is, or begins with, a year: "1936", "2004: the siege", "March 1980-April 1985"
_HEADING = re.compile(rf"^(?:{_MONTH}\s+)?(?:1\d\d\d|20\d\d)s?\b(?:\s*$|\s*[:–—-])")
_HEADING_LENGTH = 60
_DATELINE = re.compile(
    rf"^[A-Z][A-Z .'’-]{{2,30}}(?:,[^\n(–—]{{2,30}}?)?,?\s+(?P<m>{_MONTH})\s+(?P<d>{_DAY})\b(?:\s*\([^)\n]{{2,30}}\))?\s*[-–—]"
)
_LEAD_SENTENCES = 3


def first_told(annotated: Annotated) -> Told:
    """Anchors as they stand before the first word."""
    text, published = annotated.report.text, annotated.report.published
    headings = sum(is_heading(text[s.start : s.end]) for s in annotated.sentences)
    full = [(MONTHS[m["m"].lower().rstrip(".")], int(m["y"])) for m in _FULL.finditer(text)]
    return Told(
        published=_written(annotated, published),
        chronicle=published is None and len(full) + headings >= 3 and len(full) + headings > 2 * len(_BY_NOW.findall(text)),
        year_of_month=_years_named(full),
    )


def is_heading(sentence: str) -> bool:
    """Is the sentence the heading of a year's section?"""
    return len(sentence) <= _HEADING_LENGTH and bool(_HEADING.match(sentence)) and not sentence.rstrip().endswith(".")


def _years_named(full: list[tuple[int, int]]) -> dict[int, int]:
    """Month to year, for months that the text names with one year only."""
    seen: dict[int, set[int]] = {}
    for month, year in full:
        seen.setdefault(month, set()).add(year)
    return {month: next(iter(years)) for month, years in seen.items() if len(years) == 1}


def _written(annotated: Annotated, published: date | None) -> date | None:
    """The day of the dateline where it has one: it is told in the reporter's own time zone, and a page may appear days later."""
    if published is None:
        return None
    for sentence in annotated.sentences[:_LEAD_SENTENCES]:
        found = _DATELINE.match(annotated.report.text[sentence.start : sentence.start + 120])
        if found:
            return _near(published, MONTHS[found["m"].lower().rstrip(".")], int(re.sub(r"\D", "", found["d"]))) or published
    return published


def _near(published: date, month: int, day: int) -> date | None:
    """That day of the year in which it lies at most a day after publication and at most a week before it."""
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            there = date(year, month, day)
        except ValueError:
            continue
        if timedelta(days=-7) <= there - published <= timedelta(days=1):
            return there
    return None
