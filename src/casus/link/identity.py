"""Names of incidents that stay: an incident keeps its id while most of what it tells stays together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from casus.model import Incident, content_id


def keep_ids(incidents: Sequence[Incident], previous: Sequence[Incident]) -> tuple[Incident, ...]:
    """``incidents``, given in the order of what is told first, with the ids of the previous ones whose claims they hold most of.

    Where an old incident was split, the part with most of its claims keeps the id, the one told first on a draw; where two
    old ones were joined, the id of the one that brings more claims stays. Ids that are new never repeat one given before.
    """
    if not previous:
        return _sorted(incidents)
    home = {c: i.incident_id for i in previous for c in i.claim_ids}
    size = {i.incident_id: len(i.claim_ids) for i in previous}
    shared = [
        (-number, size[old], at, old)
        for at, incident in enumerate(incidents)
        for old, number in Counter(home[c] for c in incident.claim_ids if c in home).items()
    ]
    kept: dict[int, str] = {}
    given: set[str] = set()
    for _, _, at, old in sorted(shared):
        if at not in kept and old not in given:
            kept[at] = old
            given.add(old)
    return _sorted([_named(incident, kept.get(at), size) for at, incident in enumerate(incidents)])


def _named(incident: Incident, kept: str | None, used: Mapping[str, int]) -> Incident:
    if kept is not None:
        return replace(incident, incident_id=kept)
    if incident.incident_id not in used:
        return incident
    return replace(incident, incident_id=content_id("i", (incident.incident_id, *incident.claim_ids)))


def _sorted(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    return tuple(sorted(incidents, key=lambda i: i.incident_id))
