"""Rare words: what counts as one, where they are looked for, and what sharing them does."""

from __future__ import annotations

from dataclasses import replace

from make import KABUL, KUNDUZ, REGISTRY, claim, report

from casus.link import is_stale, link
from casus.link.rarity import as_counts, count_words, grade_of, told_lines, words_of
from casus.model import Report, Span

_STORY = "Two men were hurt on Fernhollow Lane, said Oduvar Prenn, who sells kites there."


def tell(name: str, text: str, published: str | None = "2021-10-08") -> Report:
    return report(name, published, text=text)


def test_a_word_of_every_report_says_nothing_and_a_street_says_much() -> None:
    counts = as_counts(
        count_words([tell(f"r{n}", _STORY) for n in range(60)] + [tell("x", "A kestrel flew over Marrowgate today, he said.")])
    )
    assert grade_of("police", counts) == 0  # the shipped collection knows it
    assert grade_of("fernhollow", counts) == 1  # sixty reports of this casebook hold it
    assert grade_of("marrowgate", counts) == 3


def test_menus_and_lines_told_twice_are_no_evidence() -> None:
    told = told_lines(tell("a", f"Home Weather Quillborough Sports\n{_STORY}\n{_STORY}\nFollow Quillborough"))
    assert told == _STORY


def test_the_first_matter_has_the_words_of_the_head_and_an_aside_those_around_it() -> None:
    text = f"{_STORY} {'It rained on the plain for a long time. ' * 12}Last year a shell fell on Marrowgate, a hamlet."
    one = tell("a", text)
    at = text.index("Last year")
    head, aside = (words_of(one, [Span(at, at + 20, text[at : at + 20])], first, {}) for first in (True, False))
    street = words_of(tell("b", "Something happened again on Fernhollow that day."), [], True, {}).rare
    assert set(street) & set(head.rare) and not set(street) & set(aside.rare)


def test_the_name_of_the_paper_is_no_rare_word() -> None:
    named = replace(tell("a", _STORY), publisher="Fernhollow Gazette")
    assert len(words_of(named, [], True, {}).rare) == len(words_of(tell("a", _STORY), [], True, {}).rare) - 1


def test_shared_names_join_what_no_day_and_no_town_does() -> None:
    again = "Oduvar Prenn sells kites on Fernhollow Lane, where two were shot, and he spoke to us."
    reports = [tell("a", _STORY), tell("b", again, "2021-12-20")]
    assert len(link(reports, [claim("a", when=None, place=None), claim("b", when=None, place=None)], REGISTRY).incidents) == 1


def test_shared_words_that_every_report_holds_join_nothing() -> None:
    plain = "Police said that two people were killed in an attack on a house in the city."
    reports = [tell("a", plain), tell("b", plain + " An investigation has begun.", "2021-12-20")]
    assert len(link(reports, [claim("a", when=None, place=None), claim("b", when=None, place=None)], REGISTRY).incidents) == 2


def test_one_rare_name_in_two_towns_of_two_years_joins_nothing() -> None:
    reports = [tell("a", "Oduvar Prenn spoke of the raid on the village."), tell("b", "Again Oduvar Prenn spoke of a raid on a village.")]
    claims = [claim("a", when="2019-01-03", place=KUNDUZ), claim("b", when="2021-10-07", place=KABUL)]
    assert len(link(reports, claims, REGISTRY).incidents) == 2


def test_words_are_counted_anew_when_a_casebook_has_grown_by_more_than_a_quarter() -> None:
    counted = count_words([tell(f"r{n}", _STORY) for n in range(20)])
    assert not is_stale(counted, 25) and is_stale(counted, 26)
    assert not is_stale(count_words([tell("a", _STORY)]), 5)  # of so few, every word is rare
