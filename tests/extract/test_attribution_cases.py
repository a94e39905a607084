"""Who says so, how sure, and who did it: tagged sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.coded import claims

from casus.model import Claim, Responsibility

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str, *fields: str) -> list[tuple[str, ...]]:
    told = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [tuple(case[field] for field in ("text", *fields)) for case in told]


def attacks(text: str) -> list[Claim]:
    found = [c for c in claims(text) if c.type == "ASSAULT"]
    return sorted(found, key=lambda c: c.quote.start)


def chain(claim: Claim) -> str:
    return " > ".join(s.name for s in claim.said_by) or "-"


@pytest.mark.parametrize(("text", "said"), cases("attribution.yaml", "said"))
def test_who_says_so(text: str, said: str) -> None:
    assert [chain(c) for c in attacks(text)] == [part.strip() for part in said.split(";")]


@pytest.mark.parametrize(("text", "modality"), cases("modality.yaml", "modality"))
def test_how_sure(text: str, modality: str) -> None:
    told = [f"{c.modality}{' negated' if c.negated else ''}" for c in attacks(text)]
    assert (told or ["none"]) == [part.strip() for part in modality.split(";")]


def told_of(found: Responsibility) -> str:
    sides = (("claimed", found.claimed_by), ("blamed", found.blamed_on), ("denied", found.denied_by))
    return "; ".join(f"{word} {p.name}" for word, parties in sides for p in parties) or "nobody"


@pytest.mark.parametrize(("text", "told"), cases("responsibility.yaml", "told"))
def test_who_did_it(text: str, told: str) -> None:
    found = [told_of(c.responsibility) for c in attacks(text) if c.responsibility is not None]
    assert (found or ["-"]) == [told]
