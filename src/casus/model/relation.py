"""A tie between two actors over time, gathered from relation claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from casus.model.claim import Modality
from casus.model.incident import NamedActor


@dataclass(frozen=True, slots=True)
class Relation:
    relation_id: str
    subject: NamedActor
    relation: str
    object: NamedActor
    sign: Literal[-1, 0, 1]
    trend: Literal["strengthening", "weakening", "ended", "state"]
    valid_from: date | None
    valid_to: date | None
    modality: Modality
    said_by: tuple[str, ...]
    claim_ids: tuple[str, ...]
    contradicted_by: tuple[str, ...] = ()
