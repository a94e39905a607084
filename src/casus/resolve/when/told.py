"""What a report has told so far, and the year that a date without one belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from casus.model import TimeBasis
from casus.resolve.when.scan import Hit
from casus.resolve.when.stretch import Stretch, make

#: words that say that what stands near lies ahead of the day of publication, and those that say so only right before it
_AHEAD = re.compile(
    r"\b(?:will|is to|are to|due|set to|plans? to|planned|scheduled|expected|would|next|upcoming|ahead of|deadline)\b", re.IGNORECASE
)
_LIMIT = re.compile(r"\b(?:by|until|till|before)\s(?:the\s)?(?:\w+\sof\s)?$")
_FAR_AHEAD = re.compile(r"\b(?:will|next|due)\b", re.IGNORECASE)
#: how many times a chronicle's reader keeps in mind, and what each one told since costs, in days
_RECENT, _AGEING = 6, 12
#: what leaving the year told last, and leaning on a bare year, cost in days
_LEAVING, _COARSE = 30, 90


def lies_ahead(hit: Hit, words: re.Pattern[str] = _AHEAD) -> bool:
    """Do the words around a time say that it lies ahead of the day of publication?"""
    return bool(words.search(hit.before() + hit.after(30)) or _LIMIT.search(hit.before()))


@dataclass(slots=True)
class Told:
    """Anchors, moved on while the report is read from its first word to its last.

    ``published`` is the day that the report was written for; ``chronicle`` says that it has no such day and tells its story by
    full dates one after the other, so that a date without a year belongs to the year told last.
    """

    published: date | None
    chronicle: bool = False
    year_of_month: dict[int, int] = field(default_factory=dict)
    last: Stretch | None = None
    recent: list[Stretch] = field(default_factory=list)
    last_day: date | None = None
    year_here: int | None = None

    def new_sentence(self) -> None:
        self.year_here = None

    def new_section(self) -> None:
        """A heading that is a year: what was told before it is another year's."""
        self.recent = []

    def remember(self, told: Stretch) -> None:
        """Takes a date that stands by itself or was resolved as what later ones lean on."""
        if told.start is None or told.end is None:
            return
        self.last = told
        self.recent = [*self.recent[1 - _RECENT :], told]
        if told.precision == "day":
            self.last_day = told.start
        if told.basis == "explicit":
            self.year_here = told.start.year

    def now(self) -> tuple[date, TimeBasis] | None:
        """What "this", "last" and "next" lean on: the day of publication, in a chronicle the time told last."""
        if self.published is not None:
            return self.published, "published"
        if self.chronicle and self.last is not None and self.last.start is not None:
            return self.last.start, "context"
        return None

    def year_for(self, month: int, day: int | None, hit: Hit) -> tuple[int, TimeBasis] | None:
        """The year of a month, or of a day of a month, that is told without one; None where nothing says it."""
        if month in self.year_of_month and not self.chronicle:
            return self.year_of_month[month], "context"
        if self.chronicle and self.recent:
            return self._nearest_year(month, day), "context"
        if self.year_here is not None and (self.published is None or self.year_here < self.published.year):
            return self.year_here, "context"
        if self.published is not None:
            return self._by_publication(self.published, month, day, hit), "published"
        return None

    def _nearest_year(self, month: int, day: int | None) -> int:
        """In a chronicle: of the years told lately, and the one after the last, that which brings the date nearest to a time told."""
        assert self.last is not None and self.last.start is not None
        last = self.last.start.year
        told = {stretch.start.year for stretch in self.recent if stretch.start} | {last + 1}
        return min(sorted(told, reverse=True), key=lambda year: self._distance(year, month, day, year not in {last}))

    def _distance(self, year: int, month: int, day: int | None, leaves: bool) -> float:
        """Days between a date and the nearest time told lately; what was told a while ago, or only by its year, counts as farther."""
        there = make(year, month, day or 15)
        if there is None:
            return float("inf")
        return min(_apart(there, stretch) + _AGEING * age for age, stretch in enumerate(reversed(self.recent))) + _LEAVING * leaves

    def _by_publication(self, published: date, month: int, day: int | None, hit: Hit) -> int:
        """The latest such date up to a week after publication, unless words around it say that it lies ahead."""
        ahead = (make(published.year, month, day or 1) or published) - published
        if ahead > timedelta(days=7) and not (lies_ahead(hit) and ahead < timedelta(days=300)):
            return published.year - 1
        if ahead < -timedelta(days=150) and lies_ahead(hit, _FAR_AHEAD):
            return published.year + 1
        return published.year


def _apart(day: date, told: Stretch) -> int:
    assert told.start is not None and told.end is not None
    gap = max((told.start - day).days, (day - told.end).days, 0)
    return gap + (_COARSE if (told.end - told.start).days > 300 else 0)
