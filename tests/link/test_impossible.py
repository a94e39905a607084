"""What cannot be as told, seen over incidents: acts before a founding or after an end, deeds of leaders who were told dead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from make import KABUL, LIMA, REGISTRY, claim, report

from casus.link import Linked, link, link_more
from casus.link.lives import leader
from casus.model import Claim, Party, Registry, RegistryEntry, Report, Span

KNOWN = Registry(
    {
        **REGISTRY.entries,
        "young": RegistryEntry("young", "Young Front", "armed_group", since=date(2019, 1, 1), until=date(2021, 12, 31)),
        "new": RegistryEntry("new", "New Front", "armed_group"),
    }
)


def holder(name: str, at: int = 0, body: str = "taliban") -> Party:
    return Party(Span(at, at + len(name), name), body, name, "role_holder")


def by_group(report_id: str, group: str, when: str) -> Claim:
    return replace(claim(report_id, when=when), actors=(Party(Span(0, 1, "a"), group, KNOWN.name(group), "armed_group"),))


def founding(report_id: str, when: str) -> Claim:
    end = Party(Span(0, 1, "a"), "new", "New Front", "armed_group")
    return replace(claim(report_id, "f", when=when, type="founded"), kind="relation", recipients=(end,))


def death(report_id: str, name: str, when: str, told: str = "was killed in a raid", **more: Any) -> Claim:
    return replace(claim(report_id, "d", when=when, quote=f"{name} {told}.", **more), recipients=(holder(name),))


def deed(report_id: str, name: str, when: str, **more: Any) -> Claim:
    return replace(claim(report_id, "x", when=when, place=LIMA, **{"type": "THREATEN", **more}), actors=(holder(name),))


def impossible(claims: Sequence[Claim]) -> list[str]:
    reports = [report(r, published=None) for r in dict.fromkeys(c.report_id for c in claims)]
    found = link(reports, claims, KNOWN).incidents
    return [d.why for i in found for d in i.disagreements if d.kind == "impossible"]


def test_an_act_before_the_founding_and_one_after_the_end() -> None:
    assert impossible([by_group("a", "young", "2018-12-30")]) == ["Young Front acts on 2018-12-30, before it was founded."]
    assert impossible([by_group("a", "young", "2022-01-05")]) == ["Young Front acts on 2022-01-05, after it had ended."]
    assert impossible([by_group("a", "young", "2020-05-01")]) == []


def test_a_founding_that_only_reports_tell_and_the_registry_does_not() -> None:
    assert impossible([by_group("a", "new", "2010-03-01"), founding("b", "2012-06-01")]) == [
        "New Front acts on 2010-03-01, before it is founded."
    ]
    assert impossible([by_group("a", "new", "2013-03-01"), founding("b", "2012-06-01")]) == []


def test_a_founding_that_is_denied_bounds_nothing() -> None:
    denied = replace(founding("b", "2012-06-01"), modality="denied")
    assert impossible([by_group("a", "new", "2010-03-01"), denied]) == []


def test_a_leader_told_dead_neither_threatens_nor_is_arrested_later() -> None:
    told = death("a", "Taliban leader Orhan Vey", "2016-05-21")
    later = deed("b", "Taliban leader Orhan Vey", "2016-07-01")
    assert impossible([told, later]) == ["An office-holder threatens on 2016-07-01, after being told dead on 2016-05-21."]
    held = replace(
        claim("b", "y", when="2016-08-02", type="COERCE", place=KABUL), mode=("arrest",), recipients=(holder("Mullah Orhan Vey"),)
    )
    assert impossible([told, held]) == ["An office-holder is arrested on 2016-08-02, after being told dead on 2016-05-21."]


@pytest.mark.parametrize(
    ("told", "later"),
    [
        pytest.param({}, deed("b", "Taliban leader Orhan Vey", "2016-05-20"), id="before the death"),
        pytest.param({}, deed("b", "Taliban leader Selim Kor", "2016-07-01"), id="another leader"),
        pytest.param({}, deed("b", "Taliban leader", "2016-07-01"), id="the office alone"),
        pytest.param({"told": "was wounded in a raid that killed two"}, deed("b", "Taliban leader Orhan Vey", "2016-07-01"), id="wounded"),
        pytest.param({"told": "denied that he was killed"}, deed("b", "Taliban leader Orhan Vey", "2016-07-01"), id="denies it himself"),
        pytest.param({"modality": "denied"}, deed("b", "Taliban leader Orhan Vey", "2016-07-01"), id="the death is denied"),
        pytest.param({}, deed("b", "Taliban leader Orhan Vey", "2016-07-01", modality="planned"), id="nothing was done"),
    ],
)
def test_what_is_possible(told: dict[str, Any], later: Claim) -> None:
    assert impossible([death("a", "Taliban leader Orhan Vey", "2016-05-21", **told), later]) == []


def test_a_name_is_an_office_holders_own() -> None:
    assert leader(holder("Taliban leader Orhan Vey")) == "taliban vey"
    assert [leader(holder(n)) for n in ("leader of the Taliban", "Taliban leader", "President Vey")] == [None, None, None]
    assert leader(replace(holder("Orhan Vey"), kind="person")) is None


def test_no_person_is_named_in_what_is_said_of_it() -> None:
    told = impossible([death("a", "Taliban leader Orhan Vey", "2016-05-21"), deed("b", "Taliban leader Orhan Vey", "2016-07-01")])
    assert "Vey" not in " ".join(told)


def test_a_death_told_by_a_later_report_marks_an_old_incident_and_steps_give_what_once_gives() -> None:
    reports = [report("a", None), report("b", None)]
    claims = [deed("a", "Taliban leader Orhan Vey", "2016-07-01"), death("b", "Taliban leader Orhan Vey", "2016-05-21")]
    first = link(reports[:1], claims[:1], KNOWN)

    def fetch(ids: frozenset[str]) -> tuple[Sequence[Report], Sequence[Claim]]:
        return [r for r in first.reports if r.report_id in ids], [c for c in claims if c.report_id in ids]

    grown: Linked = link_more(first.memory, reports[1:], claims[1:], fetch, first.incidents, KNOWN)
    assert [len(i.disagreements) for i in first.incidents] == [0]
    assert grown.incidents == link(reports, claims, KNOWN, previous=first.incidents).incidents
    assert sum(d.kind == "impossible" for i in grown.incidents for d in i.disagreements) == 1


def test_the_claims_of_both_sides_are_named() -> None:
    claims = [death("a", "Taliban leader Orhan Vey", "2016-05-21"), deed("b", "Taliban leader Orhan Vey", "2016-07-01")]
    (found,) = [d for i in link([report("a", None), report("b", None)], claims, KNOWN).incidents for d in i.disagreements]
    assert [v.claim_ids for v in found.values] == [("c-b-x",), ("c-a-d",)]
    assert found.field == "other"
