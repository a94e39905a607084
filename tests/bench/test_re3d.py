"""What the re3d bench writes for a document of our own."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.re3d import distinct, predictions

from casus.run.coding import load_kit

TEXT = "The Syrian Democratic Forces (SDF) attacked Islamic State fighters near Raqqa on 3 May 2017. Two rockets hit the town."


def test_entities_and_ties_of_a_document() -> None:
    (made,) = predictions([{"doc_id": "d", "text": TEXT}], load_kit(encoder=False))
    named = {(e["type"], TEXT[e["start"] : e["end"]]) for e in made["entities"]}
    assert {("Location", "Raqqa"), ("Temporal", "3 May 2017"), ("Quantity", "Two"), ("Weapon", "rockets"), ("Organisation", "SDF")} <= named
    ties = {(r["type"], *(TEXT[s:e] for s, e in (r["source_span"], r["target_span"]))) for r in made["relations"]}
    assert any(kind == "IsSynonymOf" and "Forces" in one and other == "SDF" for kind, one, other in ties)
    assert any(kind == "FightingAgainst" and "Islamic State" in other for kind, _, other in ties)


def test_rows_are_written_once() -> None:
    assert distinct([{"a": 1}, {"a": 1}, {"a": 2}]) == [{"a": 1}, {"a": 2}]
