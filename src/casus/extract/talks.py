"""What is said at a meeting is said on its day: acts of words that follow a dated meeting, by those who met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.extract.settings import SPOKEN
from casus.model import Claim, When

_MEETING = "CONSULT"
#: how a sentence begins whose subject is one who was told of before
_BACK = frozenset("he she they both".split())
_NOT_NAMES = frozenset("the of and a an government minister ministry leader commander president foreign delegation chief spokesman".split())


@dataclass(frozen=True, slots=True)
class _Meeting:
    day: When
    names: frozenset[str]


def days_of_talks(claims: Sequence[Claim]) -> list[When | None]:
    """For each claim, in text order, the day of the meeting at which it was said; None where it has a time or no such meeting is told."""
    meeting: _Meeting | None = None
    out: list[When | None] = []
    for claim in claims:
        if claim.type == _MEETING and claim.time is not None and claim.time.precision == "day" and claim.time.start is not None:
            meeting = _Meeting(
                claim.time, (meeting.names if meeting and meeting.day.start == claim.time.start else frozenset()) | _names(claim)
            )
        out.append(meeting.day if meeting is not None and claim.time is None and _said_there(claim, meeting) else None)
    return out


def _said_there(claim: Claim, meeting: _Meeting) -> bool:
    if claim.negated or claim.modality not in ("asserted", "planned", "threatened"):
        return False
    if claim.type == _MEETING:  # the same talks, told again: "Wang had talks with the delegation's leader"
        words = claim.quote.text.split()
        return words[0].lower() in meeting.names and "not" not in words
    return claim.type in SPOKEN and (bool(_names(claim) & meeting.names) or claim.quote.text.split()[0].lower() in _BACK)


def _names(claim: Claim) -> frozenset[str]:
    """The words that name a claim's parties, as "Taliban" of "the Taliban leader"."""
    return frozenset(_words(party.span.text for party in (*claim.actors, *claim.recipients) if party.span is not None)) - _NOT_NAMES


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word.lower() for text in texts for word in text.split())
