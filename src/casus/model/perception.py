"""What the encoder perceives in a report: words with their trees, mentions, events with arguments, cues. Offsets count the report's characters."""

from __future__ import annotations

from dataclasses import dataclass

from casus.model.span import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word (Universal Dependencies). ``head`` is the index of its head in ``Perception.words``, -1 for a root."""

    span: Span
    lemma: str
    upos: str
    head: int
    deprel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that means something: ``kind`` as docs/corpus.md lists them; mentions of one ``cluster`` mean one thing."""

    span: Span
    kind: str
    score: float
    cluster: int


@dataclass(frozen=True, slots=True)
class Argument:
    """``role`` as docs/corpus.md lists them; ``mention`` is an index into ``Perception.mentions``."""

    role: str
    mention: int
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of an event or tie. ``trend`` is set for ties only; ``score`` is the probability of the words and type, 0 to 1."""

    span: Span
    type: str
    modality: str
    negated: bool
    trend: str | None
    score: float
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class LearnedCue:
    """A cue with what it ties together: indices of the speaker's mention, of the triggers it bears on, of contents among the mentions."""

    span: Span
    kind: str
    score: float
    speakers: tuple[int, ...] = ()
    triggers: tuple[int, ...] = ()
    contents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Perception:
    """Everything that was perceived, each tuple in text order."""

    words: tuple[Word, ...] = ()
    mentions: tuple[Mention, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    cues: tuple[LearnedCue, ...] = ()


NOTHING_SEEN = Perception()
