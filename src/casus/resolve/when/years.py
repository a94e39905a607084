"""Years and longer: years, halves, quarters, decades, centuries, seasons, and years before our calendar."""

from __future__ import annotations

import re

from casus.model import TimeBasis
from casus.resolve.when.dates import PART
from casus.resolve.when.rule import Reading, Rule, read_as
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import Stretch, in_years, month_end, of_season, of_year, of_years, part_of, unresolved
from casus.resolve.when.told import Told, lies_ahead
from casus.resolve.when.words import DECADES, ORDINALS, SEASONS

#: what makes a number of four digits a year wherever it stands
_LEADS = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|during|through|throughout|around|circa|late|early|mid|after|before|year|autumn|fall|"
    r"spring|summer|winter|elections? of|war of|end of)\s|\b(?:mid|post|pre)-)$"
)
#: what lets it be one, where it is recent enough
_WEAK_LEADS = re.compile(r"(?:\b(?:and|to|or|for)\s|[(\[/–—-]\s?|^)$")
#: a list of numbers that are names: "Resolutions 1267 and 1390"
_LIST_OF_NAMES = re.compile(r"\b(?:resolutions?|articles?|flights?|sections?|nos?\.?|numbers?|rooms?|units?)\s(?:\d+,?\s)*(?:and\s|or\s)?$")
_DETERMINED = re.compile(r"(?:\b(?:the|a|its|his|her|their|this|that|of)\s|['’]s\s|s['’]\s)$")
#: words that are followed by a number which is none
_NAMES_NUMBERS = re.compile(
    r"(?:\b(?:resolution|resolutions|flight|boeing|airbus|no|number|nr|article|section|room|route|highway|model|some|about|around|least|most|than|over|"
    r"nearly|almost|only|roughly|approximately|killed|wounded|injured|another|all|hill|square|bus|line|page|unit|battalion|brigade|regiment)\.?\s|[$€£#]\s?|\b\d+\s)$"
)
_COUNTED = re.compile(
    r"\s*-?\s*(?:(?:[a-z]+\s)?(?:people|men|women|children|troops|police|seats?|soldiers|civilians|fighters|prisoners|dead|killed|wounded|injured|"
    r"houses|homes|families|tons|tonnes|kilomet\w+|met\w+|km|m|miles|feet|ft|gmt|hours|hrs|years?|days?|months?|weeks?|dollars|euros|rounds|tanks|"
    r"vehicles|aircraft|ships|square|acres|hectares|votes?|percent|per|million|strong|mm)\b|%)"
)
_HISTORIC, _FORESEEN = 1800, 2059
_SEASON_LEADS = re.compile(r"\b(?:in|during|by|until|since|throughout|through|over|early|late)\s(?:the\s)?(?:early\s|late\s)?$")
_SEASON_STOPS = re.compile(r"\s+of\b|['’]s|\s+[A-Z]|-")


def _read_year(hit: Hit, told: Told) -> Reading | None:
    year = hit.number("y")
    part = hit.word("p")
    if year is None or not (part or hit.word("w") or _stands_as_year(year, hit)):
        return None
    whole = of_year(year, "explicit")
    return read_as(part_of(whole, part)) if whole else None


def _read_short_year(hit: Hit, told: Told) -> Reading | None:
    """ "since '82": of the last century where it must be; what is less than thirty could be either's."""
    year = hit.number("y")
    return read_as(of_year(1900 + year, "explicit")) if year and year >= 30 and _LEADS.search(hit.before()) else None


def _stands_as_year(year: int, hit: Hit) -> bool:
    before, after = hit.before(40), hit.after(24)
    counts = bool(re.match(r"\s+[a-z]+s\b", after))  # "1990 houses", but "the 2014 elections"
    if _COUNTED.match(after) or re.match(r"-\d", after) or _LIST_OF_NAMES.search(before):
        return False
    if _LEADS.search(before) and not (year < _HISTORIC and counts):
        return True
    if not _HISTORIC <= year <= _FORESEEN:
        return False
    if _WEAK_LEADS.search(before):
        return True
    return not _NAMES_NUMBERS.search(before) and (bool(_DETERMINED.search(before)) or not counts)


def _read_years(hit: Hit, told: Told) -> Reading | None:
    """ "1914-18", "2001-2014", "between 2001 and 2014" ."""
    first, shown = hit.number("y"), hit.word("e")
    if first is None or _COUNTED.match(hit.after()):
        return None
    second = int(shown) if len(shown) == 4 else first // 100 * 100 + int(shown)
    return read_as(of_years(first, second, "explicit")) if first < second < first + 200 else None


def _read_decade(hit: Hit, told: Told) -> Reading | None:
    """ "the 1990s", "the late 1980s", "the '90s", "the nineties"; a decade without a century is one of the last hundred years."""
    word = hit.word("y")
    if word in DECADES or len(word) == 2:
        tens = DECADES.get(word) or int(word)
        first = (1900 if tens >= 30 else 2000) + tens
    else:
        first = int(word)
    if first % 10 or (word in DECADES and not hit.before(4).endswith("the ") and not hit.word("p")):
        return None
    whole = of_years(first, first + 9, "explicit")
    return read_as(part_of(whole, hit.word("p"))) if whole else None


def _read_century(hit: Hit, told: Told) -> Reading | None:
    word = hit.word("n")
    number = int(word) if word.isdigit() else ORDINALS.get(word)
    if number is None:
        return None
    if hit.word("b"):
        return Reading(unresolved("range", f"-{number * 100 - 1:04d}/-{number * 100 - 100:04d}"))
    if not 1 < number < 22:
        return None
    whole = of_years(number * 100 - 99, number * 100, "explicit")
    return read_as(part_of(whole, hit.word("p"))) if whole else None


def _read_before_christ(hit: Hit, told: Told) -> Reading | None:
    """A year before year 1 is no day of this calendar: it is kept as told, in ISO 8601, where 1 BC is year 0."""
    year = hit.number("y")
    return Reading(unresolved("year", f"-{year - 1:04d}")) if year and year <= 9999 else None


def _read_years_before_christ(hit: Hit, told: Told) -> Reading | None:
    first, second = hit.number("y"), hit.number("e")
    if not first or not second or first < second or first > 9999:
        return None
    return Reading(unresolved("range", f"-{first - 1:04d}/-{second - 1:04d}"))


def _read_anno(hit: Hit, told: Told) -> Reading | None:
    year = hit.number("y")
    return read_as(of_year(year, "explicit")) if year else None


def _year_of(hit: Hit, told: Told) -> tuple[int, TimeBasis] | None:
    """The year that a half, a quarter or a season belongs to, where it is said: in figures, "this year", "the year"."""
    year = hit.number("y")
    if year is not None:
        return year, "explicit"
    word = hit.word("o").split()[0] if hit.word("o") else ""
    if word in ("that", "same"):
        return (told.last.start.year, "context") if told.last and told.last.start else None
    now = told.now()
    return (now[0].year + {"last": -1, "next": 1}.get(word, 0), now[1]) if now else None


def _read_share(hit: Hit, told: Told) -> Reading | None:
    """A half or a quarter of a year: "the first half of 2019", "the third quarter", "Q3 2019"."""
    months = 6 if hit.word("h") else 3
    bare = not hit.word("y") and not hit.word("o")
    if bare and hit.word("q") and not hit.word("hyphen") and not re.search(r"\b(?:in|during|for|of)\s$", hit.before(8)):
        return None
    word = hit.word("n")
    number = int(word) if word.isdigit() else {"latter": 2, "last": 12 // months}.get(word) or ORDINALS[word]
    year = _year_of(hit, told)
    if not 1 <= number <= 12 // months:
        return None
    if year is None or not in_years(year[0]):
        return Reading(unresolved("range"))
    first = (number - 1) * months + 1
    if bare and told.published and first > told.published.month:
        year = year[0] - 1, year[1]  # the latest such quarter that has begun
    start = of_year(year[0], year[1])
    assert start is not None and start.start is not None
    return Reading(Stretch(start.start.replace(month=first), month_end(year[0], first + months - 1), "range", year[1]))


def _read_season(hit: Hit, told: Told) -> Reading | None:
    """A season with its year, or by now: "last spring" is the one before the day of publication."""
    month, year, word = SEASONS[hit.word("s")], hit.number("y"), hit.word("w")
    if year is not None:
        return _in_season(year, month, "explicit", hit)
    if not word and not _stands_as_season(hit):
        return None
    if word in ("that", "the same", "the following", "the next") or not told.published:
        return _season_told(month, word, hit, told)
    whole = of_season(told.published.year, month, "published")
    past = whole is not None and whole.end is not None and whole.end < told.published
    begun = whole is not None and whole.start is not None and whole.start <= told.published
    shift = -1 if word in ("last", "the previous") and not past else 1 if word == "next" and begun else 0
    if not word and not begun and not lies_ahead(hit):
        shift = -1
    return _in_season(told.published.year + shift, month, "published", hit)


def _season_told(month: int, word: str, hit: Hit, told: Told) -> Reading | None:
    last = told.last
    leans = last is not None and last.start is not None and (told.chronicle or word.startswith(("that", "the")))
    if not leans or last is None or last.start is None:
        return Reading(unresolved("season")) if word or told.chronicle else None
    later = word in ("the following", "the next", "next") and month <= last.start.month
    return _in_season(last.start.year + later - (word in ("last", "the previous")), month, "context", hit)


def _in_season(year: int, month: int, basis: TimeBasis, hit: Hit) -> Reading | None:
    whole = of_season(year, month, basis)
    return read_as(part_of(whole, hit.word("p"))) if whole else None


def _stands_as_season(hit: Hit) -> bool:
    """A bare "spring" may be water and a "fall" a defeat: only "in the spring", "during winter", "by summer"."""
    return bool(hit.word("s") != "fall" and _SEASON_LEADS.search(hit.before(24))) and not _SEASON_STOPS.match(hit.after(6))


_BC = r"((bc|bce)|b\.? ?c\.?)"
_SAID = r"<o:(that|this|last|next|the same|the) year>"
RULES = (
    Rule("share", rf"the <n:(first|second|latter|last)> <h:half> of (<y:YEAR>|{_SAID})", _read_share),
    Rule("share", rf"the <n:(first|second|third|fourth|last)> <q:quarter> of (<y:YEAR>|{_SAID})", _read_share),
    Rule("share", r"the <n:(first|second|third|fourth|last)> <q:quarter>(?!( final| of))", _read_share),
    Rule("share", r"<n:(first|second|third|fourth)><hyphen:-><q:quarter>", _read_share),
    Rule("share", r"q<n:SHORT>( of)?,? <y:YEAR>", _read_share),
    Rule("year", rf"<p:{PART}>?<w:(the )?year >?<y:YEAR>", _read_year),
    Rule("year", r"'<y:SHORT>", _read_short_year),
    Rule("years", r"<y:YEAR> ?(-|/|to) ?<e:(YEAR|SHORT)>(?![-/])", _read_years),
    Rule("years", r"between <y:YEAR> and <e:YEAR>", _read_years),
    Rule("decade", rf"(the )?<p:{PART}>?<y:YEAR>'?(s)", _read_decade),
    Rule("decade", rf"(the )?<p:{PART}>?'<y:SHORT>(s)", _read_decade),
    Rule("decade", rf"the <p:{PART}>?<y:SHORT>'?(s)", _read_decade),
    Rule("decade", rf"<p:{PART}>?<y:DECADE>", _read_decade),
    Rule("century", rf"(the )?<p:{PART}>?<n:(SHORT|ORDINAL)>(TH)?( |-)century<b: {_BC}>?", _read_century),
    Rule("before_christ", rf"<y:LONGFIGURE> ?{_BC}", _read_before_christ),
    Rule("years_before_christ", rf"<y:LONGFIGURE>( {_BC})? ?(-|to|and|until) ?<e:LONGFIGURE> ?{_BC}", _read_years_before_christ),
    Rule("anno", r"(ad|a\.d\.) <y:LONGFIGURE>", _read_anno),
    Rule("anno", r"<y:LONGFIGURE> (ad|ce|a\.d\.)", _read_anno),
    Rule(
        "season",
        rf"<p:{PART}>?(<w:(last|this|next|that|the same|the following|the next|the previous)> )?<s:SEASON>(,? (of )?<y:YEAR>)?",
        _read_season,
    ),
)
