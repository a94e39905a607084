"""How the best figure is chosen, by each rule; what stays visible; who stands alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from make import REGISTRY, claim, killed, report

from casus.link import link, with_rule
from casus.link.alone import UNKNOWN, who_stands_alone
from casus.link.tolls import superseded
from casus.link.voices import Voice, named, voice_of
from casus.model import Claim, Figure, Incident, Report, Span, Speaker, TollRule


def speaker(name: str, actor_id: str | None = None) -> Speaker:
    return Speaker(Span(0, 1, "s"), actor_id, name)


def said(low: int, *names: str) -> Figure:
    return replace(killed(low, low), said_by=tuple(speaker(n) for n in names))


def world(*figures: tuple[str, Figure]) -> Incident:
    """One report a figure, published on the days given."""
    reports = [report(f"r{n}", day) for n, (day, _) in enumerate(figures)]
    claims = [claim(f"r{n}", figures=(figure,)) for n, (_, figure) in enumerate(figures)]
    (incident,) = link(reports, claims, REGISTRY).incidents
    return incident


MIXED = (
    ("2021-10-08", said(31)),
    ("2021-10-08", said(46, "police")),
    ("2021-10-09", said(43, "health ministry official")),
    ("2021-10-09", said(60, "Taliban")),
    ("2021-10-10", said(50, "a witness")),
)


@pytest.mark.parametrize(("rule", "best"), [("median_of_origins", 46), ("lowest", 31), ("latest_official", 43), ("most_reliable", 46)])
def test_each_rule_takes_its_figure_and_is_named(rule: TollRule, best: int) -> None:
    incident = with_rule(world(*MIXED), rule, REGISTRY)
    (toll,) = incident.tolls
    assert (toll.best, toll.rule) == (best, rule)
    assert len(toll.figures) == 5 and (toll.low, toll.high) == (31, 60)


def test_the_rule_of_linking_is_the_rule_of_choosing_anew() -> None:
    reports = [report("a"), report("b")]
    claims = [claim("a", figures=(killed(31, 31),)), claim("b", figures=(killed(43, 43),))]
    (low,) = link(reports, claims, REGISTRY, toll_rule="lowest").incidents
    (middle,) = link(reports, claims, REGISTRY).incidents
    assert with_rule(middle, "lowest", REGISTRY) == low


def test_without_an_official_the_latest_official_is_the_median() -> None:
    assert with_rule(world(("2021-10-08", said(20)), ("2021-10-08", said(22))), "latest_official", REGISTRY).tolls[0].best == 22


def test_one_person_quoted_by_three_papers_is_one_voice() -> None:
    quoted = [("2021-10-08", said(90, "Mayor Ana Torres"))] * 3
    assert world(*quoted, ("2021-10-08", said(40)), ("2021-10-08", said(41))).tolls[0].best == 41


def test_a_figure_that_its_speaker_replaced_stays_and_is_marked() -> None:
    (toll,) = world(("2021-10-08", said(31, "Mayor Ana Torres")), ("2021-10-09", said(43, "Mayor Ana Torres"))).tolls
    assert [f.low for f in toll.figures] == [31, 43]
    assert superseded(toll) == {0: "  (superseded on 2021-10-09)"}


@pytest.mark.parametrize(
    ("speakers", "voice"),
    [
        ((), "report"),
        ((speaker("police"),), "official"),
        ((speaker("a health ministry official"),), "official"),
        ((speaker("a resident"),), "somebody"),
        ((speaker("Taliban", "taliban"),), "party"),
        ((speaker("police"), speaker("a resident")), "somebody"),
    ],
)
def test_voices(speakers: tuple[Speaker, ...], voice: Voice) -> None:
    assert voice_of(speakers, REGISTRY) == voice


def test_only_somebody_with_a_full_name_is_the_same_wherever_quoted() -> None:
    assert named((speaker("Mayor Ana Torres"),)) == "mayor ana torres"
    assert named((speaker("the police chief"),)) is None


def told_by(name: str, publisher: str | None, low: int) -> tuple[Report, Claim]:
    return replace(report(name), publisher=publisher), claim(name, figures=(killed(low, low),))


def test_who_stands_alone() -> None:
    told = [told_by("a", "Red Post", 90), told_by("b", "Grey Wire", 40), told_by("c", "Blue Mail", 42), told_by("d", None, 42)]
    linked = link([r for r, _ in told], [c for _, c in told], REGISTRY)
    rows = {s.publisher: s for s in who_stands_alone(linked.incidents, linked.reports)}
    red = rows["Red Post"]
    assert (red.reports, red.compared, red.same, red.higher, red.lower, red.alone) == (1, 1, 0, 1, 0, 1)
    assert red.ratio == pytest.approx(90 / 42)
    assert rows["Blue Mail"].alone == 0 and rows["Blue Mail"].same == 1
    assert rows["Grey Wire"].alone == 1 and rows[UNKNOWN].compared == 1


def test_a_toll_that_one_publisher_gives_is_compared_with_nothing() -> None:
    told = [told_by("a", "Red Post", 90)]
    linked = link([r for r, _ in told], [c for _, c in told], REGISTRY)
    (row,) = who_stands_alone(linked.incidents, linked.reports)
    assert (row.compared, row.single, row.ratio) == (0, 1, None)
