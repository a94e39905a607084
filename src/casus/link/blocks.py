"""Which pairs of happenings are worth weighing: DuckDB SQL over the feature table, so that the work grows with the pairs that are near.

A pair must be of two reports and one family of acts, and then meet in one of these: town and week; town, where one side has no
day; area and day; country and week together with actor, figure or words; actor and week; names and week; the heads of the reports;
rare words, whatever day and place are told.
"""

from __future__ import annotations

from dataclasses import dataclass

#: days of a block; each day stands in two blocks, so that days up to half as far apart always share one
_WEEK = 16
#: spans longer than this are no days to go by
_LONG = 40

#: what keys are made of; the rest of a row is looked at only where two rows meet
_KEYED = "uid, family, from_day, to_day, towns, areas, countries, lineage, actors, names, great_figures, keys"


def prepared_sql(first_fresh: int = 0) -> str:
    """SQL for the tables that rules name: rows with days to go by (only those near a fresh one), those of them without a town, the others."""
    fresh = f"SELECT min(from_day) - {_WEEK * 2} AS a, max(to_day) + {_WEEK * 2} AS b FROM happenings WHERE uid >= {first_fresh}"
    near = f"AND to_day >= (SELECT a FROM ({fresh})) AND from_day <= (SELECT b FROM ({fresh}))" if first_fresh else ""
    return f"""
CREATE OR REPLACE TEMP TABLE casus_dated AS
SELECT {_KEYED}, generate_series(from_day // {_WEEK // 2}, to_day // {_WEEK // 2} + 1) AS weeks
FROM happenings WHERE from_day IS NOT NULL AND to_day - from_day <= {_LONG} {near};
CREATE OR REPLACE TEMP TABLE casus_townless AS SELECT * FROM casus_dated WHERE len(towns) = 0;
CREATE OR REPLACE TEMP TABLE casus_loose AS
SELECT {_KEYED} FROM happenings WHERE from_day IS NULL OR to_day - from_day > {_LONG};
"""


_NEAR = "greatest(l.from_day - r.to_day, r.from_day - l.to_day, 0) <= 10"
_AKIN = "(list_has_any(l.lineage, r.lineage) OR array_inner_product(l.head, r.head) >= 0.18)"


@dataclass(frozen=True, slots=True)
class Rule:
    """``key`` builds the list of block keys of one row; rows of two sides that share a key meet, where ``where`` holds."""

    name: str
    left: str
    right: str
    key: str
    where: str = "true"
    least: int = 1


RULES = (
    Rule(
        "town and week", "casus_dated", "casus_dated", "family || '|' || t || '|' || w FROM unnest(towns) u(t), unnest(weeks) v(w)", _NEAR
    ),
    Rule("town, no day", "casus_loose", "happenings", "family || '|' || t FROM unnest(towns) u(t)"),
    Rule(
        "area and day",
        "casus_dated",
        "casus_dated",
        "family || '|' || t || '|' || w FROM unnest(areas) u(t), unnest(weeks) v(w)",
        "greatest(l.from_day - r.to_day, r.from_day - l.to_day, 0) <= 1 AND NOT list_has_any(l.towns, r.towns)",
    ),
    Rule(
        "country and day",
        "casus_townless",
        "casus_dated",
        "family || '|' || t || '|' || d FROM unnest(countries) u(t), unnest(generate_series(from_day, least(to_day, from_day + 8))) v(d)",
        "array_inner_product(l.text, r.text) >= 0.3 OR array_inner_product(l.head, r.head) >= 0.3 OR list_has_any(l.great_figures, r.great_figures)",
    ),
    Rule(
        "country, actor and week",
        "casus_townless",
        "casus_dated",
        "family || '|' || t || '|' || a || '|' || w FROM unnest(countries) u(t), unnest(lineage) z(a), unnest(weeks) v(w)",
        _NEAR,
    ),
    Rule(
        "actor and week, no place",
        "casus_dated",
        "casus_dated",
        "family || '|' || t || '|' || w FROM unnest(lineage) u(t), unnest(weeks) v(w)",
        f"{_NEAR} AND (len(l.countries) = 0 OR len(r.countries) = 0 OR NOT l.firm)",
    ),
    Rule(
        "names and week",
        "casus_dated",
        "casus_dated",
        "family || '|' || t || '|' || w FROM unnest(names) u(t), unnest(weeks) v(w)",
        f"{_NEAR} AND (len(l.towns) = 0 OR len(r.towns) = 0 OR NOT l.firm)",
        least=2,
    ),
    Rule(
        "country, no day",
        "casus_loose",
        "happenings",
        "family || '|' || t FROM unnest(countries) u(t)",
        "(len(l.towns) = 0 OR len(r.towns) = 0) AND array_inner_product(l.head, r.head) >= CASE WHEN l.first AND r.first THEN 0.18 ELSE 0.3 END",
    ),
    Rule("figure, no day", "casus_loose", "happenings", "family || '|' || t FROM unnest(great_figures) u(t)", _AKIN),
    Rule(
        "actors of an act of words, no day",
        "casus_loose",
        "happenings",
        "family || '|' || t FROM unnest(actors) u(t)",
        "NOT l.firm AND array_inner_product(l.head, r.head) >= 0.18",
        least=2,
    ),
    Rule("names, no day", "casus_loose", "happenings", "family || '|' || t FROM unnest(names) u(t)", least=2),
    Rule(
        "rare words",
        "happenings",
        "happenings",
        "hash(family, t) FROM unnest(keys) u(t)",
        "casus_common(l.rare, r.rare) > 1 OR casus_common(l.scarce, r.scarce) > 0",
    ),
)


def pairs_sql(first_fresh: int = 0) -> str:
    """SQL giving ``uid_l < uid_r`` of every pair to weigh; only pairs with a uid of ``first_fresh`` or above in them."""
    parts = [sql for rule in RULES for sql in _rule_sql(rule, first_fresh)]
    return f"SELECT DISTINCT a AS uid_l, b AS uid_r FROM ({' UNION ALL '.join(parts)})"


def _rule_sql(rule: Rule, first_fresh: int) -> list[str]:
    """The rule's pairs; where only fresh rows count, once with these on the left and once with them on the right."""
    fresh = f"h.uid >= {first_fresh}"
    if not first_fresh:
        return [_met(rule, "true", "true", "x.uid < y.uid" if rule.left == rule.right else "x.uid <> y.uid")]
    sides = [(fresh, "true")] if rule.left == rule.right else [(fresh, "true"), ("true", fresh)]
    return [_met(rule, left, right, "x.uid <> y.uid") for left, right in sides]


def _met(rule: Rule, left: str, right: str, ends: str) -> str:
    what, _, of = rule.key.partition(" FROM ")
    x, y = (
        f"(SELECT DISTINCT h.uid, {what} AS k FROM {table} h, {of} WHERE {only})"
        for table, only in ((rule.left, left), (rule.right, right))
    )
    enough = f"HAVING count(DISTINCT split_part(x.k, '|', 2)) >= {rule.least}" if rule.least > 1 else ""
    return f"""SELECT a, b FROM (
        SELECT least(x.uid, y.uid) AS a, greatest(x.uid, y.uid) AS b FROM {x} x JOIN {y} y ON x.k = y.k AND {ends} GROUP BY ALL {enough}
    ) m JOIN happenings l ON l.uid = m.a JOIN happenings r ON r.uid = m.b WHERE l.report <> r.report AND ({rule.where})"""
