"""Flat tables for spreadsheets and statistics: incidents, tolls, disagreements, claims, reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casus.export.book import Content
from casus.export.cells import Cell, Row, csv_bytes
from casus.export.folder import File
from casus.model import Claim, Incident, NamedActor, Party, Place, Relation, Speaker, When

_PLACE = {
    "place": "string",
    "admin1": "string",
    "country": "string",
    "latitude": "number",
    "longitude": "number",
    "place_precision": "string",
}
_TIME = {"start": "date", "end": "date", "date_precision": "string"}
_INCIDENTS = {
    "incident_id": "string", "title": "string", "type": "string", "acled_sub_event_type": "string", **_TIME, **_PLACE,
    "actors": "string", "recipients": "string", "reports": "integer", "independent_origins": "integer",
    "killed_low": "integer", "killed_best": "integer", "killed_high": "integer",
    "injured_low": "integer", "injured_best": "integer", "injured_high": "integer", "told_differently": "string",
}  # fmt: skip
_TOLLS = {
    "incident_id": "string", "what": "string", "of_group": "string", "low": "integer", "best": "integer", "high": "integer", "rule": "string",
    "report_id": "string", "claim_id": "string", "figure_low": "integer", "figure_high": "integer", "said_by": "string", "published": "date",
}  # fmt: skip
_DISAGREEMENTS = {
    "incident_id": "string", "field": "string", "of_group": "string", "kind": "string", "why": "string", "value": "string",
    "said_by": "string", "claim_ids": "string",
}  # fmt: skip
_CLAIMS = {
    "claim_id": "string", "report_id": "string", "incident_id": "string", "kind": "string", "type": "string", "mode": "string",
    "modality": "string", "negated": "boolean", "said_by": "string", "actors": "string", "recipients": "string", **_PLACE, **_TIME,
    "killed_low": "integer", "killed_high": "integer", "injured_low": "integer", "injured_high": "integer",
    "claimed_by": "string", "blamed_on": "string", "denied_by": "string", "quote": "string", "quote_start": "integer", "quote_end": "integer",
    "sign": "integer", "trend": "string", "rule": "string", "confidence": "number",
}  # fmt: skip
_RELATIONS = {
    "relation_id": "string", "subject": "string", "relation": "string", "object": "string", "sign": "integer", "trend": "string",
    "valid_from": "date", "valid_to": "date", "modality": "string", "said_by": "string", "claims": "integer", "claim_ids": "string",
    "contradicted_by": "string",
}  # fmt: skip
_REPORTS = {
    "report_id": "string", "source": "string", "external_id": "string", "part": "integer", "title": "string", "publisher": "string",
    "published": "date", "published_basis": "string", "language": "string", "genre": "string", "copy_of": "string", "credits": "string",
    "characters": "integer", "content_sha256": "string",
}  # fmt: skip


def csv_files(content: Content) -> list[File]:
    """Six flat tables; lists are joined by "; "."""
    tables: list[tuple[str, str, dict[str, str], Iterable[Row]]] = [
        ("incidents", "Happenings with their tolls", _INCIDENTS, map(_incident, content.incidents)),
        ("tolls", "Every figure of every toll, with who gave it", _TOLLS, (row for i in content.incidents for row in _tolls(i))),
        (
            "disagreements",
            "What is told differently, a row a value",
            _DISAGREEMENTS,
            (row for i in content.incidents for row in _disagreements(i)),
        ),
        ("claims", "What each report says", _CLAIMS, _claims(content)),
        ("relations", "Ties between actors", _RELATIONS, map(_relation, content.relations)),
        ("reports", "Articles as read", _REPORTS, (_report_row(content, i) for i in range(len(content.reports)))),
    ]
    return [File(f"{name}.csv", csv_bytes(list(fields), rows), title, fields) for name, title, fields, rows in tables]


def shown_name(name: str, kind: str) -> str:
    """A party's name in tables: a person without a public role is shown as such only."""
    return "a person" if kind == "person" else name


def parties_text(parties: Iterable[Party]) -> str:
    return "; ".join(dict.fromkeys(shown_name(p.name, p.kind) for p in parties))


def named_text(actors: Iterable[NamedActor]) -> str:
    return "; ".join(a.name for a in actors)


def speakers_text(speakers: Iterable[Speaker]) -> str:
    """The chain, outermost first."""
    return " > ".join(s.name for s in speakers)


def place_cells(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {}
    return {
        "place": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": place.lat,
        "longitude": place.lon,
        "place_precision": place.precision,
    }


def _time_cells(time: When | None) -> dict[str, Cell]:
    return {"start": time.start, "end": time.end, "date_precision": time.precision} if time else {}


def toll_cells(incident: Incident) -> dict[str, Cell]:
    """low, best and high of everybody killed and injured."""
    out: dict[str, Cell] = {}
    for toll in incident.tolls:
        if toll.of_group == "all" and toll.what in ("killed", "injured"):
            out |= {f"{toll.what}_low": toll.low, f"{toll.what}_best": toll.best, f"{toll.what}_high": toll.high}
    return out


def _incident(incident: Incident) -> Row:
    return {
        "incident_id": incident.incident_id,
        "title": incident.title,
        "type": incident.type,
        "acled_sub_event_type": incident.acled_sub_event_type,
        "start": incident.start,
        "end": incident.end,
        "date_precision": incident.date_precision,
        **place_cells(incident.place),
        "actors": named_text(incident.actors),
        "recipients": named_text(incident.recipients),
        "reports": len(incident.report_ids),
        "independent_origins": incident.independent_origins,
        **toll_cells(incident),
        "told_differently": "; ".join(dict.fromkeys(d.field for d in incident.disagreements)),
    }


def _tolls(incident: Incident) -> Iterator[Row]:
    for toll in incident.tolls:
        for figure in toll.figures:
            yield {
                "incident_id": incident.incident_id,
                "what": toll.what,
                "of_group": toll.of_group,
                "low": toll.low,
                "best": toll.best,
                "high": toll.high,
                "rule": toll.rule,
                "report_id": figure.report_id,
                "claim_id": figure.claim_id,
                "figure_low": figure.low,
                "figure_high": figure.high,
                "said_by": speakers_text(figure.said_by),
                "published": figure.published,
            }


def _disagreements(incident: Incident) -> Iterator[Row]:
    for told in incident.disagreements:
        for value in told.values:
            yield {
                "incident_id": incident.incident_id,
                "field": told.field,
                "of_group": told.of_group,
                "kind": told.kind,
                "why": told.why,
                "value": value.value,
                "said_by": "; ".join(value.said_by),
                "claim_ids": "; ".join(value.claim_ids),
            }


def _relation(tie: Relation) -> Row:
    return {
        "relation_id": tie.relation_id,
        "subject": tie.subject.name,
        "relation": tie.relation,
        "object": tie.object.name,
        "sign": tie.sign,
        "trend": tie.trend,
        "valid_from": tie.valid_from,
        "valid_to": tie.valid_to,
        "modality": tie.modality,
        "said_by": "; ".join(tie.said_by),
        "claims": len(tie.claim_ids),
        "claim_ids": "; ".join(tie.claim_ids),
        "contradicted_by": "; ".join(tie.contradicted_by),
    }


def _claims(content: Content) -> Iterator[Row]:
    home = {claim_id: i.incident_id for i in content.incidents for claim_id in i.claim_ids}
    for claim in content.claims:
        yield {**_claim(claim), "incident_id": home.get(claim.claim_id)}


def _claim(claim: Claim) -> Row:
    told = claim.responsibility
    return {
        "claim_id": claim.claim_id,
        "report_id": claim.report_id,
        "kind": claim.kind,
        "type": claim.type,
        "mode": "; ".join(claim.mode),
        "modality": claim.modality,
        "negated": claim.negated,
        "said_by": speakers_text(claim.said_by),
        "actors": parties_text(claim.actors),
        "recipients": parties_text(claim.recipients),
        **place_cells(claim.place),
        **_time_cells(claim.time),
        **_first_figures(claim),
        "claimed_by": parties_text(told.claimed_by) if told else None,
        "blamed_on": parties_text(told.blamed_on) if told else None,
        "denied_by": parties_text(told.denied_by) if told else None,
        "quote": claim.quote.text,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "sign": claim.sign,
        "trend": claim.trend,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def _first_figures(claim: Claim) -> dict[str, Cell]:
    out: dict[str, Cell] = {}
    for figure in reversed([f for f in claim.figures if f.of_group == "all" and f.what in ("killed", "injured")]):
        out |= {f"{figure.what}_low": figure.low, f"{figure.what}_high": figure.high}
    return out


def _report_row(content: Content, number: int) -> Row:
    report = content.reports[number]
    return {
        "report_id": report.report_id,
        "source": report.source,
        "external_id": report.external_id,
        "part": report.part,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "published_basis": report.published_basis,
        "language": report.language,
        "genre": report.genre,
        "copy_of": report.copy_of,
        "credits": "; ".join(report.credits),
        "characters": len(report.text),
        "content_sha256": report.content_sha256,
    }
