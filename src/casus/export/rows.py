"""What event rows of either format need: the ledger of dropped incidents, sources, sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.export.cells import csv_bytes
from casus.export.folder import File
from casus.model import ActorKind, Claim, Incident, Party, Report

_DROPPED = {"incident_id": "string", "title": "string", "reason": "string"}


@dataclass(frozen=True, slots=True)
class Dropped:
    """An incident that a format cannot hold, and why."""

    incident: Incident
    reason: str


def dropped_file(dropped: Iterable[Dropped]) -> File:
    """``dropped.csv``: nothing is left out in silence."""
    rows = ({"incident_id": d.incident.incident_id, "title": d.incident.title, "reason": d.reason} for d in dropped)
    return File("dropped.csv", csv_bytes(list(_DROPPED), rows), "Incidents that this format cannot hold, and why", _DROPPED)


def took_place(claims: Iterable[Claim]) -> bool:
    """Does any claim tell it as something that happened?"""
    return any(not c.negated and c.modality in ("asserted", "alleged", "claimed") for c in claims)


def sources(incident: Incident, reports: dict[str, Report]) -> list[Report]:
    """The incident's reports, earliest first, copies last."""
    known = [reports[r] for r in incident.report_ids if r in reports]
    return sorted(known, key=lambda r: (r.copy_of is not None, r.published is None, r.published, r.report_id))


def source_name(report: Report) -> str:
    return report.publisher or report.external_id or report.source


def kinds_of(parties: Sequence[Party]) -> dict[str, ActorKind]:
    """Name or id to kind, for parties of an incident's claims."""
    return {p.actor_id or p.name: p.kind for p in parties}
