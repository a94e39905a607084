"""What is said at a meeting is said on its day: acts of words that follow a dated meeting, by those who met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.extract.settings import SPOKEN
from casus.model import Claim, Place, When

_MEETING = "CONSULT"
_TOWNS = ("site", "settlement")
#: how a sentence begins whose subject is one who was told of before
_BACK = frozenset("he she they both".split())
_NOT_NAMES = frozenset("the of and a an government minister ministry leader commander president foreign delegation chief spokesman".split())


@dataclass(frozen=True, slots=True)
class Meeting:
    """A dated meeting, its place where one is told, and the words that name who met."""

    day: When
    place: Place | None
    names: frozenset[str]


def meetings_of(claims: Sequence[Claim]) -> list[Meeting | None]:
    """For each claim, in text order, the meeting at which it was said; None where it has a time of its own or no such meeting is told."""
    meeting: Meeting | None = None
    out: list[Meeting | None] = []
    for claim in claims:
        if claim.type == _MEETING and claim.time is not None and claim.time.precision == "day" and claim.time.start is not None:
            meeting = _with(meeting, claim, claim.time)
        same_day = claim.time is None or (meeting is not None and claim.time.start == meeting.day.start)
        out.append(meeting if meeting is not None and same_day and _said_there(claim, meeting) else None)
    return out


def _with(meeting: Meeting | None, claim: Claim, day: When) -> Meeting:
    """The meeting of the day; another claim of it adds who met and, if none was told, where."""
    known = meeting if meeting is not None and meeting.day.start == day.start else None
    town = claim.place if claim.place is not None and claim.place.precision in _TOWNS else None
    return Meeting(day, (known.place if known else None) or town, (known.names if known else frozenset()) | _names(claim))


def place_of_talks(claim: Claim, meeting: Meeting | None) -> Place | None:
    """The claim's place, or the meeting's town where the claim tells no more than its country."""
    told = claim.place
    if meeting is None or meeting.place is None or claim.type == _MEETING or (told is not None and told.precision != "country"):
        return told
    return meeting.place if told is None or told.country == meeting.place.country else told


def _said_there(claim: Claim, meeting: Meeting) -> bool:
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
