"""An incident: one happening, linked over reports, with its tolls and what is told differently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from casus.model.actor import Speaker
from casus.model.claim import CountedGroup, FigureKind
from casus.model.place import Place
from casus.model.when import TimePrecision

DisagreementField = Literal["killed", "injured", "date", "place", "perpetrator", "responsibility", "type", "modality", "other"]
DisagreementKind = Literal["conflict", "update", "different_scope", "impossible"]
#: how the best figure of a toll is chosen
TollRule = Literal["median_of_origins", "lowest", "latest_official", "most_reliable"]


@dataclass(frozen=True, slots=True)
class NamedActor:
    actor_id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class TollFigure:
    """One report's figure for a counted group; ``published`` is the report's day."""

    report_id: str
    claim_id: str
    low: int | None
    high: int | None
    said_by: tuple[Speaker, ...]
    published: date | None


@dataclass(frozen=True, slots=True)
class Toll:
    """``rule`` names how ``best`` was chosen among the figures."""

    what: FigureKind
    of_group: CountedGroup
    low: int | None
    best: int | None
    high: int | None
    rule: TollRule
    figures: tuple[TollFigure, ...]


@dataclass(frozen=True, slots=True)
class DisagreementValue:
    value: str
    claim_ids: tuple[str, ...]
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    field: DisagreementField
    of_group: CountedGroup | None
    values: tuple[DisagreementValue, ...]
    kind: DisagreementKind
    why: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One line of incidents.jsonl. ``origins`` groups report ids that go back to one origin; ``part_of`` is the incident that this one is a part of."""

    incident_id: str
    type: str
    acled_sub_event_type: str | None
    title: str
    start: date | None
    end: date | None
    date_precision: TimePrecision | None
    place: Place | None
    actors: tuple[NamedActor, ...]
    recipients: tuple[NamedActor, ...]
    claim_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...]
    independent_origins: int
    tolls: tuple[Toll, ...]
    disagreements: tuple[Disagreement, ...]
    part_of: str | None = None
