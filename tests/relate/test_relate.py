"""Claims to ties over time: what is gathered, how a tie moves, what contradicts it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from casus.model import Claim, Modality, Party, Relation, Report, Sign, Span, Trend, When
from casus.relate import relate
from coded import kit, report

REGISTRY = kit().registry
IRAN, HEZBOLLAH, HAMAS = "state.irn", "hezbollah", "hamas"


def told(
    number: int,
    subject: str,
    relation: str,
    other: str,
    day: str | None = None,
    trend: Trend = "state",
    modality: Modality = "asserted",
    negated: bool = False,
    source: str = "a",
    sign: Sign = 1,
) -> Claim:
    span = Span(0, 1, "x")
    when = When(span, date.fromisoformat(day), date.fromisoformat(day), "day", "explicit", None) if day else None
    ends = tuple((Party(span, i, i, "armed_group"),) for i in (subject, other))
    return Claim(
        f"c-{number}", article(source).report_id, "relation", relation, span, "test", 0.5,
        modality=modality, negated=negated, actors=ends[0], recipients=ends[1], time=when, sign=sign, trend=trend,
    )  # fmt: skip


def article(source: str, published: str | None = "2020-01-01") -> Report:
    return report(f"Text of {source}.", published)


def ties(*claims: Claim, reports: tuple[Report, ...] = (article("a"), article("b"))) -> dict[tuple[str, str, str, bool], Relation]:
    found = relate(reports, claims, REGISTRY)
    return {(r.subject.actor_id or "", r.relation, r.object.actor_id or "", r.modality != "denied"): r for r in found}


def test_claims_of_one_tie_are_one_line_with_the_registrys_names() -> None:
    (tie,) = ties(told(1, IRAN, "supports", HEZBOLLAH), told(2, IRAN, "supports", HEZBOLLAH, source="b")).values()
    assert (tie.subject.name, tie.object.name, tie.sign) == ("Iran", "Hezbollah", 1)
    assert set(tie.claim_ids) == {"c-1", "c-2"} and tie.contradicted_by == ()


def test_mutual_ties_have_no_first_end() -> None:
    assert len(ties(told(1, HAMAS, "allied_with", HEZBOLLAH), told(2, HEZBOLLAH, "allied_with", HAMAS))) == 1
    assert len(ties(told(1, HAMAS, "supports", HEZBOLLAH), told(2, HEZBOLLAH, "supports", HAMAS))) == 2


def test_the_last_movement_told_is_the_trend() -> None:
    first = told(1, IRAN, "supports", HEZBOLLAH, "1985-06-01", trend="strengthening")
    last = told(2, IRAN, "supports", HEZBOLLAH, "2019-03-02", trend="ended")
    (tie,) = ties(last, first).values()
    assert (tie.trend, tie.valid_from, tie.valid_to) == ("ended", date(1985, 6, 1), date(2019, 3, 2))


def test_a_tie_told_and_denied_stands_twice_and_contradicts_itself() -> None:
    found = ties(told(1, IRAN, "supports", HEZBOLLAH), told(2, IRAN, "supports", HEZBOLLAH, modality="denied"))
    yes, no = found[IRAN, "supports", HEZBOLLAH, True], found[IRAN, "supports", HEZBOLLAH, False]
    assert yes.contradicted_by == (no.relation_id,) and no.contradicted_by == (yes.relation_id,)
    assert no.clause.startswith("not so: ")


def test_told_as_not_so_is_a_denial() -> None:
    (tie,) = ties(told(1, IRAN, "supports", HEZBOLLAH, negated=True)).values()
    assert tie.modality == "denied"


def test_friend_and_foe_contradict_unless_one_was_over_before_the_other_began() -> None:
    friends, foes = told(1, HAMAS, "allied_with", HEZBOLLAH, "2013-09-01"), told(2, HAMAS, "opposed_to", HEZBOLLAH, "2014-01-01", sign=-1)
    assert all(t.contradicted_by for t in ties(friends, foes).values())
    over = told(3, HAMAS, "allied_with", HEZBOLLAH, "2012-01-01", trend="ended")
    assert not any(t.contradicted_by for t in ties(friends, over, foes).values())


def test_friends_of_long_ago_changed_unless_they_are_told_so_again() -> None:
    friends, foes = told(1, HAMAS, "allied_with", HEZBOLLAH, "2010-01-01"), told(2, HAMAS, "opposed_to", HEZBOLLAH, "2014-01-01", sign=-1)
    assert not any(t.contradicted_by for t in ties(friends, foes).values())
    again = told(3, HAMAS, "allied_with", HEZBOLLAH, "2014-03-01")
    assert all(t.contradicted_by for t in ties(friends, foes, again).values())


def test_a_part_and_no_part_at_one_time() -> None:
    part, none = told(1, HAMAS, "part_of", HEZBOLLAH), told(2, HAMAS, "part_of", HEZBOLLAH, modality="denied")
    assert all(t.contradicted_by for t in ties(part, none).values())
    once, later = told(1, HAMAS, "part_of", HEZBOLLAH, "1999-01-01"), told(2, HAMAS, "part_of", HEZBOLLAH, "2015-01-01", modality="denied")
    assert not any(t.contradicted_by for t in ties(once, later).values())


def leads(number: int, name: str, day: str) -> Claim:
    holder = (Party(Span(0, 1, "x"), HEZBOLLAH, name, "role_holder"),)
    return replace(told(number, HEZBOLLAH, "leads", HEZBOLLAH, day), actors=holder)


def tensions(*claims: Claim) -> int:
    return sum(bool(t.contradicted_by) for t in relate((article("a"), article("b")), claims, REGISTRY))


def test_two_leaders_at_one_time_contradict_and_one_after_the_other_do_not() -> None:
    first, last = leads(1, "Hezbollah leader Adan Orr", "2010-01-01"), leads(2, "Hezbollah leader Adan Orr", "2012-01-01")
    assert tensions(first, last, leads(3, "Hezbollah leader Bela Tann", "2011-01-01")) == 2
    assert tensions(first, last, leads(3, "Hezbollah leader Bela Tann", "2013-01-01")) == 0


def test_another_office_and_a_leader_without_a_name_contradict_nobody() -> None:
    first, last = leads(1, "Hezbollah leader Adan Orr", "2010-01-01"), leads(2, "Hezbollah leader Adan Orr", "2012-01-01")
    others = (
        "Hezbollah spokesman Bela Tann",
        "Hezbollah chief Bela Tann",
        "Hezbollah leader",
        "leader of Hezbollah",
        "Hezbollah leader Mullah Orr",
    )
    assert [tensions(first, last, leads(3, name, "2011-01-01")) for name in others] == [0] * len(others)


def test_a_listing_ends_with_the_delisting() -> None:
    listed = told(1, IRAN, "designates_terrorist", HAMAS, "2002-08-26", sign=-1)
    delisted = told(2, IRAN, "delists", HAMAS, "2020-11-05", trend="ended")
    tie = ties(listed, delisted)[IRAN, "designates_terrorist", HAMAS, True]
    assert (tie.trend, tie.valid_from, tie.valid_to) == ("ended", date(2002, 8, 26), date(2020, 11, 5))


def test_copies_tell_nothing_new() -> None:
    copy = replace(article("b"), copy_of=article("a").report_id)
    claims = told(1, IRAN, "supports", HEZBOLLAH), told(2, IRAN, "supports", HEZBOLLAH, source="b")
    (tie,) = ties(*claims, reports=(article("a"), copy)).values()
    assert tie.claim_ids == ("c-1",)


def test_one_end_is_no_tie_and_nobody_is_tied_to_itself() -> None:
    alone = replace(told(1, IRAN, "founded", HEZBOLLAH), actors=())
    assert not ties(alone, told(2, HAMAS, "allied_with", HAMAS))


def test_order_does_not_matter() -> None:
    claims = [
        told(n, subject, relation, other, day, trend)
        for n, (subject, relation, other, day, trend) in enumerate(
            [
                (IRAN, "supports", HEZBOLLAH, None, "state"),
                (IRAN, "supports", HEZBOLLAH, "2001-01-01", "strengthening"),
                (IRAN, "supports", HEZBOLLAH, "2001-01-01", "weakening"),
                (HAMAS, "allied_with", HEZBOLLAH, None, "state"),
                (HEZBOLLAH, "opposed_to", HAMAS, None, "state"),
            ]
        )
    ]
    wanted = ties(*claims)
    for seed in range(20):
        shuffled = list(claims)
        random.Random(seed).shuffle(shuffled)
        assert ties(*shuffled) == wanted, seed


def test_an_office_holder_is_not_the_body() -> None:
    span = Span(0, 1, "x")
    holder = (Party(span, HEZBOLLAH, "Hezbollah leader N. N.", "role_holder"),)
    claim = replace(told(1, HEZBOLLAH, "leads", HEZBOLLAH), actors=holder)
    (tie,) = relate((article("a"),), (claim,), REGISTRY)
    assert (tie.subject.actor_id, tie.object.actor_id) == (None, HEZBOLLAH)
