"""Who did it, told as a fact by one report and as a suspicion by another: "Boko Haram attacked" beside "suspected Boko Haram"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casus.link.happenings import Happening
from casus.link.told import Told, either, sides
from casus.model import Claim, Disagreement, DisagreementKind, Party, Registry, Report

#: stands before the name, or within it, with nothing but words between
_HEDGE = re.compile(
    r"\b(?:suspected|alleged(?:ly)?|presum(?:ed|ably)|apparent(?:ly)?|supposed(?:ly)?|probabl[ey]|(?:believed|thought|assumed) to be)\b[^.,;:!?\n]*$",
    re.IGNORECASE,
)
_BEFORE = 30
#: what people without a group's name are told to be; "gunmen" and "attackers" say nothing of who they are
_SORT = re.compile(
    r"\b(?:(?P<Islamists>islamists?|jihadis?|jihadists?|islamic (?:militants?|extremists?|fighters?|insurgents?))"
    r"|(?P<separatists>separatists?|secessionists?)|(?P<bandits>bandits?)|(?P<herders>herders?|herdsm[ae]n))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """One claim's word on ``who`` did it: suspected, told as the report's own fact, or claimed by ``who``."""

    who: str
    how: Literal["suspected", "told", "claimed"]
    claim: Claim
    published: date | None

    @property
    def value(self) -> str:
        return {"suspected": f"suspected {self.who}", "told": self.who, "claimed": f"claimed by {self.who}"}[self.how]


def of_suspicion(happenings: Sequence[Happening], registry: Registry) -> Disagreement | None:
    """The first name that some report only suspects, and another that never hedges tells as a fact or as claiming the deed.

    A report that hedges once hedges, as headlines leave such words out. Attacks only.
    """
    if happenings[0].type != "ASSAULT":
        return None
    words = [w for h in happenings for c in h.claims if _counts(c) for w in _words(c, h.report, registry)]
    found = (_unlike([w for w in words if w.who == who]) for who in sorted({w.who for w in words}))
    return next((d for d in found if d is not None), None)


def _unlike(words: Sequence[_Word]) -> Disagreement | None:
    unsure = [w for w in words if w.how == "suspected"]
    careful = {w.claim.report_id for w in unsure}
    sure = [w for w in words if w.claim.report_id not in careful]
    if not sure or not unsure:
        return None
    values = sides(Told(w.value, w.claim, w.published) for w in (*unsure, *sure))
    kind: DisagreementKind = "update" if _later(sure, unsure) else "conflict"
    return Disagreement("perpetrator", None, values, kind, f"Who did it is told as {either(v.value for v in values)}.")


def _later(sure: Sequence[_Word], unsure: Sequence[_Word]) -> bool:
    return all(w.published and all(u.published and w.published > u.published for u in unsure) for w in sure)


def _counts(claim: Claim) -> bool:
    return not claim.negated and claim.modality in ("asserted", "alleged", "claimed")


def _words(claim: Claim, report: Report, registry: Registry) -> Iterator[_Word]:
    """What others say of who it was, without a hedge, is neither the report's fact nor its suspicion."""
    claiming = claim.responsibility.claimed_by if claim.responsibility else ()
    own = claim.modality == "asserted" and not claim.said_by
    for party in dict.fromkeys((*claiming, *claim.actors)):
        who, suspected = _who(party, registry), is_suspected(party, report.text)
        if who is not None and (suspected or own or party in claiming):
            yield _Word(who, "suspected" if suspected else "claimed" if party in claiming else "told", claim, report.published)


def _who(party: Party, registry: Registry) -> str | None:
    """An armed group's name (its own where it was found in a report only), or what sort of people; none for states, whose names stand in reports for much else."""
    if party.actor_id:
        entry = registry.get(party.actor_id)
        return (entry.name if entry else party.name) if party.kind == "armed_group" else None
    sort = _SORT.search(party.name)
    return sort.lastgroup if sort else None


def is_suspected(party: Party, text: str) -> bool:
    """Does the report hedge this name: "suspected X", "men believed to be X", "allegedly by X"?"""
    span = party.span
    return _HEDGE.search(text[max(0, span.start - _BEFORE) : span.end]) is not None
