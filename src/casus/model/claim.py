"""A claim: what one report says, and who says it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casus.model.actor import Party, Speaker
from casus.model.place import Place
from casus.model.span import Span
from casus.model.when import When

ClaimKind = Literal["event", "relation", "figure", "statement"]
Modality = Literal["asserted", "alleged", "claimed", "denied", "planned", "foiled", "threatened", "predicted", "hypothetical"]
FigureKind = Literal["killed", "injured", "abducted", "detained", "displaced", "strength", "money", "other"]
Sign = Literal[-1, 0, 1]
Trend = Literal["strengthening", "weakening", "ended", "state"]
CountedGroup = Literal["all", "civilians", "actor", "recipient", "attackers", "other"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number told of a happening. ``low``/``high`` null means open on that side ("at least 50" is [50, null])."""

    what: FigureKind
    low: int | None
    high: int | None
    unit: str | None
    of: Span | None
    of_group: CountedGroup
    includes_attackers: bool
    vague: bool
    span: Span
    said_by: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who did it, as told. All three empty: the report says that nobody has claimed it."""

    claimed_by: tuple[Party, ...] = ()
    blamed_on: tuple[Party, ...] = ()
    denied_by: tuple[Party, ...] = ()
    said_by: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of claims.jsonl. ``said_by`` empty means that the report itself speaks.

    ``type`` is a PLOVER event type for events, a relation name for relations, what is counted for figures
    ("fighters", "children held") and null for statements; ``rule`` is the id of the codebook rule
    or model head that made the claim. ``sign`` (friendly, neither, hostile) and ``trend`` are set for relations only.
    """

    claim_id: str
    report_id: str
    kind: ClaimKind
    type: str | None
    quote: Span
    rule: str
    confidence: float
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    cameo: str | None = None
    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    ucdp_type: str | None = None
    modality: Modality = "asserted"
    negated: bool = False
    cues: tuple[Span, ...] = ()
    said_by: tuple[Speaker, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    time: When | None = None
    figures: tuple[Figure, ...] = ()
    responsibility: Responsibility | None = None
    sign: Sign | None = None
    trend: Trend | None = None

    @property
    def label(self) -> str:
        """The type, or what a claim without one is called."""
        return self.type or self.kind
