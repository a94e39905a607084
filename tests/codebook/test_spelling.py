"""Spellings: what folds to one form, the way back to the text, and the words written in several ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.codebook.spelling import fold, fold_name, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISIS–-K", "ISIS-K"),
        ("Séléka", "Seleka"),
        ("Da’esh", "Daesh"),
        ("Jama'at", "Jamaat"),
        ("al‑Shabaab", "Al Shabaab"),
        ("N'Djamena", "Ndjamena"),
    ],
)
def test_ways_to_write_one_name(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert fold("Pakistan's army").text == "pakistan's army"
    assert fold_name("Pakistan’s") != fold_name("Pakistans")


@given(st.text(alphabet="aB-–' ’éİßI\ns", max_size=30))
def test_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    offsets = [folded.at(i) for i in range(len(folded.text))]
    assert offsets == sorted(set(offsets)) and all(0 <= o < len(text) for o in offsets)
    # every character but dropped apostrophes and spaces is there, at its own offset
    for at, offset in enumerate(offsets):
        assert fold_name(text[offset]) in ("", folded.text[at], "'")


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Lashkar-e-Taiba", "lashkar i toiba"),
        ("Popular Mobilization Forces", "popular mobilisation forces"),
        ("Tehrik-i-Taliban Pakistan", "tehreek e taliban pakistan"),
        ("Al-Shabaab", "el shabab"),
    ],
)
def test_words_written_in_several_ways(name: str, spelling: str) -> None:
    assert spelling in spellings(name)


def test_no_more_spellings_than_reading_needs() -> None:
    assert len(spellings("Jamaat-ul-Mujahideen Sharia Organisation Centre")) <= 40
    assert spellings("ISKP") == ("iskp",)
