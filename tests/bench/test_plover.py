"""The arithmetic of the PLOVER bench, against numbers worked out by hand, and its choice among claims."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.plover import f1_by_root, macro, predicted, unmarked

from casus.run.coding import load_kit


def test_marks_become_stretches() -> None:
    marked = unmarked("On Monday <s>A</s> hit <t>the B</t> and <t>C")
    assert (marked.text, marked.sources, marked.targets) == ("On Monday A hit the B and C", ((10, 11),), ((16, 21),))


def test_f1_by_root_and_its_mean() -> None:
    rows = f1_by_root([("AID", "AID"), ("AID", "none"), ("ACCUSE", "AID"), ("ACCUSE", "ACCUSE"), ("ACCUSE", "ACCUSE")])
    assert rows["AID"] == (0.5, 0.5, 0.5)
    assert rows["ACCUSE"] == pytest.approx((1.0, 2 / 3, 0.8))
    assert macro(rows) == pytest.approx(0.65)
    assert macro({}) == 0.0


def test_a_root_that_is_only_predicted_is_no_row() -> None:
    assert list(f1_by_root([("AID", "PROTEST")])) == ["AID"]


@pytest.mark.parametrize(
    ("sentence", "root"),
    [
        ("<s>The army</s> bombed <t>the rebels</t> after the minister condemned the governor.", "ASSAULT"),
        ("The army bombed the rebels after <s>the minister</s> condemned <t>the governor</t>.", "ACCUSE"),
        ("<s>The army</s> withdrew from <t>the town</t>.", "YIELD"),
        ("<s>Cats</s> sleep by <t>the door</t>.", "none"),
    ],
)
def test_the_claim_of_the_marked_parties_is_taken(sentence: str, root: str) -> None:
    assert predicted(unmarked(sentence), load_kit()) == root
