"""Sentences and tokens with true offsets, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.annotate import annotate
from casus.annotate.sentences import find_sentences
from coded import report


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began. It ended.", ["It began.", "It ended."]),
        ("It began at 8:15 a.m. Sunday. It ended.", ["It began at 8:15 a.m. Sunday.", "It ended."]),
        ("Gen. Rahim spoke. He left.", ["Gen. Rahim spoke.", "He left."]),
        ("Six died in Khar.The minister came.", ["Six died in Khar.", "The minister came."]),
        ("Six die in blast\nThe blast came at noon.", ["Six die in blast", "The blast came at noon."]),
        ("The U.S. army left.", ["The U.S. army left."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_the_headline_is_marked() -> None:
    found = annotate(report("It began. It ended.", title="War begins"))
    assert [s.is_title for s in found.sentences] == [True, False, False]


def test_a_sentence_of_five_thousand_words_passes() -> None:
    assert len(annotate(report("word " * 5000)).tokens) == 5000


_ANY = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from(" .,'’-\n\"“”ab1")), max_size=200)


@given(_ANY)
def test_offsets_are_true(text: str) -> None:
    found = annotate(report(text))
    assert all(text[t.start : t.end] == t.text for t in found.tokens)
    assert all(a.end <= b.start for a, b in zip(found.tokens, found.tokens[1:], strict=False))
    for sentence in found.sentences:
        inside = found.tokens[sentence.first : sentence.last]
        assert all(sentence.start <= t.start and t.end <= sentence.end for t in inside)
    assert all(c.span.holds(text) for c in found.cues)
