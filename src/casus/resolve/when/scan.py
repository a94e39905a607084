"""A sentence as a string of symbols, one a word, number, space or mark, so that the grammar reads like dates are written.

A pattern is a regular expression over symbols, written with words: ``<d:DAY>(th)?( of)? <m:MONTH>`` says a number up to 31,
perhaps *th*, perhaps *of*, and a month. Lower-case words stand for themselves, names in capitals for classes, a space for
any white space, ``<name:...>`` for a named group. Patterns repeat nothing without a bound, so reading is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from casus.resolve.when.words import (
    DECADES,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PART_OF_DAY,
    PLURALS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    UNITS,
    VAGUE,
    WEEKDAYS,
)

_PIECE = re.compile(r"\s+|\d+|[^\W\d_]+|.", re.DOTALL)
_FIRST = 0xE000  # the private use area: a symbol is never a character of a text
#: a word that no pattern speaks of
_OTHER = "\x01"
_DASHES, _QUOTES = "-‐‑–—−", "'’‘"
_HUGE = 4  # more digits than these are never a part of a date

#: numbers by what they can be; a class holds the symbols of all the kinds it admits
_NUMBER_KINDS = ("n0", "n12", "n24", "n31", "n59", "n99", "n999", "nyear", "n4", "n6")
_ZONES = tuple("abcdefghiklmnopqrstuvwxyz")
_CLASSES: dict[str, tuple[str, ...]] = {
    "MONTH": tuple(MONTHS),
    "FULLMONTH": tuple(m for m in MONTHS if m not in SHORT_MONTHS),
    "WEEKDAY": tuple(w for w in WEEKDAYS if w not in SHORT_WEEKDAYS),
    "ANYWEEKDAY": tuple(WEEKDAYS),
    "SEASON": tuple(SEASONS),
    "UNIT": UNITS,
    "DAYUNIT": ("day", "night", "week", "weekend", "fortnight", "month", "year", "decade"),
    "UNITS": tuple(PLURALS),
    "PARTOFDAY": PART_OF_DAY,
    "WORDNUMBER": tuple(NUMBERS),
    "ORDINAL": tuple(ORDINALS),
    "DECADE": tuple(DECADES),
    "VAGUE": tuple(VAGUE),
    "TH": ("st", "nd", "rd", "th"),
    "DAY": ("n12", "n24", "n31"),
    "MONTHNUMBER": ("n12",),
    "HOUR": ("n0", "n12", "n24"),
    "MINUTE": ("n0", "n12", "n24", "n31", "n59"),
    "SHORT": ("n0", "n12", "n24", "n31", "n59", "n99"),
    "YEAR": ("nyear",),
    "FIGURE": ("n12", "n24", "n31", "n59", "n99", "n999"),
    "FOURFIGURES": ("nyear", "n4"),
    "SIXFIGURES": ("n6",),
    "ZONE": _ZONES,
    "ZONEDMONTH": tuple(f"{zone}{month}" for zone in _ZONES for month in MONTHS),
    "LONGFIGURE": ("n12", "n24", "n31", "n59", "n99", "n999", "nyear", "n4"),
}
#: words that are a time only where they are written as a name
_NAMES = frozenset(MONTHS) | frozenset(WEEKDAYS)
_WRITTEN = re.compile(r"<(\w+):|>|\(\?P=\w+\)|\\.|[A-Z]+|[a-z]+|.", re.DOTALL)


@dataclass(slots=True)
class Alphabet:
    """Which symbol stands for which word. It grows while patterns are compiled and is read-only after that."""

    symbols: dict[str, str] = field(default_factory=dict)

    def symbol(self, word: str) -> str:
        return self.symbols.setdefault(word, chr(_FIRST + len(self.symbols)))

    def compile(self, pattern: str) -> re.Pattern[str]:
        """The pattern over symbols; ``KeyError`` for a class that there is none of."""
        return re.compile("".join(self._written(piece) for piece in _WRITTEN.finditer(pattern)))

    def _written(self, piece: re.Match[str]) -> str:
        text = piece.group()
        if piece.group(1):
            return f"(?P<{piece.group(1)}>"
        if text == ">":
            return ")"
        if text == "OTHER":
            return _OTHER
        if text.isupper() and text.isalpha():
            return self._class(_CLASSES[text])
        return self.symbol(text) if text.isalpha() else text

    def _class(self, words: Iterable[str]) -> str:
        return "[" + "".join(self.symbol(word) for word in words) + "]"

    def of_piece(self, piece: str) -> str:
        """The symbol of one piece of text."""
        if piece[0].isspace():
            return " "
        if piece.isdigit():
            return self.symbols.get(_number_kind(piece), _OTHER)
        if not piece[0].isalpha():
            return "-" if piece in _DASHES else "'" if piece in _QUOTES else piece if piece.isascii() else _OTHER
        low = piece.lower()
        if low in _NAMES and not piece[0].isupper():
            return _OTHER
        return self.symbols.get(low, _OTHER)


def _number_kind(digits: str) -> str:
    if len(digits) > _HUGE or not digits.isascii():
        return "n6" if len(digits) == 6 else ""
    value = int(digits)
    if len(digits) == _HUGE:
        return "nyear" if 1000 <= value <= 2099 else "n4"
    limits = ((0, "n0"), (12, "n12"), (24, "n24"), (31, "n31"), (59, "n59"), (99, "n99"))
    if len(digits) == 3:
        return "n999"
    return next(kind for limit, kind in limits if value <= limit)


ALPHABET = Alphabet()
for _kind in _NUMBER_KINDS:
    ALPHABET.symbol(_kind)


@dataclass(frozen=True, slots=True)
class Scanned:
    """One stretch of text in symbols: ``symbols[i]`` stands for ``text[starts[i]:starts[i + 1]]``."""

    text: str
    symbols: str
    starts: tuple[int, ...]


def scan(text: str, start: int, end: int) -> Scanned:
    """``text[start:end]`` in symbols; offsets are in ``text``."""
    symbols, starts = [], []
    for piece in _PIECE.finditer(text, start, end):
        symbols.append(ALPHABET.of_piece(piece.group()))
        starts.append(piece.start())
    return Scanned(text, "".join(symbols), (*starts, end))


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a pattern holds: symbol offsets ``first`` (inclusive) and ``last`` (exclusive) of a scanned sentence."""

    scanned: Scanned
    first: int
    last: int
    match: re.Match[str]

    @property
    def start(self) -> int:
        return self.scanned.starts[self.first]

    @property
    def end(self) -> int:
        return self.scanned.starts[self.last]

    def word(self, group: str) -> str:
        """The text of a group in lower case with single spaces; "" when the group took no part."""
        if group not in self.match.re.groupindex or self.match.start(group) < 0:
            return ""
        starts = self.scanned.starts
        return " ".join(self.scanned.text[starts[self.match.start(group)] : starts[self.match.end(group)]].lower().split())

    def text_of(self, group: str) -> str:
        """The text of a group as written."""
        starts = self.scanned.starts
        return self.scanned.text[starts[self.match.start(group)] : starts[self.match.end(group)]]

    def number(self, group: str) -> int | None:
        digits = self.word(group)
        return int(digits) if digits.isdigit() else None

    def before(self, reach: int = 40) -> str:
        """Up to ``reach`` characters of the sentence before the hit, in lower case with single spaces."""
        text = self.scanned.text[max(self.scanned.starts[0], self.start - reach) : self.start]
        return re.sub(r"\s+", " ", text.lower())

    def after(self, reach: int = 24) -> str:
        """Up to ``reach`` characters of the sentence behind the hit, as written."""
        return self.scanned.text[self.end : min(self.scanned.starts[-1], self.end + reach)]

    @property
    def text(self) -> str:
        return self.scanned.text[self.start : self.end]
