"""How sure: the modality of a trigger from the cues that govern it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from casus.codebook.patterns import Shape
from casus.model import Annotated, Cue, CueKind, Modality, Span, Token

_WALLS = frozenset(";:—")
_CLAUSE = frozenset("and but when while after because although who which that".split())
#: how many tokens before the trigger a cue of each kind may stand
_REACH: dict[CueKind, int] = {"hedge": 9, "denial": 12, "negation": 3, "plan": 4, "threat": 6, "foiled": 4, "prediction": 6, "condition": 4}
_ORDER: tuple[tuple[CueKind, Modality], ...] = (
    ("denial", "denied"),
    ("foiled", "foiled"),
    ("threat", "threatened"),
    ("plan", "planned"),
    ("condition", "hypothetical"),
    ("prediction", "predicted"),
    ("hedge", "alleged"),
)


class Spot(Protocol):
    """Words that mean something, wherever they came from: tokens ``first`` to ``last`` (exclusive) of a sentence."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def shape(self) -> Shape: ...
    @property
    def sentence(self) -> int: ...
    @property
    def span(self) -> Span: ...


@dataclass(frozen=True, slots=True)
class Certainty:
    modality: Modality
    negated: bool
    cues: tuple[Span, ...]


def find_certainty(annotated: Annotated, trigger: Spot) -> Certainty:
    """The strongest modality among the cues that govern the trigger; ``asserted`` when there is none."""
    governing = [c for c in annotated.cues if c.kind in _REACH and _governs(annotated, c, trigger)]
    negations = tuple(c.span for c in governing if c.kind == "negation")
    for kind, modality in _ORDER:
        spans = tuple(c.span for c in governing if c.kind == kind)
        if spans:
            return Certainty(modality, bool(negations), spans + negations)
    return Certainty("asserted", bool(negations), negations)


def _governs(annotated: Annotated, cue: Cue, trigger: Spot) -> bool:
    sentence = annotated.sentences[trigger.sentence]
    if cue.kind == "negation" and cue.span.text.lower() == "no" and trigger.span.start < cue.span.start < trigger.span.end:
        return True  # "held no talks": the words of the deed with the denial among them
    if not (sentence.start <= cue.span.start and cue.span.end <= trigger.span.start):
        return False
    tokens = annotated.tokens
    end = next((i for i in range(sentence.first, trigger.first) if tokens[i].start >= cue.span.end), trigger.first)
    between = tokens[end : trigger.first]
    if len(between) > (18 if cue.span.text.lower() in ("if", "unless") else _REACH[cue.kind]) or any(t.text in _WALLS for t in between):
        return False
    return _kind_governs(cue, trigger, between, tokens[trigger.first])


def _kind_governs(cue: Cue, trigger: Spot, between: Sequence[Token], head: Token) -> bool:
    finished = (
        trigger.shape == "verb" and head.form in ("past", "participle") and not any(t.text.lower() in ("be", "been") for t in between)
    )
    if cue.kind == "denial" and between and between[0].text.lower() == "that":
        between = between[1:]
    if any(t.text.lower() in _CLAUSE or (t.pos == "VERB" and t.form in ("past", "s")) for t in between):
        return cue.span.text.lower() in ("if", "unless") and not any(t.text == "," for t in between)
    if cue.kind in ("plan", "threat", "foiled", "condition", "prediction"):
        return not finished or cue.span.text.lower() in ("if", "unless")
    if cue.kind == "negation" and trigger.shape == "noun":
        return len(between) <= 2 and cue.span.text.lower() in ("no", "without", "neither")
    return True
