"""One window's outputs into words, mentions, events, cues and what ties them. Indices count within the window's own results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casus.annotate.encoder import Encoder, Outputs
from casus.annotate.pairwise import arc_scores, link_scores, relation_scores, span_ends, span_scores
from casus.annotate.trees import best_trees

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
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


@dataclass(frozen=True, slots=True)
class Link:
    """From a trigger or cue (``left``) to a mention or trigger (``right``), with the label's number."""

    left: int
    right: int
    label: int
    score: float


def softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out


def sigmoid(logits: Floats) -> Floats:
    out = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return out.astype(np.float32)


def decode_words(outputs: Outputs, encoder: Encoder) -> list[TreeWord]:
    """The window's words sentence by sentence, with trees."""
    firsts, lasts = tree_pieces(outputs)
    names = ("arc_dep", "arc_head", "rel_dep", "rel_head", "upos", "lemma")
    part = {name: outputs.parts[name][firsts] for name in names}
    heads = best_trees(arc_scores(encoder.weights, part["arc_dep"], part["arc_head"]), _within(outputs, firsts))
    is_root = heads < 0
    labels = relation_scores(encoder.weights, part["rel_dep"], part["rel_head"][np.where(is_root, np.arange(len(heads)), heads)])
    labels[:, 0] = np.where(is_root, np.inf, -np.inf)  # label 0 is "root": the root's and nobody else's
    columns = (firsts, lasts, part["upos"].argmax(1), part["lemma"].argmax(1), heads, labels.argmax(1), _sentence_of(outputs)[firsts])
    return [TreeWord(*row) for row in zip(*(c.tolist() for c in columns), strict=True)]


def tree_pieces(outputs: Outputs) -> tuple[Ints, Ints]:
    """First and last pieces of syntactic words: one begins after white space always, elsewhere where the head says so."""
    starts, ends = outputs.pieces.starts, outputs.pieces.ends
    begins = outputs.parts["word_start"][:, 0] > 0
    begins[1:] |= starts[1:] > ends[:-1]
    return _bounds(outputs, begins)


def token_pieces(outputs: Outputs) -> tuple[Ints, Ints]:
    """First and last pieces of the project's own tokens."""
    return _bounds(outputs, outputs.opens.copy())


def _bounds(outputs: Outputs, begins: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    begins[[a for a, _ in outputs.sentences]] = True
    firsts = np.flatnonzero(begins)
    return firsts, np.concatenate([firsts[1:] - 1, [len(begins) - 1]])


def _within(outputs: Outputs, firsts: Ints) -> list[tuple[int, int]]:
    """The sentences as (first, last exclusive) words, for words that begin at ``firsts``."""
    bounds = np.searchsorted(firsts, [outputs.sentences[0][0], *(b for _, b in outputs.sentences)]).tolist()
    return list(pairwise(bounds))


def _sentence_of(outputs: Outputs) -> Ints:
    """The number of each piece's sentence in the window."""
    return np.repeat(np.arange(len(outputs.sentences)), [b - a for a, b in outputs.sentences])


def decode_mentions(outputs: Outputs, encoder: Encoder, name: str) -> list[Labelled]:
    """Mentions of the head ``own`` or ``gum``, best first where two cross (they may nest); each begins and ends with a word."""
    firsts, lasts = token_pieces(outputs) if name == "own" else tree_pieces(outputs)
    start, end = outputs.parts[f"{name}_start"], outputs.parts[f"{name}_end"]
    ends = span_ends(encoder.weights, name, start, end, firsts, lasts)
    out: list[Labelled] = []
    for number, (a, b) in enumerate(_within(outputs, firsts)):
        scores = span_scores(encoder.weights, name, ends, slice(a, b), slice(a, b))
        rows, columns = np.nonzero(scores.max(1) > 0)
        found = scores[rows, :, columns]
        # no sentence holds more mentions than a few a word: what an untrained head throws up must not cost the square of it
        order = np.argsort(-found.max(1), kind="stable")[: 2 * (b - a)]
        out += _uncrossed(firsts[a + rows[order]].tolist(), lasts[a + columns[order]].tolist(), found[order], number)
    return sorted(out, key=lambda m: (m.first, -m.last))


def _uncrossed(firsts: Sequence[int], lasts: Sequence[int], scores: Floats, sentence: int) -> list[Labelled]:
    """The stretches, best first, that cross none that is better."""
    odds = np.exp(scores - scores.max(1, keepdims=True, initial=0.0))
    chances = (odds.max(1, initial=0.0) / (odds.sum(1) + np.exp(-scores.max(1, initial=0.0)))).tolist()
    kept: list[Labelled] = []
    for a, b, label, chance in zip(firsts, lasts, scores.argmax(1).tolist(), chances, strict=True):
        if not any(a < k.first <= b < k.last or k.first < a <= k.last < b for k in kept):
            kept.append(Labelled(a, b, label, chance, sentence))
    return kept


def decode_triggers(outputs: Outputs) -> list[Labelled]:
    """Single words that tell an event or tie: what a word is stands at its first piece, as the begin of a label."""
    firsts, lasts = token_pieces(outputs)
    chances = softmax(outputs.parts["trigger"][firsts])
    best = chances.argmax(1)
    told = np.flatnonzero(best % 2)
    columns = (firsts[told], lasts[told], best[told] // 2, chances[told, best[told]], _sentence_of(outputs)[firsts[told]])
    return [Labelled(*row) for row in zip(*(c.tolist() for c in columns), strict=True)]


def decode_cues(outputs: Outputs) -> list[Labelled]:
    """Runs of words: one whose first piece begins or goes on with a label, and those after it that go on with the same."""
    firsts, lasts = token_pieces(outputs)
    chances = softmax(outputs.parts["cue"][firsts])
    best, sentences = chances.argmax(1), _sentence_of(outputs)[firsts]
    out: list[Labelled] = []
    for at in np.flatnonzero(best).tolist():
        label, score, sentence = int(best[at] - 1) // 2, float(chances[at, best[at]]), int(sentences[at])
        before = out[-1] if out else None
        goes_on = before is not None and best[at] % 2 == 0 and before.last + 1 == firsts[at]
        if before is not None and goes_on and (before.label, before.sentence) == (label, sentence):
            out[-1] = Labelled(before.first, int(lasts[at]), label, min(before.score, score), sentence)
        else:
            out.append(Labelled(int(firsts[at]), int(lasts[at]), label, score, sentence))
    return out


def decode_links(outputs: Outputs, encoder: Encoder, lefts: Sequence[Labelled], rights: Sequence[Labelled]) -> list[Link]:
    """The links within sentences that are likely enough, in the order of ``lefts``."""
    if not lefts or not rights:
        return []
    at, first, last = ([x.first for x in lefts], [x.first for x in rights], [x.last for x in rights])
    right = outputs.parts["link_start"][first] + outputs.parts["link_end"][last]
    distance = np.array(first)[None] - np.array(at)[:, None]
    chances = sigmoid(link_scores(encoder.weights, outputs.parts["link_left"][at], right, distance))
    same = np.array([x.sentence for x in lefts])[:, None] == np.array([x.sentence for x in rights])[None]
    found = np.nonzero((chances > LINK_AT) & (same & (distance != 0))[..., None])
    return [Link(*row) for row in zip(*(f.tolist() for f in found), chances[found].tolist(), strict=True)]


def mention_vectors(outputs: Outputs, mentions: Sequence[Labelled]) -> Floats:
    """(mentions, COREF): what coreference compares."""
    first, last = [m.first for m in mentions], [m.last for m in mentions]
    out: Floats = outputs.parts["coref_start"][first] + outputs.parts["coref_end"][last]
    return out


def labels_of(about: Mapping[str, Any], name: str) -> list[str]:
    return list(about["labels"][name])
