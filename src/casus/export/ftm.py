"""FollowTheMoney: actors, happenings and articles as entities, one JSON object a line; no library is needed to write or read it.

Persons are not exported: whoever has a public role stands by his body or office, and anyone else is left out. A people is no
legal entity and is left out as well, so that no act is tied to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from casus.export.book import Content
from casus.export.countries import country
from casus.export.folder import File
from casus.model import Actor, Incident, Report

Properties = dict[str, list[str]]
_SCHEMA = {
    "state": "PublicBody",
    "government_body": "PublicBody",
    "armed_group": "Organization",
    "international_org": "Organization",
    "ngo": "Organization",
    "media": "Organization",
    "company": "Company",
    "role_holder": "Position",
    "unidentified": "LegalEntity",
}
_FIELDS = {"id": "string", "schema": "string", "caption": "string", "properties": "object"}
#: how much of a day is said, by precision
_SAID = {"day": 10, "range": 10, "week": 10, "month": 7, "season": 7, "year": 4}


def ftm_files(content: Content) -> list[File]:
    """``entities.jsonl``: legal entities, positions, events that involve them, and the articles that prove them."""
    actors = {a.actor_id: a for a in content.actors if a.kind in _SCHEMA}
    entities = [_actor(a, actors) for a in actors.values()]
    entities += [_article(r) for r in content.reports]
    entities += [_event(i, actors) for i in content.incidents]
    lines = "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entities)
    return [File("entities.jsonl", lines.encode("utf-8", "surrogatepass"), "FollowTheMoney entities", _FIELDS)]


def _entity(identity: str, schema: str, caption: str, properties: Iterable[tuple[str, str | None]]) -> dict[str, object]:
    held: Properties = {}
    for name, value in properties:
        if value and value not in held.get(name, ()):
            held.setdefault(name, []).append(value)
    return {"id": _id(identity), "schema": schema, "caption": caption, "properties": held}


def _id(identity: str) -> str:
    return f"casus-{identity}"


def _code(alpha3: str | None) -> str | None:
    known = country(alpha3)
    return known.alpha2.lower() if known else None


def _actor(actor: Actor, known: dict[str, Actor]) -> dict[str, object]:
    return _entity(actor.actor_id, _SCHEMA[actor.kind], actor.name, _of_actor(actor, known))


def _of_actor(actor: Actor, known: dict[str, Actor]) -> Iterator[tuple[str, str | None]]:
    yield "name", actor.name
    for alias in actor.aliases:
        yield "previousName" if alias.valid_to else "alias", alias.name
    for alpha3 in actor.countries:
        yield "country", _code(alpha3)
    yield "wikidataId", actor.wikidata
    if actor.parent in known:
        yield "organization" if actor.kind == "role_holder" else "parent", _id(actor.parent or "")
    yield "notes", "Found in the reports only; no entry of the registry." if actor.basis == "found" else None


def _event(incident: Incident, known: dict[str, Actor]) -> dict[str, object]:
    return _entity(incident.incident_id, "Event", incident.title, _of_event(incident, known))


def _of_event(incident: Incident, known: dict[str, Actor]) -> Iterator[tuple[str, str | None]]:
    said = _SAID.get(incident.date_precision or "day", 10)
    yield "name", incident.title
    yield "startDate", str(incident.start)[:said] if incident.start else None
    yield "endDate", str(incident.end)[:said] if incident.end else None
    yield "location", incident.place.name if incident.place else None
    yield "country", _code(incident.place.country) if incident.place else None
    for party in (*incident.actors, *incident.recipients):
        yield "involved", _id(party.actor_id) if party.actor_id in known and known[party.actor_id].kind != "role_holder" else None
    for report_id in incident.report_ids:
        yield "proof", _id(report_id)
    yield "recordId", incident.incident_id


def _article(report: Report) -> dict[str, object]:
    title = report.title or report.source
    day = report.published.isoformat() if report.published else None
    linked = report.source if report.source.startswith(("http://", "https://")) else None
    properties = (
        ("title", title),
        ("publisher", report.publisher),
        ("publishedAt", day),
        ("sourceUrl", linked),
        ("language", report.language),
    )
    return _entity(report.report_id, "Article", title, properties)
