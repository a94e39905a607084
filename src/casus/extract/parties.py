"""Who does what to whom: the parties of a trigger, by the frame of its rule."""

from __future__ import annotations

from collections.abc import Iterable

from casus.extract.clauses import Reader
from casus.extract.triggers import Trigger
from casus.model import ActorMention, Party

_DIRECT = frozenset({"on", "at", "into", "against", "of", "upon", "out", "up", "down"})
_TOWARD = frozenset({"to", "on", "against", "for", "with", "at", "of", "upon"})
_AGAINST = frozenset({"on", "against", "at", "targeting", "upon"})
Mentions = tuple[ActorMention, ...]


def find_parties(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    """(actors, recipients), each possibly empty."""
    actors, recipients = _of_verb(reader, trigger) if trigger.shape == "verb" else _of_noun(reader, trigger)
    seen = {m.span for m in actors}
    return actors, tuple(m for m in recipients if m.span not in seen)


def _of_verb(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    frame = trigger.rule.frame
    if reader.passive(trigger.first, trigger.last):
        return reader.agent(trigger.last), reader.subject(trigger.first)
    subject = reader.subject(trigger.first)
    if frame == "join":
        return subject + reader.behind(trigger.last, frozenset({"with"})), reader.object(trigger.last, frozenset())
    if frame == "leave":
        return subject or reader.object(trigger.last, frozenset()), ()
    return subject, reader.object(trigger.last, _TOWARD if frame == "toward" else _DIRECT)


def _of_noun(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    frame = trigger.rule.frame
    by = reader.agent(trigger.last) if frame != "join" else ()
    modifier = tuple(m for m in reader.modifier(trigger.first) if m.kind != "state" or _acts_as_state(reader, trigger))
    of = reader.behind(trigger.last, frozenset({"of"}), 1)
    if frame == "leave":
        return by or of or modifier, ()
    if frame == "join":
        sides = reader.behind(trigger.last, frozenset({"between", "with"}), 3)
        return (modifier or reader.subject(trigger.first)) + sides, ()
    against = reader.behind(trigger.last, _AGAINST if frame == "act" else _TOWARD)
    if frame == "toward" and not by and not modifier:
        return reader.subject(trigger.first), against
    return by or modifier, against or (of if by or not modifier else ())


def _acts_as_state(reader: Reader, trigger: Trigger) -> bool:
    """Does a state before the noun act? "Israel's attack" and "US air strikes" name who, "the Pakistan blast" where."""
    possessive = any(t.text in ("'s", "’s", "'", "’") for t in reader.tokens[max(reader.first, trigger.first - 3) : trigger.first])
    return trigger.rule.type != "ASSAULT" or bool({"aerial", "heavy-weapons", "drone"} & set(trigger.rule.mode)) or possessive


def as_parties(mentions: Iterable[ActorMention]) -> tuple[Party, ...]:
    """Parties, each span once, in text order."""
    unique = {m.span: m for m in mentions}
    return tuple(Party(m.span, m.actor_id, m.name, m.kind) for _, m in sorted(unique.items()))
