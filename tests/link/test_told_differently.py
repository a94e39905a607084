"""Spellings of one town, and names told as a fact by one report and as a suspicion by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from make import KABUL, KUNDUZ, REGISTRY, claim, report

from casus.link import link
from casus.link.facts_differ import of_facts
from casus.link.happenings import Happening
from casus.link.incidents import make_incident
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


def facts(*told: tuple[Report, Sequence[Claim]]) -> list[str]:
    """The fields in which one happening of each report differs."""
    return [d.field for d in of_facts([Happening(r, c[0].type, tuple(c), 0) for r, c in told], REGISTRY)]


FAR = Place(Span(0, 1, "F"), "Farwell", "Kunduz", "AFG", 36.4, 68.4, "admin2")


def test_a_day_weeks_off_is_of_something_else_that_a_report_tells() -> None:
    first = (report("a"), [claim("a")])
    assert facts(first, (report("b"), [claim("b", when="2021-10-06")])) == ["date"]
    assert facts(first, (report("b"), [claim("b", when="2021-09-01")])) == []


def test_a_district_counts_where_its_report_tells_no_place_more_often() -> None:
    first = (report("a"), [claim("a")])
    assert facts(first, (report("b"), [claim("b", place=FAR)])) == ["place"]
    assert facts(first, (report("b"), [claim("b"), claim("b", "2"), claim("b", "3", place=FAR)])) == []


def test_a_site_in_a_town_is_no_other_place() -> None:
    market = replace(KUNDUZ, name="Old Market", precision="site", lat=36.78, lon=68.88)
    outside = replace(market, lat=36.9, lon=68.88)
    assert facts((report("a"), [claim("a")]), (report("b"), [claim("b", place=market)])) == []
    assert facts((report("a"), [claim("a")]), (report("b"), [claim("b", place=outside)])) == ["place"]


@pytest.mark.parametrize("kind", ["CONSULT", "AGREE", "RETREAT"])
def test_where_it_was_decided_told_and_done_stand_side_by_side(kind: str) -> None:
    assert facts((report("a"), [claim("a", type=kind)]), (report("b"), [claim("b", type=kind, place=KABUL)])) == []


def test_a_refusal_that_is_alleged_was_said_all_the_same() -> None:
    for kind, expected in (("ASSAULT", ["modality"]), ("REJECT", [])):
        assert facts((report("a"), [claim("a", type=kind)]), (report("b"), [claim("b", type=kind, modality="alleged")])) == expected


def test_the_day_of_an_incident_is_the_one_most_reports_tell_then_the_news() -> None:
    def start(*told: tuple[str, list[str]]) -> str:
        happenings = [Happening(report(r), "ASSAULT", tuple(claim(r, str(n), when=d) for n, d in enumerate(days)), 0) for r, days in told]
        return str(make_incident(happenings, {}, REGISTRY).start)

    assert start(("a", ["2021-10-07"]), ("b", ["2021-10-07"]), ("c", ["2021-10-06"] * 3)) == "2021-10-07"
    assert start(("a", ["2021-10-07"]), ("b", ["2021-09-01", "2021-09-01"])) == "2021-10-07"
    assert start(("a", ["2021-10-07"]), ("b", ["2021-10-06"])) == "2021-10-06"


def certainty(second: Claim) -> Disagreement | None:
    found = link([report("a"), report("b")], [claim("a"), second], REGISTRY).incidents
    return next((d for i in found for d in i.disagreements if d.field == "modality"), None)


def test_an_attack_that_others_say_did_not_happen() -> None:
    for second in (claim("b", modality="denied"), claim("b", negated=True)):
        found = certainty(second)
        assert found is not None and found.kind == "conflict" and {v.value for v in found.values} == {"told as a fact", "told as denied"}


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(
            claim("b", modality="denied", responsibility=Responsibility((), (), (by("Taliban", "Taliban", "taliban"),), ())),
            id="who denies the deed",
        ),
        pytest.param(claim("b", negated=True, when=None), id="no attack, on no day"),
        pytest.param(claim("b", negated=True, place=replace(KUNDUZ, precision="admin1")), id="no attack in a province"),
        pytest.param(claim("b", negated=True, actors=("taliban",)), id="one group did not do it"),
        pytest.param(claim("b", negated=True, when="2021-09-20"), id="no attack on another day"),
        pytest.param(claim("b", modality="planned"), id="only planned"),
    ],
)
def test_what_is_no_denial_that_it_happened(second: Claim) -> None:
    assert certainty(second) is None
