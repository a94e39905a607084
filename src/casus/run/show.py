"""Incidents as tables and words on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from casus.codebook.registry import load_registry
from casus.link.alone import who_stands_alone
from casus.link.evidence import ENOUGH
from casus.link.tolls import BEST_RULE, superseded
from casus.link.why import Link, Origin, why, why_origins
from casus.model import Claim, Incident, Report, Speaker, Toll, TollFigure
from casus.store import Casebook

_WIDE = 118


class NoSuchIncidentError(ValueError):
    """No incident, or more than one, has an id that begins so."""


def terminal() -> Console:
    """The terminal, or a fixed width where there is none; text of reports is never markup."""
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
    console = terminal()
    console.print(table)
    for incident in incidents:
        for told in incident.disagreements:
            console.print(Text(safe(f"{incident.incident_id[:8]}  {told.field} ({told.kind.replace('_', ' ')}): {told.why}")))
    ties = len(book.relations)
    if ties:
        console.print(Text(safe(f"{ties} {'tie' if ties == 1 else 'ties'} between actors: casus show {book.path} --ties")))
    if len(incidents) < len(known):
        more = f"{len(known) - len(incidents)} more incidents, each told by one report and without a toll: casus show {book.path} --all"
        console.print(Text(safe(more)))
    rule = next((t.rule for i in incidents for t in i.tolls), BEST_RULE)
    console.print(
        Text(f"killed and injured: low-best-high over all reports, everybody counted; best by the rule: {rule.replace('_', ' ')}")
    )


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
    console = terminal()
    for line in _lines(incident, claims, reports):
        console.print(Text(safe(line)))


def show_why(book: Casebook, beginning: str) -> None:
    """What holds an incident together: each link as a sum of evidence in bits, and the reports that count as one origin."""
    incident = _find(book.nouns("incidents"), beginning)
    claims = book.some("claims", "claim_id", frozenset(incident.claim_ids))
    reports = book.some("reports", "report_id", frozenset(incident.report_ids))
    console = terminal()
    rarity = book.kept("rarity")
    links = why(reports, claims, load_registry()) if rarity is None else why(reports, claims, load_registry(), rarity=rarity)
    for line in _why_lines(incident, reports, links, why_origins(reports)):
        console.print(Text(safe(line)))


def _why_lines(incident: Incident, reports: Sequence[Report], links: Sequence[Link], origins: Sequence[Origin]) -> list[str]:
    names = {r.report_id: _source(r) for r in reports}
    out = [f"{incident.incident_id}  {incident.title}", ""]
    if not links:
        out += ["one report tells it; there is nothing to link" if len(reports) == 1 else "put together by people's judgement"]
    for link in links:
        speaks = ", ".join(s.words for s in sorted(link.steps, key=lambda s: -s.bits)[:3] if s.bits > 0)
        out += [f"{names[link.left.report.report_id]} and {names[link.right.report.report_id]}: {speaks}"]
        total = 0.0
        for step in link.steps:
            total += step.bits
            if step.bits:
                out.append(f"    {step.bits:+6.1f}  = {total:5.1f}  {_bar(step.bits):<13} {step.comparison}: {step.words}")
        out.append(f"    {link.bits:.1f} bits; {ENOUGH:.0f} is enough")
    for origin in origins:
        out += ["", f"one origin: {names[origin.tie.first]} and {names[origin.tie.second]}: {origin.tie.words}"]
        out += [f"    {_change(before, after)}" for before, after in origin.changes]
    return out


def _bar(bits: float) -> str:
    """Twelve places: what speaks against stands left of the line, what speaks for right of it."""
    size = min(6, round(abs(bits)))
    return f"{'#' * size:>6}|" if bits < 0 else f"{'':6}|{'#' * size}"


def _change(before: str | None, after: str | None) -> str:
    if before is None:
        return f"added: {after}"
    return f"left out: {before}" if after is None else f"changed: {before} -> {after}"


def show_sources(book: Casebook) -> None:
    """How each publisher's figures lie against those of the others."""
    rows = who_stands_alone(book.nouns("incidents"), book.nouns("reports"))
    table = RichTable(box=None, pad_edge=False, header_style="bold")
    for heading in ("publisher", "reports", "compared", "same", "higher", "lower", "alone", "only there", "ratio"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        cells = (row.publisher, row.reports, row.compared, row.same, row.higher, row.lower, row.alone, row.single)
        table.add_row(*(Text(safe(str(c))) for c in cells), Text(f"{row.ratio:.2f}" if row.ratio is not None else ""))
    console = terminal()
    console.print(table)
    console.print(
        Text("compared: tolls that another publisher gives too; same, higher, lower: its last figure against the middle of theirs")
    )
    console.print(
        Text("alone: below or above all others; only there: tolls nobody else gives; ratio: its figures to theirs, the middle one")
    )


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
    counts = ((len(incident.report_ids), "report"), (incident.independent_origins, "independent origin"))
    out += [", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts), ""]
    for toll in incident.tolls:
        out += [f"{toll.what}, {toll.of_group}: {toll_text(toll)} (low-best-high; best: {toll.rule.replace('_', ' ')})"]
        late = superseded(toll)
        out += [
            f"    {_figure_line(f, reports[f.report_id])}{late.get(n, '')}" for n, f in enumerate(toll.figures) if f.report_id in reports
        ]
        out.append("")
    for told in incident.disagreements:
        out += [f"told differently: {told.field} ({told.kind.replace('_', ' ')}): {told.why}"]
    if incident.part_of:
        out += [f"a part of {incident.part_of}"]
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
    return f"{claim.label}{doubt}{' [negated]' if claim.negated else ''}  {_source(report)}, {_day(report)}, {_chain(claim.said_by)}"


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
