"""Persons in a public role: whoever a report introduces with an office keeps it where only the name stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.codebook.roles import RoleRules
from casus.model import ActorMention, Annotated, Span, Token
from casus.resolve.leaders import named_leaders

#: what stands between a person and the body: a comma or *is*, an office, *of* or *for*
_TIED = re.compile(r"(?:,| is| was| has been)\s+((?:[\w'’-]+\s+){1,5}?)(?:of|for|in)\s+(?:the\s+)?")
_FOUNDERS = frozenset({"co-founder", "founder", "member", "representative", "number"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their"})


def with_persons(annotated: Annotated, mentions: Sequence[ActorMention], roles: RoleRules) -> tuple[ActorMention, ...]:
    """The mentions, with names in apposition ("X, the US envoy", "X, head of the Taliban delegation"), later bare surnames,

    and one body a person: whom the report ties to one body belongs there in all its mentions. Tied to two, each keeps its own.
    """
    named = [*mentions, *_before_offices(annotated, mentions), *named_leaders(annotated, mentions)]
    told = [_apposed(annotated.report.text, m, named, roles) for m in named]
    bodies = _bodies(told, roles)
    filled = [_filled(m, bodies, roles) for m in told]
    return (*filled, *_surnames(annotated, filled, roles))


def _person(mention: ActorMention, roles: RoleRules) -> str | None:
    """The name by which a person with an office is called again: the last one, or the first where the last is short (Wang Yi)."""
    words = mention.span.text.split()
    if mention.kind != "role_holder" or len(words) < 2:
        return None
    first = len(words)
    while first > 0 and words[first - 1][0].isupper() and words[first - 1].lower() not in roles.words:
        first -= 1
    name = words[first:]
    called = name[0] if name and len(name[-1]) < 4 else name[-1] if name else ""
    return called if len(called) > 3 else None


def _apposed(text: str, mention: ActorMention, known: Sequence[ActorMention], roles: RoleRules) -> ActorMention:
    """As in "Mullah X, a co-founder of the Taliban", "X is chief of the Taliban's office": the body named behind the person."""
    if mention.actor_id is not None or _person(mention, roles) is None:
        return mention
    for other in known:
        between = text[mention.span.end : other.span.start] if mention.span.end < other.span.start < mention.span.end + 60 else ""
        found = _TIED.fullmatch(between)
        office = found and any(word in roles.words or word in _FOUNDERS for word in found.group(1).lower().split())
        if office and other.actor_id and other.kind != "population":
            return replace(mention, actor_id=other.actor_id)
    return mention


def _bodies(mentions: Sequence[ActorMention], roles: RoleRules) -> dict[str, str]:
    """Surname to the one body that the report ties it to."""
    met: dict[str, set[str]] = {}
    for mention in mentions:
        surname = _person(mention, roles)
        if surname and mention.actor_id:
            met.setdefault(surname, set()).add(mention.actor_id)
    return {surname: next(iter(ids)) for surname, ids in met.items() if len(ids) == 1}


def _filled(mention: ActorMention, bodies: dict[str, str], roles: RoleRules) -> ActorMention:
    surname = _person(mention, roles)
    return replace(mention, actor_id=bodies[surname]) if surname in bodies and mention.actor_id is None else mention


def _surnames(annotated: Annotated, known: Sequence[ActorMention], roles: RoleRules) -> Iterator[ActorMention]:
    offices: dict[str, ActorMention] = {}
    for mention in sorted(known, key=lambda m: (m.span, m.actor_id is None)):
        surname = _person(mention, roles)
        if surname:
            offices.setdefault(surname, mention)
    for token in annotated.tokens:
        holder = offices.get(token.text)
        if holder and token.start > holder.span.end and not any(m.span.start <= token.start < m.span.end for m in known):
            yield replace(holder, span=Span(token.start, token.end, token.text))


def _before_offices(annotated: Annotated, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """As in "Zalmay K., the US special envoy": two to four capitalised words, a comma, and an office of a known body."""
    taken = [m.span for m in mentions]
    at_start = {t.start: i for i, t in enumerate(annotated.tokens)}
    for mention in mentions:
        at = at_start.get(mention.span.start)
        if mention.kind != "role_holder" or mention.actor_id is None or at is None:
            continue
        run = _run_before(annotated.tokens, at)
        if run is None:
            continue
        span = Span.of(annotated.report.text, annotated.tokens[run[0]].start, annotated.tokens[run[1] - 1].end)
        if not any(span.overlaps(other) for other in taken):
            yield ActorMention(span, mention.actor_id, span.text, "role_holder")


def _run_before(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    end = at - 1
    while end > 0 and tokens[end].text.lower() in _ARTICLES:
        end -= 1
    if end < 2 or tokens[end].text != ",":
        return None
    first = end
    while first > 0 and end - first < 4 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].text[0].isupper():
        first -= 1
    return (first, end) if end - first >= 2 else None
