"""Sub-incidents: the ambush within the battle is a part of it, no second telling of it and no incident of its own only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from casus.model import Disagreement, DisagreementField, DisagreementValue, Incident, Toll

_VIOLENT = "ASSAULT"
_COUNTED: tuple[DisagreementField, ...] = ("killed", "injured")
_ABOVE = "A part counts more"


def mark_parts(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """``part_of`` set where a violent incident of one day lies within a longer one that a report of it tells of too.

    The longer one must span several days and hold the day, the town or area, and an actor of the part; where several do, none is taken.
    """
    by_report: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        if _is_long(incident):
            for report in incident.report_ids:
                by_report[report].append(incident)
    marked = tuple(_marked(i, _whole(i, by_report)) for i in incidents)
    by_id = {i.incident_id: i for i in marked} if any(i.part_of for i in marked) else {}
    return tuple(_weighed(i, by_id.get(i.part_of) if i.part_of else None) for i in marked)


def _weighed(incident: Incident, whole: Incident | None) -> Incident:
    """The incident, with more harm in it than in the whole that it is a part of told as impossible; what was told so before is found anew."""
    others = tuple(d for d in incident.disagreements if not d.why.startswith(_ABOVE))
    found = tuple(d for field in _COUNTED if whole is not None and (d := _above(incident, whole, field)) is not None)
    return incident if (*others, *found) == incident.disagreements else replace(incident, disagreements=(*others, *found))


def _above(part: Incident, whole: Incident, field: DisagreementField) -> Disagreement | None:
    ours, theirs = _all(part, field), _all(whole, field)
    if ours is None or theirs is None or ours.low is None or theirs.high is None or ours.low <= theirs.high:
        return None
    values = (_side(ours, f"at least {ours.low} in the part"), _side(theirs, f"at most {theirs.high} in the whole"))
    return Disagreement(field, "all", values, "impossible", f"{_ABOVE} than the whole ({theirs.high}): at least {ours.low} {field}.")


def _all(incident: Incident, field: str) -> Toll | None:
    return next((t for t in incident.tolls if t.what == field and t.of_group == "all"), None)


def _side(toll: Toll, words: str) -> DisagreementValue:
    return DisagreementValue(
        words, tuple(sorted({f.claim_id for f in toll.figures})), tuple(sorted({s.name for f in toll.figures for s in f.said_by}))
    )


def _marked(incident: Incident, whole: str | None) -> Incident:
    return incident if incident.part_of == whole else replace(incident, part_of=whole)


def _whole(incident: Incident, by_report: dict[str, list[Incident]]) -> str | None:
    if incident.type != _VIOLENT or _is_long(incident) or incident.start is None:
        return None
    near = {w.incident_id: w for r in incident.report_ids for w in by_report.get(r, ())}
    found = [i for i, whole in near.items() if i != incident.incident_id and _holds(whole, incident)]
    return found[0] if len(found) == 1 else None


def _is_long(incident: Incident) -> bool:
    if incident.type != _VIOLENT or incident.start is None or incident.end is None:
        return False
    return incident.date_precision in ("day", "week", "range") and timedelta(0) < incident.end - incident.start <= timedelta(days=120)


def _holds(whole: Incident, part: Incident) -> bool:
    assert whole.start is not None and whole.end is not None and part.start is not None
    if not (whole.start <= part.start <= (part.end or part.start) <= whole.end):
        return False
    return _place_holds(whole, part) and bool(_actors(whole) & _actors(part))


def _place_holds(whole: Incident, part: Incident) -> bool:
    a, b = whole.place, part.place
    if a is None or b is None or a.country != b.country:
        return False
    if a.precision in ("admin1", "country"):
        return a.precision == "country" or a.admin1 == b.admin1
    return a.name == b.name


def _actors(incident: Incident) -> set[str]:
    return {a.actor_id for a in (*incident.actors, *incident.recipients) if a.actor_id}
