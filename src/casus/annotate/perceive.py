"""Report text through the encoder into what it perceives, with offsets in the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casus.annotate.coreference import find_clusters
from casus.annotate.decode import Labelled, decode_links, decode_mentions, decode_tagged, decode_words, labels_of, sigmoid
from casus.annotate.encoder import Encoder, Outputs
from casus.model import Argument, LearnedCue, Mention, Perception, Span, Trigger, Word


def perceive(text: str, sentences: Sequence[tuple[int, int]], encoder: Encoder) -> Perception:
    """What the encoder perceives; ``sentences`` (start, end) count characters of ``text``."""
    windows = encoder.run(text, sentences)
    mentions = [decode_mentions(w, encoder, "own") for w in windows]
    clusters = find_clusters(windows, mentions, encoder)
    out = _Gathered(text, encoder)
    for window, found, numbers in zip(windows, mentions, clusters, strict=True):
        out.add(window, found, numbers)
    return Perception(tuple(out.words), tuple(out.mentions), tuple(out.triggers), tuple(out.cues))


@dataclass(slots=True)
class _Gathered:
    text: str
    encoder: Encoder
    words: list[Word] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    cues: list[LearnedCue] = field(default_factory=list)

    def add(self, window: Outputs, mentions: Sequence[Labelled], clusters: Sequence[int]) -> None:
        """One window's results behind those of the windows before it."""
        self._add_words(window)
        triggers, cues = decode_tagged(window, "trigger"), decode_tagged(window, "cue")
        self._add_cues(window, cues, mentions, triggers)
        self._add_triggers(window, triggers, mentions)
        names = labels_of(self.encoder.about, "own")
        for mention, cluster in zip(mentions, clusters, strict=True):
            self.mentions.append(Mention(self._span(window, mention.first, mention.last), names[mention.label], mention.score, cluster))

    def _span(self, window: Outputs, first: int, last: int) -> Span:
        return Span.of(self.text, int(window.pieces.starts[first]), int(window.pieces.ends[last]))

    def _add_words(self, window: Outputs) -> None:
        labels = self.encoder.about["labels"]
        base = len(self.words)
        for word in decode_words(window, self.encoder):
            span = self._span(window, word.first, word.last)
            lemma = apply_script(span.text, labels["lemma"][word.lemma])
            head = word.head + base if word.head >= 0 else -1
            sentence = window.numbers[word.sentence]
            self.words.append(Word(span, lemma, labels["upos"][word.upos], head, labels["deprel"][word.deprel], sentence))

    def _add_triggers(self, window: Outputs, triggers: Sequence[Labelled], mentions: Sequence[Labelled]) -> None:
        labels = self.encoder.about["labels"]
        roles = [n for n, name in enumerate(labels["link"]) if not name.startswith("cue_")]
        links = decode_links(window, self.encoder, triggers, mentions, roles)
        base = len(self.mentions)
        for number, trigger in enumerate(triggers):
            arguments = tuple(Argument(labels["link"][k], base + j, score) for i, j, k, score in links if i == number)
            kind = labels["trigger"][trigger.label]
            self.triggers.append(
                Trigger(
                    self._span(window, trigger.first, trigger.last),
                    kind,
                    labels["modality"][int(window.parts["modality"][trigger.first].argmax())],
                    bool(sigmoid(window.parts["negated"][trigger.first, 0]) > 0.5),
                    labels["trend"][int(window.parts["trend"][trigger.first].argmax())] if kind.islower() else None,
                    trigger.score,
                    arguments,
                )
            )

    def _add_cues(self, window: Outputs, cues: Sequence[Labelled], mentions: Sequence[Labelled], triggers: Sequence[Labelled]) -> None:
        labels = self.encoder.about["labels"]
        by, of, what = (labels["link"].index(name) for name in ("cue_by", "cue_of", "cue_what"))
        to_mentions = decode_links(window, self.encoder, cues, mentions, [by, what])
        to_triggers = decode_links(window, self.encoder, cues, triggers, [of])
        at, events = len(self.mentions), len(self.triggers)
        for number, cue in enumerate(cues):
            self.cues.append(
                LearnedCue(
                    self._span(window, cue.first, cue.last),
                    labels["cue"][cue.label],
                    cue.score,
                    tuple(at + j for i, j, k, _ in to_mentions if i == number and k == by),
                    tuple(events + j for i, j, _, _ in to_triggers if i == number),
                    tuple(at + j for i, j, k, _ in to_mentions if i == number and k == what),
                )
            )


def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes of a form: ``=`` keeps it, ``3+y`` cuts three characters and adds a *y*, in lower case."""
    if script == "=":
        return form
    cut, _, ending = script.partition("+")
    kept = form.lower()
    return kept[: len(kept) - int(cut)] + ending
