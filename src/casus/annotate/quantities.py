"""Numbers as ranges: digits, number words, hedges ("at least 50"), ranges ("13 to 20") and vague words ("dozens").

Conventions: *at least, more than, over* N is (N, None); *nearly, up to, as many as* N is (None, N); *about, some* N is (N, N)
and approximate; *dozens* is (24, None), *scores* (40, None), *hundreds* (200, None), *thousands* (2000, None), *several*
(3, None), *several hundred* (200, 999), all vague; *no one* is (0, 0). Years, dates, ages, times, percentages, measures and model names are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casus.model import Quantity, Span

_UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "several": 3,
    "a few": 3,
    "a handful": 3,
    "handful": 3,
    "many": 3,
    "tens": 20,
}
#: more digits, or a larger number in words, count nobody
_DIGITS, _MOST = 31, 10**15
_NONE = {"no one", "nobody", "none"}
_WORD = "|".join(sorted({*_UNITS, *_TENS, *_SCALES, "dozen"}, key=len, reverse=True))
#: bounded: a run of digits without end (a dump, a hash) counts nothing, and is to be passed in one step
_NUMBER = (
    rf"(?:(?:\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}}){{1,20}}|\d{{1,15}}(?:\.\d{{1,15}})?)(?:\s+(?:hundred|thousand|million|billion))?(?!,*\d|\.\d)"
    rf"|(?:(?:a|half\s+a)\s+)?(?:{_WORD})(?:[-\s]+(?:and\s+)?(?:{_WORD}))*)"
)
_AT_LEAST = (
    r"at\s+least|more\s+than|over|upwards\s+of|no\s+fewer\s+than|not\s+less\s+than|no\s+less\s+than|in\s+excess\s+of|above|exceeding"
)
_AT_MOST = r"nearly|almost|up\s+to|as\s+many\s+as|close\s+to|fewer\s+than|less\s+than|under|at\s+most|a\s+maximum\s+of|just\s+under|not\s+more\s+than|no\s+more\s+than"
_ABOUT = r"about|around|some|roughly|approximately|an\s+estimated|an\s+average\s+of|circa|more\s+or\s+less"
_FOUND = re.compile(
    rf"""(?<![\w.,/$€£:-])(?:
      (?:several|a\s+few|many)\s+(?P<some>dozen|hundred|thousand|million)(?!s)
    | (?P<between>between)\s+(?P<b1>{_NUMBER})\s+and\s+(?P<b2>{_NUMBER})
    | (?:(?P<hedge>(?:{_AT_LEAST})|(?:{_AT_MOST})|(?:{_ABOUT}))\s+)?(?:(?:a\s+)?(?P<further>another|further|additional|the)\s+)?
      (?:from\s+)?(?P<n1>{_NUMBER})(?:\s*\((?P<echo>\d[\d,]*)\))?(?:(?:\s*[-–]\s*|\s+to\s+|\s+or\s+)(?P<n2>{_NUMBER}))?(?:\s+or\s+(?P<more>more))?
    | (?P<vague>dozens|scores|hundreds|tens|thousands|several|a\s+few|a\s+handful|many)(?:\s+of\s+(?P<scale>hundreds|thousands))?(?=\s+(?:of|people|other|others|more|were|have|dead|wounded|injured|killed|civilians|\w+s\b))
    | (?P<none>no\s+one|nobody|none)
    )(?![\w%°])(?!\s?(?:%|per\s?cent|percent|years?\b|year-old|-year|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|km\b|kilomet|kg\b|kilo|miles?\b|metres?\b|meters?\b|tons?\b|tonnes?\b|feet\b|foot\b|pounds?\b|a\.?m\b|p\.?m\b|o'clock|GMT|inches|acres|hectares|degrees|-day|-hour|-minute|-member|mm\b|cm\b))""",
    re.VERBOSE | re.IGNORECASE,
)
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b")
_DATE_BEFORE = re.compile(rf"{_MONTH}\s+$")
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:aged?|number|no\.|nos\.|chapter|article|section|resolutions?|page|flight|route|highway|day|phase|unit|level)\s+|[$€£#]\s*)$",
    re.IGNORECASE,
)
_CODE_BEFORE = re.compile(r"\b[A-Z]{1,4}-$|\b(?:AK|MH|PK|BA|FA|UH)\s?$")
_RISING = re.compile(r"\bfrom\s+$", re.IGNORECASE)
#: "rose up to 45" tells where it ended, no bound
_MOVED = re.compile(r"\b(?:go|goes|went|gone|rise|rises|rose|risen|climbed|shot|jumped|moved|brought|revised)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_CLOCK = re.compile(r"^[:.h]\d\d\b")


@dataclass(frozen=True, slots=True)
class _Range:
    low: int | None
    high: int | None
    vague: bool = False
    approximate: bool = False


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities in text order, none overlapping; the span covers the hedge and the number."""
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    at = 0
    while found := _FOUND.search(text, at):
        value = None if _is_other(text, found) else _range(found)
        if value is None:
            at = max(found.start() + 1, found.end() if found.group("n1") is None else found.start("n1") + len(found.group("n1")))
            continue
        if found.group("n2") and _RISING.search(text[max(0, at, found.start() - 6) : found.start("n1")]):
            # "rose from 31 to 43" is two figures, not a range
            yield Quantity(Span.of(text, found.start("n1"), found.start("n1") + len(found.group("n1"))), value.low, value.low)
            yield Quantity(Span.of(text, found.start("n2"), found.end("n2")), value.high, value.high)
            at = found.end()
            continue
        if _rose_to(text, found):
            value = _Range(value.high, value.high)
        bare = found.group("n1") and (not found.group("hedge") or (value.low == value.high and not value.approximate))
        start = found.start("n1") if bare else found.start()
        yield Quantity(Span.of(text, start, found.end()), value.low, value.high, value.vague, value.approximate)
        at = found.end()


def _rose_to(text: str, found: re.Match[str]) -> bool:
    hedge = (found.group("hedge") or "").lower().split()
    return hedge == ["up", "to"] and _MOVED.search(text[max(0, found.start() - 12) : found.start()]) is not None


def _is_other(text: str, found: re.Match[str]) -> bool:
    """Years, dates, times, ages, numbers of things: not how many."""
    first = found.group("n1") or found.group("b1")
    if first is None:
        return False
    start = found.start("n1") if found.group("n1") else found.start("b1")
    before, after = text[max(0, start - 24) : start], text[found.end() : found.end() + 16]
    if _DATE_AFTER.match(after) or _DATE_BEFORE.search(before) or _CLOCK.match(after) or re.match(r"(?:st|nd|rd|th)\b", after):
        return True
    if first[0].isdigit() and (_LABEL_BEFORE.search(before) or _CODE_BEFORE.search(before)):
        return True
    if (
        _YEAR.match(first)
        and found.group("hedge") is None
        and not re.match(
            r"\s+(?:people|were|civilians|soldiers|troops|others|wounded|dead|killed|fighters|members|militants|personnel|men|prisoners)",
            after,
        )
    ):
        return True
    if first.lower() == "one":
        return not re.match(
            r"\s+(?:\w+\s+){0,2}(?:was|were|people|person|man|woman|child|soldier|dead|killed|civilian|policeman|officer|guard|other|more|of)",
            after,
        )
    return bool(re.match(r",\s*(?:a|an|the|of|and|from|who)\b", after)) and _is_age(before, first, found.group("hedge"))


def _is_age(before: str, first: str, hedge: str | None) -> bool:
    """A number between commas behind a name tells an age: "Name, 34, a driver"."""
    return hedge is None and len(first) < 3 and first.isdigit() and bool(re.search(r"[A-Z]\w+,\s*$", before))


def _range(found: re.Match[str]) -> _Range | None:
    if found.group("none"):
        return _Range(0, 0)
    if found.group("some"):
        return _some(found.group("some").lower())
    if found.group("vague"):
        return _vague(found)
    if found.group("between"):
        low, high = value_of(found.group("b1")), value_of(found.group("b2"))
        return _Range(low, high) if low is not None and high is not None and low <= high else None
    low = value_of(found.group("n1"))
    if low is None:
        return None
    if found.group("n2"):
        high = value_of(found.group("n2"))
        return _Range(low, high) if high is not None and low < high else _Range(low, low)
    return _hedged(low, re.sub(r"\s+", " ", (found.group("hedge") or "").lower()), bool(found.group("more")))


def _hedged(number: int, hedge: str, or_more: bool) -> _Range:
    if or_more or (hedge and re.fullmatch(_AT_LEAST, hedge)):
        return _Range(number, None)
    if hedge and re.fullmatch(_AT_MOST, hedge):
        return _Range(None, number)
    return _Range(number, number, approximate=bool(hedge))


def _some(scale: str) -> _Range:
    """As in "several hundred": from two of them to where the next larger word begins."""
    one = {"dozen": 12}.get(scale) or _SCALES[scale]
    return _Range(24, 99, vague=True) if one == 12 else _Range(2 * one, 10 * one - 1, vague=True)


def _vague(found: re.Match[str]) -> _Range:
    word = re.sub(r"\s+", " ", found.group("vague").lower())
    scale = (found.group("scale") or "").lower()
    low = {"hundreds": 200, "thousands": 20_000 if word == "tens" else 200_000}.get(scale, _VAGUE[word])
    return _Range(low, None, vague=True)


def value_of(number: str) -> int | None:
    """The value of one number in digits or words; None when it is no whole number."""
    words = re.sub(r"[-\s\u00a0\u202f]+", " ", number.lower()).strip()
    digits = re.match(r"[\d,. ]*\d", words)
    if digits:
        return _of_digits(digits.group().replace(",", "").replace(" ", ""), words[digits.end() :].split())
    return _of_words([w for w in words.split() if w != "and"])


def _of_digits(digits: str, rest: list[str]) -> int | None:
    scale = _SCALES.get(rest[0], 1) if rest else 1
    if len(digits) > _DIGITS:
        return None
    value = float(digits) * scale
    return int(value) if value == int(value) else None


def _of_words(words: list[str]) -> int | None:
    total, part = 0, 0
    for word in words:
        if word in _UNITS:
            part += _UNITS[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word == "dozen":
            part = 6 if part == 0 and "half" in words else (part or 1) * 12
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0
        elif word not in ("a", "half"):
            return None
        if total + part > _MOST:
            return None
    return total + part
