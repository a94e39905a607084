"""One window's outputs into words, mentions, events and cues. Indices count within the window's own results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casus.annotate.encoder import Encoder, Outputs
from casus.annotate.pairwise import arc_scores, link_scores, relation_scores, span_scores
from casus.annotate.trees import best_tree

Floats = NDArray[np.float32]
#: a link counts from this probability on; chosen on the corpus' held-out items
LINK_AT = 0.4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A stretch of pieces (``last`` inclusive) of a sentence, with its label and probability."""

    first: int
    last: int
    label: int
    score: float
    sentence: int


@dataclass(frozen=True, slots=True)
class TreeWord:
    """``first`` and ``last`` pieces; ``head`` counts the window's words, -1 for a root."""

    first: int
    last: int
    upos: int
    lemma: int
    head: int
    deprel: int
    sentence: int


def softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out


def sigmoid(logits: Floats) -> Floats:
    out = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return out.astype(np.float32)


def decode_words(outputs: Outputs, encoder: Encoder) -> list[TreeWord]:
    """The window's words sentence by sentence, with trees."""
    words: list[TreeWord] = []
    for number, (start, end) in enumerate(outputs.sentences):
        firsts = _word_starts(outputs, start, end)
        lasts = [*(f - 1 for f in firsts[1:]), end - 1]
        part = {name: outputs.parts[name][firsts] for name in ("arc_dep", "arc_head", "rel_dep", "rel_head", "upos", "lemma")}
        heads = best_tree(arc_scores(encoder.weights, part["arc_dep"], part["arc_head"]))
        own_or_head = [i if h < 0 else h for i, h in enumerate(heads)]
        labels = relation_scores(encoder.weights, part["rel_dep"], part["rel_head"][own_or_head])
        labels[:, 0] = np.where(np.array(heads) < 0, np.inf, -np.inf)  # label 0 is "root": the root's and nobody else's
        rows = zip(firsts, lasts, part["upos"].argmax(1), part["lemma"].argmax(1), heads, labels.argmax(1), strict=True)
        base = len(words)
        words += [TreeWord(f, z, int(u), int(m), h + base if h >= 0 else -1, int(r), number) for f, z, u, m, h, r in rows]
    return words


def _word_starts(outputs: Outputs, start: int, end: int) -> list[int]:
    """Pieces that begin a word: those after white space always, others where the head says so."""
    starts, ends = outputs.pieces.starts[start:end], outputs.pieces.ends[start:end]
    spaced = np.concatenate([[True], starts[1:] > ends[:-1]])
    return [int(i) + start for i in np.flatnonzero(spaced | (outputs.parts["word_start"][start:end, 0] > 0))]


def decode_mentions(outputs: Outputs, encoder: Encoder, name: str) -> list[Labelled]:
    """Mentions of the head ``own`` or ``gum``, best first where two cross (they may nest)."""
    out: list[Labelled] = []
    for number, (start, end) in enumerate(outputs.sentences):
        scores = span_scores(encoder.weights, name, outputs.parts[f"{name}_start"][start:end], outputs.parts[f"{name}_end"][start:end])
        first, last = np.nonzero(scores.max(2) > 0)
        found = scores[first, last]
        # no sentence holds more mentions than a few a piece: what an untrained head throws up must not cost the square of it
        order = np.argsort(-found.max(1), kind="stable")[: 2 * (end - start)]
        kept: list[Labelled] = []
        for i in order:
            a, b = int(first[i]) + start, int(last[i]) + start
            if not any(a < k.first <= b < k.last or k.first < a <= k.last < b for k in kept):
                row = softmax(np.concatenate([[0.0], found[i]]).astype(np.float32))
                kept.append(Labelled(a, b, int(found[i].argmax()), float(row[1:].max()), number))
        out += kept
    return sorted(out, key=lambda m: (m.first, -m.last))


def decode_tagged(outputs: Outputs, name: str) -> list[Labelled]:
    """Stretches of the head ``trigger`` or ``cue``: a piece that begins one, and those after it that go on with the same label."""
    best = outputs.parts[name].argmax(1)
    chances = softmax(outputs.parts[name]).max(1)
    out: list[Labelled] = []
    for number, (start, end) in enumerate(outputs.sentences):
        at = start
        while at < end:
            if best[at] == 0:
                at += 1
                continue
            label, stop = (int(best[at]) - 1) // 2, at + 1
            while stop < end and best[stop] == 2 + 2 * label:
                stop += 1
            out.append(Labelled(at, stop - 1, label, float(chances[at:stop].min()), number))
            at = stop
    return _whole_words(outputs, out)


def _whole_words(outputs: Outputs, found: Sequence[Labelled]) -> list[Labelled]:
    """Stretches widened to the ends of words that white space bounds letter by letter ("kidnap" + "##ping")."""
    starts, ends = outputs.pieces.starts, outputs.pieces.ends
    out: list[Labelled] = []
    for item in found:
        last = item.last
        while last + 1 < len(starts) and starts[last + 1] == ends[last] and _continues(outputs, last + 1):
            last += 1
        out.append(Labelled(item.first, last, item.label, item.score, item.sentence))
    return [i for n, i in enumerate(out) if n == 0 or i.first > out[n - 1].last]


def _continues(outputs: Outputs, piece: int) -> bool:
    return bool(outputs.parts["word_start"][piece, 0] <= 0)


def decode_links(
    outputs: Outputs, encoder: Encoder, lefts: Sequence[Labelled], rights: Sequence[Labelled], labels: Sequence[int]
) -> list[tuple[int, int, int, float]]:
    """(left, right, label, probability) of the links of these labels, within sentences."""
    if not lefts or not rights:
        return []
    left = outputs.parts["link_left"][[x.first for x in lefts]]
    right = outputs.parts["link_start"][[x.first for x in rights]] + outputs.parts["link_end"][[x.last for x in rights]]
    distance = np.array([[r.first - x.first for r in rights] for x in lefts])
    chances = sigmoid(link_scores(encoder.weights, left, right, distance))[..., list(labels)]
    same = np.array([[x.sentence == r.sentence and x.first != r.first for r in rights] for x in lefts])
    rows = np.argwhere((chances > LINK_AT) & same[..., None])
    return [(int(i), int(j), labels[k], float(chances[i, j, k])) for i, j, k in rows]


def labels_of(about: Mapping[str, Any], name: str) -> list[str]:
    return list(about["labels"][name])
