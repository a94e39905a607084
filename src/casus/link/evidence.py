"""What speaks for and against two happenings being one: comparisons with levels, each with fixed m and u.

``m`` is how often the level is met where the two are one, ``u`` how often where they are not; the weight of a level is
``log2(m / u)`` bits, were the comparisons independent. They are not (words, names and rare words tell much the same), so these numbers,
set by hand, are only where learning starts from: ``data/lexicon/link_weights.yaml`` holds the bits that ship, which
``bench/link_weights.py`` writes (docs/decisions/0053). They hold for every casebook. The first level that holds counts; conditions are DuckDB's SQL, ``{any}``,
``{shared}``, ``{common}`` and ``{dot}`` stand for what each backend calls by another name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from casus.codebook.files import shipped_yaml


@dataclass(frozen=True, slots=True)
class Level:
    """``sql`` None: all that is left. ``m`` None: nothing is known, and it weighs nothing."""

    words: str
    sql: str | None
    m: float | None = None
    u: float | None = None
    learned: float | None = None

    @property
    def by_hand(self) -> float:
        """The bits that ``m`` and ``u`` give."""
        return math.log2(self.m / self.u) if self.m is not None and self.u is not None else 0.0

    @property
    def weight(self) -> float:
        """Bits for (above 0) or against (below 0) the two being one."""
        return self.by_hand if self.learned is None else self.learned


@dataclass(frozen=True, slots=True)
class Comparison:
    name: str
    levels: tuple[Level, ...]


_GAP = "greatest(day_from_l - day_to_r, day_from_r - day_to_l, 0)"
_LATE = "coalesce(published_r - day_from_l, published_l - day_from_r)"  # days from the told day on one side to publication on the other
_APART = "abs(published_l - published_r)"
_KM = (
    "(12742.0 * asin(least(1.0, sqrt(pow(sin(radians(lat_r - lat_l) / 2), 2) + "
    "cos(radians(lat_l)) * cos(radians(lat_r)) * pow(sin(radians(lon_r - lon_l) / 2), 2)))))"
)
_KINDRED = "({any}(actors_l, lineage_r) or {any}(actors_r, lineage_l))"
_KNOWN_DAYS = "day_from_l is not null and day_from_r is not null"


def _both(column: str) -> str:
    return f"{{size}}({column}_l) > 0 and {{size}}({column}_r) > 0"


PLACE = Comparison(
    "place",
    (
        Level("no place told", "{size}(countries_l) = 0 or {size}(countries_r) = 0"),
        Level("the same town", "{any}(towns_l, towns_r)", 0.64, 0.02),
        Level("towns within 30 km", f"{_both('towns')} and {_KM} <= 30", 0.08, 0.02),
        Level("the same area", f"not ({_both('towns')}) and {{any}}(areas_l, areas_r)", 0.10, 0.03),
        Level("the same country", f"not ({_both('areas')}) and {{any}}(countries_l, countries_r)", 0.11, 0.10),
        Level("another place, of an act of words", "not firm_l", 0.06, 0.22),
        Level("other towns of one country", f"{{any}}(countries_l, countries_r) and {_KM} <= 120", 0.008, 0.11),
        Level("far towns or areas of one country", "{any}(countries_l, countries_r)", 0.003, 0.3),
        Level("another country", None, 0.0005, 0.2),
    ),
)
TIME = Comparison(
    "time",
    (
        Level("no day told on one side", f"not ({_KNOWN_DAYS})"),
        Level("the same day", "{any}(told_days_l, told_days_r)", 0.58, 0.05),
        Level("a day apart", f"{_both('told_days')} and {_GAP} <= 1", 0.14, 0.05),
        Level("the one day within the other's span", f"{_GAP} = 0", 0.22, 0.14),
        Level("two or three days apart", f"{_GAP} <= 3", 0.04, 0.14),
        Level("four to ten days apart", f"{_GAP} <= 10", 0.008, 0.2),
        Level("weeks apart", f"{_GAP} <= 60", 0.003, 0.22),
        Level("months apart", None, 0.0001, 0.2),
    ),
)
PUBLISHED = Comparison(
    "published",
    (
        Level("both days told", _KNOWN_DAYS),
        Level("no day of publication", f"{_LATE} is null and {_APART} is null", 0.35, 0.38),
        Level("published before it took place", f"{_LATE} < 0", 0.001, 0.06),
        Level("published within a week", f"coalesce({_LATE}, {_APART}) <= 7", 0.45, 0.24),
        Level("published within a month", f"coalesce({_LATE}, {_APART}) <= 31", 0.12, 0.1),
        Level("published within a year", f"coalesce({_LATE}, {_APART}) <= 366", 0.05, 0.1),
        Level("published more than a year after", None, 0.02, 0.12),
    ),
)
PRINTED = Comparison(
    "printed",
    (
        Level("an aside, or no day of publication", f"not (first_l and first_r) or {_APART} is null"),
        Level("published within a day of one another", f"{_APART} <= 1", 0.45, 0.05),
        Level("published within three days of one another", f"{_APART} <= 3", 0.13, 0.04),
        Level("published within a week of one another", f"{_APART} <= 7", 0.1, 0.06),
        Level("published within a month of one another", f"{_APART} <= 31", 0.14, 0.13),
        Level("published within a hundred days of one another", f"{_APART} <= 100", 0.08, 0.15),
        Level("published within a year of one another", f"{_APART} <= 366", 0.06, 0.22),
        Level("published years apart", None, 0.04, 0.35),
    ),
)
ACTORS = Comparison(
    "actors",
    (
        Level("an actor is not known", f"not ({_both('actors')})"),
        Level("the same actor, or one that belongs to the other", _KINDRED, 0.85, 0.2),
        Level("an attack is laid to others", "firm_l", 0.12, 0.4),
        Level("other actors", None, 0.08, 0.4),
    ),
)
TARGETS = Comparison(
    "targets",
    (
        Level("a target is not told", f"not ({_both('targets')})"),
        Level("the same target", "{any}(targets_l, targets_r)", 0.4, 0.2),
        Level("other targets", None, 0.6, 0.8),
    ),
)
TOLL = Comparison(
    "toll",
    (
        Level("no figures", f"not ({_both('figures')})"),
        Level("the same figure of ten or more", "{any}(great_figures_l, great_figures_r)", 0.3, 0.02),
        Level("the same small figure", "{any}(figures_l, figures_r)", 0.12, 0.06),
        Level(
            "tolls of another order",
            "killed_l is not null and killed_r is not null and greatest(killed_l, killed_r) > 6 * (1 + least(killed_l, killed_r))",
            0.12,
            0.2,
        ),
        Level("other figures", None, 0.45, 0.72),
    ),
)
MEANS = Comparison(
    "means",
    (
        Level("the means are not told", f"not ({_both('modes')})"),
        Level("the same means", "{any}(modes_l, modes_r)", 0.8, 0.4),
        Level("other means", None, 0.2, 0.6),
    ),
)
NAMES = Comparison(
    "names",
    (
        Level("no other names", f"not ({_both('names')})"),
        Level("three names or more in common", "{shared}(names_l, names_r) >= 3", 0.15, 0.008),
        Level("two names in common", "{shared}(names_l, names_r) = 2", 0.12, 0.02),
        Level("one name in common", "{shared}(names_l, names_r) = 1", 0.2, 0.13),
        Level("no name in common", None, 0.53, 0.84),
    ),
)
WORDS = Comparison(
    "words",
    (
        Level("nearly the same words", "{dot}(text_l, text_r) >= 0.5", 0.2, 0.015),
        Level("much of the words in common", "{dot}(text_l, text_r) >= 0.35", 0.2, 0.05),
        Level("some words in common", "{dot}(text_l, text_r) >= 0.22", 0.25, 0.15),
        Level("few words in common", "{dot}(text_l, text_r) >= 0.1", 0.2, 0.3),
        Level("hardly a word in common", None, 0.15, 0.485),
    ),
)
REPORTS = Comparison(
    "reports",
    (
        Level("reports that begin nearly alike", "{dot}(head_l, head_r) >= 0.45", 0.15, 0.012),
        Level("reports on one matter", "{dot}(head_l, head_r) >= 0.3", 0.28, 0.06),
        Level("reports with much in common", "{dot}(head_l, head_r) >= 0.18", 0.34, 0.2),
        Level("reports with something in common", "{dot}(head_l, head_r) >= 0.1", 0.15, 0.25),
        Level("reports on other matters", None, 0.08, 0.478),
    ),
)
_SHARED = "(5.5 * {common}(rare_l, rare_r) + 3.5 * {common}(scarce_l, scarce_r) + 1.5 * {common}(uncommon_l, uncommon_r))"
RARE = Comparison(
    "rarity",
    (
        Level("no rare words", f"not ({_both('rare')})"),
        Level("ten rare words or more in common", f"{_SHARED} >= 60", 0.14, 0.0002),
        Level("seven to ten rare words in common", f"{_SHARED} >= 40", 0.16, 0.0005),
        Level("five to seven rare words in common", f"{_SHARED} >= 28", 0.2, 0.002),
        Level("three to five rare words in common", f"{_SHARED} >= 18", 0.2, 0.006),
        Level("two or three rare words in common", f"{_SHARED} >= 11", 0.14, 0.02),
        Level("a rare word in common", f"{_SHARED} >= 5", 0.1, 0.1),
        Level("no rare word in common", None, 0.06, 0.87),
    ),
)
STANDING = Comparison(
    "standing",
    (
        Level("the first thing told in both", "first_l and first_r", 0.6, 0.3),
        Level("an aside in one, and a day told in both", _KNOWN_DAYS, 0.26, 0.32),
        Level("an aside in one, and a day is missing", None, 0.14, 0.38),
    ),
)
KIND = Comparison(
    "kind",
    (
        Level("the same kind of act", "kind_l = kind_r", 0.98, 0.85),
        Level("a kindred kind of act", None, 0.02, 0.15),
    ),
)
BY_HAND = (PLACE, TIME, PUBLISHED, PRINTED, ACTORS, TARGETS, TOLL, MEANS, NAMES, WORDS, REPORTS, RARE, STANDING, KIND)
_WEIGHTS: Mapping[str, Any] = shipped_yaml("lexicon/link_weights.yaml")


def _learned(comparison: Comparison) -> Comparison:
    bits = _WEIGHTS["bits"].get(comparison.name, {})
    return replace(comparison, levels=tuple(replace(level, learned=bits.get(level.words)) for level in comparison.levels))


COMPARISONS = tuple(_learned(c) for c in BY_HAND)
#: what speaks for any two that meet in a block, before they are compared (bits), and the share of pairs that this is
PRIOR_BITS: float = _WEIGHTS["prior"]
PRIOR = 1 / (1 + 2**-PRIOR_BITS)
#: bits from which two happenings are held to be one: as likely as not
ENOUGH = 0.0
