"""Every entry of the lexicon of junk matches its examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from casus.read.junk import agencies_in, find_junk, lexicon, tail_start

ENTRIES = lexicon().entries
SENTENCE = "The army left the town on Monday."


def cases(kind: str) -> list[tuple[str, str]]:
    return [(e.id, text) for e in ENTRIES for text in getattr(e, kind)]


def test_every_entry_has_examples_of_both_sorts() -> None:
    assert [e.id for e in ENTRIES if len(e.examples) < 2 or len(e.counter) < 2] == []
    assert len({e.id for e in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize(("entry", "text"), cases("examples"))
def test_examples_are_junk(entry: str, text: str) -> None:
    wanted = next(e for e in ENTRIES if e.id == entry)
    if wanted.kind == "tail":
        assert tail_start(f"{SENTENCE} {text}") == len(SENTENCE) + 1
        return
    found = find_junk(text)
    assert found is not None
    assert found.kind == wanted.kind


@pytest.mark.parametrize(("entry", "text"), cases("counter"))
def test_counter_examples_are_text(entry: str, text: str) -> None:
    assert find_junk(text) is None
    whole = f"{SENTENCE} {text}"
    assert tail_start(whole) == len(whole)


def test_agencies_are_whole_words_by_the_names_that_credits_use() -> None:
    assert agencies_in("With inputs from Agence France-Presse and REUTERS") == ("AFP", "Reuters")
    assert agencies_in("The happy man was UNITED with his family") == ()
