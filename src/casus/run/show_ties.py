"""Ties between actors on a terminal."""

from __future__ import annotations

from rich.text import Text

from casus.model import Relation
from casus.run.show import safe, terminal
from casus.store import Casebook


def show_ties(book: Casebook) -> None:
    """Ties, contradicted ones first, then those that most claims tell; one line a tie, its contradictions below."""
    ties: tuple[Relation, ...] = book.nouns("relations")
    clauses = {t.relation_id: t.clause for t in ties}
    console = terminal()
    for tie in sorted(ties, key=lambda t: (not t.contradicted_by, -len(t.claim_ids), clauses[t.relation_id])):
        console.print(Text(safe(_line(tie))))
        for other in tie.contradicted_by:
            console.print(Text(safe(f"            told differently: {clauses[other]}")))
    console.print(Text(f"{len(ties)} ties; trend and days as told, +1 friendly, -1 hostile, 0 neither"))


def _line(tie: Relation) -> str:
    about = [f"{tie.sign:+d}" if tie.sign else "0", tie.trend]
    about += [tie.modality] if tie.modality not in ("asserted", "denied") else []
    about += [tie.days] if tie.days else []
    about += [f"{len(tie.claim_ids)} claims" if len(tie.claim_ids) > 1 else "1 claim"]
    said = f", citing {', '.join(tie.said_by)}" if tie.said_by else ""
    return f"{tie.relation_id[:8]}  {tie.clause} ({', '.join(about)}{said})"
