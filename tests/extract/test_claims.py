"""Claims: parties, modality, speakers, responsibility, figures, place and time of what a sentence tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.store import spans_in
from coded import claims, of_type, report


def names(parties: tuple[object, ...]) -> list[str]:
    return [p.name for p in parties]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Boko Haram gunmen attacked a police post.", ["Boko Haram"], ["police post"]),
        ("A police post was attacked by Boko Haram gunmen.", ["Boko Haram"], ["police post"]),
        ("The Taliban attack on soldiers went on.", ["Taliban"], ["soldiers"]),
        ("The killing of worshippers by Islamic State went on.", ["Islamic State"], ["worshippers"]),
        ("Gunmen kidnapped ten miners.", ["Gunmen"], ["miners"]),
        ("Rebels and soldiers were attacked.", [], ["Rebels", "soldiers"]),
    ],
)
def test_parties_of_an_attack(text: str, actors: list[str], recipients: list[str]) -> None:
    claim = of_type(text, "ASSAULT")
    assert (names(claim.actors), names(claim.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A bomb went off at a crowded market.", "crowded market"),
        ("An explosion ripped through a mosque on Friday.", "mosque"),
        ("The mosque bombing was condemned.", "mosque"),
        ("Two bombs went off near the Safari Hotel.", "Safari Hotel"),
        ("The blast killed 12 worshippers.", "worshippers"),
    ],
)
def test_targets_that_are_no_actors(text: str, target: str) -> None:
    claim = next(c for c in claims(text) if c.type == "ASSAULT")
    assert names(claim.recipients) == [target]


def test_who_claims_or_is_blamed_is_told_as_the_actor() -> None:
    claimed = of_type("The Islamic State claimed responsibility for the bombing.", "ASSAULT")
    assert names(claimed.actors) == ["Islamic State"]
    blamed = next(c for c in claims("The government blamed the Taliban for the bombing.") if c.type == "ASSAULT")
    assert (names(blamed.actors), blamed.modality) == (["Taliban"], "alleged")


def test_what_an_outlet_claims_its_party_claims() -> None:
    told = of_type("The Amaq news agency claimed responsibility for the bombing.", "ASSAULT")
    assert told.responsibility and names(told.responsibility.claimed_by) == ["Islamic State"]


def test_parties_of_other_types() -> None:
    assert names(of_type("US troops withdrew from the valley.", "RETREAT").actors) == ["United States"]
    assert names(of_type("The withdrawal of US troops ended.", "RETREAT").actors) == ["United States"]
    accused = of_type("Israel accused Hezbollah.", "ACCUSE")
    assert (names(accused.actors), names(accused.recipients)) == (["Israel"], ["Hezbollah"])
    freed = of_type("Boko Haram freed 82 girls.", "RETREAT")
    assert (names(freed.actors), names(freed.recipients)) == (["Boko Haram"], ["girls"])


def test_a_people_is_never_the_actor_of_an_attack() -> None:
    assert all(p.kind != "population" for c in claims("Uighurs attacked a post.") for p in c.actors)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Gunmen attacked a village.", "asserted"),
        ("Gunmen reportedly attacked a village.", "alleged"),
        ("Rebels are believed to have attacked a village.", "alleged"),
        ("The army denied that it attacked the village.", "denied"),
        ("Rebels plan to attack the capital.", "planned"),
        ("Police foiled an attack on the station.", "foiled"),
        ("Rebels could attack the capital.", "hypothetical"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert of_type(text, "ASSAULT").modality == modality


def test_a_scenario_is_no_event() -> None:
    assert {(c.kind, c.type, c.modality) for c in claims("If rebels attack the capital, many will flee.")} == {
        ("statement", None, "hypothetical")
    }


def test_negation() -> None:
    assert of_type("The army did not attack the village.", "ASSAULT").negated
    assert not of_type("The army attacked the village.", "ASSAULT").negated


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Gunmen attacked a village.", []),
        ("The governor said gunmen attacked a village.", ["governor"]),
        ("Gunmen attacked a village in the hills, a police spokesman said.", ["police spokesman"]),
        ("Gunmen attacked a village, according to residents.", ["residents"]),
        ("The mayor said that the governor had told him that gunmen attacked a village.", ["mayor", "governor"]),
    ],
)
def test_speakers(text: str, speakers: list[str]) -> None:
    assert names(of_type(text, "ASSAULT").said_by) == speakers


def test_he_said_leans_on_the_last_speaker() -> None:
    found = [c for c in claims("The governor said the road was shut. He said gunmen attacked a village.") if c.type == "ASSAULT"]
    assert [names(c.said_by) for c in found] == [["governor"]]


def test_responsibility() -> None:
    text = "A bomb killed ten people in Kabul on Friday. {}"
    by = {
        "The Islamic State claimed responsibility for the bombing.": ("claimed_by", ["Islamic State"]),
        "The government blamed the Taliban for the bombing.": ("blamed_on", ["Taliban"]),
        "The Taliban denied involvement in the bombing.": ("denied_by", ["Taliban"]),
    }
    for sentence, (field, wanted) in by.items():
        told = [c.responsibility for c in claims(text.format(sentence)) if c.responsibility]
        assert [names(getattr(r, field)) for r in told] == [wanted]
    nobody = [c.responsibility for c in claims(text.format("No group has claimed responsibility.")) if c.responsibility]
    assert [(r.claimed_by, r.blamed_on, r.denied_by) for r in nobody] == [((), (), ())]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The attack killed 14 people and wounded 30.", [("killed", 14, 14, "all"), ("injured", 30, 30, "all")]),
        ("At least 50 people were killed in the attack.", [("killed", 50, None, "all")]),
        ("Nearly 50 people were hurt in the attack.", [("injured", None, 50, "all")]),
        ("The attack killed 14 people, including three children.", [("killed", 14, 14, "all"), ("killed", 3, 3, "civilians")]),
        ("The attack killed 12 civilians and two gunmen.", [("killed", 12, 12, "civilians"), ("killed", 2, 2, "attackers")]),
        ("The death toll of the attack rose from 31 to 43.", [("killed", 43, 43, "all")]),
        ("Since 2009 more than 20,000 people have been killed in attacks.", []),
        ("The attack could have killed hundreds of people.", []),
    ],
)
def test_figures(text: str, figures: list[tuple[str, int | None, int | None, str]]) -> None:
    found = [f for c in claims(text) if c.type == "ASSAULT" for f in c.figures]
    assert [(f.what, f.low, f.high, f.of_group) for f in found] == figures


def test_dead_or_hurt_together_are_not_split() -> None:
    (figure,) = [f for c in claims("The bombing left at least 70 villagers dead or hurt.") for f in c.figures]
    assert (figure.what, figure.low, figure.unit) == ("other", 70, "killed or injured")


def test_the_bomber_counted_in() -> None:
    (figure,) = [f for c in claims("The blast killed 20 people, including the bomber.") for f in c.figures]
    assert figure.includes_attackers


def test_place_and_time_of_the_event_not_of_the_words() -> None:
    claim = of_type("A bomb went off in Kabul on Wednesday, police said on Friday.", "ASSAULT")
    assert claim.place and claim.place.name == "Kabul"
    assert claim.time and claim.time.start and claim.time.start.isoformat() == "2021-10-06"


def test_the_attack_keeps_its_place_and_day_in_later_sentences() -> None:
    found = [c for c in claims("A bomb killed ten people in Kabul on Wednesday. The blast was heard far away.") if c.type == "ASSAULT"]
    assert [c.place.name for c in found if c.place] == ["Kabul", "Kabul"]
    assert len({c.time.start for c in found if c.time}) == 1


def test_another_types_day_is_not_the_attacks() -> None:
    attack = next(
        c
        for c in claims("A court charged two men on Tuesday over the bombing of a hotel in Kabul on June 28, 2021.")
        if c.type == "ASSAULT"
    )
    assert attack.time and attack.time.start and attack.time.start.isoformat() == "2021-06-28"


def test_an_act_of_words_is_done_when_it_is_said() -> None:
    refused = of_type("The president said on Wednesday that the government rejected the offer.", "REJECT")
    assert refused.time and refused.time.start and refused.time.start.isoformat() == "2021-10-06"


def test_an_undated_report_gives_no_date() -> None:
    found = of_type("Gunmen attacked a village on Friday.", "ASSAULT", None)
    assert found.time and (found.time.start, found.time.basis) == (None, "unresolved")


def test_one_claim_a_happening_in_a_sentence() -> None:
    assert len([c for c in claims("A suicide bomber blew himself up in a blast that killed ten people.") if c.type == "ASSAULT"]) == 1


def test_disasters_are_no_attacks() -> None:
    assert not [c for c in claims("An earthquake killed 300 people and a car crash killed two.") if c.type == "ASSAULT"]


def test_each_claim_names_its_rule_and_has_a_stable_id() -> None:
    text = "Gunmen attacked a village. Police arrested two men."
    first, again = claims(text), claims(text)
    assert [c.claim_id for c in first] == [c.claim_id for c in again]
    assert len({c.claim_id for c in first}) == len(first) and all(c.rule for c in first)
    assert all(0 < c.confidence < 1 for c in first)


_WORDS = st.lists(
    st.sampled_from(
        [
            "Gunmen ",
            "killed ",
            "14 ",
            "people ",
            "said ",
            "the ",
            "Taliban ",
            "in ",
            "Kabul ",
            "on ",
            "Friday ",
            ", ",
            ". ",
            "\n\n",
            "“",
            "”",
            "attack ",
            "by ",
            "denied ",
            "that ",
            "was ",
            "claimed ",
            "responsibility ",
            "if ",
            "will ",
            "withdraw ",
            "US ",
            "troops ",
            "at least ",
            "(",
            ")",
            "é",
            "🙂",
            "\u202e",
            "\x00",
            ";",
        ]
    ),
    max_size=40,
).map("".join)


@given(_WORDS)
def test_whatever_the_words_spans_hold(text: str) -> None:
    whole = report(text).text
    for claim in claims(text):
        assert all(span.holds(whole) for span in spans_in(claim))


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Police said a suicide bomber attacked a convoy.", "ASSAULT", ["suicide bomber"], ["convoy"]),
        ("Soldiers left in May and the Taliban attacked the market.", "ASSAULT", ["Taliban"], ["market"]),
        ("Gunmen carried out the bombing of a church.", "ASSAULT", ["Gunmen"], ["church"]),
        ("The raid which armed men carried out killed nobody.", "ASSAULT", ["armed men"], []),
        ("The church was bombed by rebels.", "ASSAULT", ["rebels"], ["church"]),
        ("Boko Haram terrorists released about 82 schoolgirls.", "RETREAT", ["Boko Haram"], ["schoolgirls"]),
        ("Protesters filled the square.", "PROTEST", ["Protesters"], []),
        ("In 2002 the army attacked the rebels.", "ASSAULT", ["army"], ["rebels"]),
        ("Soldiers clashed with Boko Haram.", "ASSAULT", ["Soldiers"], ["Boko Haram"]),
        ("The Taliban signed a peace deal with Iran.", "AGREE", ["Taliban", "Iran"], ["Iran"]),
    ],
)
def test_who_does_it_to_whom(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    claim = of_type(text, kind)
    assert (names(claim.actors), names(claim.recipients)) == (actors, recipients)


def test_a_thing_as_subject_is_no_actor() -> None:
    assert of_type("Somalia is in mourning after bombs killed dozens of people.", "ASSAULT").actors == ()


def test_words_that_stand_for_a_group_told_before_act_for_it() -> None:
    found = [c for c in claims("Boko Haram released a video. It attacked a village on Friday.") if c.type == "ASSAULT"]
    assert [[p.actor_id for p in c.actors] for c in found] == [["boko_haram"]]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "The United States said little. The US secretary of state ordered the East Turkestan Islamic Movement, which once fought "
            "in China, to be delisted.",
            "USA",
        ),
        ("The United States said little. The US secretary of state imposed sanctions on two officials in Minsk, Belarus.", "BLR"),
        ("The rebels expelled aid workers from Chad.", "TCD"),
    ],
)
def test_a_sanction_is_where_the_office_sits_unless_a_town_is_told(text: str, country: str) -> None:
    place = of_type(text, "SANCTION").place
    assert place is not None and place.country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Colombia asked Cuba to hand over the rebels.", "CUB"),
        ("In Bogota the president of Colombia asked Cuba to hand over the rebels.", "COL"),
        ("Colombia condemned Cuba for the attack.", "COL"),
        ("China urged the Taliban to hand over the rebels.", "CHN"),
    ],
)
def test_a_demand_on_a_state_is_where_it_is_to_be_met(text: str, country: str) -> None:
    told = [c for c in claims(text) if c.type in ("REQUEST", "ACCUSE")]
    assert told and told[0].place is not None and told[0].place.country == country
