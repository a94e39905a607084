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
