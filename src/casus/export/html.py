"""The HTML report: one file that needs no network, doubts first, every figure with its speaker and sentence."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from casus.export.book import Book, Content
from casus.export.charts import RING_KM, Bar, Dot, LocalMap, bars, local_map, world_dots, world_path
from casus.export.countries import country
from casus.export.errors import ExportError
from casus.export.tables import shown_name
from casus.export.ties import tie_views
from casus.model import Claim, Disagreement, Incident, Party, Place, Report, Span, Speaker, Toll, TollFigure

#: incidents that the report shows in full; more are in the exports
_MOST = 400
_DOUBTS = 30
_UNSURE = 0.5
_PRECISION = {
    "site": "a named site",
    "settlement": "a town or village",
    "admin2": "a district",
    "admin1": "a province",
    "region": "a region",
    "country": "a country",
}
_KIND = {"conflict": "conflict", "update": "later update", "different_scope": "different scope", "impossible": "cannot be"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; ``mark`` says why it is marked: figure, cue or nothing."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class FigureView:
    number: str
    source: str
    day: str
    speaker: str
    sentence: tuple[Piece, ...]
    bar: Bar
    is_copy: bool
    note: str


@dataclass(frozen=True, slots=True)
class TollView:
    toll: Toll
    title: str
    figures: tuple[FigureView, ...]


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


@dataclass(frozen=True, slots=True)
class Doubt:
    incident: Incident
    title: str
    what: str


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
    shown = [maker.incident(i) for i in incidents[:_MOST]]
    return environment.get_template("report.html.j2").render(
        content=content,
        ties=tie_views(content),
        incidents=shown,
        left_over=max(0, len(incidents) - _MOST),
        doubts=_doubts(incidents),
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


def title_of(incident: Incident) -> str:
    """The incident's title with the country's name in full."""
    code = incident.place.country if incident.place else None
    land = country(code)
    return incident.title.replace(f", {code}", f", {land.name}", 1) if code and land else incident.title


def _doubts(incidents: Iterable[Incident]) -> list[Doubt]:
    """What a reviewer should look at first: conflicts and impossibilities of the incidents that most reports tell."""
    order = {"impossible": 0, "conflict": 1, "different_scope": 2, "update": 3}
    found = [(order[d.kind], -len(i.report_ids), i, d) for i in incidents for d in i.disagreements]
    found.sort(key=lambda item: (item[0], item[1], item[2].incident_id, item[3].field))
    return [Doubt(i, title_of(i), f"{d.field} ({_KIND[d.kind]}): {d.why}") for _, _, i, d in found[:_DOUBTS]]


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
            tuple(self._toll(t) for t in incident.tolls),
            tuple((_KIND[d.kind], d) for d in incident.disagreements),
            tuple(dict.fromkeys(line for c in claims for line in self._responsibility(c))),
            self._reports(incident, claims),
            local_map(incident.place) if incident.place else None,
            len(incident.report_ids) > 1,
        )

    def _toll(self, toll: Toll) -> TollView:
        title = f"{toll.what.capitalize()}{'' if toll.of_group == 'all' else f', {toll.of_group}'}"
        figures = tuple(self._figure(f, b, toll) for f, b in zip(toll.figures, bars(toll), strict=True) if f.report_id in self.reports)
        return TollView(toll, title, figures)

    def _figure(self, figure: TollFigure, bar: Bar, toll: Toll) -> FigureView:
        report, claim = self.reports[figure.report_id], self.claims[figure.claim_id]
        here = next(
            (f for f in claim.figures if (f.what, f.of_group, f.low, f.high) == (toll.what, toll.of_group, figure.low, figure.high)), None
        )
        sentence = _pieces(claim.quote, {here.span: "figure"} if here else {})
        note = "counts the attackers" if here and here.includes_attackers else "a word, not a count" if here and here.vague else ""
        return FigureView(
            _number(figure), _name(report), _day(report), _chain(figure.said_by), sentence, bar, report.copy_of is not None, note
        )

    def _responsibility(self, claim: Claim) -> list[str]:
        told = claim.responsibility
        if told is None:
            return []
        source = f"{_name(self.reports[claim.report_id])}{', ' + _chain(told.said_by) if told.said_by else ''}"
        parts = (("Claimed by", told.claimed_by), ("Blamed on", told.blamed_on), ("Denied by", told.denied_by))
        lines = [f"{how} {_names(parties)} ({source})" for how, parties in parts if parties]
        return lines or [f"Nobody had claimed it ({source}, {_day(self.reports[claim.report_id])})"]

    def _reports(self, incident: Incident, claims: Sequence[Claim]) -> tuple[ReportView, ...]:
        """The incident's reports by day, near copies folded under their original."""
        inside = set(incident.report_ids)
        views = []
        for report in sorted((self.reports[r] for r in inside if r in self.reports), key=lambda r: (r.published or date.max, r.report_id)):
            if report.copy_of in inside:
                continue
            mine = sorted((c for c in claims if c.report_id == report.report_id), key=lambda c: c.quote.start)
            copies = tuple(
                f"{_name(self.reports[c])}, {_day(self.reports[c])}" for c in sorted(self.copies.get(report.report_id, ())) if c in inside
            )
            views.append(ReportView(report, _name(report), _day(report), tuple(map(_claim, mine)), copies))
        return tuple(views)


def _claim(claim: Claim) -> ClaimView:
    marks = {f.span: "figure" for f in claim.figures} | dict.fromkeys(claim.cues, "cue")
    notes: list[str] = [claim.modality] if claim.modality != "asserted" else []
    notes += ["negated"] if claim.negated else []
    notes += ["unsure"] if claim.confidence < _UNSURE else []
    parties = " → ".join(filter(None, (_names(claim.actors), _names(claim.recipients) if claim.recipients else "")))
    return ClaimView(claim, _pieces(claim.quote, marks), _chain(claim.said_by), parties, tuple(notes))


def _pieces(quote: Span, marks: dict[Span, str]) -> tuple[Piece, ...]:
    """The quote cut into marked and unmarked stretches."""
    out: list[Piece] = []
    at = quote.start
    for span in sorted(marks):
        if span.start < at or span.end > quote.end:
            continue
        out += [Piece(quote.text[at - quote.start : span.start - quote.start]), Piece(span.text, marks[span])]
        at = span.end
    out.append(Piece(quote.text[at - quote.start :]))
    return tuple(p for p in out if p.text)


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(dict.fromkeys(shown_name(p.name, p.kind) for p in parties))


def _chain(speakers: Sequence[Speaker]) -> str:
    return ", who cites ".join(s.name for s in speakers) if speakers else "in its own voice"


def _name(report: Report) -> str:
    return report.publisher or report.external_id or report.source.rsplit("/", 1)[-1]


def _day(report: Report) -> str:
    return f"{report.published.day} {report.published:%b %Y}" if report.published else "undated"


def _number(figure: TollFigure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}–{high}"
    return f"at least {low}" if low is not None else f"up to {high}"


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
