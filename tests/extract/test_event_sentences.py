"""Events in tagged sentences: what is told, who does it to whom, and what is no event (tests/cases/events.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from casus.model import Claim, Party
from coded import claims

CASES = Path(__file__).parents[1] / "cases" / "events.yaml"


def cases() -> list[dict[str, Any]]:
    return list(yaml.safe_load(CASES.read_text(encoding="utf-8")))


def _events(text: str) -> list[Claim]:
    return [c for c in claims(text) if c.kind == "event"]


def _fits(claim: Claim, wanted: str) -> bool:
    head, _, parties = wanted.partition(":")
    *modality, kind = head.split()
    if claim.type != kind or (modality and claim.modality != modality[0]):
        return False
    doers, _, done_to = parties.partition(">")
    return _are(claim.actors, doers.strip()) and _are(claim.recipients, done_to.strip())


def _are(parties: tuple[Party, ...], wanted: str) -> bool:
    if not wanted:
        return True
    if wanted == "-":
        return not parties
    names = [n.strip() for n in wanted.split("&")]
    told = [p.span.text for p in parties if p.span is not None]
    return len(names) == len(told) and all(any(words == n or words.endswith(f" {n}") for words in told) for n in names)


def _shown(events: list[Claim]) -> list[str]:
    def words(parties: tuple[Party, ...]) -> str:
        return " & ".join(p.span.text for p in parties if p.span is not None) or "-"

    return [f"{c.modality} {c.type}: {words(c.actors)} > {words(c.recipients)}" for c in events]


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["text"][:60])
def test_tagged_sentences(case: dict[str, Any]) -> None:
    events = _events(case["text"])
    for wanted in case.get("has", "").split(";"):
        if wanted.strip():
            assert any(_fits(c, wanted.strip()) for c in events), _shown(events)
    barred = case.get("not", "").split()
    assert not [c for c in events if "any" in barred or c.type in barred], _shown(events)


def test_a_third_of_the_sentences_are_must_nots() -> None:
    told = cases()
    assert len(told) >= 150
    assert sum("not" in case for case in told) * 3 >= len(told)
