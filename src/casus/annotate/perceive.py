"""Report text through the encoder into what it perceives, with offsets in the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from casus.annotate.coreference import find_clusters
from casus.annotate.decode import (
    Labelled,
    Link,
    TreeWord,
    decode_cues,
    decode_links,
    decode_mentions,
    decode_triggers,
    decode_words,
    mention_vectors,
    sigmoid,
)
from casus.annotate.encoder import Encoder, Outputs
from casus.annotate.pairwise import mention_keys
from casus.annotate.wordpieces import Pieces
from casus.model import Argument, LearnedCue, Mention, Perception, Span, Trigger, Word

Sentences = Sequence[tuple[int, int]]
_BLAS = ThreadpoolController().select(user_api="blas")


def perceive(text: str, sentences: Sentences, encoder: Encoder) -> Perception:
    """What the encoder perceives; ``sentences`` (start, end) count characters of ``text``."""
    return perceive_all([(text, sentences)], encoder)[0]


def perceive_all(texts: Sequence[tuple[str, Sentences]], encoder: Encoder) -> list[Perception]:
    """What the encoder perceives in each text; the texts share calls of the graph, which changes nothing but the time."""
    found: dict[int, dict[int, _Seen]] = defaultdict(dict)
    # products of a window are small: shared out over threads they wait longer for one another than they take
    with _BLAS.limit(limits=1):
        for text, place, outputs in encoder.stream(texts):
            found[text][place] = _see(outputs, encoder)
    return [_Report(text, encoder, [found[n][k] for k in sorted(found[n])]).perception() for n, (text, _) in enumerate(texts)]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a window shows, without its outputs. ``links`` go from ``triggers + cues`` to ``mentions + triggers``."""

    pieces: Pieces
    numbers: tuple[int, ...]
    words: list[TreeWord]
    mentions: list[Labelled]
    triggers: list[Labelled]
    cues: list[Labelled]
    links: list[Link]
    modality: list[int]
    negated: list[bool]
    trend: list[int]
    vectors: NDArray[np.float32]


def _see(outputs: Outputs, encoder: Encoder) -> _Seen:
    mentions, triggers, cues = decode_mentions(outputs, encoder, "own"), decode_triggers(outputs), decode_cues(outputs)
    at = [t.first for t in triggers]
    return _Seen(
        outputs.pieces,
        outputs.numbers,
        decode_words(outputs, encoder),
        mentions,
        triggers,
        cues,
        decode_links(outputs, encoder, [*triggers, *cues], [*mentions, *triggers]),
        outputs.parts["modality"][at].argmax(1).tolist(),
        (sigmoid(outputs.parts["negated"][at, 0]) > 0.5).tolist(),
        outputs.parts["trend"][at].argmax(1).tolist(),
        mention_vectors(outputs, mentions),
    )


@dataclass(frozen=True, slots=True)
class _Report:
    text: str
    encoder: Encoder
    windows: Sequence[_Seen]

    def perception(self) -> Perception:
        labels = self.encoder.about["labels"]
        clusters = self._clusters()
        words: list[Word] = []
        mentions: list[Mention] = []
        triggers: list[Trigger] = []
        cues: list[LearnedCue] = []
        for seen in self.windows:
            spans = _Spans(self.text, seen.pieces)
            by_left: dict[int, list[Link]] = defaultdict(list)
            for link in seen.links:
                by_left[link.left].append(link)
            first_mention, first_trigger = len(mentions), len(triggers)
            words += _words(seen, spans, labels, len(words))
            mentions += [
                Mention(spans.of(m), labels["own"][m.label], m.score, clusters[first_mention + n]) for n, m in enumerate(seen.mentions)
            ]
            triggers += [_trigger(seen, n, by_left[n], spans, labels, first_mention) for n in range(len(seen.triggers))]
            size = len(seen.triggers)
            cues += [_cue(seen, c, by_left[size + n], spans, labels, (first_mention, first_trigger)) for n, c in enumerate(seen.cues)]
        return Perception(tuple(words), tuple(mentions), tuple(triggers), tuple(cues))

    def _clusters(self) -> list[int]:
        """The cluster of each mention of the report, in the windows' order."""
        if not any(seen.mentions for seen in self.windows):
            return []
        before = np.cumsum([0, *(len(s.pieces) for s in self.windows)]).tolist()
        ends = [(m.first + at, m.last + at) for at, s in zip(before, self.windows, strict=False) for m in s.mentions]
        first, last = np.array(ends, dtype=np.int64).T
        keys = mention_keys(np.concatenate([s.pieces.ids for s in self.windows]), first, last)
        return find_clusters(self.encoder.weights, np.concatenate([s.vectors for s in self.windows]), keys)


class _Spans:
    """Stretches of pieces as stretches of the text."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, pieces: Pieces) -> None:
        self.text, self.starts, self.ends = text, pieces.starts.tolist(), pieces.ends.tolist()

    def of(self, found: Labelled | TreeWord) -> Span:
        return Span.of(self.text, self.starts[found.first], self.ends[found.last])


def _words(seen: _Seen, spans: _Spans, labels: Mapping[str, Any], base: int) -> Iterable[Word]:
    scripts, upos, deprel = labels["lemma"], labels["upos"], labels["deprel"]
    for word in seen.words:
        span = spans.of(word)
        head = word.head + base if word.head >= 0 else -1
        lemma = apply_script(span.text, scripts[word.lemma])
        yield Word(span, lemma, upos[word.upos], head, deprel[word.deprel], seen.numbers[word.sentence])


def _trigger(seen: _Seen, n: int, links: Sequence[Link], spans: _Spans, labels: Mapping[str, Any], mentions: int) -> Trigger:
    found, roles = seen.triggers[n], labels["link"]
    arguments = [k for k in links if k.right < len(seen.mentions) and not roles[k.label].startswith("cue_")]
    kind = labels["trigger"][found.label]
    return Trigger(
        spans.of(found),
        kind,
        labels["modality"][seen.modality[n]],
        seen.negated[n],
        labels["trend"][seen.trend[n]] if kind.islower() else None,
        found.score,
        tuple(Argument(roles[k.label], mentions + k.right, k.score) for k in arguments),
    )


def _cue(
    seen: _Seen, cue: Labelled, links: Sequence[Link], spans: _Spans, labels: Mapping[str, Any], before: tuple[int, int]
) -> LearnedCue:
    """``before``: mentions and triggers of the windows before this one."""
    size, names = len(seen.mentions), labels["link"]
    ends = {name: [k.right for k in links if names[k.label] == name] for name in ("cue_by", "cue_of", "cue_what")}
    return LearnedCue(
        spans.of(cue),
        labels["cue"][cue.label],
        cue.score,
        tuple(before[0] + r for r in ends["cue_by"] if r < size),
        tuple(before[1] + r - size for r in ends["cue_of"] if r >= size),
        tuple(before[0] + r for r in ends["cue_what"] if r < size),
    )


def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes of a form: ``=`` keeps it, ``3+y`` cuts three characters and adds a *y*, in lower case."""
    if script == "=":
        return form
    cut, _, ending = script.partition("+")
    kept = form.lower()
    return kept[: max(0, len(kept) - int(cut))] + ending
