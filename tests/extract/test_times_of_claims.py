"""Which time of a report is a claim's; the day of publication is Friday 8 October 2021."""

from __future__ import annotations

import pytest

from coded import claims, of_type


def day_of(text: str, kind: str) -> str | None:
    time = of_type(text, kind).time
    return time.start.isoformat() if time and time.start else None


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Gunmen attacked a base in Mali on Tuesday.", "ASSAULT", "2021-10-05"),
        ("Tuesday's attack on a base in Mali was the worst since the regime fell in 2012.", "ASSAULT", "2021-10-05"),
        ("The attack on a base in Mali was the worst since the regime fell in 2012.", "ASSAULT", None),
        ("The group, which grew strong in March 2019, attacked a base in Mali.", "ASSAULT", None),
        ("Officials set a Feb. 18 hearing over the bombing of a shrine.", "ASSAULT", None),
        ("Police on Monday searched a house where the bombing was planned.", "ASSAULT", None),
        ("The ministry recalled that on May 6 gunmen attacked a base in Mali.", "ASSAULT", "2021-05-06"),
        ("More than three years ago gunmen attacked a base in Mali.", "ASSAULT", None),
    ],
)
def test_a_time_is_told_of_its_own_clause(text: str, kind: str, day: str | None) -> None:
    assert day_of(text, kind) == day


def test_what_was_attacked_went_on_when_it_was_attacked() -> None:
    assert day_of("Tuesday's attack on a demonstration by miners in Mali killed ten.", "PROTEST") == "2021-10-05"


def test_what_is_said_at_a_meeting_is_said_on_its_day() -> None:
    text = "China's foreign minister met a Taliban delegation in Tianjin on Tuesday.\n\nThe Taliban pledged not to shelter militants."
    assert [c.time.start.isoformat() for c in claims(text) if c.type == "AGREE" and c.time and c.time.start] == ["2021-10-05"]


def test_what_others_say_is_not_of_the_meeting() -> None:
    text = "China's foreign minister met a Taliban delegation in Tianjin on Tuesday.\n\nRussia condemned the shelling of Herat."
    assert [c.time for c in claims(text) if c.type == "ACCUSE"] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The rebels met a mediator on Tuesday, and the army rejected the offer.", "2021-10-05"),
        ("The rebels met a mediator on Tuesday, but the army had rejected the offer.", None),
        ("The rebels met a mediator on Tuesday, and since then the army in Mali has rejected the offer.", None),
    ],
)
def test_what_is_told_next_went_on_that_day(text: str, day: str | None) -> None:
    assert day_of(text, "REJECT") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The state of Mali on Tuesday mourned the ten guards who died in the bombing.", None),
        ("On Tuesday gunmen attacked a base in Mali and shot the guards who slept there.", "2021-10-05"),
    ],
)
def test_a_day_before_who_is_the_main_verb_s(text: str, day: str | None) -> None:
    assert day_of(text, "ASSAULT") == day


def _days(text: str) -> list[str | None]:
    attacks = (c for c in claims(text) if c.type == "ASSAULT")
    return [c.time.start.isoformat() if c.time and c.time.start else None for c in attacks]


def test_the_blast_of_another_country_was_on_its_own_day() -> None:
    text = "Gunmen attacked a base in Mali on Tuesday.\n\nA bomb went off in Nairobi, Kenya.\n\nThe blast in Nairobi broke windows."
    assert _days(text) == ["2021-10-05", None, None]


def test_the_attack_told_before_lends_its_day() -> None:
    text = "Gunmen attacked a base in Mali on Tuesday.\n\nThe attack in Mali broke windows."
    assert _days(text) == ["2021-10-05", "2021-10-05"]


def test_what_had_gone_before_lends_no_day() -> None:
    text = "Gunmen attacked a base in Mali.\n\nThe rebels said troops had bombed a camp in Mali on Tuesday.\n\nThe attack broke windows."
    assert _days(text) == [None, "2021-10-05", None]


def test_who_died_of_wounds_later_was_hit_on_the_day_of_the_deed() -> None:
    text = "A bomb killed ten people in Mali on Tuesday. Two of the wounded died in hospital on Thursday, raising the toll to 12."
    assert {c.time.start.isoformat() for c in claims(text) if c.type == "ASSAULT" and c.time and c.time.start} == {"2021-10-05"}


def test_the_blast_before_is_a_happening_of_its_own() -> None:
    text = "A bomb killed six people in Afgooye in Somalia on Tuesday. The blast came a day after a bombing in Baidoa killed 17 people."
    told = {c.figures[0].low: c.place.name for c in claims(text) if c.type == "ASSAULT" and c.figures and c.place}
    assert told == {6: "Afgooye", 17: "Baidoa"}
