"""Ties between actors as the HTML report shows them: what is told of two actors, by whom, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casus.export.book import Content
from casus.model import Claim, Relation, Report

#: words of the text shown with a tie; the others are in the exports
_QUOTES = 3
_SIGN = {1: "friendly", 0: "", -1: "hostile"}


@dataclass(frozen=True, slots=True)
class TieView:
    tie: Relation
    clause: str
    sign: str
    days: str
    modality: str
    said_by: str
    quotes: tuple[tuple[str, str], ...]
    more: int
    against: tuple[str, ...]


def tie_views(content: Content) -> tuple[TieView, ...]:
    """Contradicted ties first, then those that most claims tell."""
    claims, reports = content.claim(), content.report()
    clauses = {r.relation_id: r.clause for r in content.relations}
    ordered = sorted(content.relations, key=lambda r: (not r.contradicted_by, -len(r.claim_ids), clauses[r.relation_id]))
    return tuple(_view(r, claims, reports, clauses) for r in ordered)


def _view(tie: Relation, claims: Mapping[str, Claim], reports: Mapping[str, Report], clauses: Mapping[str, str]) -> TieView:
    told = [claims[c] for c in tie.claim_ids if c in claims]
    quotes = tuple((" ".join(c.quote.text.split()), _source(reports.get(c.report_id))) for c in told[:_QUOTES])
    against = tuple(clauses[r] for r in tie.contradicted_by if r in clauses)
    modality = "" if tie.modality in ("asserted", "denied") else tie.modality
    return TieView(
        tie,
        clauses[tie.relation_id],
        _SIGN[tie.sign],
        tie.days,
        modality,
        ", ".join(tie.said_by),
        quotes,
        len(told) - len(quotes),
        against,
    )


def _source(report: Report | None) -> str:
    return (report.publisher or report.external_id or report.source.rsplit("/", 1)[-1]) if report else ""
