"""Rows in the 49 columns of UCDP's georeferenced events. Ids of that project's own registers are left empty.

Only violence with at least one direct death in low, best or high is an event of this format.
"""

from __future__ import annotations

import math
from datetime import date

from casus.export.book import Content
from casus.export.cells import Cell, Row
from casus.export.countries import country
from casus.export.folder import File
from casus.export.rows import EventFormat, dead_of, event_files, source_name, sources, took_place
from casus.export.tables import shown_name
from casus.model import Claim, Incident, Party, Place, Report, Toll

COLUMNS = {
    "id": "integer", "relid": "string", "year": "integer", "active_year": "integer", "code_status": "string", "type_of_violence": "integer",
    "conflict_dset_id": "integer", "conflict_new_id": "integer", "conflict_name": "string", "dyad_dset_id": "integer", "dyad_new_id": "integer",
    "dyad_name": "string", "side_a_dset_id": "integer", "side_a_new_id": "integer", "side_a": "string", "side_b_dset_id": "integer",
    "side_b_new_id": "integer", "side_b": "string", "number_of_sources": "integer", "source_article": "string", "source_office": "string",
    "source_date": "string", "source_headline": "string", "source_original": "string", "where_prec": "integer", "where_coordinates": "string",
    "where_description": "string", "adm_1": "string", "adm_2": "string", "latitude": "number", "longitude": "number", "geom_wkt": "string",
    "priogrid_gid": "integer", "country": "string", "country_id": "integer", "region": "string", "event_clarity": "integer",
    "date_prec": "integer", "date_start": "datetime", "date_end": "datetime", "deaths_a": "integer", "deaths_b": "integer",
    "deaths_civilians": "integer", "deaths_unknown": "integer", "best": "integer", "high": "integer", "low": "integer",
    "gwnoa": "string", "gwnob": "string",
}  # fmt: skip
_WHERE = {"site": 1, "settlement": 1, "admin2": 3, "admin1": 4, "region": 5, "country": 6}
_REGION = {
    "Africa": ("Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa"),
    "Asia": ("South Asia", "Southeast Asia", "Caucasus and Central Asia", "East Asia", "Oceania"),
    "Americas": ("Central America", "South America", "Caribbean", "North America"),
    "Middle East": ("Middle East",),
    "Europe": ("Europe",),
}
_REGION_OF = {part: whole for whole, parts in _REGION.items() for part in parts}
_KIND = {"state-based": 1, "non-state": 2, "one-sided": 3}


def ucdp_files(content: Content) -> list[File]:
    """``events.csv`` and ``dropped.csv``."""
    return event_files(content, EventFormat("Events in the columns of UCDP GED", COLUMNS, why_dropped, _row, "date_start", "relid"))


def why_dropped(incident: Incident, claims: list[Claim]) -> str | None:
    """Why the format cannot hold the incident; None when it can."""
    if incident.type != "ASSAULT":
        return f"{incident.type} is no organised violence"
    if not took_place(claims):
        return "told only as planned, threatened, foiled or denied"
    toll = dead_of(incident)
    if toll is None or not (toll.high or toll.best or toll.low):
        return "no report tells of a death"
    if incident.start is None:
        return "no report gives a day that can be resolved"
    if _days(incident) > 366:
        return "the date is no finer than a year"
    return "no place is told" if incident.place is None or country(incident.place.country) is None else None


def _days(incident: Incident) -> int:
    return ((incident.end or incident.start) - incident.start).days + 1 if incident.start else 0


def _row(incident: Incident, claims: list[Claim], reports: dict[str, Report]) -> Row:
    place, start, toll = incident.place, incident.start, dead_of(incident)
    assert place is not None and start is not None and toll is not None
    land = country(place.country)
    assert land is not None
    papers = sources(incident, reports)
    kind, side_a, side_b = _sides(claims, land.name)
    return {
        "relid": f"{place.country}-{start.year}-{incident.incident_id}",
        "year": start.year,
        "code_status": "Clear" if not incident.disagreements else "Unclear",
        "type_of_violence": kind,
        "conflict_name": f"{land.name}: {side_a} - {side_b}",
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": incident.independent_origins,
        **_source_cells(papers),
        **_place_cells(place),
        "country": land.name,
        "region": _REGION_OF.get(land.region, land.region),
        "event_clarity": 1,
        "date_prec": _date_prec(_days(incident)),
        "date_start": _moment(start),
        "date_end": _moment(incident.end or start),
        **_death_cells(incident, toll, kind),
        "high": toll.high,
        "low": toll.low,
    }


def _sides(claims: list[Claim], land: str) -> tuple[int, str, str]:
    told = [c for c in claims if not c.negated]
    actors = [p for c in told for p in c.actors]
    targets = [p for c in told for p in c.recipients]
    first = _first(actors)
    second = _first([p for p in targets if first is None or (p.actor_id or p.name) != (first.actor_id or first.name)])
    forces = ("state", "government_body")
    fought = any(c.ucdp_type == "state-based" for c in told)
    armed = second is not None and second.kind in (*forces, "armed_group")
    if first is not None and second is not None and armed and (first.kind in forces or second.kind in forces or fought):
        state, other = (second, first) if second.kind in forces and first.kind not in forces else (first, second)
        return 1, _name(state, land), _name(other, land)
    if first is not None and second is not None and first.kind == second.kind == "armed_group":
        return 2, _name(first, land), _name(second, land)
    return 3, _name(first, land) if first else f"Unidentified ({land})", "Civilians"


def _first(parties: list[Party]) -> Party | None:
    return next((p for p in parties if p.actor_id), parties[0] if parties else None)


def _name(party: Party, land: str) -> str:
    if party.kind == "unidentified":
        return f"Unidentified ({land})"
    if party.actor_id and party.actor_id.startswith("state."):
        return f"Government of {party.name}"
    return shown_name(party.name, party.kind)


def _source_cells(papers: list[Report]) -> Row:
    cited = [
        f"{source_name(r)},{r.published.isoformat() if r.published else 'undated'},{' '.join((r.title or '').split())}" for r in papers
    ]
    first = papers[0] if papers else None
    return {
        "source_article": ";".join(c.replace(";", ",") for c in cited),
        "source_office": source_name(first) if first else None,
        "source_date": first.published.isoformat() if first and first.published else None,
        "source_headline": first.title if first else None,
    }


def _place_cells(place: Place) -> Row:
    known = place.lat is not None and place.lon is not None
    return {
        "where_prec": _WHERE[place.precision],
        "where_coordinates": place.name or place.admin1,
        "where_description": place.span.text,
        "adm_1": place.admin1,
        "adm_2": place.name if place.precision == "admin2" else None,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if known else None,
        "priogrid_gid": _priogrid(place.lat, place.lon) if place.lat is not None and place.lon is not None else None,
    }


def _priogrid(lat: float, lon: float) -> int:
    """Cell of the half-degree grid, counted from the south-west corner, row by row of 720 cells."""
    row, column = math.floor((min(lat, 89.999) + 90) * 2), math.floor((min(lon, 179.999) + 180) * 2)
    return row * 720 + column + 1


def _date_prec(days: int) -> int:
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def _moment(day: date) -> str:
    return f"{day.isoformat()} 00:00:00.000"


def _death_cells(incident: Incident, toll: Toll, kind: int) -> dict[str, Cell]:
    """Deaths by side: what is told of civilians and attackers, the rest unknown; together they make best."""
    best = toll.best or 0
    told = {t.of_group: t.best or 0 for t in incident.tolls if t.what == "killed"}
    civilians = min(best, best if kind == 3 else told.get("civilians", 0))
    attackers = min(best - civilians, told.get("attackers", 0) if kind != 3 else 0)
    return {
        "deaths_a": 0 if kind == 1 else attackers,
        "deaths_b": attackers if kind == 1 else 0,
        "deaths_civilians": civilians,
        "deaths_unknown": best - civilians - attackers,
        "best": best,
    }
