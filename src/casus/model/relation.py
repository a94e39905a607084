"""A tie between two actors over time, gathered from relation claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casus.model.claim import Modality, Sign, Trend
from casus.model.incident import NamedActor

#: how a tie is read out where its name alone is no clause
_WORDS = {
    "allied_with": "is allied with",
    "controls_territory": "controls territory in",
    "designates_terrorist": "lists as terrorist",
    "member_of": "is a member of",
    "opposed_to": "is opposed to",
    "part_of": "is a part of",
    "renamed_to": "was renamed to",
    "splinter_of": "is a splinter of",
    "alias": "is also called",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of relations.jsonl. ``modality`` is ``denied`` also where the claims say that the tie is not there.

    ``valid_from`` and ``valid_to`` are days that the claims tell; None where they tell none, or while the tie lasts.
    """

    relation_id: str
    subject: NamedActor
    relation: str
    object: NamedActor
    sign: Sign
    trend: Trend
    valid_from: date | None
    valid_to: date | None
    modality: Modality
    said_by: tuple[str, ...]
    claim_ids: tuple[str, ...]
    contradicted_by: tuple[str, ...] = ()

    @property
    def clause(self) -> str:
        """``A is allied with B``, or ``not so: A is allied with B``."""
        clause = f"{self.subject.name} {_WORDS.get(self.relation, self.relation.replace('_', ' '))} {self.object.name}"
        return f"not so: {clause}" if self.modality == "denied" else clause

    @property
    def days(self) -> str:
        """``1990-01-01 to 2001-11-30``, ``?`` where one end is not told; empty where neither is."""
        if self.valid_to is None:
            return f"from {self.valid_from}" if self.valid_from else ""
        return f"{self.valid_from or '?'} to {self.valid_to}"
