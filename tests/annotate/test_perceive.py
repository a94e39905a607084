"""Whatever the text: what is perceived stands in it, its trees are trees, nothing is cut, and company changes nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.annotate.encoder import MARGIN, WINDOW
from casus.annotate.perceive import apply_script, perceive, perceive_all
from casus.annotate.sentences import find_sentences
from casus.annotate.wordpieces import cores, split_pieces
from casus.model import Perception

sys.path.insert(0, str(Path(__file__).parent))
from random_encoder import ChanceGraph, random_encoder, tokenizer

ENCODER = random_encoder()
ODD = [
    "",
    " ",
    "\n\n",
    "...",
    "¿?",
    "𝔘𝔫𝔦 🙂 killed 👩‍👩‍👧 the 🇫🇷",
    "قتلت الشرطة ثلاثة police said הרגו",
    "a\x00b\x01 killed\x1f \x7f\u200e\u202ethe\u202c police",
    "e\u0301te\u0301 İstanbul ß ﬁre",
    "a" * 5000,
    "?" * 5000,
    "police " * 5000,
    "-".join(["police"] * 5000),
]


def bounds(text: str) -> list[tuple[int, int]]:
    return [(s, e) for s, e, _ in find_sentences(text)]


def seen(text: str) -> Perception:
    return perceive(text, bounds(text), ENCODER)


def sound(text: str, found: Perception) -> None:
    for item in (*found.words, *found.mentions, *found.triggers, *found.cues):
        assert item.span.holds(text) and item.span.text.strip()
    for n, word in enumerate(found.words):
        assert (word.head < 0) == (word.deprel == "root")
        at, steps = n, 0
        while found.words[at].head >= 0:
            assert found.words[at].sentence == word.sentence
            at, steps = found.words[at].head, steps + 1
            assert steps <= len(found.words)
    assert all(0 <= m.cluster < len(found.mentions) and 0 < m.score <= 1 for m in found.mentions)
    for trigger in found.triggers:
        assert all(0 <= a.mention < len(found.mentions) and a.role in ("by", "to") for a in trigger.arguments)
    for cue in found.cues:
        assert all(0 <= i < len(found.mentions) for i in (*cue.speakers, *cue.contents))
        assert all(0 <= i < len(found.triggers) for i in cue.triggers)
    for a, b in zip(found.words, found.words[1:], strict=False):
        assert a.span.start <= b.span.start and a.sentence <= b.sentence


@pytest.mark.parametrize("text", ODD, ids=lambda t: ascii(t[:12]))
def test_odd_texts_are_borne(text: str) -> None:
    sound(text, seen(text))


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_borne(text: str) -> None:
    found = perceive(text, [(0, len(text))] if text.strip() else [], ENCODER)
    sound(text, found)


@pytest.mark.parametrize("text", ["police " * 5000, "?" * 5000, "defy, killed " * 900])
def test_nothing_of_an_over_long_sentence_is_lost(text: str) -> None:
    pieces = split_pieces(text, [(0, len(text))], ENCODER.tokenizer)[0]
    windows = ENCODER.run(text, [(0, len(text))])
    assert np.concatenate([w.pieces.starts for w in windows]).tolist() == pieces.starts.tolist()
    assert all(w.numbers == (0,) for w in windows)
    found = perceive(text, [(0, len(text))], ENCODER)
    covered = [False] * len(text)
    for word in found.words:
        covered[word.span.start : word.span.end] = [True] * len(word.span.text)
    assert all(c or text[i].isspace() for i, c in enumerate(covered))


@given(st.lists(st.booleans(), min_size=1, max_size=900), st.integers(20, 60), st.integers(0, 6))
def test_cores_lie_side_by_side_in_what_is_read(opens: list[bool], limit: int, margin: int) -> None:
    found = cores(np.array([True, *opens[1:]]), limit, margin)
    assert [first for _, _, first, _ in found] == [0, *(last for _, _, _, last in found[:-1])]
    assert found[-1][3] == len(opens)
    for low, high, first, last in found:
        assert 0 <= low <= first < last <= high <= len(opens) and high - low <= limit
        assert first - low == min(margin, first) and (high - last >= min(margin, len(opens) - last) or len(found) == 1)


def test_a_core_does_not_end_within_a_word() -> None:
    text = "defy " * 400
    pieces = split_pieces(text, [(0, len(text))], tokenizer())[0]
    opens = np.array([s == 0 or text[s - 1] == " " for s in pieces.starts])
    assert len(pieces) > WINDOW > MARGIN
    assert all(opens[first] for _, _, first, _ in cores(opens, WINDOW, MARGIN))


def test_spans_do_not_begin_or_end_within_a_word() -> None:
    text = "Defying the al-Shabaab ban, U.S. police said 1,200 didn't go. The police-led group killed the defiant."
    found = seen(text)
    ends = {e for w in (text.split()) for e in (text.index(w) + len(w),)}
    tokens = "Defying the al-Shabaab ban , U.S. police said 1,200 did n't go . The police-led group killed the defiant .".split()
    starts, stops, at = set(), set(), 0
    for token in tokens:
        at = text.index(token, at)
        starts.add(at)
        at += len(token)
        stops.add(at)
    assert ends <= stops and found.mentions and found.triggers and found.cues
    for item in (*found.mentions, *found.triggers, *found.cues):
        assert item.span.start in starts and item.span.end in stops
    assert all(t.span.text in tokens for t in found.triggers)


@given(
    st.lists(st.sampled_from(["The police said.", "Rebels killed 12.", "Go!", "police " * 300, "\n\n", "Ah, the (old) town."]), max_size=6)
)
@settings(max_examples=40, deadline=None)
def test_company_changes_nothing(parts: list[str]) -> None:
    work = [(text, bounds(text)) for text in [" ".join(parts), *parts]]
    together = perceive_all(work, ENCODER)
    assert together == [perceive(text, sentences, ENCODER) for text, sentences in work]


def test_windows_of_like_length_share_calls() -> None:
    graph = ChanceGraph()
    object.__setattr__(encoder := random_encoder(), "session", graph)
    texts = ["the police said. " * n for n in (1, 60, 2, 61)]
    perceive_all([(t, bounds(t)) for t in texts], encoder)
    assert sum(shape[0] for shape in graph.calls) > len(graph.calls)
    assert [shape[1] for shape in graph.calls] == sorted((shape[1] for shape in graph.calls), reverse=True)


def test_scripts_make_lemmas() -> None:
    told = [("Kabul", "="), ("Villagers", "1+"), ("bodies", "3+y"), ("were", "4+be"), ("ox", "9+y")]
    assert [apply_script(f, s) for f, s in told] == ["Kabul", "villager", "body", "be", "y"]
