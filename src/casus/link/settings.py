"""The comparisons as Splink settings, built anew for each backend: what Splink saves as JSON is one dialect's SQL."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from splink import SettingsCreator
from splink.comparison_level_library import CustomLevel
from splink.comparison_library import CustomComparison
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from casus.link.evidence import COMPARISONS, PRIOR, Comparison, Level

Backend = Literal["duckdb", "spark"]
_CALLS: Mapping[Backend, Mapping[str, str]] = MappingProxyType(
    {
        "duckdb": {"any": "list_has_any", "size": "len", "shared": "casus_shared", "common": "casus_common", "dot": "array_inner_product"},
        "spark": {"any": "arrays_overlap", "size": "size", "shared": "casus_shared", "common": "casus_common", "dot": "casus_dot"},
    }
)
#: what must be run once in a session of the backend before the settings are used
MACROS: Mapping[Backend, tuple[str, ...]] = MappingProxyType(
    {
        "duckdb": (
            "CREATE OR REPLACE MACRO casus_shared(a, b) AS len(list_intersect(a, b))",
            "CREATE OR REPLACE MACRO casus_common(a, b) AS len(list_intersect(a, b))",
        ),
        "spark": (
            "CREATE OR REPLACE TEMPORARY FUNCTION casus_shared(a ARRAY<STRING>, b ARRAY<STRING>) RETURNS INT RETURN size(array_intersect(a, b))",
            "CREATE OR REPLACE TEMPORARY FUNCTION casus_common(a ARRAY<BIGINT>, b ARRAY<BIGINT>) RETURNS INT RETURN size(array_intersect(a, b))",
            "CREATE OR REPLACE TEMPORARY FUNCTION casus_dot(a ARRAY<FLOAT>, b ARRAY<FLOAT>) RETURNS DOUBLE "
            "RETURN aggregate(zip_with(a, b, (x, y) -> double(x) * y), double(0), (s, x) -> s + x)",
        ),
    }
)
logging.getLogger("splink").setLevel(logging.ERROR)


def settings(backend: Backend = "duckdb", explain: bool = False) -> SettingsCreator:
    """Settings for ``splink.Linker``; with ``explain``, predictions keep the level of every comparison."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(c, _CALLS[backend]) for c in COMPARISONS],
        blocking_rules_to_generate_predictions=[],
        probability_two_random_records_match=PRIOR,
        unique_id_column_name="uid",
        retain_matching_columns=explain,
        retain_intermediate_calculation_columns=explain,
    )


def _comparison(comparison: Comparison, calls: Mapping[str, str]) -> CustomComparison:
    levels: list[ComparisonLevelCreator | dict[str, Any]] = [_level(level, calls) for level in comparison.levels]
    return CustomComparison(output_column_name=comparison.name, comparison_description=comparison.name, comparison_levels=levels)


def _level(level: Level, calls: Mapping[str, str]) -> ComparisonLevelCreator:
    sql = "ELSE" if level.sql is None else level.sql.format(**calls)
    made = CustomLevel(sql, label_for_charts=level.words)
    if level.m is None:
        return made.configure(is_null_level=True)
    m, u = shares(level)
    return made.configure(m_probability=m, u_probability=u)


def shares(level: Level) -> tuple[float, float]:
    """Two shares below 1 whose ratio gives the level's bits: all that Splink makes of them."""
    most = 2.0 ** -(abs(level.weight) + 1)
    return (0.5, most) if level.weight > 0 else (most, 0.5)
