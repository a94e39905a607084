"""Persons whom a report names as founders or leaders of a body: "the movement was founded in 1997 by N", "the militia, led by N,"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.model import ActorMention, Annotated, Span, Token

_LEADING = frozenset("founded co-founded established created formed led headed commanded".split())
_BODIES = frozenset({"armed_group", "government_body", "international_org"})
#: what may stand between the body and the verb, and between the verb and *by*
_BEFORE = frozenset("was were is are been being has had and first also , ) then now originally".split())
_BETWEEN = frozenset("in the early late and again first jointly until later currently".split())
_TITLES = frozenset({"the", "a", "late"})


def named_leaders(annotated: Annotated, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """A mention of each such person, with the body's id; nobody where the words lead to no known body of the sentence."""
    tokens = annotated.tokens
    bodies = {m.span.end: m for m in mentions if m.actor_id is not None and m.kind in _BODIES}
    for sentence in annotated.sentences:
        for at in range(sentence.first, sentence.last):
            body = _body(tokens, at, sentence.first, bodies) if tokens[at].text.lower() in _LEADING else None
            run = _name_behind(tokens, at + 1, sentence.last) if body is not None else None
            if body is None or run is None:
                continue
            span = Span.of(annotated.report.text, tokens[run[0]].start, tokens[run[1] - 1].end)
            if not any(span.overlaps(m.span) for m in mentions):
                yield ActorMention(span, body.actor_id, span.text, "role_holder")


def _body(tokens: Sequence[Token], verb: int, first: int, bodies: dict[int, ActorMention]) -> ActorMention | None:
    at = verb - 1
    while at > first and tokens[at].text.lower() in _BEFORE:
        at -= 1
    return bodies.get(tokens[at].end)


def _name_behind(tokens: Sequence[Token], at: int, last: int) -> tuple[int, int] | None:
    """Two to four capitalised words behind *by*."""
    reach = at + 5
    while at < min(reach, last) and (tokens[at].text.lower() in _BETWEEN or tokens[at].pos == "NUM"):
        at += 1
    if at >= last or tokens[at].text.lower() != "by":
        return None
    first = at + 1
    while first < last and tokens[first].text.lower() in _TITLES:
        first += 1
    end = first
    while end < last and end - first < 4 and tokens[end].pos == "PROPN" and tokens[end].text[0].isupper():
        end += 1
    return (first, end) if end - first >= 2 else None
