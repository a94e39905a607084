"""Parties of events, relations and statements in tagged sentences (tests/cases/parties.yaml): who must stand there, and who must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from casus.model import Claim, Party
from coded import claims, report

CASES = Path(__file__).parents[1] / "cases" / "parties.yaml"


def cases() -> list[dict[str, Any]]:
    return list(yaml.safe_load(CASES.read_text(encoding="utf-8")))


def _names(wanted: str) -> list[str]:
    return [name.strip() for name in wanted.split("&")]


def _is(party: Party, name: str) -> bool:
    return party.span.text == name or party.span.text.endswith(f" {name}")


def _among(parties: tuple[Party, ...], wanted: str) -> bool:
    return not wanted or (wanted != "-" and all(any(_is(p, name) for p in parties) for name in _names(wanted)))


def _are(parties: tuple[Party, ...], wanted: str) -> bool:
    if wanted == "-":
        return not parties
    return not wanted or (len(parties) == len(_names(wanted)) and _among(parties, wanted))


def _parts(wanted: str) -> tuple[str, str, str]:
    kind, _, parties = wanted.partition(":")
    doers, _, done_to = parties.partition(">")
    return kind.strip(), doers.strip(), done_to.strip()


def _all(listed: str) -> list[tuple[str, str, str]]:
    return [_parts(one) for one in listed.split(";") if one.strip()]


def _shown(found: tuple[Claim, ...]) -> list[str]:
    def words(parties: tuple[Party, ...]) -> str:
        return " & ".join(p.span.text for p in parties) or "-"

    return [f"{c.label}: {words(c.actors)} > {words(c.recipients)}" for c in found]


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["text"][:60])
def test_parties(case: dict[str, Any]) -> None:
    found = claims(case["text"])
    for kind, doers, done_to in _all(case.get("has", "")):
        assert any(c.label == kind and _are(c.actors, doers) and _are(c.recipients, done_to) for c in found), _shown(found)
    for kind, doers, done_to in _all(case.get("never", "")):
        assert not any(c.label == kind and _among(c.actors, doers) and _among(c.recipients, done_to) for c in found), _shown(found)


def test_a_third_of_the_sentences_are_must_nots() -> None:
    told = cases()
    assert sum("never" in case for case in told) * 3 >= len(told)


def test_parties_stand_in_the_report_by_the_words_that_name_them() -> None:
    text = "Boko Haram left Kano. It has raided three villages. The group also holds hostages. Gunmen fled and they shot ten farmers."
    whole = report(text).text
    for claim in claims(text):
        for party in (*claim.actors, *claim.recipients):
            assert party.span.holds(whole)
            assert party.span.text.lower() not in ("it", "they", "the group", "group")
