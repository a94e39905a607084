"""What event rows of either format need: the ledger of dropped incidents, sources, sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from casus.export.book import Content
from casus.export.cells import Row, csv_bytes
from casus.export.folder import File
from casus.model import Claim, Incident, Report, Toll

_DROPPED = {"incident_id": "string", "title": "string", "reason": "string"}


@dataclass(frozen=True, slots=True)
class Dropped:
    """An incident that a format cannot hold, and why."""

    incident: Incident
    reason: str


@dataclass(frozen=True, slots=True)
class EventFormat:
    """A format of one row an event: why it cannot hold an incident (None when it can), and the row when it can."""

    title: str
    columns: Mapping[str, str]
    why_dropped: Callable[[Incident, list[Claim]], str | None]
    row: Callable[[Incident, list[Claim], dict[str, Report]], Row]
    day: str
    key: str


def event_files(content: Content, form: EventFormat) -> list[File]:
    """``events.csv``, by day and key, and ``dropped.csv``: together they hold every incident."""
    claims, reports = content.claim(), content.report()
    rows: list[Row] = []
    dropped: list[Dropped] = []
    for incident in content.incidents:
        told = [claims[c] for c in incident.claim_ids if c in claims]
        reason = form.why_dropped(incident, told)
        if reason:
            dropped.append(Dropped(incident, reason))
        else:
            rows.append(form.row(incident, told, reports))
    rows.sort(key=lambda r: (str(r[form.day]), str(r[form.key])))
    return [File("events.csv", csv_bytes(list(form.columns), rows), form.title, form.columns), dropped_file(dropped)]


def dropped_file(dropped: Iterable[Dropped]) -> File:
    """``dropped.csv``: nothing is left out in silence."""
    rows = ({"incident_id": d.incident.incident_id, "title": d.incident.title, "reason": d.reason} for d in dropped)
    return File("dropped.csv", csv_bytes(list(_DROPPED), rows), "Incidents that this format cannot hold, and why", _DROPPED)


def took_place(claims: Iterable[Claim]) -> bool:
    """Does any claim tell it as something that happened?"""
    return any(not c.negated and c.modality in ("asserted", "alleged", "claimed") for c in claims)


def dead_of(incident: Incident) -> Toll | None:
    """The toll of all the dead; where only groups are counted ("three soldiers were killed"), their sum, the attackers counted once."""
    told = {t.of_group: t for t in incident.tolls if t.what == "killed"}
    if "all" in told or not told:
        return told.get("all")
    doers = max((told[g] for g in ("attackers", "actor") if g in told), key=lambda t: t.best or 0, default=None)
    parts = [t for t in (doers, told.get("civilians"), told.get("recipient")) if t is not None] or [told["other"]]
    return replace(
        parts[0], of_group="all", low=_sum(t.low for t in parts), best=_sum(t.best for t in parts), high=_sum(t.high for t in parts)
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    """None where no part has the number."""
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None


def sources(incident: Incident, reports: dict[str, Report]) -> list[Report]:
    """The incident's reports, earliest first, copies last."""
    known = [reports[r] for r in incident.report_ids if r in reports]
    return sorted(known, key=lambda r: (r.copy_of is not None, r.published is None, r.published, r.report_id))


def source_name(report: Report) -> str:
    return report.publisher or report.external_id or report.source
