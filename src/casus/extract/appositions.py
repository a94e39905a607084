"""Which named body a common noun beside its name stands for: "the Islamic State (IS) group", "an armed group, the Taliban"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casus.model import ActorMention, Token

#: nouns that say what kind of body a name is of
_BODIES = frozenset(
    "group organisation organization movement outfit militia network faction sect front army party alliance coalition brigade force insurgency".split()
)
_ARTICLES = frozenset({"the", "a", "an"})
_CLOSES = frozenset({",", ".", ";", ":", ")", "—", "–"})
Starts = Mapping[int, tuple[ActorMention, int]]


def with_names(tokens: Sequence[Token], starts: Starts, last: int) -> dict[int, tuple[ActorMention, int]]:
    """The mentions, where a nameless body's name stands beside it with that name's actor; its own words stay.

    ``starts`` maps the first token of each mention to it and the token behind it; ``last`` is the end of the sentence.
    """
    return {at: (_named(tokens, starts, at, mention, end, last), end) for at, (mention, end) in starts.items()}


def _named(tokens: Sequence[Token], starts: Starts, at: int, mention: ActorMention, end: int, last: int) -> ActorMention:
    if mention.actor_id is not None or tokens[end - 1].text.lower() not in _BODIES:
        return mention
    name = _name_before(tokens, starts, at) or _name_behind(tokens, starts, end, last)
    return replace(mention, actor_id=name.actor_id, name=name.name, kind=name.kind) if name is not None else mention


def _name_before(tokens: Sequence[Token], starts: Starts, at: int) -> ActorMention | None:
    """As in "the Islamic State (IS) group": a name, its short form in brackets, the noun."""
    if at < 4 or tokens[at - 1].text != ")" or tokens[at - 3].text != "(" or not tokens[at - 2].text.isupper():
        return None
    return next((m for m, end in starts.values() if end == at - 3 and _is_name(m)), None)


def _name_behind(tokens: Sequence[Token], starts: Starts, end: int, last: int) -> ActorMention | None:
    """As in "an armed group, the Taliban,": a name between two commas; a row of several goes on with *and*."""
    if end + 1 >= last or tokens[end].text != ",":
        return None
    at = end + 2 if tokens[end + 1].text.lower() in _ARTICLES else end + 1
    found = starts.get(at)
    if found is None or not _is_name(found[0]):
        return None
    closed = found[1] >= last or tokens[found[1]].text in _CLOSES
    rows = any(t.text.lower() in ("and", "or") for t in tokens[found[1] : min(last, found[1] + 6)]) and found[1] < last
    return found[0] if closed and not rows else None


def _is_name(mention: ActorMention) -> bool:
    return mention.actor_id is not None and mention.kind == "armed_group" and mention.span.text[:1].isupper()
