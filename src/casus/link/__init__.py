"""Claims to incidents: near copies and origins of reports, linking over reports, tolls, disagreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casus.link.clusters import cluster
from casus.link.copies import find_copies
from casus.link.happenings import find_happenings
from casus.link.incidents import make_incident, reports_with_copies
from casus.model import Claim, Finding, Incident, Registry, Report

__all__ = ["LINK_VERSION", "Linked", "link"]

#: raised with every change that may change an incident
LINK_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Linked:
    """``incidents`` by id; ``reports`` are those given, in that order, with ``copy_of`` set."""

    incidents: tuple[Incident, ...]
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]


def link(reports: Sequence[Report], claims: Sequence[Claim], registry: Registry) -> Linked:
    """Link the event claims of all reports into incidents; the result does not depend on the order of the input."""
    ordered = sorted(reports, key=lambda r: r.report_id)
    copies = find_copies(ordered)
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report_id].append(claim)
    happenings = [h for r in ordered for h in find_happenings(r, by_report[r.report_id], registry)]
    incidents = [make_incident(group, copies, registry) for group in cluster(happenings, registry)]
    return Linked(tuple(sorted(incidents, key=lambda i: i.incident_id)), reports_with_copies(reports, copies), _findings(ordered, copies))


def _findings(reports: Sequence[Report], copies: dict[str, str]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "link",
            "near-copy",
            f"{r.source}: shares most of its text with report {copies[r.report_id]} and counts as one origin with it; "
            "nothing to do unless that is wrong",
            report_id=r.report_id,
            severity="info",
            source=r.source,
        )
        for r in reports
        if r.report_id in copies
    )
