"""Who: names, role phrases, offices; what may not be told apart stays open."""

from __future__ import annotations

import pytest

from casus.model import ActorMention
from coded import annotated


def actors(text: str) -> dict[str, ActorMention]:
    return {m.span.text: m for m in annotated(text).actors}


@pytest.mark.parametrize(
    ("text", "words", "actor_id"),
    [
        ("Boko Haram gunmen attacked a village.", "Boko Haram gunmen", "boko_haram"),
        ("Fighters of the Islamic State group attacked a village.", "Fighters of the Islamic State group", "islamic_state"),
        ("ISIS-K claimed the attack.", "ISIS-K", "iskp"),
        ("The Tehreek-e-Taliban Pakistan denied it.", "Tehreek-e-Taliban Pakistan", "ttp"),
        ("The Taliban denied it.", "Taliban", "taliban"),
        ("Afghan forces shelled the town.", "Afghan forces", "state.afg"),
        ("Taliban spokesman Zabihullah Mujahid said so.", "Taliban spokesman Zabihullah Mujahid", "taliban"),
        ("The Pentagon said so.", "Pentagon", "usa.pentagon"),
        ("Gunmen attacked a village.", "Gunmen", None),
        ("The Red Cross said so.", "Red Cross", "icrc"),
        ("The Kenya Red Cross said so.", "Kenya Red Cross", "ngo.red_cross_ken"),
        ("The spokesman of the Taliban said so.", "spokesman of the Taliban", "taliban"),
    ],
)
def test_names_and_phrases(text: str, words: str, actor_id: str | None) -> None:
    found = actors(text)
    assert words in found, list(found)
    assert found[words].actor_id == actor_id


def test_a_people_is_never_an_armed_group() -> None:
    (fighters,) = [m for m in actors("Uighur militants attacked a post.").values() if "militants" in m.span.text]
    assert fighters.actor_id is None and fighters.kind == "unidentified"
    assert actors("Uighur worshippers were killed.")["Uighur worshippers"].kind == "population"


def test_a_state_behind_a_word_of_place_is_no_actor() -> None:
    assert "Chad" not in actors("A bomb went off in Chad.")
    assert actors("Chad withdrew its troops.")["Chad"].actor_id == "state.tcd"


def test_a_seat_is_its_government_when_it_acts() -> None:
    assert actors("Washington condemned the attack.")["Washington"].actor_id == "state.usa"
    assert "Washington" not in actors("They met in Washington on Friday.")


def test_an_abbreviation_bound_in_the_text() -> None:
    text = "The Revolutionary United Front (RUX) attacked a town. The RUX denied it."
    assert actors(text)["RUX"].actor_id == "ruf"


def test_an_agency_in_brackets_is_no_abbreviation() -> None:
    assert actors("The Taliban (AP) denied it. The AP said so.")["AP"].actor_id == "media.ap"


@pytest.mark.parametrize(
    "name", ["ISKP", "ISIS-K", "IS-K", "ISK", "ISIS–-K", "IS Khorasan", "Daesh-Khorasan", "Islamic State Khurasan Province"]
)
def test_all_spellings_of_one_group(name: str) -> None:
    found = actors(f"Officials said {name} had attacked a post.")
    assert [m.actor_id for m in found.values() if m.span.text == name] == ["iskp"]


def test_a_branch_only_where_the_text_says_so() -> None:
    assert actors("In Kabul, Daesh attacked a post.")["Daesh"].actor_id == "islamic_state"
    assert actors("The Afghan branch of the Islamic State attacked a post.")["Islamic State"].actor_id == "iskp"
    assert actors("The Islamic State's affiliate in Egypt attacked a post.")["Islamic State"].actor_id == "is_sinai"
    assert actors("Al-Qaeda's affiliate in Yemen attacked a post.")["Al-Qaeda"].actor_id == "aqap"


def test_an_abbreviation_of_two_groups_is_settled_by_country_or_left_open() -> None:
    assert actors("In Syria the SNA shelled a town.")["SNA"].actor_id == "sna"
    assert actors("In Somalia the SNA shelled a town.")["SNA"].actor_id == "som.army"
    both = actors("Envoys of Syria and Somalia said the SNA had shelled a town.")["SNA"]
    assert both.actor_id is None and both.candidates == ("sna", "som.army")
    assert "SNA" not in actors("The SNA shelled a town.")


@pytest.mark.parametrize(("published", "actor_id"), [("2015-03-01", "taliban"), ("2023-03-01", "afg.emirate"), (None, "taliban")])
def test_a_name_that_passed_to_another_on_a_day(published: str | None, actor_id: str) -> None:
    found = {m.span.text: m for m in annotated("The Islamic Emirate of Afghanistan (IEA) rejected it. The IEA spoke.", published).actors}
    assert found["Islamic Emirate of Afghanistan"].actor_id == actor_id and found["IEA"].actor_id == actor_id


def test_a_role_word_inside_a_name_is_no_role() -> None:
    assert actors("The Islamic Movement of Uzbekistan denied it.")["Islamic Movement of Uzbekistan"].actor_id == "imu"
    assert actors("The Soviet Union denied it.")["Soviet Union"].actor_id == "state.sun"


def test_a_person_belongs_where_the_report_says() -> None:
    text = "Mullah Karim Noor, a co-founder of the Taliban, met Wang Li, the Chinese envoy. Noor left. Wang stayed."
    found = {m.span.text: m.actor_id for m in annotated(text).actors}
    assert (found["Noor"], found["Wang"]) == ("taliban", "state.chn")


def test_a_bare_government_is_that_of_the_one_country() -> None:
    assert actors("Kenyan voters waited in Nairobi. The government rejected it.")["government"].actor_id == "state.ken"
    assert actors("Kenya and Uganda and Tanzania met. The government rejected it.")["government"].actor_id is None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kenya accused Beijing of it.", True),
        ("Kenya has close ties with Beijing.", True),
        ("Beijing's policy has changed.", True),
        ("They flew to Beijing on Friday.", False),
        ("Beijing's streets were empty.", False),
    ],
)
def test_a_seat_acts_or_lies_somewhere(text: str, actor: bool) -> None:
    assert ("Beijing" in actors(text)) == actor


def test_a_found_actor_is_one_over_reports_and_spellings() -> None:
    one = actors("Fighters said the Séngo Valley Front (SVF) had left. The SVF denied it.")
    other = actors("Fighters said the Sengo Valley Front had left.")
    assert one["Séngo Valley Front"].actor_id == other["Sengo Valley Front"].actor_id == one["SVF"].actor_id == "found.sengo_valley_front"


def test_a_found_name_of_general_words_is_one_only_within_a_country() -> None:
    kenya, chad = (actors(f"{c} waits. Lawyers said the Supreme Electoral Tribunal had met.") for c in ("Kenya", "Chad"))
    assert kenya["Supreme Electoral Tribunal"].actor_id == "found.supreme_electoral_tribunal.ken"
    assert chad["Supreme Electoral Tribunal"].actor_id == "found.supreme_electoral_tribunal.tcd"


def test_small_words_are_no_abbreviations() -> None:
    assert not [m for m in annotated("It is what it is, he told us.").actors if m.actor_id]


def test_an_unknown_front_is_found_and_marked_so() -> None:
    found = actors("Fighters said the Green Valley Front had left the town.")
    assert found["Green Valley Front"].actor_id == "found.green_valley_front"


def test_the_group_is_the_one_named_or_none() -> None:
    one = [m for m in annotated("Boko Haram attacked a town. The group denied it.").actors if m.span.text == "group"]
    assert [m.actor_id for m in one] == ["boko_haram"]
    two = [m for m in annotated("Boko Haram fought al-Shabaab. The group denied it.").actors if m.span.text == "group"]
    assert [(m.actor_id, m.candidates) for m in two] == [(None, ("al_shabaab", "boko_haram"))]


def test_a_short_name_of_two_lookalikes_is_neither() -> None:
    text = "Taliban kill ten at school. The Pakistani Taliban said they did it."
    first, second = (m for m in annotated(text).actors if "Taliban" in m.span.text)
    assert (first.actor_id, first.candidates) == (None, ("taliban", "ttp")) and second.actor_id == "ttp"
    both = annotated("The Afghan Taliban condemned it. The Pakistani Taliban said they did it. The Taliban spoke.").actors
    assert [m.actor_id for m in both if "Taliban" in m.span.text] == ["taliban", "ttp", "taliban"]


def test_later_surnames_keep_the_office() -> None:
    found = [m for m in annotated("Nigerian President Muhammadu Buhari spoke. Buhari said so.").actors if m.span.text == "Buhari"]
    assert [m.actor_id for m in found] == ["state.nga"]


def test_spans_hold() -> None:
    text = "Zoë’s café — Taliban fighters, US troops & ISIL (“Daesh”) met in N'Djamena… 🙂 Uighurs fled."
    assert all(m.span.holds(text) for m in annotated(text).actors)
