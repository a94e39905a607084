"""How likely a claim is right: a logistic table over what is known of it, fitted by ``bench/calibration.py``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from casus.codebook.confidence import ConfidenceTable, load_confidence
from casus.model import Claim, Party

#: quotes longer than this many characters hold several things, and parties are easily mixed up
_LONG = 220
_FINE = frozenset({"site", "settlement", "admin2"})


def confidence_of(claim: Claim, table: ConfidenceTable | None = None) -> float:
    """The probability, two digits, between 0.02 and 0.98, that type and actor of the claim are right."""
    chosen = table or load_confidence()
    odds = chosen.bias + sum(chosen.weights.get(name, 0.0) for name in features(claim))
    return round(min(0.98, max(0.02, 1 / (1 + math.exp(-odds)))), 2)


def features(claim: Claim) -> tuple[str, ...]:
    """The names of what holds of the claim; each counts once."""
    return tuple(dict.fromkeys(_features(claim)))


def _features(claim: Claim) -> Iterator[str]:
    yield f"kind:{claim.kind}"
    if claim.type is not None:
        yield f"type:{claim.type}"
        yield f"rule:{claim.rule}"
    yield f"modality:{claim.modality}"
    yield f"actor:{_known(claim.actors)}"
    yield f"recipient:{_known(claim.recipients)}"
    yield f"place:{_place(claim)}"
    if claim.negated:
        yield "negated"
    if claim.said_by:
        yield "said"
    if len(claim.said_by) > 1:
        yield "said:chain"
    if claim.time is not None:
        yield "time"
    if claim.figures:
        yield "figures"
    if claim.mode:
        yield "mode"
    if len(claim.actors) > 1:
        yield "actors:many"
    if claim.quote.end - claim.quote.start > _LONG:
        yield "long"


def _known(parties: Sequence[Party]) -> str:
    if not parties:
        return "none"
    return "known" if any(p.actor_id for p in parties) else "unnamed"


def _place(claim: Claim) -> str:
    if claim.place is None:
        return "none"
    return "fine" if claim.place.precision in _FINE else "coarse"
