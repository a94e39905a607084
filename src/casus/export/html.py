"""The HTML report: one file that needs no network, doubts first, every figure with its speaker and sentence."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from casus.export.book import Book, Content
from casus.export.charts import RING_KM, Dot, LocalMap, local_map, world_dots, world_path
from casus.export.countries import country
from casus.export.doubts import KIND, UNSURE, doubts_of, unsure_of
from casus.export.errors import ExportError
from casus.export.shown import Piece, chain, names, parties_of, report_day, report_name, sentence_of
from casus.export.ties import tie_views
from casus.export.titles import title_of
from casus.export.toll_views import TollView, toll_views
from casus.model import Claim, Disagreement, Incident, Place, Report

#: incidents that the report shows in full; more are in the exports
_MOST = 400
_PRECISION = {
    "site": "a named site",
    "settlement": "a town or village",
    "admin2": "a district",
    "admin1": "a province",
    "region": "a region",
    "country": "a country",
}


@dataclass(frozen=True, slots=True)
class ClaimView:
    claim: Claim
    sentence: tuple[Piece, ...]
    speaker: str
    parties: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    report: Report
    name: str
    day: str
    claims: tuple[ClaimView, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    incident: Incident
    title: str
    when: str
    where: str
    ring: str
    tolls: tuple[TollView, ...]
    disagreements: tuple[tuple[str, Disagreement], ...]
    responsibility: tuple[str, ...]
    reports: tuple[ReportView, ...]
    map: LocalMap | None
    is_open: bool


def write_report(book: Book, out: Path | str) -> Path:
    """Write the report to the file ``out`` and return its path. ``ExportError`` when it cannot be written."""
    path = Path(out)
    page = render(Content.of(book))
    aside = path.with_name(f".{path.name}.tmp-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(page, encoding="utf-8", errors="replace")
        aside.replace(path)
    except OSError as problem:
        raise ExportError(f"{path}: cannot be written ({problem.strerror}); give another file with --out") from problem
    return path


def render(content: Content) -> str:
    """The page's HTML."""
    style, script = _asset("report.css"), _asset("report.js")
    environment = Environment(
        loader=PackageLoader("casus.export"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    incidents = sorted(content.incidents, key=lambda i: (-len(i.report_ids), -(i.start or date.min).toordinal(), i.incident_id))
    maker = _Maker(content)
    unsure, least_sure = unsure_of(content, incidents[:_MOST])
    shown = [maker.incident(i) for i in incidents[:_MOST]]
    return environment.get_template("report.html.j2").render(
        content=content,
        ties=tie_views(content),
        incidents=shown,
        left_over=max(0, len(incidents) - _MOST),
        doubts=doubts_of(incidents[:_MOST]),
        unsure=unsure,
        least_sure=least_sure,
        findings=sorted((f for f in content.findings if f.severity != "info"), key=lambda f: (f.severity, f.message)),
        open_questions=sum(f.severity == "info" for f in content.findings),
        copies=sum(r.copy_of is not None for r in content.reports),
        world=Markup(world_path()),
        dots=_dots(shown),
        rings=RING_KM,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'",
    )


def _asset(name: str) -> str:
    return resources.files("casus.export").joinpath(f"templates/{name}").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _dots(shown: Sequence[IncidentView]) -> tuple[Dot, ...]:
    return world_dots([(v.title, v.incident.place, len(v.incident.report_ids)) for v in shown if v.incident.place is not None])


class _Maker:
    """Turns incidents into what the template shows."""

    def __init__(self, content: Content) -> None:
        self.reports, self.claims = content.report(), content.claim()
        self.copies: dict[str, list[str]] = {}
        for report in content.reports:
            if report.copy_of:
                self.copies.setdefault(report.copy_of, []).append(report.report_id)

    def incident(self, incident: Incident) -> IncidentView:
        claims = [self.claims[c] for c in incident.claim_ids if c in self.claims]
        return IncidentView(
            incident,
            title_of(incident),
            _when(incident),
            _where(incident.place),
            _ring(incident.place),
            toll_views(incident, self.reports, self.claims),
            tuple((KIND[d.kind], d) for d in incident.disagreements),
            self._responsibilities(incident, claims),
            self._reports(incident, claims),
            local_map(incident.place) if incident.place else None,
            len(incident.report_ids) > 1,
        )

    def _responsibilities(self, incident: Incident, claims: Sequence[Claim]) -> tuple[str, ...]:
        """Who is said to have done it, each told once with all that say so; a near copy says nothing of its own."""
        said: dict[str, list[str]] = {}
        for claim in claims:
            report = self.reports[claim.report_id]
            if report.copy_of not in incident.report_ids:
                for how, source in _responsibility(claim, report):
                    said.setdefault(how, []).append(source)
        return tuple(f"{how} ({'; '.join(dict.fromkeys(sources))})" for how, sources in said.items())

    def _reports(self, incident: Incident, claims: Sequence[Claim]) -> tuple[ReportView, ...]:
        """The incident's reports by day, near copies folded under their original."""
        inside = set(incident.report_ids)
        views = []
        for report in sorted((self.reports[r] for r in inside if r in self.reports), key=lambda r: (r.published or date.max, r.report_id)):
            if report.copy_of in inside:
                continue
            mine = sorted((c for c in claims if c.report_id == report.report_id), key=lambda c: c.quote.start)
            copies = tuple(
                f"{report_name(self.reports[c])}, {report_day(self.reports[c])}"
                for c in sorted(self.copies.get(report.report_id, ()))
                if c in inside
            )
            views.append(ReportView(report, report_name(report), report_day(report), tuple(map(_claim, mine)), copies))
        return tuple(views)


def _responsibility(claim: Claim, report: Report) -> list[tuple[str, str]]:
    told = claim.responsibility
    if told is None:
        return []
    source = f"{report_name(report)}{', ' + chain(told.said_by) if told.said_by else ''}"
    parts = (("Claimed by", told.claimed_by), ("Blamed on", told.blamed_on), ("Denied by", told.denied_by))
    lines = [(f"{how} {names(parties)}", source) for how, parties in parts if parties]
    return lines or [("Nobody had claimed it", f"{source}, {report_day(report)}")]


def _claim(claim: Claim) -> ClaimView:
    notes: list[str] = [claim.modality] if claim.modality != "asserted" else []
    notes += ["negated"] if claim.negated else []
    notes += ["unsure"] if claim.confidence < UNSURE else []
    return ClaimView(claim, sentence_of(claim), chain(claim.said_by), parties_of(claim), tuple(notes))


def _when(incident: Incident) -> str:
    start, end = incident.start, incident.end
    if start is None:
        return "no day that can be resolved"
    if incident.date_precision == "day":
        return f"{start.day} {start:%B %Y}"
    last = f" to {end.day} {end:%B %Y}" if end and end != start else ""
    return f"{start.day} {start:%B %Y}{last} (told as a {incident.date_precision})"


def _where(place: Place | None) -> str:
    if place is None:
        return "no place told"
    land = country(place.country)
    return (
        ", ".join(dict.fromkeys(x for x in (place.name, place.admin1, land.name if land else place.country) if x))
        or "a place without a name"
    )


def _ring(place: Place | None) -> str:
    return f"told as {_PRECISION[place.precision]}; the ring reaches {RING_KM[place.precision]:.0f} km" if place else ""
