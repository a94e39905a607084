"""The pattern language of the codebook."""

from __future__ import annotations

import pytest

from casus.annotate.tokens import tokenize
from casus.codebook.errors import CodebookError
from casus.codebook.patterns import PatternIndex, Shape, compile_pattern, longest
from casus.codebook.words import load_words

WORDS = load_words()


def found(source: str, shape: Shape, text: str) -> list[str]:
    tokens = tokenize(text, 0, len(text), WORDS)
    index = PatternIndex([(compile_pattern(source, shape, WORDS.irregular), "it")])
    return [text[tokens[m.first].start : tokens[m.last - 1].end] for m in longest(index.matches(tokens, 0, len(tokens)))]


@pytest.mark.parametrize(
    ("source", "shape", "text", "expected"),
    [
        ("open fire", "verb", "Guards opened fire at noon.", ["opened fire"]),
        ("take ... hostage|hostages", "verb", "They took two of the guards hostage.", ["took two of the guards hostage"]),
        ("take ... hostage|hostages", "verb", "They took the road. A hostage fled.", []),
        ("car bomb", "noun", "Two car bombs went off.", ["car bombs"]),
        ("be~ behind", "phrase", "They were behind it.", ["were behind"]),
        ("shoot", "verb", "The shoot was planted.", []),
        ("shoot", "verb", "Rebels shot two men.", ["shot"]),
    ],
)
def test_patterns_match(source: str, shape: Shape, text: str, expected: list[str]) -> None:
    assert found(source, shape, text) == expected


@pytest.mark.parametrize("source", ["", "...", "take ..."])
def test_a_pattern_must_begin_and_end_with_a_word(source: str) -> None:
    with pytest.raises(CodebookError, match="begin and end with a word"):
        compile_pattern(source, "phrase", WORDS.irregular)
