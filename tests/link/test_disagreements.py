"""Tolls and disagreements: like with like, updates told from conflicts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from make import KABUL, REGISTRY, claim, killed, party, report

from casus.link import link
from casus.link.figures_differ import differ, shown
from casus.model import Claim, Disagreement, Incident, Report, Responsibility, Span, Speaker


def only(reports: list[Report], claims: list[Claim]) -> Incident:
    (found,) = link(reports, claims, REGISTRY).incidents
    return found


def of(incident: Incident, field: str) -> Disagreement | None:
    return next((d for d in incident.disagreements if d.field == field), None)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((50, None), (63, 63), False),
        ((50, None), (46, 46), True),
        ((None, 50), (51, None), True),
        ((43, 43), (43, 43), False),
        ((13, 20), (18, 25), False),
        ((13, 20), (21, 25), True),
        ((24, None), (20, 20), True),
    ],
)
def test_ranges_differ_only_where_both_cannot_be_right(
    a: tuple[int | None, int | None], b: tuple[int | None, int | None], expected: bool
) -> None:
    assert differ(killed(*a), killed(*b)) is expected
    assert differ(killed(*b), killed(*a)) is expected


@pytest.mark.parametrize(("low", "high", "words"), [(5, 5, "5"), (5, None, "at least 5"), (None, 5, "up to 5"), (5, 9, "5 to 9")])
def test_figures_are_shown_as_told(low: int | None, high: int | None, words: str) -> None:
    assert shown(killed(low, high)) == words


def test_a_higher_toll_on_a_later_day_is_an_update() -> None:
    reports = [report("a", "2021-10-08"), report("b", "2021-10-09")]
    found = only(reports, [claim("a", figures=(killed(31, 31),)), claim("b", figures=(killed(43, 43),))])
    told = of(found, "killed")
    assert told is not None and told.kind == "update"
    assert [v.value for v in told.values] == ["31", "43"]
    (toll,) = found.tolls
    assert (toll.low, toll.best, toll.high, toll.rule) == (31, 43, 43, "median_of_origins")


def test_two_tolls_on_one_day_conflict() -> None:
    found = only([report("a"), report("b")], [claim("a", figures=(killed(31, 31),)), claim("b", figures=(killed(43, 43),))])
    told = of(found, "killed")
    assert told is not None and told.kind == "conflict"
    assert told.why == "The reports give 31, 43 dead; no later day explains the difference."


def test_counting_the_attackers_is_another_scope() -> None:
    found = only(
        [report("a"), report("b")],
        [claim("a", figures=(killed(20, 20),)), claim("b", figures=(killed(21, 21, includes_attackers=True),))],
    )
    told = of(found, "killed")
    assert told is not None and told.kind == "different_scope"


def test_civilians_are_not_compared_with_all() -> None:
    found = only([report("a"), report("b")], [claim("a", figures=(killed(20, 20),)), claim("b", figures=(killed(12, 12, "civilians"),))])
    assert found.disagreements == ()
    assert [(t.of_group, t.best) for t in found.tolls] == [("all", 20), ("civilians", 12)]


def test_more_civilians_than_people_is_impossible() -> None:
    found = only([report("a")], [claim("a", figures=(killed(20, 20), killed(25, 25, "civilians", at=3)))])
    told = of(found, "killed")
    assert told is not None and told.kind == "impossible"


def test_what_was_foiled_or_denied_counts_nobody() -> None:
    assert only([report("a")], [claim("a", figures=(killed(20, 20),), modality="foiled")]).tolls == ()


def test_a_copy_counts_as_one_origin_for_the_best_figure() -> None:
    text = "Guards said that forty three people had died in the blast at the old market near the river on that grey and very cold morning."
    reports = [report("a", text=text), report("b", text=text), report("c")]
    claims = [claim("a", figures=(killed(43, 43),)), claim("b", figures=(killed(43, 43),)), claim("c", figures=(killed(50, 50),))]
    linked = link(reports, claims, REGISTRY)
    (found,) = linked.incidents
    assert [r.copy_of for r in linked.reports] == [None, "a", None]
    assert found.origins == (("a", "b"), ("c",)) and found.independent_origins == 2
    assert [f.code for f in linked.findings] == ["near-copy"]


def test_one_agency_on_one_day_is_one_origin() -> None:
    reports = [report("a", credits=("AFP",)), report("b", credits=("afp",)), report("c", "2021-10-20", credits=("AFP",))]
    found = link(reports, [claim("a"), claim("b"), claim("c", figures=(killed(1, 1),))], REGISTRY).incidents
    assert {i.independent_origins for i in found} == {2} or {i.origins for i in found} == {(("a", "b"),), (("c",),)}


def test_two_perpetrators_are_told() -> None:
    found = only([report("a"), report("b")], [claim("a", actors=("taliban",)), claim("b", actors=("islamic_state",))])
    told = of(found, "perpetrator")
    assert told is not None and {v.value for v in told.values} == {"Taliban", "Islamic State"}


def test_a_province_of_a_group_is_no_other_perpetrator() -> None:
    found = only([report("a"), report("b")], [claim("a", actors=("iskp",)), claim("b", actors=("islamic_state",))])
    assert of(found, "perpetrator") is None


def test_a_claim_and_a_denial_stand_side_by_side() -> None:
    told = [
        claim("a", responsibility=Responsibility(claimed_by=(party("islamic_state"),))),
        claim("b", responsibility=Responsibility(denied_by=(party("taliban"),))),
    ]
    found = of(only([report("a"), report("b")], told), "responsibility")
    assert found is not None and found.kind == "conflict"
    assert [v.value for v in found.values] == ["claimed by Islamic State", "denied by Taliban"]


def test_a_claim_after_nobody_had_claimed_is_an_update() -> None:
    reports = [report("a", "2021-10-08"), report("b", "2021-10-09")]
    told = [claim("a", responsibility=Responsibility()), claim("b", responsibility=Responsibility(claimed_by=(party("iskp"),)))]
    found = of(only(reports, told), "responsibility")
    assert found is not None and found.kind == "update"


def test_places_told_differently() -> None:
    near = KABUL
    other = type(near)(near.span, "Paghman", near.admin1, near.country, 34.59, 68.99, "settlement")
    found = link(
        [report("a"), report("b")],
        [claim("a", place=near, figures=(killed(7, 7),)), claim("b", place=other, figures=(killed(7, 7),))],
        REGISTRY,
    ).incidents
    assert [d.field for i in found for d in i.disagreements] == ["place"]


def test_what_another_voice_counts_above_the_whole_contradicts_it() -> None:
    rebel = Speaker(Span(0, 5, "rebel"), None, "rebel spokesman")
    soldiers = replace(killed(25, 25, "recipient", at=3), said_by=(rebel,))
    told = of(only([report("a")], [claim("a", figures=(killed(20, 20), soldiers))]), "killed")
    assert told is not None and told.kind == "conflict"
    assert told.why == "Rebel spokesman counts more of those attacked dead (25) than the report counts people in all (20)."


def test_what_later_days_explain_is_told_apart_from_what_they_do_not() -> None:
    days = ("2021-10-08", "2021-10-08", "2021-10-12")
    reports = [report(name, day) for name, day in zip("abc", days, strict=True)]
    found = only(reports, [claim(n, figures=(killed(k, k),)) for n, k in zip("abc", (31, 35, 43), strict=True)])
    told = of(found, "killed")
    assert told is not None and told.kind == "conflict"
    assert told.why == "The reports give 31, 35, 43 dead; no later day explains why 31, 35 differ; the rest were told later."
