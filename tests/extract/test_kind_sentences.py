"""Kinds of claims in tagged sentences: deed, tie, count or statement (tests/cases/kinds.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from casus.model import Claim
from coded import claims

CASES = Path(__file__).parents[1] / "cases" / "kinds.yaml"


def cases() -> list[dict[str, Any]]:
    return list(yaml.safe_load(CASES.read_text(encoding="utf-8")))


def _label(claim: Claim) -> str:
    return f"figure {claim.type}" if claim.kind == "figure" else claim.type or claim.kind


def _fits(claim: Claim, wanted: str) -> bool:
    head, _, parties = wanted.partition(":")
    if _label(claim) != head.strip():
        return False
    sides = [side.strip() for side in parties.split(">")] if parties else []
    told = ([p.span.text for p in claim.actors if p.span], [p.span.text for p in claim.recipients if p.span])
    return all(not side or any(words.endswith(side) for words in mine) for side, mine in zip(sides, told, strict=False))


def _shown(found: tuple[Claim, ...]) -> list[str]:
    return [f"{_label(c)} {[p.name for p in c.actors]} > {[p.name for p in c.recipients]} ({c.rule})" for c in found]


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["text"][:60])
def test_tagged_sentences(case: dict[str, Any]) -> None:
    found = claims(case["text"])
    for wanted in case.get("has", "").split(";"):
        if wanted.strip():
            assert any(_fits(c, wanted) for c in found), _shown(found)
    barred = {label.strip() for label in case.get("not", "").split(";") if label.strip()}
    kinds = {"event", "relation", "figure"} & barred
    assert not [c for c in found if _label(c) in barred or c.kind in kinds], _shown(found)


def test_a_third_of_the_sentences_are_must_nots() -> None:
    told = cases()
    assert sum("not" in case for case in told) * 3 >= len(told)


def test_a_count_has_its_number() -> None:
    (claim,) = claims("Al-Shabaab has about 7,000 fighters.")
    (figure,) = claim.figures
    assert (claim.kind, claim.type, figure.what, figure.low, figure.high) == ("figure", "fighters", "strength", 7000, 7000)
