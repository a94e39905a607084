"""Decoding of whole windows against the same written out word by word and pair by pair, on random small windows."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.annotate.decode import LINK_AT, Labelled, decode_cues, decode_links, decode_mentions, decode_triggers, decode_words
from casus.annotate.encoder import Outputs
from casus.annotate.pairwise import DISTANCES, LENGTHS, MAX_SPAN
from casus.annotate.trees import best_tree
from casus.annotate.wordpieces import Pieces

KINDS, WIDTH, LABELS = 3, 4, 5


def window(seed: int, sizes: list[int]) -> tuple[Outputs, Any]:
    draw = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        return draw.normal(size=shape).astype(np.float32)

    total = sum(sizes)
    gaps = draw.integers(0, 2, total)  # a blank before a piece, or none
    starts = np.cumsum(gaps) + 2 * np.arange(total)
    opens = (gaps > 0) | (draw.random(total) < 0.3)
    ends = np.cumsum(sizes).tolist()
    sentences = tuple(pairwise([0, *ends]))
    opens[[a for a, _ in sentences]] = True
    widths = {"word_start": 1, "upos": 3, "lemma": 3, "trigger": 1 + 2 * KINDS, "cue": 1 + 2 * KINDS}
    widths |= dict.fromkeys("arc_dep arc_head rel_dep rel_head own_start own_end link_left link_start link_end".split(), WIDTH)
    weights = {"arc": numbers(WIDTH, WIDTH), "arc_bias": numbers(WIDTH), "rel": numbers(LABELS, WIDTH, WIDTH), "rel_bias": numbers(LABELS)}
    weights |= {"rel_dep": numbers(WIDTH, LABELS), "rel_head": numbers(WIDTH, LABELS), "own_length": numbers(len(LENGTHS) + 1, KINDS) - 1}
    weights |= {f"own_{side}": numbers(WIDTH, KINDS) for side in ("pair", "start", "end")}
    weights |= {f"link_{side}": numbers(WIDTH, LABELS) for side in ("pair", "left", "right")}
    weights["link_distance"] = numbers(2 * len(DISTANCES) + 2, LABELS)
    pieces = Pieces(draw.integers(0, 9, total), np.zeros(total, dtype=np.int64), starts, starts + 2)
    parts = {name: numbers(total, width) for name, width in widths.items()}
    return Outputs(pieces, sentences, tuple(range(len(sizes))), opens, parts), SimpleNamespace(weights=weights)


def words_of(outputs: Outputs, opens: np.ndarray) -> list[tuple[int, int, int]]:
    """(first, last, sentence)."""
    out = []
    for n, (a, b) in enumerate(outputs.sentences):
        firsts = [i for i in range(a, b) if i == a or opens[i]]
        out += [(f, z - 1, n) for f, z in pairwise([*firsts, b])]
    return out


def chances_of(row: np.ndarray) -> np.ndarray:
    odds = np.exp(row - row.max())
    return odds / odds.sum()


windows = given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 7), min_size=1, max_size=4))


@windows
@settings(max_examples=60)
def test_triggers_are_single_words(seed: int, sizes: list[int]) -> None:
    outputs, _ = window(seed, sizes)
    wanted = []
    for first, last, sentence in words_of(outputs, outputs.opens):
        chances = chances_of(outputs.parts["trigger"][first])
        best = int(chances.argmax())
        if best in (1, 3, 5):
            wanted.append((first, last, best // 2, pytest.approx(float(chances[best]), rel=1e-4), sentence))
    assert [(t.first, t.last, t.label, t.score, t.sentence) for t in decode_triggers(outputs)] == wanted


@windows
@settings(max_examples=60)
def test_cues_are_runs_of_words(seed: int, sizes: list[int]) -> None:
    outputs, _ = window(seed, sizes)
    wanted: list[list[int]] = []
    open_label = None
    for first, last, sentence in words_of(outputs, outputs.opens):
        best = int(outputs.parts["cue"][first].argmax())
        label = (best - 1) // 2
        if best and best % 2 == 0 and open_label == (label, sentence):
            wanted[-1][1] = last
        elif best:
            wanted.append([first, last, label, sentence])
        open_label = (label, sentence) if best else None
    assert [[c.first, c.last, c.label, c.sentence] for c in decode_cues(outputs)] == wanted


@windows
@settings(max_examples=60)
def test_mentions_begin_and_end_with_words_and_do_not_cross(seed: int, sizes: list[int]) -> None:
    outputs, encoder = window(seed, sizes)
    w, start, end = encoder.weights, outputs.parts["own_start"], outputs.parts["own_end"]
    words = words_of(outputs, outputs.opens)
    wanted: list[tuple[int, int, int, Any, int]] = []
    for n in range(len(sizes)):
        mine = [x for x in words if x[2] == n]
        found = []
        for i, (a, _, _) in enumerate(mine):
            for _, b, _ in mine[i:]:
                score = (start[a] * end[b]) @ w["own_pair"] + start[a] @ w["own_start"] + end[b] @ w["own_end"]
                score = score + w["own_length"][sum(b - a + 1 > bound for bound in LENGTHS)]
                if score.max() > 0 and b - a < MAX_SPAN:
                    found.append((float(score.max()), a, b, score))
        kept: list[tuple[int, int]] = []
        for _, a, b, score in sorted(found, key=lambda f: -f[0])[: 2 * len(mine)]:
            if not any(a < c <= b < d or c < a <= d < b for c, d in kept):
                kept.append((a, b))
                chance = float(chances_of(np.concatenate([[0.0], score]))[1:].max())
                wanted.append((a, b, int(score.argmax()), pytest.approx(chance, rel=1e-3), n))
    wanted.sort(key=lambda m: (m[0], -m[1]))
    assert [(m.first, m.last, m.label, m.score, m.sentence) for m in decode_mentions(outputs, encoder, "own")] == wanted


@windows
@settings(max_examples=60)
def test_words_and_trees(seed: int, sizes: list[int]) -> None:
    outputs, encoder = window(seed, sizes)
    starts, ends, w, part = outputs.pieces.starts, outputs.pieces.ends, encoder.weights, outputs.parts
    begins = np.array([i == 0 or starts[i] > ends[i - 1] or part["word_start"][i, 0] > 0 for i in range(len(starts))])
    wanted = []
    for n in range(len(sizes)):
        mine = [x for x in words_of(outputs, begins) if x[2] == n]
        scores = [
            [part["arc_dep"][i] @ w["arc"] @ part["arc_head"][j] + part["arc_head"][j] @ w["arc_bias"] for j, *_ in mine] for i, *_ in mine
        ]
        base = len(wanted)
        for word, head in zip(mine, best_tree(np.array(scores, dtype=np.float32)), strict=True):
            dep, over = part["rel_dep"][word[0]], part["rel_head"][mine[head][0]]
            label = np.array([dep @ w["rel"][k] @ over for k in range(LABELS)]) + dep @ w["rel_dep"] + over @ w["rel_head"] + w["rel_bias"]
            deprel = 0 if head < 0 else 1 + int(label[1:].argmax())
            upos, lemma = (int(part[name][word[0]].argmax()) for name in ("upos", "lemma"))
            wanted.append((*word[:2], upos, lemma, head + base if head >= 0 else -1, deprel, n))
    assert [(t.first, t.last, t.upos, t.lemma, t.head, t.deprel, t.sentence) for t in decode_words(outputs, encoder)] == wanted


@windows
@settings(max_examples=60)
def test_links_stay_in_their_sentence(seed: int, sizes: list[int]) -> None:
    outputs, encoder = window(seed, sizes)
    w, part = encoder.weights, outputs.parts
    stretches = [Labelled(a, b, 0, 1.0, n) for a, b, n in words_of(outputs, outputs.opens)]
    lefts, rights = stretches[::2], stretches
    wanted = []
    for i, x in enumerate(lefts):
        for j, y in enumerate(rights):
            far = y.first - x.first
            side = sum(abs(far) > bound for bound in DISTANCES) + (len(DISTANCES) + 1 if far > 0 else 0)
            left, right = part["link_left"][x.first], part["link_start"][y.first] + part["link_end"][y.last]
            score = (left * right) @ w["link_pair"] + left @ w["link_left"] + right @ w["link_right"] + w["link_distance"][side]
            chances = 1 / (1 + np.exp(-score))
            if far and x.sentence == y.sentence:
                wanted += [(i, j, k, pytest.approx(float(c), rel=1e-3)) for k, c in enumerate(chances) if c > LINK_AT]
    assert [(k.left, k.right, k.label, k.score) for k in decode_links(outputs, encoder, lefts, rights)] == wanted
