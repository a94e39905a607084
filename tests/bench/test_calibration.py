"""The arithmetic of calibration, against numbers worked out by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.calibration import Row, bins, brier, expected_error, fit, fitted, ordered
from tests.coded import claims, of_type

from casus.codebook.confidence import ConfidenceTable, load_confidence
from casus.extract.confidence import confidence_of, features


def row(confidence: float, right: bool, *names: str) -> Row:
    return Row("g", "event", names, confidence, right)


FOUR = [row(0.95, True), row(0.95, False), row(0.15, False), row(0.15, False)]


def test_bins_hold_mean_confidence_and_share_of_right_ones() -> None:
    assert [(b.low, b.number, round(b.confidence, 2), b.right) for b in bins(FOUR)] == [(0.1, 2, 0.15, 0.0), (0.9, 2, 0.95, 0.5)]


def test_full_confidence_falls_into_the_last_bin() -> None:
    assert [(b.low, b.number) for b in bins([row(1.0, True), row(0.0, False)])] == [(0.0, 1), (0.9, 1)]


def test_expected_error_weighs_the_bins_by_their_rows() -> None:
    assert expected_error(FOUR) == pytest.approx(0.5 * 0.15 + 0.5 * 0.45)
    assert expected_error([*FOUR, *[row(0.15, False)] * 4]) == pytest.approx(0.75 * 0.15 + 0.25 * 0.45)
    assert expected_error([]) == 0.0


def test_brier_is_the_mean_square() -> None:
    assert brier(FOUR) == pytest.approx((0.05**2 + 0.95**2 + 2 * 0.15**2) / 4)


def test_ordered_counts_pairs_and_halves_ties() -> None:
    assert ordered([row(0.9, True), row(0.1, False)]) == 1.0
    assert ordered([row(0.1, True), row(0.9, False)]) == 0.0
    assert ordered(FOUR) == pytest.approx((1 + 1 + 0.5) / 3)


def test_fit_finds_the_share_of_right_ones_and_what_speaks_for_and_against() -> None:
    rows = [row(0, True, "good")] * 90 + [row(0, False, "good")] * 10 + [row(0, True, "bad")] * 20 + [row(0, False, "bad")] * 80
    _, weights = fit(rows)
    assert weights["good"] > 0.5 and weights["bad"] < -0.5


def test_fit_gives_no_weight_to_what_was_hardly_seen() -> None:
    _, weights = fit([*[row(0, True, "a")] * 50, *[row(0, False, "b")] * 50, row(0, True, "rare")])
    assert "rare" not in weights


def test_the_parts_are_fixed_by_the_name() -> None:
    assert sum(fitted(f"report {n}") for n in range(1000)) == pytest.approx(600, abs=60)


def test_a_table_makes_a_probability() -> None:
    claim = of_type("Gunmen attacked a village in Kunduz on Friday.", "ASSAULT")
    assert confidence_of(claim, ConfidenceTable(0.0, {})) == 0.5
    assert confidence_of(claim, ConfidenceTable(0.0, {"type:ASSAULT": 1.0})) == 0.73
    assert confidence_of(claim, ConfidenceTable(50.0, {})) == 0.98
    assert confidence_of(claim, ConfidenceTable(-50.0, {})) == 0.02


def test_every_claim_carries_the_tables_confidence() -> None:
    found = claims(
        "The governor said gunmen attacked a village. The Taliban seek to rule Afghanistan. The Taliban are allied with al-Qaeda."
    )
    assert found and all(c.confidence == confidence_of(c) for c in found)


def test_every_weight_can_be_met() -> None:
    known = {f"{n}" for n in load_confidence().weights}
    prefixes = ("kind:", "type:", "rule:", "modality:", "actor:", "recipient:", "place:")
    plain = {"negated", "said", "said:chain", "time", "figures", "mode", "actors:many", "long"}
    assert all(n in plain or n.startswith(prefixes) for n in known)
    assert "kind:event" in features(of_type("Gunmen attacked a village.", "ASSAULT"))
