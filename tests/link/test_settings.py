"""The same comparisons for each backend, built in Python."""

from __future__ import annotations

import pytest

from casus.link.evidence import COMPARISONS
from casus.link.settings import Backend, settings


@pytest.mark.parametrize("backend", ["duckdb", "spark"])
def test_every_level_reaches_the_backend_with_its_weights(backend: Backend) -> None:
    made = settings(backend).create_settings_dict(backend)["comparisons"]
    assert [c["output_column_name"] for c in made] == [c.name for c in COMPARISONS]
    for comparison, ours in zip(made, COMPARISONS, strict=True):
        levels = comparison["comparison_levels"]
        assert [level.get("m_probability") for level in levels] == [level.m for level in ours.levels]
        assert [level.get("u_probability") for level in levels] == [level.u for level in ours.levels]


def test_spark_is_given_no_function_of_duckdb() -> None:
    sql = str(settings("spark").create_settings_dict("spark"))
    assert "list_has_any" not in sql and "array_inner_product" not in sql and "arrays_overlap" in sql and "casus_dot" in sql


def test_each_comparison_ends_in_what_is_left_and_its_likelihoods_are_shares() -> None:
    for comparison in COMPARISONS:
        *others, last = comparison.levels
        assert last.sql is None and all(level.sql is not None for level in others)
        for share in ("m", "u"):
            total = sum(getattr(level, share) or 0.0 for level in comparison.levels)
            assert 0.8 <= total <= 1.05, (comparison.name, share, total)
