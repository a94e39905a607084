"""Incidents as tables and words on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from casus.model import Claim, Incident, Report, Speaker, Toll, TollFigure
from casus.store import Casebook

_WIDE = 118


class NoSuchIncidentError(ValueError):
    """No incident, or more than one, has an id that begins so."""


def _console() -> Console:
    console = Console(highlight=False, markup=False, emoji=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, emoji=False, width=_WIDE)


def show_incidents(book: Casebook, everything: bool = False) -> None:
    """Incidents, those told by most reports first, then what is told differently of them.

    Unless ``everything``, those that only one report tells, and without a toll, are counted and not listed.
    """
    known = sorted(book.nouns("incidents"), key=lambda i: (-len(i.report_ids), i.start is None, i.start or date.max, i.incident_id))
    incidents = [i for i in known if everything or len(i.report_ids) > 1 or _main_toll(i, "killed") or _main_toll(i, "injured")]
    table = RichTable(box=None, pad_edge=False, header_style="bold")
    for heading in ("incident", "what", "killed", "injured", "reports", "origins", "told differently"):
        table.add_column(heading, overflow="fold")
    for incident in incidents:
        table.add_row(*(Text(cell) for cell in _row(incident)))
    console = _console()
    console.print(table)
    for incident in incidents:
        for told in incident.disagreements:
            console.print(Text(safe(f"{incident.incident_id[:8]}  {told.field} ({told.kind.replace('_', ' ')}): {told.why}")))
    if len(incidents) < len(known):
        console.print(Text(f"{len(known) - len(incidents)} more incidents, each told by one report and without a toll: casus show --all"))
    console.print(Text("killed and injured: low-best-high over all reports, everybody counted; best is the median of independent origins"))


def _row(incident: Incident) -> tuple[str, ...]:
    fields = ", ".join(dict.fromkeys(d.field for d in incident.disagreements))
    return (
        incident.incident_id[:8],
        safe(incident.title),
        toll_text(_main_toll(incident, "killed")),
        toll_text(_main_toll(incident, "injured")),
        str(len(incident.report_ids)),
        str(incident.independent_origins),
        fields,
    )


def _main_toll(incident: Incident, what: str) -> Toll | None:
    return next((t for t in incident.tolls if t.what == what and t.of_group == "all"), None)


def toll_text(toll: Toll | None) -> str:
    """``31-43-50``: low, best, high."""
    return f"{toll.low}-{toll.best}-{toll.high}" if toll else ""


def show_incident(book: Casebook, beginning: str) -> None:
    """One incident in full; ``NoSuchIncidentError`` when its id does not begin so, or when several do."""
    incident = _find(book.nouns("incidents"), beginning)
    claims = {c.claim_id: c for c in book.nouns("claims") if c.claim_id in set(incident.claim_ids)}
    reports = {r.report_id: r for r in book.nouns("reports") if r.report_id in set(incident.report_ids)}
    console = _console()
    for line in _lines(incident, claims, reports):
        console.print(Text(safe(line)))


def _find(incidents: Sequence[Incident], beginning: str) -> Incident:
    found = [i for i in incidents if i.incident_id.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoSuchIncidentError(f"no incident's id begins with {beginning!r}; casus show CASEBOOK lists them")
    raise NoSuchIncidentError(
        f"{len(found)} incidents begin with {beginning!r} ({', '.join(i.incident_id for i in found[:4])}...); give more of it"
    )


def _lines(incident: Incident, claims: dict[str, Claim], reports: dict[str, Report]) -> list[str]:
    out = [f"{incident.incident_id}  {incident.title}", ""]
    names = [("by", incident.actors), ("against", incident.recipients)]
    out += [f"{word} {', '.join(a.name for a in actors)}" for word, actors in names if actors]
    out += [f"{len(incident.report_ids)} reports, {incident.independent_origins} independent origins", ""]
    for toll in incident.tolls:
        out += [f"{toll.what}, {toll.of_group}: {toll_text(toll)} (low-best-high; best: {toll.rule.replace('_', ' ')})"]
        out += [f"    {_figure_line(f, reports[f.report_id])}" for f in toll.figures if f.report_id in reports]
        out.append("")
    for told in incident.disagreements:
        out += [f"told differently: {told.field} ({told.kind.replace('_', ' ')}): {told.why}"]
    out += ["", "claims"]
    for claim in sorted(claims.values(), key=lambda c: (reports[c.report_id].published or date.max, c.report_id, c.quote.start)):
        out += [f"    {_claim_line(claim, reports[claim.report_id])}", f'        "{" ".join(claim.quote.text.split())}"']
    return out


def _figure_line(figure: TollFigure, report: Report) -> str:
    low, high = figure.low, figure.high
    number = str(low) if low == high else f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
    return f"{number:<14} {_day(report)}  {_source(report)}, {_chain(figure.said_by)}"


def _claim_line(claim: Claim, report: Report) -> str:
    doubt = "" if claim.modality == "asserted" else f" [{claim.modality}]"
    return f"{claim.type}{doubt}{' [negated]' if claim.negated else ''}  {_source(report)}, {_day(report)}, {_chain(claim.said_by)}"


def _chain(speakers: Sequence[Speaker]) -> str:
    return "citing " + ", who cites ".join(s.name for s in speakers) if speakers else "in its own voice"


def _source(report: Report) -> str:
    name = report.publisher or report.external_id or report.source
    return f"{name} (copy)" if report.copy_of else name


def _day(report: Report) -> str:
    return report.published.isoformat() if report.published else "undated   "


def safe(text: str) -> str:
    """Text from reports without characters that steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
