"""What the HTML report puts first: what is told differently, one entry an incident, and the claims of which the machine is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casus.export.book import Content
from casus.export.shown import Piece, chain, parties_of, report_day, report_name, sentence_of
from casus.export.titles import title_of
from casus.model import Incident

#: incidents told differently, and unsure claims, that are listed
_DOUBTS, _UNSURE_SHOWN = 20, 30
#: a claim under this confidence is marked as unsure
UNSURE = 0.5
KIND = {"conflict": "conflict", "update": "later update", "different_scope": "different scope", "impossible": "cannot be"}
_ORDER = {"impossible": 0, "conflict": 1, "different_scope": 2, "update": 3}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One incident and what is told differently of it: (kind, field, why), the gravest first."""

    incident: Incident
    title: str
    told: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    incident_id: str
    title: str
    what: str
    source: str
    sentence: tuple[Piece, ...]


def doubts_of(incidents: Sequence[Incident]) -> list[Doubt]:
    """Conflicts and impossibilities of the incidents that most reports tell come first."""
    told = [i for i in incidents if i.disagreements]
    told.sort(key=lambda i: (min(_ORDER[d.kind] for d in i.disagreements), -len(i.report_ids), i.incident_id))
    return [Doubt(i, title_of(i), _lines(i)) for i in told[:_DOUBTS]]


def _lines(incident: Incident) -> tuple[tuple[str, str, str], ...]:
    ordered = sorted(incident.disagreements, key=lambda d: (_ORDER[d.kind], d.field, d.why))
    return tuple((KIND[d.kind], d.field, d.why) for d in ordered)


def unsure_of(content: Content, incidents: Sequence[Incident]) -> tuple[int, list[Unsure]]:
    """How many claims of the incidents are under ``UNSURE``, and the least sure of them; near copies are not counted again."""
    claims, reports = content.claim(), content.report()
    pairs = [(claims[c], i) for i in incidents for c in i.claim_ids if c in claims]
    weak = [(c, i) for c, i in pairs if c.confidence < UNSURE and c.report_id in reports and reports[c.report_id].copy_of is None]
    weak.sort(key=lambda pair: (pair[0].confidence, pair[0].claim_id))
    out = []
    for claim, incident in weak[:_UNSURE_SHOWN]:
        report = reports[claim.report_id]
        what = " · ".join(filter(None, (claim.type, claim.modality if claim.modality != "asserted" else "", parties_of(claim))))
        source = f"{report_name(report)}, {report_day(report)}: {chain(claim.said_by)}"
        out.append(Unsure(incident.incident_id, title_of(incident), what, source, sentence_of(claim)))
    return len(weak), out
