"""Deeds that a tie tells already: in an analysis, "was listed as a terrorist group by A in 2002" is the listing's tie, and no happening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casus.model import Claim, Report, Span

#: which ties tell a deed of which type
_TELL: dict[str, frozenset[str]] = {
    "SANCTION": frozenset({"designates_terrorist", "delists"}),
    "AID": frozenset({"supports", "shelters"}),
    "ASSAULT": frozenset({"controls_territory", "opposed_to"}),
}
#: of attacks only those that are a seizure of land, or fighting at large
_AT_LARGE = frozenset({"assault.seize", "assault.power", "assault.battle"})


def is_told_by_tie(claim: Claim, words: Span, ties: Iterable[Claim], report: Report) -> bool:
    """Does a tie take in the deed's ``words``, with no day told, in an analysis or a report of no known day?

    News of a known day tells happenings, past ones too; there the deed stays beside the tie.
    """
    if claim.type not in _TELL or (claim.type == "ASSAULT" and claim.rule not in _AT_LARGE) or claim.figures:
        return False
    at_large = report.published is None or report.genre == "analysis"
    return at_large and not _has_day(claim) and any(_tells(tie, claim, words) for tie in ties)


def _has_day(claim: Claim) -> bool:
    return claim.time is not None and claim.time.start is not None and claim.time.precision in ("day", "week")


def _tells(tie: Claim, claim: Claim, words: Span) -> bool:
    return tie.type in _TELL[claim.type or ""] and tie.quote.start <= words.start and words.end <= tie.quote.end


def untold(events: Sequence[tuple[Span, Claim]], ties: Sequence[Claim], report: Report) -> tuple[Claim, ...]:
    """The events, each with its words, that no tie tells."""
    return tuple(claim for words, claim in events if not is_told_by_tie(claim, words, ties, report))
