"""Claims to the actor system: ties between actors over time, how they move, and which of them cannot both be so."""

from __future__ import annotations

from casus.model import Claim, Registry, Relation, Report
from casus.relate.tensions import with_tensions
from casus.relate.ties import gather

__all__ = ["RELATE_VERSION", "relate"]

#: raised with every change that may change a relation
RELATE_VERSION = "2"


def relate(reports: tuple[Report, ...], claims: tuple[Claim, ...], registry: Registry) -> tuple[Relation, ...]:
    """The ties that the relation claims tell, by id; the result does not depend on the order of the input."""
    ties, days = gather(reports, claims, registry)
    return tuple(sorted(with_tensions(ties, days), key=lambda r: r.relation_id))
