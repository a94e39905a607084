"""Days of publication: in a date line, a dateline, an address or a metadata value. Never a guess, never a file's own time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import unquote, urlsplit

StampLabel = Literal["published", "bare", "updated", "dateline"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)(?!\d)"
_FORMS = (
    rf"(?<!\d){_YEAR.format('y1')}[-/.](?P<m1>[01]?\d)[-/.](?P<d1>[0-3]?\d)(?!\d)",
    rf"(?<!\d){_DAY.format('d2')}[\s,./-]+(?:of\s+)?{_MONTH.format('m2')}[\s,./’'-]*(?:{_YEAR.format('y2')}|(?P<s2>\d\d)(?![\d:.]))",
    rf"\b{_MONTH.format('m3')}[\s-]*{_DAY.format('d3')}[\s,./-]+{_YEAR.format('y3')}",
    rf"(?<!\d)(?P<a4>[0-3]?\d)[/.-](?P<b4>[0-3]?\d)[/.-]{_YEAR.format('y4')}",
)
_FULL = re.compile("|".join(_FORMS), re.IGNORECASE)
_PARTIAL = re.compile(
    rf"\b{_MONTH.format('m')}\s*{_DAY.format('d')}(?!\d)|(?<!\d){_DAY.format('d2')}\s+{_MONTH.format('m2')}", re.IGNORECASE
)
_WEEKDAY = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_TIME = r"(?<![\d:])T?[0-2]?\d(?::[0-5]\d){1,2}(?:\.\d+)?(?:Z|\s*(?:[ap]\.?m\b\.?)?)|\b[01]?\d(?:\.[0-5]\d)?\s*[ap]\.?m\b\.?|\b[0-2]?\d\.[0-5]\d\b|\b[0-2]\d[0-5]\d\s*(?=hrs|hours|gmt)"
_ZONE = r"\b(?:[A-Z]{1,4}ST|[A-Z]{1,3}DT|GMT|UTC|CET|EET|MSK|PKT|WAT|EAT|CAT|SGT|HKT|AFT|WIB|ET|PT|hrs|hours)\b(?:\s?[+-]\d{1,2}:?\d{0,2})?"
_LABEL = r"\b(?:first\s+)?(?:published|posted|updated|modified|created|uploaded|released|issued|dated?|last|publish|publication|update|on|at|as\s+of|time|local)\b"
_NOISE = re.compile(f"{_WEEKDAY}|{_TIME}|{_ZONE}|{_LABEL}", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(r"\b(?:publi\w+|posted|released|issued|created|uploaded)\b", re.IGNORECASE)
_SAYS_UPDATED = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
_PLACE_FIRST = re.compile(r"^[A-Z][\w'’.-]*(?:[ /][A-Z][\w'’.-]*){0,3}(?:, [A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)?)?, ?$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date line: its day, what its label says, and the words of the line that are no part of the date."""

    day: date
    label: StampLabel
    rest: str


@dataclass(frozen=True, slots=True)
class FoundDay:
    day: date
    start: int
    end: int


def find_days(text: str) -> Iterator[FoundDay]:
    """Every full date (day, month, year) in ``text``; 3/4/2021 says nothing, since its order is not known."""
    for found in _FULL.finditer(text):
        day = _day_of(found)
        if day:
            yield FoundDay(day, found.start(), found.end())


def _day_of(found: re.Match[str]) -> date | None:
    g = found.groupdict()
    if g["a4"]:
        return _european(int(g["a4"]), int(g["b4"]), int(g["y4"]))
    if g["y1"]:
        return _valid(int(g["y1"]), int(g["m1"]), int(g["d1"]))
    if g["m2"]:
        return _valid(int(g["y2"] or "20" + g["s2"]), _month(g["m2"]), int(g["d2"]))
    return _valid(int(g["y3"]), _month(g["m3"]), int(g["d3"]))


def _european(a: int, b: int, year: int) -> date | None:
    if a <= 12 and b <= 12 and a != b:
        return None
    return _valid(year, b, a) if b <= 12 else _valid(year, a, b)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_stamp(text: str) -> Stamp | None:
    """The day of a line that is about its own date ("Updated March 9th, 2022 at 08:15 GMT"), else ``None``."""
    if len(text) > 160:
        return None
    days = list(find_days(text))
    if not days:
        return None
    rest = _rest(text, days)
    if rest and not _may_have_rest(text, rest, days):
        return _place_and_day(text, days)
    return _best(text, days, rest)


def _rest(text: str, days: list[FoundDay]) -> str:
    for found in reversed(days):
        text = text[: found.start] + " | " + text[found.end :]
    cells = (re.sub(r"^[\s,;:.()\[\]–—/-]+|[\s,;:.()\[\]–—/-]+$", "", cell) for cell in re.split(r"[|•·]", _NOISE.sub(" ", text)))
    return " | ".join(" ".join(cell.split()) for cell in cells if re.search(r"\w", cell))


def _may_have_rest(text: str, rest: str, days: list[FoundDay]) -> bool:
    named = re.search(r"[|•·]|\s/\s", text) or re.search(r"\b(?:published|posted|updated|modified)\b", text, re.IGNORECASE)
    calm = not re.search(r"[.!?][\"”']?$", text) and not re.search(r"\b(?:was|were|is|are|had|has|will)\b", rest)
    return bool(named) and calm and len(rest.split()) <= 9


def _place_and_day(text: str, days: list[FoundDay]) -> Stamp | None:
    only = days[0]
    if len(days) == 1 and _PLACE_FIRST.match(text[: only.start]) and not text[only.end :].strip(" .:"):
        return Stamp(only.day, "dateline", text[: only.start].strip(" ,"))
    return None


def _best(text: str, days: list[FoundDay], rest: str) -> Stamp:
    order = {"published": 0, "bare": 1, "updated": 2}
    stamps = [Stamp(d.day, _label(text[before : d.start]), rest) for before, d in zip([0, *(d.end for d in days)], days, strict=False)]
    return min(stamps, key=lambda s: order[s.label])


def _label(words: str) -> Literal["published", "bare", "updated"]:
    if _SAYS_UPDATED.search(words):
        return "updated"
    return "published" if _SAYS_PUBLISHED.search(words) else "bare"


# ------------------------------------------------------------------------------------------------ datelines

_SEPARATOR = re.compile(r"\s*[—–]\s?|\s+-{1,2}\s+|:\s+|\s-(?=[A-Z])|(?<=\))\s?(?=[A-Z])")
_SMALL = frozenset("de la le el al of and in the on update pm am noon th".split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """``head`` is what stands before the first sentence; ``day`` needs a year, ``month_day`` is (month, day) without one."""

    head: str
    day: date | None
    month_day: tuple[int, int] | None


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the head of a paragraph ("KABUL, Oct 8 (Reuters) - "), else ``None``."""
    for found in _SEPARATOR.finditer(paragraph[:120]):
        head = paragraph[: found.start()]
        if found.start() >= 3 and _is_head(head):
            return _dateline(head)
    return None


def _is_head(head: str) -> bool:
    bare = re.sub(r"\([^)]*\)", " ", head)
    bare = _NOISE.sub(" ", _PARTIAL.sub(" ", _FULL.sub(" ", bare)))
    words = re.findall(r"[^\W\d_][\w'’-]*", bare)
    if not words or len(words) > 10 or "(" in bare:
        return False
    return all(w[0].isupper() or w.lower() in _SMALL for w in words) and words[0][0].isupper()


def _dateline(head: str) -> Dateline:
    full = next(find_days(head), None)
    if full:
        return Dateline(head, full.day, None)
    part = _PARTIAL.search(head)
    if part is None:
        return Dateline(head, None, None)
    return Dateline(head, None, (_month(part["m"] or part["m2"]), int(part["d"] or part["d2"])))


def day_with_year(month_day: tuple[int, int], year: int) -> date | None:
    return _valid(year, *month_day)


# ------------------------------------------------------------------------------------------------ addresses, metadata

_URL_DAY = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/]?(?P<m>0[1-9]|1[0-2]|[1-9](?=[-/])|[a-z]{3}(?=/))[-/]?(?P<d>[0-3]?\d)(?!\d)")
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?:(?P<m>[01]?\d|[a-z]{3})(?=/))?")


def url_day(url: str | None) -> date | None:
    """The day in an address: /2016/07/25/, /2015/aug/18/, -2021-07-28, /20190121-; ``None`` when it holds none."""
    for found in _URL_DAY.finditer(_path(url)):
        month = found["m"]
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
        day = _valid(int(found["y"]), number, int(found["d"]))
        if day:
            return day
    return None


def url_year(url: str | None, month: int) -> int | None:
    """The year in an address such as /2023/07/slug, if the address does not contradict ``month``."""
    found = _URL_MONTH.search(_path(url))
    if found is None:
        return None
    named = found["m"]
    same = named is None or named in (f"{month:02d}", str(month), _MONTHS[month - 1])
    return int(found["y"]) if same else None


def _path(url: str | None) -> str:
    try:
        return unquote(urlsplit(url or "").path).lower()
    except ValueError:
        return ""


def url_words(url: str | None) -> frozenset[str]:
    """Words of four letters or more in the last parts of an address: what it says its page is about."""
    slug = max(_path(url).split("/"), key=lambda part: len(re.findall(r"[-_]", part)), default="")
    return frozenset(re.findall(r"[^\W\d_]{4,}", slug.replace("_", "-"))) - {"html", "index", "page", "news", "article"}


def metadata_day(value: object) -> date | None:
    """The day of a metadata value (ISO 8601, RFC 822 or words), in the value's own time zone."""
    if not isinstance(value, str) or len(value) > 100:
        return None
    compact = re.match(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", value)
    if compact:
        return _valid(*map(int, compact.groups()))
    found = next(find_days(value), None)
    return found.day if found else None
