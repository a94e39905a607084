"""The same comparisons for each backend, built in Python."""

from __future__ import annotations

import math

import pytest

from casus.codebook.files import shipped_yaml
from casus.link.evidence import BY_HAND, COMPARISONS
from casus.link.settings import Backend, settings


@pytest.mark.parametrize("backend", ["duckdb", "spark"])
def test_every_level_reaches_the_backend_with_its_weights(backend: Backend) -> None:
    made = settings(backend).create_settings_dict(backend)["comparisons"]
    assert [c["output_column_name"] for c in made] == [c.name for c in COMPARISONS]
    for comparison, ours in zip(made, COMPARISONS, strict=True):
        levels = comparison["comparison_levels"]
        assert [level.get("is_null_level", False) for level in levels] == [level.m is None for level in ours.levels]
        bits = [math.log2(level["m_probability"] / level["u_probability"]) for level in levels if "m_probability" in level]
        assert bits == pytest.approx([level.weight for level in ours.levels if level.m is not None])


def test_spark_is_given_no_function_of_duckdb() -> None:
    sql = str(settings("spark").create_settings_dict("spark"))
    assert "list_has_any" not in sql and "array_inner_product" not in sql and "arrays_overlap" in sql and "casus_dot" in sql


def test_each_comparison_ends_in_what_is_left_and_its_likelihoods_are_shares() -> None:
    for comparison in BY_HAND:
        *others, last = comparison.levels
        assert last.sql is None and all(level.sql is not None for level in others)
        for share in ("m", "u"):
            total = sum(getattr(level, share) or 0.0 for level in comparison.levels)
            assert 0.8 <= total <= 1.05, (comparison.name, share, total)


def test_every_level_that_weighs_anything_has_learned_bits() -> None:
    assert {(c.name, level.words) for c in COMPARISONS for level in c.levels if level.m is not None and level.learned is None} == set()
    known = {(c.name, level.words) for c in COMPARISONS for level in c.levels}
    assert {(name, words) for name, levels in shipped_yaml("lexicon/link_weights.yaml")["bits"].items() for words in levels} <= known


def test_more_rare_words_in_common_never_speak_less() -> None:
    bits = [level.weight for level in next(c for c in COMPARISONS if c.name == "rarity").levels[1:]]
    assert bits == sorted(bits, reverse=True)
