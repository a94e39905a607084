"""Origins: which reports of an incident go back to one source. Independence is counted in these, never in addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from casus.model import Report

#: an agency's text of one day is picked up for about this long
_PICKED_UP = timedelta(days=1)


def find_origins(reports: Sequence[Report], copies: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Groups of report ids, each group one origin: near copies, and reports of one day that credit one agency."""
    ordered = sorted(reports, key=lambda r: (r.published or date.max, r.report_id))
    home = {r.report_id: r.report_id for r in ordered}
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 :]:
            if _one_origin(a, b, copies):
                old, new = home[b.report_id], home[a.report_id]
                home = {k: new if v == old else v for k, v in home.items()}
    groups: dict[str, list[str]] = {}
    for report in ordered:
        groups.setdefault(home[report.report_id], []).append(report.report_id)
    return tuple(sorted(tuple(sorted(g)) for g in groups.values()))


def _one_origin(a: Report, b: Report, copies: Mapping[str, str]) -> bool:
    if copies.get(a.report_id, a.report_id) == copies.get(b.report_id, b.report_id):
        return True
    near = a.published is not None and b.published is not None and abs(a.published - b.published) <= _PICKED_UP
    return near and bool(_agencies(a) & _agencies(b))


def _agencies(report: Report) -> frozenset[str]:
    return frozenset(c.casefold() for c in report.credits)
