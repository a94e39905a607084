"""Rows in the columns that ACLED users know. A projection: what it cannot say is in dropped.csv and in the other exports.

Fatalities follow that project's rule for differing figures: the lowest; 0 where no report gives one.
"""

from __future__ import annotations

from datetime import date, timedelta

from casus.codebook.roles import load_role_rules
from casus.export.book import Content
from casus.export.cells import Row
from casus.export.countries import Country, country
from casus.export.folder import File
from casus.export.rows import EventFormat, dead_of, event_files, source_name, sources, took_place
from casus.export.tables import shown_name
from casus.model import ActorKind, Claim, Incident, Party, Report, Toll

COLUMNS = {
    "event_id_cnty": "string", "event_date": "date", "year": "integer", "time_precision": "integer", "disorder_type": "string",
    "event_type": "string", "sub_event_type": "string", "actor1": "string", "assoc_actor_1": "string", "inter1": "string",
    "actor2": "string", "assoc_actor_2": "string", "inter2": "string", "interaction": "string", "civilian_targeting": "string",
    "iso": "integer", "region": "string", "country": "string", "admin1": "string", "admin2": "string", "admin3": "string",
    "location": "string", "latitude": "number", "longitude": "number", "geo_precision": "integer", "source": "string",
    "source_scale": "string", "notes": "string", "fatalities": "integer", "tags": "string", "timestamp": "integer",
}  # fmt: skip
_DISORDER = {
    "Protests": "Demonstrations",
    "Riots": "Political violence",
    "Strategic developments": "Strategic developments",
}
_INTER: dict[ActorKind, str] = {
    "state": "State forces",
    "government_body": "State forces",
    "role_holder": "State forces",
    "armed_group": "Rebel group",
    "unidentified": "Political militia",
    "international_org": "External/Other forces",
    "company": "External/Other forces",
    "population": "Civilians",
    "ngo": "Civilians",
    "media": "Civilians",
    "person": "Civilians",
}
_ORDER = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
_GEO = {"site": 1, "settlement": 1, "admin2": 2, "admin1": 3}
_EPOCH = date(1970, 1, 1)
_TIME = {"day": 1, "week": 2, "month": 3}


def acled_files(content: Content) -> list[File]:
    """``events.csv`` and ``dropped.csv``."""
    return event_files(content, EventFormat("Events in ACLED's columns", COLUMNS, why_dropped, _row, "event_date", "event_id_cnty"))


def why_dropped(incident: Incident, claims: list[Claim]) -> str | None:
    """Why the format cannot hold the incident; None when it can."""
    if not any(c.acled_event_type for c in claims):
        return f"{incident.type} is no event of this format"
    if not took_place(claims):
        return "told only as planned, threatened, foiled or denied"
    if incident.start is None:
        return "no report gives a day that can be resolved"
    if incident.date_precision not in _TIME:
        return f"the date is no finer than a {incident.date_precision}"
    if incident.place is None or incident.place.precision not in _GEO:
        return "no place finer than a country"
    return "the place's country is unknown" if country(incident.place.country) is None else None


def _row(incident: Incident, claims: list[Claim], reports: dict[str, Report]) -> Row:
    place, start = incident.place, incident.start
    assert place is not None and start is not None
    land = country(place.country)
    assert land is not None
    middle = start + ((incident.end or start) - start) // 2 if incident.date_precision != "day" else start
    event_type, sub_type = _types(incident, claims)
    first, second = _sides(claims, event_type)
    papers = sources(incident, reports)
    return {
        "event_id_cnty": f"{place.country}-{incident.incident_id}",
        "event_date": middle,
        "year": middle.year,
        "time_precision": _TIME[incident.date_precision or "day"],
        "disorder_type": _DISORDER.get(event_type, "Political violence"),
        "event_type": event_type,
        "sub_event_type": sub_type,
        **_side_cells(1, first, land),
        **_side_cells(2, second, land),
        "interaction": _interaction(_inter(first, event_type), _inter(second, event_type) if second else None),
        "civilian_targeting": "Civilians targeted" if second and _inter(second, event_type) == "Civilians" else None,
        "inter1": _inter(first, event_type),
        "inter2": _inter(second, event_type) if second else None,
        "iso": land.numeric,
        "region": land.region,
        "country": land.name,
        "admin1": place.admin1,
        "location": place.name or place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _GEO[place.precision],
        "source": "; ".join(dict.fromkeys(source_name(r) for r in papers)),
        "notes": _notes(incident),
        "fatalities": _lowest(dead_of(incident)),
        "tags": f"casus: {incident.incident_id}",
        "timestamp": _timestamp(papers),
    }


def _types(incident: Incident, claims: list[Claim]) -> tuple[str, str | None]:
    kinds = [(c.acled_event_type, c.acled_sub_event_type) for c in claims if c.acled_event_type]
    wanted = [k for k in kinds if k[1] == incident.acled_sub_event_type]
    event_type, sub_type = (wanted or kinds)[0]
    return event_type or "", sub_type


def _sides(claims: list[Claim], event_type: str) -> tuple[list[Party], list[Party]]:
    told = [c for c in claims if not c.negated]
    first = _distinct([p for c in told for p in c.actors])
    names = {p.actor_id or p.name for p in first}
    struck = [p for c in told for p in c.recipients if p.kind != "unidentified" or _bears_arms(p)]
    second = [p for p in _distinct(struck) if (p.actor_id or p.name) not in names]
    if not second and event_type == "Battles":
        return first[:1], first[1:]
    return first, second


def _bears_arms(party: Party) -> bool:
    """Is somebody unidentified an armed somebody ("gunmen"), and no market or road that was struck? Such a thing is no armed group."""
    words, phrases = (party.span.text if party.span else party.name).lower().split(), load_role_rules().phrases
    return any(tuple(words[at:]) in phrases for at in range(len(words)))


def _distinct(parties: list[Party]) -> list[Party]:
    """Each party once, known ones first, in the order of telling."""
    unique = {p.actor_id or p.name.casefold(): p for p in reversed(parties)}
    return sorted(unique.values(), key=lambda p: p.actor_id is None)


def _side_cells(number: int, side: list[Party], land: Country) -> Row:
    if not side:
        return {f"actor{number}": f"Unidentified Armed Group ({land.name})" if number == 1 else None}
    names = [_actor_name(p, land) for p in side]
    return {f"actor{number}": names[0], f"assoc_actor_{number}": "; ".join(dict.fromkeys(n for n in names[1:] if n != names[0]))[:500]}


def _actor_name(party: Party, land: Country) -> str:
    if party.kind == "unidentified":
        return f"Unidentified Armed Group ({land.name})"
    if party.kind == "population":
        return f"Civilians ({land.name})"
    if party.kind in ("state", "government_body") and party.actor_id and party.actor_id.startswith("state."):
        return f"Government of {party.name}"
    return shown_name(party.name, party.kind)


def _inter(side: list[Party], event_type: str) -> str:
    if event_type == "Protests":
        return "Protesters"
    if event_type == "Riots":
        return "Rioters"
    return _INTER[side[0].kind] if side else "Political militia"


def _interaction(first: str, second: str | None) -> str:
    if second is None:
        return f"{first} only"
    return "-".join(sorted((first, second), key=_ORDER.index))


def _lowest(toll: Toll | None) -> int:
    return (toll.low if toll else None) or 0


def _notes(incident: Incident) -> str:
    """Made from fields, never from quotes: a slogan in a report must not travel into a table."""
    start = incident.start
    assert start is not None
    toll = dead_of(incident)
    told = (
        f"{toll.low} dead told"
        if toll and toll.low == toll.high
        else f"{toll.low} to {toll.high} dead told, best {toll.best}"
        if toll
        else ""
    )
    figures = f" {told}." if told else ""
    differ = sorted({d.field for d in incident.disagreements})
    doubt = f" Told differently: {', '.join(differ)}." if differ else ""
    counts = f"{_counted(len(incident.report_ids), 'report')}, {_counted(incident.independent_origins, 'origin')}"
    return f"On {start.day} {start:%B %Y}, {incident.title}.{figures} {counts}.{doubt}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _timestamp(papers: list[Report]) -> int | None:
    """Seconds to the last report's day: the row's own day of change, the same on every run."""
    days = [r.published for r in papers if r.published]
    return int((max(days) - _EPOCH) / timedelta(seconds=1)) if days else None
