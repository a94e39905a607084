"""The words that name a party: where a claim says only *it*, *they* or *the group*, the nearest words before it that name the same actor.

The claim's quote stays what it is; the party's span then stands elsewhere in the report, most often before the quote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from casus.model import ActorMention, Annotated, Claim, Party, Span, Speaker

_PRONOUNS = frozenset({"it", "they", "them", "he", "she", "him", "her"})
#: nouns and their modifiers that say what kind of body is meant, not which
_KINDS = frozenset(
    """group groups organisation organisations organization organizations movement outfit faction militia network insurgency alliance coalition
    militants rebels insurgents jihadists guerrillas terrorists terrorist militant rebel jihadist extremist armed insurgent terror same the""".split()
)
_One = TypeVar("_One", Party, Speaker)


def named_parties(claim: Claim, annotated: Annotated) -> Claim:
    """The claim with its parties and speakers by name; of actors who are only pointed at, and whom nothing names, none is told."""
    return replace(
        claim,
        actors=_each_once(_by_name(p, annotated.actors, p.kind) for p in claim.actors if not _is_nobody(p)),
        recipients=_each_once(_by_name(p, annotated.actors, p.kind) for p in claim.recipients),
        said_by=tuple(_by_name(s, annotated.actors, None) for s in claim.said_by),
    )


def _by_name(one: _One, mentions: Iterable[ActorMention], kind: str | None) -> _One:
    if _names(one.span.text) or (one.actor_id is None and one.name == one.span.text):
        return one
    alike = [m for m in mentions if m.actor_id == one.actor_id and m.name == one.name and kind in (None, m.kind) and _names(m.span.text)]
    bracketed = [m.span for m in alike if _follows_in_brackets(one.span, m.span)]  # "the same group (ABC)"
    before = bracketed or [m.span for m in alike if m.span.end <= one.span.start][-1:]
    return replace(one, span=before[0]) if before else one


def _names(words: str) -> bool:
    return any(word not in _KINDS and word not in _PRONOUNS for word in words.lower().split())


def _follows_in_brackets(words: Span, name: Span) -> bool:
    return 2 <= name.start - words.end <= 3


def _is_nobody(party: Party) -> bool:
    return party.actor_id is None and party.span.text.lower() in _PRONOUNS and party.name == party.span.text


def _each_once(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({(p.span, p.actor_id): p for p in parties}.values())
