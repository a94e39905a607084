"""People's judgements, ids that stay, parts, and the words for why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from make import KABUL, KUNDUZ, REGISTRY, claim, killed, report

from casus.link import Constraints, ContradictionError, link
from casus.link.parts import mark_parts
from casus.link.why import why, why_origins
from casus.model import Claim, Incident, Report


def told(*names: str) -> tuple[list[Report], list[Claim]]:
    return [report(n) for n in names], [claim(n) for n in names]


def groups(incidents: tuple[Incident, ...]) -> list[tuple[str, ...]]:
    return sorted(i.report_ids for i in incidents)


def test_not_the_same_holds_against_all_evidence() -> None:
    reports, claims = told("a", "b", "c")
    found = link(reports, claims, REGISTRY, Constraints(apart=(("c-a-1", "c-b-1"),))).incidents
    assert not any({"a", "b"} <= set(i.report_ids) for i in found)


def test_the_same_holds_against_all_evidence() -> None:
    reports = [report("a"), report("b")]
    claims = [claim("a"), claim("b", place=KABUL, when="2020-01-01", type="PROTEST")]
    assert len(link(reports, claims, REGISTRY).incidents) == 2
    assert groups(link(reports, claims, REGISTRY, Constraints(same=(("c-a-1", "c-b-1"),))).incidents) == [("a", "b")]


def test_not_the_same_reaches_through_the_same() -> None:
    reports, claims = told("a", "b", "c")
    judged = Constraints(same=(("c-a-1", "c-b-1"),), apart=(("c-b-1", "c-c-1"),))
    assert groups(link(reports, claims, REGISTRY, judged).incidents) == [("a", "b"), ("c",)]


def test_claims_of_one_report_can_be_judged_apart() -> None:
    claims = [claim("a", "1"), claim("a", "2")]
    assert len(link([report("a")], claims, REGISTRY).incidents) == 1
    assert len(link([report("a")], claims, REGISTRY, Constraints(apart=(("c-a-1", "c-a-2"),))).incidents) == 2


def test_judgements_that_contradict_are_refused() -> None:
    with pytest.raises(ContradictionError, match="take one of these back"):
        Constraints(same=(("x", "y"), ("y", "z")), apart=(("x", "z"),))


def test_an_incident_keeps_its_id_when_an_earlier_report_joins() -> None:
    reports, claims = told("b", "c")
    (before,) = link(reports, claims, REGISTRY).incidents
    reports.append(report("a", "2021-10-01"))
    claims.append(claim("a", when="2021-10-08"))
    (after,) = link(reports, claims, REGISTRY, previous=(before,)).incidents
    assert after.incident_id == before.incident_id and len(after.claim_ids) == 3


def test_in_a_split_the_larger_part_keeps_the_id_and_the_other_gets_a_new_one() -> None:
    reports, claims = told("a", "b", "c")
    (before,) = link(reports, claims, REGISTRY).incidents
    judged = Constraints(apart=(("c-a-1", "c-b-1"), ("c-a-1", "c-c-1")))
    after = link(reports, claims, REGISTRY, judged, previous=(before,)).incidents
    ids = {i.report_ids: i.incident_id for i in after}
    assert ids["b", "c"] == before.incident_id and ids[("a",)] != before.incident_id


def test_a_day_within_a_battle_is_a_part_of_it() -> None:
    (battle,) = link([report("a")], [claim("a", actors=("taliban",))], REGISTRY).incidents
    battle = replace(battle, start=date(2021, 10, 1), end=date(2021, 10, 9), date_precision="range")
    ambush = replace(battle, incident_id="i-2", start=date(2021, 10, 4), end=date(2021, 10, 4), date_precision="day")
    other = replace(ambush, incident_id="i-3", actors=())
    assert [i.part_of for i in mark_parts([battle, ambush, other])] == [None, battle.incident_id, None]


def test_a_part_with_more_dead_than_the_whole_is_impossible_and_is_found_anew_each_time() -> None:
    def battle_of(dead: int) -> Incident:
        (made,) = link([report("a")], [claim("a", actors=("taliban",), figures=(killed(dead, dead),))], REGISTRY).incidents
        return replace(made, start=date(2021, 10, 1), end=date(2021, 10, 9), date_precision="range")

    day_of = {"incident_id": "i-2", "start": date(2021, 10, 4), "end": date(2021, 10, 4), "date_precision": "day"}
    whole, more, fewer = battle_of(20), replace(battle_of(30), **day_of), replace(battle_of(10), **day_of)
    _, found = marked = mark_parts([whole, more])
    assert [d.why for d in found.disagreements] == ["A part counts more than the whole (20): at least 30 killed."]
    assert [d.kind for d in found.disagreements] == ["impossible"]
    assert mark_parts(marked) == marked
    assert mark_parts([whole, fewer])[1].disagreements == ()
    assert mark_parts([replace(whole, end=date(2021, 10, 2)), found])[1].disagreements == ()  # no part of it any more


def test_a_day_within_two_battles_is_a_part_of_neither() -> None:
    (battle,) = link([report("a")], [claim("a", actors=("taliban",))], REGISTRY).incidents
    battle = replace(battle, start=date(2021, 10, 1), end=date(2021, 10, 9), date_precision="range")
    twin = replace(battle, incident_id="i-9")
    ambush = replace(battle, incident_id="i-2", start=date(2021, 10, 4), end=date(2021, 10, 4), date_precision="day")
    assert [i.part_of for i in mark_parts([battle, twin, ambush])] == [None, None, None]


def test_a_link_explains_itself_and_its_steps_add_up() -> None:
    reports = [report("a"), report("b"), report("c")]
    claims = [claim(n, place=KUNDUZ, figures=(killed(43, 43),)) for n in "abc"]
    links = why(reports, claims, REGISTRY)
    assert len(links) == 2
    for link_ in links:
        steps = {s.comparison: s for s in link_.steps}
        assert steps["place"].words == "the same town" and steps["time"].words == "the same day"
        assert steps["toll"].bits > 0 > steps["prior"].bits
        assert link_.bits == pytest.approx(sum(s.bits for s in link_.steps)) and link_.bits > 0


def test_what_people_put_together_has_no_link() -> None:
    claims = [claim("a"), claim("b", place=KABUL, when="2020-01-01")]
    assert why([report("a"), report("b")], claims, REGISTRY) == ()


def test_a_copy_shows_what_it_changed() -> None:
    text = "Guards said that forty three people had died in the blast at the old market near the river on that grey and cold morning. It rained."
    a, b = report("a", text=text), replace(report("b", text=text.replace("It rained.", "It snowed.")), copy_of="a")
    (origin,) = why_origins([a, b])
    assert (origin.tie.kind == "copy" and ("It rained.", "It snowed.") in origin.changes) or ("It snowed.", "It rained.") in origin.changes
