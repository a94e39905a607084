"""The SQL of blocks and weights against slow and obvious Python, on small random sets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from make import REGISTRY
from worlds import World, worlds

from casus.link.evidence import COMPARISONS, PRIOR_BITS, RARE
from casus.link.features import Row, feature_table, head_of, make_row, text_of
from casus.link.happenings import Happening, all_happenings
from casus.link.pairs import explain, weigh
from casus.link.vectors import word_vectors

_WEEK, _LONG = 16, 40


def gap(a: Row, b: Row) -> int | None:
    if a.day_from is None or b.day_from is None:
        return None
    assert a.day_to is not None and b.day_to is not None
    return max(a.day_from - b.day_to, b.day_from - a.day_to, 0)


def km(a: Row, b: Row) -> float | None:
    if a.lat is None or b.lat is None:
        return None
    assert a.lon is not None and b.lon is not None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def meet(a: Sequence[object], b: Sequence[object]) -> bool:
    return bool(set(a) & set(b))


def place(a: Row, b: Row) -> str:
    far = km(a, b)
    if not a.countries or not b.countries:
        return "no place told"
    if meet(a.towns, b.towns):
        return "the same town"
    if a.towns and b.towns and far is not None and far <= 30:
        return "towns within 30 km"
    if not (a.towns and b.towns) and meet(a.areas, b.areas):
        return "the same area"
    if not (a.areas and b.areas) and meet(a.countries, b.countries):
        return "the same country"
    if not a.firm:
        return "another place, of an act of words"
    if not meet(a.countries, b.countries):
        return "another country"
    return "other towns of one country" if far is not None and far <= 120 else "far towns or areas of one country"


def time(a: Row, b: Row) -> str:
    days = gap(a, b)
    if days is None:
        return "no day told on one side"
    if meet(a.told_days, b.told_days):
        return "the same day"
    if a.told_days and b.told_days and days <= 1:
        return "a day apart"
    steps = (
        (0, "the one day within the other's span"),
        (3, "two or three days apart"),
        (10, "four to ten days apart"),
        (60, "weeks apart"),
    )
    return next((words for most, words in steps if days <= most), "months apart")


def published(a: Row, b: Row) -> str:
    if gap(a, b) is not None:
        return "both days told"
    known, other = (a, b) if a.day_from is not None else (b, a)
    late = None
    if known.day_from is not None and other.published is not None:
        late = other.published - known.day_from
    if late is not None and late < 0:
        return "published before it took place"
    if late is None and a.published is not None and b.published is not None:
        late = abs(a.published - b.published)
    if late is None:
        return "no day of publication"
    steps = ((7, "published within a week"), (31, "published within a month"), (366, "published within a year"))
    return next((words for most, words in steps if late <= most), "published more than a year after")


def printed(a: Row, b: Row) -> str:
    if not (a.first and b.first) or a.published is None or b.published is None:
        return "an aside, or no day of publication"
    steps = ((1, "a day"), (3, "three days"), (7, "a week"), (31, "a month"), (100, "a hundred days"), (366, "a year"))
    apart = abs(a.published - b.published)
    return next((f"published within {words} of one another" for most, words in steps if apart <= most), "published years apart")


def actors(a: Row, b: Row) -> str:
    if not a.actors or not b.actors:
        return "an actor is not known"
    if meet(a.actors, b.lineage) or meet(b.actors, a.lineage):
        return "the same actor, or one that belongs to the other"
    return "an attack is laid to others" if a.firm else "other actors"


def toll(a: Row, b: Row) -> str:
    if not a.figures or not b.figures:
        return "no figures"
    if meet(a.great_figures, b.great_figures):
        return "the same figure of ten or more"
    if meet(a.figures, b.figures):
        return "the same small figure"
    if a.killed is not None and b.killed is not None and max(a.killed, b.killed) > 6 * (1 + min(a.killed, b.killed)):
        return "tolls of another order"
    return "other figures"


def shared(a: Sequence[str], b: Sequence[str], missing: str, same: str, other: str) -> str:
    return missing if not a or not b else same if meet(a, b) else other


def names(a: Row, b: Row) -> str:
    if not a.names or not b.names:
        return "no other names"
    common = ("no name in common", "one name in common", "two names in common", "three names or more in common")
    return common[min(3, len(set(a.names) & set(b.names)))]


def graded(value: float, steps: Sequence[tuple[float, str]], last: str) -> str:
    return next((words for least, words in steps if value >= least), last)


def words(value: float) -> str:
    steps = (
        (0.5, "nearly the same words"),
        (0.35, "much of the words in common"),
        (0.22, "some words in common"),
        (0.1, "few words in common"),
    )
    return graded(value, steps, "hardly a word in common")


def heads(value: float) -> str:
    steps = (
        (0.45, "reports that begin nearly alike"),
        (0.3, "reports on one matter"),
        (0.18, "reports with much in common"),
        (0.1, "reports with something in common"),
    )
    return graded(value, steps, "reports on other matters")


def rare(a: Row, b: Row) -> str:
    if not a.rare or not b.rare:
        return "no rare words"
    lists = ((5.5, a.rare, b.rare), (3.5, a.scarce, b.scarce), (1.5, a.uncommon, b.uncommon))
    steps = [(float(level.sql.rsplit(">=", 1)[1]), level.words) for level in RARE.levels[1:-1] if level.sql]
    return graded(sum(w * len(set(x) & set(y)) for w, x, y in lists), steps, RARE.levels[-1].words)


def standing(a: Row, b: Row) -> str:
    if a.first and b.first:
        return "the first thing told in both"
    return "an aside in one, and a day told in both" if gap(a, b) is not None else "an aside in one, and a day is missing"


def verdict(a: Row, b: Row, text: float, head: float) -> dict[str, str]:
    return {
        "place": place(a, b),
        "time": time(a, b),
        "published": published(a, b),
        "printed": printed(a, b),
        "actors": actors(a, b),
        "targets": shared(a.targets, b.targets, "a target is not told", "the same target", "other targets"),
        "toll": toll(a, b),
        "means": shared(a.modes, b.modes, "the means are not told", "the same means", "other means"),
        "names": names(a, b),
        "words": words(text),
        "reports": heads(head),
        "rarity": rare(a, b),
        "standing": standing(a, b),
        "kind": "the same kind of act" if a.kind == b.kind else "a kindred kind of act",
    }


def weight(levels: dict[str, str]) -> float:
    known = {(c.name, level.words): level.weight for c in COMPARISONS for level in c.levels}
    return PRIOR_BITS + sum(known[pair] for pair in levels.items())


def weeks(row: Row) -> set[int]:
    assert row.from_day is not None and row.to_day is not None
    return set(range(row.from_day // (_WEEK // 2), row.to_day // (_WEEK // 2) + 2))


def dated(row: Row) -> bool:
    return row.from_day is not None and row.to_day is not None and row.to_day - row.from_day <= _LONG


def block_gap(a: Row, b: Row) -> int:
    assert a.from_day is not None and a.to_day is not None and b.from_day is not None and b.to_day is not None
    return max(a.from_day - b.to_day, b.from_day - a.to_day, 0)


def days_met(a: Row, b: Row) -> bool:
    def days(row: Row) -> set[int]:
        assert row.from_day is not None and row.to_day is not None
        return set(range(row.from_day, min(row.to_day, row.from_day + 8) + 1))

    return bool(days(a) & days(b))


def blocked(a: Row, b: Row, text: float, head: float) -> bool:
    """Do the two meet in a block?"""
    if a.report == b.report or a.family != b.family:
        return False
    if meet(a.keys, b.keys) and (len(set(a.rare) & set(b.rare)) > 1 or meet(a.scarce, b.scarce)):
        return True
    townless = not a.towns or not b.towns
    if dated(a) and dated(b):
        near = block_gap(a, b) <= 10 and bool(weeks(a) & weeks(b))
        on_day = block_gap(a, b) <= 1 and bool(weeks(a) & weeks(b))
        alike = text >= 0.3 or head >= 0.3 or meet(a.great_figures, b.great_figures)
        return (
            (near and meet(a.towns, b.towns))
            or (on_day and meet(a.areas, b.areas) and not meet(a.towns, b.towns))
            or (townless and meet(a.countries, b.countries) and days_met(a, b) and alike)
            or (townless and near and meet(a.countries, b.countries) and meet(a.lineage, b.lineage))
            or (near and meet(a.lineage, b.lineage) and (not a.countries or not b.countries or not a.firm))
            or (near and len(set(a.names) & set(b.names)) >= 2 and (townless or not a.firm))
        )
    return (
        meet(a.towns, b.towns)
        or (townless and meet(a.countries, b.countries) and head >= (0.18 if a.first and b.first else 0.3))
        or (meet(a.great_figures, b.great_figures) and (meet(a.lineage, b.lineage) or head >= 0.18))
        or (len(set(a.actors) & set(b.actors)) >= 2 and not a.firm and head >= 0.18)
        or len(set(a.names) & set(b.names)) >= 2
    )


def rows_of(happenings: Sequence[Happening]) -> list[Row]:
    number = {r: n for n, r in enumerate(dict.fromkeys(h.report.report_id for h in happenings))}
    return [make_row(uid, number[h.report.report_id], h, REGISTRY, {}) for uid, h in enumerate(happenings)]


@settings(max_examples=30, deadline=None)
@given(worlds(6))
def test_sql_and_python_block_and_weigh_the_same(world: World) -> None:
    happenings = all_happenings(*world, REGISTRY)
    rows = rows_of(happenings)
    texts = word_vectors([text_of(h) for h in happenings])
    heads_ = word_vectors([head_of(h.report) for h in happenings])
    features = feature_table(happenings, REGISTRY, word_vectors)
    expected = {}
    for a, b in combinations(rows, 2):
        text, head = float(np.dot(texts[a.uid], texts[b.uid])), float(np.dot(heads_[a.uid], heads_[b.uid]))
        if blocked(a, b, text, head):
            expected[a.uid, b.uid] = verdict(a, b, text, head)
    found = {(r["uid_l"], r["uid_r"]): r["weight"] for r in weigh(features).to_pylist()}
    assert found.keys() == expected.keys()
    for pair, levels in expected.items():
        assert math.isclose(found[pair], weight(levels), abs_tol=1e-4), (pair, levels)
    if expected:
        told = explain(features, list(expected))
        for levels, positions in zip(expected.values(), told, strict=True):
            assert levels == {c.name: c.levels[positions[c.name]].words for c in COMPARISONS}
