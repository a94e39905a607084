"""Linking: what is one happening, what is not, whatever the order of the reports."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Literal

import pytest
from make import KABUL, KUNDUZ, LIMA, REGISTRY, claim, killed, report

from casus.link import link
from casus.model import Claim, Incident, Party, Report, Span


def incidents(reports: list[Report], claims: list[Claim]) -> tuple[Incident, ...]:
    return link(reports, claims, REGISTRY).incidents


def test_one_bombing_in_two_papers_is_one_incident() -> None:
    found = incidents([report("a"), report("b")], [claim("a"), claim("b")])
    assert [i.report_ids for i in found] == [("a", "b")]


def test_two_towns_on_one_day_are_two_incidents() -> None:
    assert len(incidents([report("a"), report("b")], [claim("a"), claim("b", place=KABUL)])) == 2


def test_two_countries_are_never_one() -> None:
    assert len(incidents([report("a"), report("b")], [claim("a", when=None), claim("b", place=LIMA, when=None)])) == 2


def test_last_years_attack_on_the_same_town_is_another() -> None:
    assert len(incidents([report("a"), report("b")], [claim("a"), claim("b", when="2020-10-08")])) == 2


def test_two_happenings_of_one_report_are_not_joined_through_a_third_report() -> None:
    claims = [claim("a", "1"), claim("a", "2", when="2021-10-03", place=KABUL), claim("b", place=KUNDUZ)]
    assert len(incidents([report("a"), report("b")], claims)) == 2


def test_a_chain_of_near_days_does_not_join_its_ends() -> None:
    days = ["2021-10-01", "2021-10-02", "2021-10-03", "2021-10-04", "2021-10-05", "2021-10-06"]
    reports = [report(f"r{n}", d) for n, d in enumerate(days)]
    found = incidents(reports, [claim(f"r{n}", when=d) for n, d in enumerate(days)])
    assert all(max(i.start, i.end).toordinal() - min(i.start, i.end).toordinal() <= 2 for i in found if i.start and i.end)
    spans = [{c.split("-")[1] for c in i.claim_ids} for i in found]
    assert not any({"r0", "r5"} <= s for s in spans)


def test_an_undated_report_joins_by_town_and_toll() -> None:
    claims = [claim("a", figures=(killed(43, 43),)), claim("b", when=None, figures=(killed(43, 43),))]
    assert len(incidents([report("a"), report("b", published=None)], claims)) == 1


def test_a_planned_attack_is_not_the_attack() -> None:
    assert len(incidents([report("a"), report("b")], [claim("a", "1"), claim("a", "2", modality="planned"), claim("b")])) == 2


def test_the_order_of_input_changes_nothing() -> None:
    reports = [report(f"r{n}", f"2021-10-{8 + n % 3:02d}") for n in range(9)]
    places = [KUNDUZ, KABUL, LIMA]
    claims = [claim(f"r{n}", place=places[n % 3], when=f"2021-10-{8 + n % 2:02d}", figures=(killed(40 + n, 40 + n),)) for n in range(9)]
    expected = incidents(reports, claims)
    for seed in range(20):
        shuffled = random.Random(seed)
        mixed, told = list(reports), list(claims)
        shuffled.shuffle(mixed)
        shuffled.shuffle(told)
        assert incidents(mixed, told) == expected


def test_every_event_claim_belongs_to_one_incident() -> None:
    claims = [claim("a"), claim("b", type="PROTEST"), claim("b", "2", place=None, when=None)]
    found = incidents([report("a"), report("b")], claims)
    assert sorted(c for i in found for c in i.claim_ids) == sorted(c.claim_id for c in claims)


def test_titles_are_made_and_not_quoted() -> None:
    (found,) = incidents([report("a")], [claim("a", quote="Death to all, they cried.")])
    assert found.title == "Bombing in Kunduz, AFG, 8 October 2021"


@pytest.mark.parametrize(
    ("name", "precision", "where"),
    [("Afghanistan", "country", "Afghanistan"), (None, "country", "AFG"), ("Kunduz", "admin1", "Kunduz, AFG")],
)
def test_titles_name_a_country_once(name: str | None, precision: Literal["country", "admin1"], where: str) -> None:
    (found,) = incidents([report("a")], [claim("a", place=replace(KUNDUZ, name=name, precision=precision))])
    assert found.title == f"Bombing in {where}, 8 October 2021"


def test_a_tolls_attackers_are_no_targets_where_others_were_struck() -> None:
    men, shoppers = Span(10, 24, "Five attackers"), Span(40, 48, "shoppers")
    own = replace(killed(5, 5, "attackers"), of=men)
    of_men = replace(claim("a", "m", figures=(own,)), recipients=(Party(men, None, "attackers", "unidentified"),))
    of_shoppers = replace(claim("a", "s"), recipients=(Party(shoppers, None, "shoppers", "unidentified"),))
    (both,) = incidents([report("a")], [of_men, of_shoppers])
    assert [r.name for r in both.recipients] == ["shoppers"]
    (alone,) = incidents([report("a")], [of_men])
    assert [r.name for r in alone.recipients] == ["attackers"]
