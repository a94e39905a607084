"""Values as reports tell them, gathered into the sides of a disagreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casus.model import Claim, DisagreementValue


@dataclass(frozen=True, slots=True)
class Told:
    """One value as one claim tells it; ``known``: it names an actor of the registry."""

    value: str
    claim: Claim
    published: date | None
    known: bool = False


def sides(voices: Iterable[Told]) -> tuple[DisagreementValue, ...]:
    """One value a distinct wording, each with its claims, ordered by the first day it was published, then by wording."""
    by_value: dict[str, list[Told]] = defaultdict(list)
    for voice in voices:
        by_value[voice.value].append(voice)
    order = sorted(by_value, key=lambda v: (min(x.published or date.max for x in by_value[v]), v))
    return tuple(DisagreementValue(v, _claim_ids(by_value[v]), _speakers(by_value[v])) for v in order)


def _claim_ids(voices: Sequence[Told]) -> tuple[str, ...]:
    return tuple(sorted({v.claim.claim_id for v in voices}))


def _speakers(voices: Sequence[Told]) -> tuple[str, ...]:
    return tuple(sorted({s.name for v in voices for s in v.claim.said_by}))


def either(values: Iterable[str]) -> str:
    """``a or b``, ``a, b or c``."""
    listed = list(dict.fromkeys(values))
    return " or ".join((", ".join(listed[:-1]), listed[-1])) if len(listed) > 1 else listed[0]
