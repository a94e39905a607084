"""A report with what perception found in it: sentences, tokens, mentions, quantities, cues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casus.model.actor import ActorKind
from casus.model.perception import NOTHING_SEEN, Perception
from casus.model.place import Place
from casus.model.report import Report
from casus.model.span import Span
from casus.model.when import When

#: Universal Dependencies part-of-speech tags, and X where perception cannot tell
Pos = Literal[
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"
]
CueKind = Literal[
    "speech",
    "stance",
    "hedge",
    "denial",
    "negation",
    "plan",
    "threat",
    "foiled",
    "prediction",
    "condition",
    "claim_of_responsibility",
    "no_claim",
    "blame",
]


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its offsets in the report's text, its lemma and its Universal Dependencies part of speech.

    ``form`` is the verb form where perception can tell: ``past`` (finite past or participle), ``participle`` (only a
    participle: *taken*), ``ing``, ``base``, ``s`` (third person or plural).
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: Pos
    form: Literal["past", "participle", "ing", "base", "s"] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` (inclusive) to ``last`` (exclusive); ``paragraph`` counts from 0."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name or description of an actor. ``candidates`` holds the ids that could not be told apart, when there are two or more."""

    span: Span
    actor_id: str | None
    name: str
    kind: ActorKind
    candidates: tuple[str, ...] = ()


#: how a place's name is used: of the place itself; before a noun ("the Kunduz police chief"); as an adjective of a nation; within the
#: name of an organisation ("Garissa University"); as a road's name; as one side of a border ("the border with Niger")
PlaceUse = Literal["place", "attribute", "nation", "name", "road", "border"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name (or site) and the place it means; ``place`` is null when nothing or too much was found."""

    span: Span
    place: Place | None
    #: "in", "near", "at"... the preposition that ties it to its clause, in lower case, if any
    preposition: str | None = None
    candidates: tuple[str, ...] = ()
    use: PlaceUse = "place"


@dataclass(frozen=True, slots=True)
class TimeMention:
    span: Span
    when: When


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a range: ``at least 50`` is (50, None), ``nearly 50`` (None, 50), ``dozens`` (24, None) and vague.

    ``span`` covers the hedge and the number ("at least 50"); ``approximate`` marks "about", "some".
    """

    span: Span
    low: int | None
    high: int | None
    vague: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say who speaks or how sure it is; ``rule`` is the lexicon entry that knew them."""

    span: Span
    kind: CueKind
    rule: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """What ``annotate`` and ``resolve`` made of a report; every offset is in ``report.text``. Tuples are in text order."""

    report: Report
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...] = ()
    cues: tuple[Cue, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    #: what the encoder saw; empty without one
    perception: Perception = NOTHING_SEEN
