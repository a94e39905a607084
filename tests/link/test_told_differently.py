"""Spellings of one town, and names told as a fact by one report and as a suspicion by another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from make import KABUL, KUNDUZ, REGISTRY, claim, report

from casus.link import link
from casus.link.facts_differ import of_facts
from casus.link.happenings import Happening
from casus.model import Claim, Disagreement, Party, Place, Report, Responsibility, Span


def of(reports: list[Report], claims: list[Claim], field: str) -> Disagreement | None:
    (found,) = link(reports, claims, REGISTRY).incidents
    return next((d for d in found.disagreements if d.field == field), None)


def written(text: str, place: Place = KUNDUZ) -> Place:
    return replace(place, span=Span(0, len(text), text))


def by(text: str, name: str, actor_id: str | None = None) -> Party:
    """The party that ``text`` names by the words ``name``."""
    start = text.index(name)
    shown = REGISTRY.name(actor_id) if actor_id else name
    return Party(Span(start, start + len(name), name), actor_id, shown, "armed_group" if actor_id else "unidentified")


def told(report_id: str, text: str, name: str, actor_id: str | None = "taliban", **more: object) -> tuple[Report, Claim]:
    published = str(more.pop("published", "2021-10-08"))
    made = claim(report_id, **more)  # type: ignore[arg-type]
    return report(report_id, published, text), replace(made, actors=(by(text, name, actor_id),))


def suspicion(*pairs: tuple[Report, Claim]) -> Disagreement | None:
    return of([r for r, _ in pairs], [c for _, c in pairs], "perpetrator")


def test_one_town_in_two_spellings_is_shown_and_is_no_conflict() -> None:
    claims = [claim("a", place=written("Kunduz")), claim("b", place=written("Qunduz"))]
    found = of([report("a"), report("b")], claims, "place")
    assert found is not None and found.kind == "different_scope"
    assert found.why == "One place is written as Kunduz or Qunduz."


@pytest.mark.parametrize("other", ["KUNDUZ", "Kundúz", "Kun-duz", "Kunduz City", "the provincial capital"])
def test_capitals_accents_hyphens_and_other_words_are_no_other_spelling(other: str) -> None:
    claims = [claim("a", place=written("Kunduz")), claim("b", place=written(other))]
    assert of([report("a"), report("b")], claims, "place") is None


def test_a_slip_within_one_report_is_none() -> None:
    claims = [claim("a", "1", place=written("Kunduz")), claim("a", "2", place=written("Kundus"))]
    assert of([report("a")], claims, "place") is None


def test_a_site_is_named_by_its_own_words() -> None:
    site = replace(KABUL, precision="site")
    claims = [claim("a", place=written("Old Bazaar", site)), claim("b", place=written("Old Bazar", site))]
    assert of([report("a"), report("b")], claims, "place") is None


SURE = "Taliban fighters stormed the town."
HEDGES = [
    "Suspected Taliban fighters stormed the town.",
    "Men believed to be Taliban stormed the town.",
    "The town was stormed, allegedly by Taliban.",
]


@pytest.mark.parametrize("hedged", HEDGES)
def test_a_suspicion_beside_a_fact(hedged: str) -> None:
    found = suspicion(told("a", SURE, "Taliban"), told("b", hedged, "Taliban"))
    assert found is not None and found.kind == "conflict"
    assert [v.value for v in found.values] == ["Taliban", "suspected Taliban"]


def test_a_fact_of_a_later_day_is_an_update() -> None:
    found = suspicion(told("a", HEDGES[0], "Taliban"), told("b", SURE, "Taliban", published="2021-10-09"))
    assert found is not None and found.kind == "update"


def test_a_report_that_hedges_once_hedges() -> None:
    text = f"{SURE} {HEDGES[0]}"
    start = text.rindex("Taliban")
    second = Party(Span(start, start + 7, "Taliban"), "taliban", "Taliban", "armed_group")
    claims = [replace(claim("a", "1"), actors=(by(text, "Taliban", "taliban"),)), replace(claim("a", "2"), actors=(second,))]
    assert of([report("a", text=text)], claims, "perpetrator") is None


def test_a_hedge_about_something_else_is_none() -> None:
    apart = "The bomb was apparently large, and Taliban stormed the town."
    assert suspicion(told("a", SURE, "Taliban"), told("b", apart, "Taliban")) is None


def claiming(made: tuple[Report, Claim]) -> tuple[Report, Claim]:
    return made[0], replace(made[1], modality="claimed", responsibility=Responsibility(claimed_by=made[1].actors))


def test_a_suspicion_that_became_a_claim_is_an_update() -> None:
    found = suspicion(told("a", HEDGES[0], "Taliban"), claiming(told("b", SURE, "Taliban", published="2021-10-09")))
    assert found is not None and found.kind == "update"
    assert [v.value for v in found.values] == ["suspected Taliban", "claimed by Taliban"]


def test_one_suspected_and_another_claiming() -> None:
    other = "Islamic State said that it stormed the town."
    found = suspicion(told("a", HEDGES[0], "Taliban"), claiming(told("b", other, "Islamic State", "islamic_state")))
    assert found is not None and found.kind == "conflict"
    assert [v.value for v in found.values] == ["Islamic State", "Taliban"]


def test_another_group_told_as_acting_weighs_nothing_against_a_claim() -> None:
    other = "Islamic State said that it stormed the town."
    assert suspicion(told("a", SURE, "Taliban"), claiming(told("b", other, "Islamic State", "islamic_state"))) is None


@pytest.mark.parametrize(("kind", "listed"), [("ASSAULT", True), ("ACCUSE", False)])
def test_words_have_no_place_of_their_own(kind: str, listed: bool) -> None:
    near = replace(KABUL, name="Paghman", lat=34.59, lon=68.99)
    claims = [claim("a", place=KABUL, type=kind), claim("b", place=near, type=kind)]
    assert any(of_facts([Happening(report(c.report_id), kind, (c,), 0) for c in claims], REGISTRY)) is listed


def test_what_somebody_says_is_no_fact_of_the_report() -> None:
    sure = told("a", SURE, "Taliban", modality="alleged")
    assert suspicion(sure, told("b", HEDGES[0], "Taliban")) is None


def test_people_without_a_name_by_what_they_are_told_to_be() -> None:
    jihadists, islamists = "suspected jihadists", "armed Islamists"
    found = suspicion(
        told("a", f"It was done by {jihadists}.", jihadists, None), told("b", f"It was done by {islamists}.", islamists, None)
    )
    assert found is not None and [v.value for v in found.values] == ["Islamists", "suspected Islamists"]


def test_gunmen_are_nobody_in_particular() -> None:
    found = suspicion(
        told("a", "It was done by suspected gunmen.", "suspected gunmen", None), told("b", "It was done by gunmen.", "gunmen", None)
    )
    assert found is None


@pytest.mark.parametrize(("second", "listed"), [("b", True), ("a", False)])
def test_towns_apart_differ_only_between_reports(second: str, listed: bool) -> None:
    near = replace(KABUL, name="Paghman", lat=34.59, lon=68.99)
    claims = [claim("a", "1", place=KABUL), claim(second, "2", place=near)]
    assert any(of_facts([Happening(report(c.report_id), "ASSAULT", (c,), 0) for c in claims], REGISTRY)) is listed


def test_a_group_found_in_reports_only_goes_by_its_own_name() -> None:
    pairs = [told("a", "Lake Front stormed it.", "Lake Front", None), told("b", "Suspected Lake Front men stormed it.", "Lake Front", None)]
    found_only = [(r, replace(c, actors=(replace(c.actors[0], actor_id="found.lake_front", kind="armed_group"),))) for r, c in pairs]
    found = suspicion(*found_only)
    assert found is not None and [v.value for v in found.values] == ["Lake Front", "suspected Lake Front"]
