"""What must hold of linking for any set of reports: order, steps, people's word, ids that stay."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from make import REGISTRY
from worlds import World, worlds

from casus.link import Constraints, ContradictionError, Linked, link, link_more
from casus.model import Claim, Report

_FEW = settings(max_examples=25, deadline=None)


def claims_in(linked: Linked) -> list[tuple[str, ...]]:
    return sorted(i.claim_ids for i in linked.incidents)


@_FEW
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(world: World, random: object) -> None:
    reports, claims = world
    expected = link(reports, claims, REGISTRY).incidents
    mixed, told = list(reports), list(claims)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    random.shuffle(told)  # type: ignore[attr-defined]
    assert link(mixed, told, REGISTRY).incidents == expected


@_FEW
@given(worlds(), st.integers(0, 7))
def test_linking_in_steps_gives_what_linking_at_once_gives(world: World, cut: int) -> None:
    reports, claims = world
    first = link(reports[:cut], [c for c in claims if c.report_id in {r.report_id for r in reports[:cut]}], REGISTRY)
    known = {r.report_id: r for r in first.reports}

    def fetch(ids: frozenset[str]) -> tuple[Sequence[Report], Sequence[Claim]]:
        return [known[i] for i in sorted(ids)], [c for c in claims if c.report_id in ids]

    new = [r for r in reports if r.report_id not in known]
    grown = link_more(first.memory, new, [c for c in claims if c.report_id not in known], fetch, first.incidents, REGISTRY)
    assert grown.incidents == link(reports, claims, REGISTRY, previous=first.incidents).incidents


@_FEW
@given(worlds(), st.data())
def test_what_people_said_holds(world: World, data: st.DataObject) -> None:
    reports, claims = world
    ids = sorted(c.claim_id for c in claims)
    if len(ids) < 2:
        return
    pair = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True).map(lambda p: (p[0], p[1]))
    try:
        judged = Constraints(tuple(data.draw(st.lists(pair, max_size=3))), tuple(data.draw(st.lists(pair, max_size=3))))
    except ContradictionError:
        return
    home = {c: i.incident_id for i in link(reports, claims, REGISTRY, judged).incidents for c in i.claim_ids}
    assert all(home[a] == home[b] for a, b in judged.same)
    assert all(home[a] != home[b] for a, b in judged.apart)


@_FEW
@given(worlds())
def test_every_claim_is_in_one_incident_and_ids_are_unique(world: World) -> None:
    reports, claims = world
    linked = link(reports, claims, REGISTRY)
    assert sorted(c for i in linked.incidents for c in i.claim_ids) == sorted(c.claim_id for c in claims)
    assert len({i.incident_id for i in linked.incidents}) == len(linked.incidents)


@_FEW
@given(worlds())
def test_linking_again_keeps_every_id(world: World) -> None:
    reports, claims = world
    first = link(reports, claims, REGISTRY)
    assert link(reports, claims, REGISTRY, previous=first.incidents).incidents == first.incidents
