"""Every entry of the cue lexicon finds its examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from casus.annotate.cues import find_cues
from casus.annotate.sentences import find_sentences
from casus.annotate.tokens import tokenize
from casus.codebook.cues import CueRule, load_cue_rules
from casus.codebook.words import load_words
from casus.model import Cue, Sentence, Token

RULES = load_cue_rules()


def cues_in(text: str) -> tuple[Cue, ...]:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for start, end, paragraph in find_sentences(text):
        first = len(tokens)
        tokens += tokenize(text, start, end, load_words())
        sentences.append(Sentence(start, end, first, len(tokens), paragraph))
    return find_cues(text, sentences, tokens, RULES)


@pytest.mark.parametrize("rule", RULES.rules.values(), ids=lambda r: r.rule_id)
def test_examples_are_found(rule: CueRule) -> None:
    missed = [text for text in rule.examples if rule.kind not in {c.kind for c in cues_in(text)}]
    assert not missed


@pytest.mark.parametrize("rule", RULES.rules.values(), ids=lambda r: r.rule_id)
def test_counter_examples_are_left(rule: CueRule) -> None:
    wrong = [text for text in rule.counter if rule.rule_id in {c.rule for c in cues_in(text)}]
    assert not wrong


def test_cue_spans_say_what_stands_there() -> None:
    text = "The ministry said six had died, according to a doctor. Nobody claimed responsibility."
    found = cues_in(text)
    assert {c.kind for c in found} >= {"speech", "no_claim"}
    assert all(c.span.holds(text) for c in found)
