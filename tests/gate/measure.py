"""How well a casebook of the sample agrees with its gold: a handful of shares, each 0 to 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from casus.model import Claim, Incident, Report

Gold = Mapping[str, Any]


def measure(reports: Sequence[Report], claims: Sequence[Claim], incidents: Sequence[Incident], gold: Gold) -> dict[str, float]:
    """Shares of the gold rows that are right; ``links`` is the share of pairs of reports put together or apart rightly."""
    by_place = {(Path(r.source).name, r.part): r for r in reports}
    rows = [(row, by_place.get((row["file"], row["part"]))) for row in gold["reports"]]
    mine = {row["file"] + str(row["part"]): _main(report, row, claims, incidents, gold) for row, report in rows if report}
    pairs = [(row, report, mine.get(row["file"] + str(row["part"]))) for row, report in rows]
    return {
        "published": _share(report is not None and report.published == row["published"] for row, report, _ in pairs),
        "found": _share(incident is not None for _, _, incident in pairs),
        "country": _share(
            _claims_say(claims, r, i, lambda c: c.place and c.place.country, gold["incidents"][row["incident"]]["country"])
            for row, r, i in pairs
        ),
        "town": _share(
            _claims_say(claims, r, i, lambda c: c.place and c.place.name, gold["incidents"][row["incident"]]["town"]) for row, r, i in pairs
        ),
        "day": _share(_claims_say(claims, r, i, lambda c: c.time and c.time.start, row["day"]) for row, r, i in pairs if row.get("day")),
        "killed": _share(_figure(claims, r, i, "killed", row["killed"]) for row, r, i in pairs if row.get("killed")),
        "injured": _share(_figure(claims, r, i, "injured", row["injured"]) for row, r, i in pairs if row.get("injured")),
        "claimed_by": _share(_claimed(claims, r, i, row["claimed_by"]) for row, r, i in pairs if row.get("claimed_by")),
        "links": _links(pairs),
        "copies": _share(_is_copy(row, report, by_place) for row, report, _ in pairs if "copy_with" in row),
        "differ": _differ(pairs, gold),
    }


def _share(values: Iterable[object]) -> float:
    listed = [bool(v) for v in values]
    return sum(listed) / len(listed)


def _main(report: Report, row: Gold, claims: Sequence[Claim], incidents: Sequence[Incident], gold: Gold) -> Incident | None:
    """The incident of the wanted type that most of the report's claims belong to."""
    wanted = gold["incidents"][row["incident"]]["type"]
    ours = {c.claim_id: c.quote.start for c in claims if c.report_id == report.report_id}
    candidates = [(i, [ours[c] for c in i.claim_ids if c in ours]) for i in incidents if i.type == wanted]
    # a draw is settled by what the report tells first, never by an id
    ranked = sorted(((i, starts) for i, starts in candidates if starts), key=lambda pair: (-len(pair[1]), min(pair[1])))
    return ranked[0][0] if ranked else None


def _of(claims: Sequence[Claim], report: Report | None, incident: Incident | None) -> list[Claim]:
    if report is None or incident is None:
        return []
    return [c for c in claims if c.report_id == report.report_id and c.claim_id in set(incident.claim_ids)]


def _claims_say(claims: Sequence[Claim], report: Report | None, incident: Incident | None, value: Any, wanted: object) -> bool:
    return any(value(c) == wanted for c in _of(claims, report, incident))


def _figure(claims: Sequence[Claim], report: Report | None, incident: Incident | None, what: str, wanted: Sequence[int | None]) -> bool:
    told = {(f.low, f.high) for c in _of(claims, report, incident) for f in c.figures if f.what == what and f.of_group == "all"}
    return tuple(wanted) in told


def _claimed(claims: Sequence[Claim], report: Report | None, incident: Incident | None, wanted: str) -> bool:
    told = [c.responsibility for c in _of(claims, report, incident) if c.responsibility]
    return any(p.actor_id == wanted for r in told for p in r.claimed_by)


def _links(pairs: Sequence[tuple[Gold, Report | None, Incident | None]]) -> float:
    right: list[bool] = []
    for n, (row, _, incident) in enumerate(pairs):
        for other_row, _, other in pairs[n + 1 :]:
            together = incident is not None and other is not None and incident.incident_id == other.incident_id
            right.append(together == (row["incident"] == other_row["incident"]))
    return _share(right)


def _is_copy(row: Gold, report: Report | None, by_place: Mapping[tuple[str, int], Report]) -> bool:
    other = by_place.get((row["file"], row["copy_with"]))
    return report is not None and other is not None and (report.copy_of == other.report_id or other.copy_of == report.report_id)


def _differ(pairs: Sequence[tuple[Gold, Report | None, Incident | None]], gold: Gold) -> float:
    """The share of the wanted disagreements that the main incident of each gold incident lists."""
    right: list[bool] = []
    for name, wanted in gold["incidents"].items():
        found = Counter(i.incident_id for row, _, i in pairs if i and row["incident"] == name)
        best = found.most_common(1)[0][0] if found else None
        listed = {d.field for _, _, i in pairs if i and i.incident_id == best for d in i.disagreements}
        right += [field in listed for field in wanted["differ"]]
    return _share(right)
