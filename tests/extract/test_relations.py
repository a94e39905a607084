"""Ties between actors: who stands at which end, how sure, how the tie moves; and what must not become one."""

from __future__ import annotations

import pytest

from casus.codebook.relations import RelationRule, load_relation_rules
from casus.model import Claim
from coded import claims

RULES = load_relation_rules().rules.values()
Ends = tuple[list[str], list[str]]


def ties(text: str) -> list[Claim]:
    return [c for c in claims(text) if c.kind == "relation"]


def only(text: str, relation: str) -> Claim:
    found = [c for c in ties(text) if c.type == relation]
    assert len(found) == 1, [(c.type, c.rule, c.quote.text) for c in ties(text)]
    return found[0]


def ends(claim: Claim) -> Ends:
    return [p.actor_id or p.name for p in claim.actors], [p.actor_id or p.name for p in claim.recipients]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.rule_id)
def test_examples_are_coded(rule: RelationRule) -> None:
    assert not [text for text in rule.examples if rule.relation not in {c.type for c in ties(text)}]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.rule_id)
def test_counter_examples_are_not(rule: RelationRule) -> None:
    assert not [text for text in rule.counter if rule.rule_id in {c.rule for c in claims(text)}]


@pytest.mark.parametrize(
    ("text", "relation", "wanted"),
    [
        ("Iran backs Hezbollah with money.", "supports", (["state.irn"], ["hezbollah"])),
        ("Hezbollah is backed by Iran.", "supports", (["state.irn"], ["hezbollah"])),
        ("Hezbollah gets weapons from Iran.", "supports", (["state.irn"], ["hezbollah"])),
        ("Iran's support for Hezbollah goes on.", "supports", (["state.irn"], ["hezbollah"])),
        ("Hezbollah, a proxy of Iran, fired first.", "supports", (["state.irn"], ["hezbollah"])),
        ("Al-Shabaab, an affiliate of al-Qaeda, fled.", "part_of", (["al_shabaab"], ["al_qaeda"])),
        ("Ansaru is an offshoot of Boko Haram.", "splinter_of", (["ansaru"], ["boko_haram"])),
        ("The alliance between Iran and Hezbollah is old.", "allied_with", (["state.irn"], ["hezbollah"])),
        ("Al-Shabaab, which has strong links with al-Qaeda, fled.", "allied_with", (["al_shabaab"], ["al_qaeda"])),
        ("Al-Shabaab has links with militant groups, including al-Qaeda.", "allied_with", (["al_shabaab"], ["al_qaeda"])),
        ("The Taliban's relations with Iran are tense.", "opposed_to", (["taliban"], ["state.irn"])),
        ("Hamas was listed as a terrorist organisation by Israel.", "designates_terrorist", (["state.isr"], ["hamas"])),
        ("Boko Haram operates in Nigeria and Chad.", "operates_in", (["boko_haram"], ["state.nga", "state.tcd"])),
        ("Boko Haram operates in Maiduguri.", "operates_in", (["boko_haram"], ["Maiduguri", "state.nga"])),
        ("Boko Haram controls Maiduguri.", "controls_territory", (["boko_haram"], ["Maiduguri"])),
        ("Most of Somalia is under al-Shabaab control.", "controls_territory", (["al_shabaab"], ["state.som"])),
        ("Boko Haram was founded in 2002.", "founded", ([], ["boko_haram"])),
    ],
)
def test_ends(text: str, relation: str, wanted: Ends) -> None:
    assert ends(only(text, relation)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Al-Shabaab said so. It has close ties with al-Qaeda.",
        "Al-Shabaab grew fast. The group has close ties with al-Qaeda.",
        "As al-Shabaab grew, it forged close ties with al-Qaeda.",
    ],
)
def test_words_that_stand_for_a_group_told_before(text: str) -> None:
    assert ends(only(text, "allied_with")) == (["al_shabaab"], ["al_qaeda"])


def test_a_former_tie_is_over_and_a_growing_one_grows() -> None:
    assert only("Al-Shabaab is a former ally of al-Qaeda.", "allied_with").trend == "ended"
    assert only("Al-Shabaab has growing ties with al-Qaeda.", "allied_with").trend == "strengthening"
    assert only("Al-Shabaab has ties with al-Qaeda.", "allied_with").trend == "state"


def test_sign_time_and_who_says_so() -> None:
    tie = only("Iran has backed Hezbollah since 1985, the ministry said.", "supports")
    assert tie.sign == 1 and tie.time is not None and tie.time.start is not None and tie.time.start.year == 1985
    assert [s.span.text for s in tie.said_by] == ["ministry"]
    assert only("Iran is an enemy of Israel.", "opposed_to").sign == -1


def test_how_sure() -> None:
    assert only("Iran reportedly backs the Taliban.", "supports").modality == "alleged"
    assert only("Iran denied that it backs the Taliban.", "supports").modality == "denied"
    assert only("Iran does not support the Taliban.", "supports").negated


@pytest.mark.parametrize(
    "text",
    [
        "Hazaras are allied with the Taliban.",  # a people is no party to an armed group's ties
        "Does Iran back the Taliban?",
        "Iran is Iran's own ally.",
        "The group is allied with the organisation.",
        "The newspaper has close ties with readers.",
    ],
)
def test_what_is_no_tie(text: str) -> None:
    assert not ties(text)


def test_quotes_and_ends_stand_in_the_text() -> None:
    text = "On Monday the envoys met. Iran, the main backer of Hezbollah, said nothing."
    tie = only(text, "supports")
    assert tie.quote.holds(text) and tie.quote.text == "Iran, the main backer of Hezbollah"
    assert all(p.span.holds(text) for p in (*tie.actors, *tie.recipients))


def test_a_denial_among_the_words_denies() -> None:
    assert only("The Taliban had held no talks with China.", "negotiates_with").negated
    assert not only("The Taliban had held talks with China.", "negotiates_with").negated


def test_an_office_is_no_body_that_its_holder_leads() -> None:
    """It is the office's body that is led."""
    assert ends(only("United Nations Secretary-General Dale Novak welcomed the truce.", "leads"))[1] == ["un"]
    assert ends(only("Hezbollah leader Dale Novak spoke on Friday.", "leads"))[1] == ["hezbollah"]


def test_a_co_founder_founded_and_need_not_lead() -> None:
    text = "The envoy, co-founder of Hezbollah, met the minister on Wednesday."
    assert ends(only(text, "founded"))[1] == ["hezbollah"]
    assert not [t for t in ties(text) if t.type == "leads"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The envoy, the leader of Hezbollah, met the minister on Wednesday.", None),
        ("On Wednesday the envoy, the leader of Hezbollah, met the minister.", None),
        ("The envoy became the leader of Hezbollah in 2010.", "2010-01-01"),
        ("In 2010 the envoy became the leader of Hezbollah.", "2010-01-01"),
    ],
)
def test_the_day_of_another_deed_is_no_start_of_a_tie(text: str, start: str | None) -> None:
    told = only(text, "leads").time
    assert (str(told.start) if told else None) == start
