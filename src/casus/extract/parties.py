"""Who does what to whom: the parties of a trigger, by the frame of its rule."""

from __future__ import annotations

from collections.abc import Iterable

from casus.extract.clauses import Reader
from casus.extract.triggers import Trigger
from casus.model import ActorMention, Party

_DIRECT = frozenset({"on", "at", "into", "against", "of", "upon", "out", "up", "down"})
_TOWARD = frozenset({"to", "on", "against", "for", "with", "at", "of", "upon"})
_AGAINST = frozenset({"on", "against", "at", "targeting", "upon"})
_WANTED = frozenset({"for", "of"})
#: verbs that only say that the noun was done: "carried out the bombing", "held talks"
_LIGHT = frozenset("carry launch stage mount commit conduct perpetrate wage execute orchestrate organise organize hold plan lead".split())
Mentions = tuple[ActorMention, ...]


def find_parties(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    """(actors, recipients), each possibly empty."""
    actors, recipients = _of_verb(reader, trigger) if trigger.shape == "verb" else _of_noun(reader, trigger)
    seen = set() if trigger.rule.frame == "join" else {m.span for m in actors}
    return actors, tuple(m for m in recipients if m.span not in seen)


def _of_verb(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    frame = trigger.rule.frame
    if reader.passive(trigger.first, trigger.last):
        return reader.agent(trigger.last), reader.subject(trigger.first)
    subject = reader.subject(trigger.first)
    if frame == "join":
        sides = _sides(subject + reader.behind(trigger.last, frozenset({"with"})), trigger)
        return sides[0], sides[1] or reader.object(trigger.last, frozenset())
    if frame == "leave":
        return subject or reader.object(trigger.last, frozenset()), ()
    inner = reader.mentions(trigger.first + 1, trigger.last)[:1]  # "took two guards hostage": the object stands in the pattern's gap
    told = reader.joined(inner[0], trigger.last) if inner else ()
    told = told or reader.object(trigger.last, _TOWARD if frame == "toward" else _DIRECT)
    return subject, told or (reader.behind(trigger.last, frozenset({"against"}), 8) if frame == "toward" else ())


def _of_noun(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    frame = trigger.rule.frame
    own = _itself(reader, trigger)
    by = own or (reader.agent(trigger.last) if frame != "join" else ()) or _relative_doer(reader, trigger)
    modifier = tuple(m for m in reader.modifier(trigger.first) if m.kind != "state" or _acts_as_state(reader, trigger))
    of = reader.behind(trigger.last, frozenset({"of"}), 1)
    if frame == "leave":
        return by or of or modifier, ()
    if frame == "join":
        sides = reader.behind(trigger.last, frozenset({"between", "with"}), 3)
        return _sides((modifier or reader.subject(trigger.first)) + sides, trigger)
    against = reader.behind(trigger.last, _AGAINST | _WANTED if _is_warrant(trigger) else _AGAINST if frame == "act" else _TOWARD)
    if frame == "toward" and not by and not modifier:
        return reader.subject(trigger.first), against
    by = by or modifier or _light_doer(reader, trigger)
    return by, against or (of if by or not modifier else ())


def _sides(sides: Mentions, trigger: Trigger) -> tuple[Mentions, Mentions]:
    """Of those who fight each other, the first named is the actor, the others are recipients; of those who talk or agree,

    all are actors, and the others are whom the first one talks to as well.
    """
    unique = tuple({m.span: m for m in sides}.values())
    return (unique[:1] if trigger.rule.type == "ASSAULT" else unique), unique[1:]


def _is_warrant(trigger: Trigger) -> bool:
    """A warrant or order is for whom it is against."""
    return trigger.span.text.lower().endswith(("warrant", "warrants", "order", "orders"))


def _itself(reader: Reader, trigger: Trigger) -> Mentions:
    """Words that name who does it: "protesters filled the square"."""
    if trigger.shape != "phrase":
        return ()
    return tuple(m for at, (m, end) in reader.starts.items() if at <= trigger.first and trigger.last <= end and m.kind == "population")


def _light_doer(reader: Reader, trigger: Trigger) -> Mentions:
    """Who "carried out the bombing", "launched an attack": the subject of a verb that only says that it was done."""
    at = trigger.first - 1
    while at > reader.first and reader.tokens[at].pos in ("DET", "ADJ", "NUM", "NOUN", "ADV"):
        at -= 1
    verb = reader.tokens[at]
    if verb.pos != "VERB" or verb.lemma not in _LIGHT or reader.passive(at, at + 1):
        return ()
    return reader.subject(at)


def _relative_doer(reader: Reader, trigger: Trigger) -> Mentions:
    """As in "the attack which armed men carried out": who stands between the noun and a verb that only says that it was done."""
    at = trigger.last
    if trigger.shape != "noun" or at >= reader.last or reader.tokens[at].text.lower() not in ("which", "that"):
        return ()
    found = reader.mentions(at + 1, reader.last)[:1]
    if not found or found[0][0] > at + 3 or found[0][1] >= reader.last:
        return ()
    verb = next((t for t in reader.tokens[found[0][1] : found[0][1] + 3] if t.pos == "VERB"), None)
    return (found[0][2],) if verb is not None and verb.lemma in _LIGHT else ()


def _acts_as_state(reader: Reader, trigger: Trigger) -> bool:
    """Does a state before the noun act? "Israel's attack" and "US air strikes" name who, "the Pakistan blast" where."""
    possessive = any(t.text in ("'s", "’s", "'", "’") for t in reader.tokens[max(reader.first, trigger.first - 3) : trigger.first])
    return trigger.rule.type != "ASSAULT" or bool({"aerial", "heavy-weapons", "drone"} & set(trigger.rule.mode)) or possessive


def as_parties(mentions: Iterable[ActorMention]) -> tuple[Party, ...]:
    """Parties, each span once, in text order."""
    unique = {m.span: m for m in mentions}
    return tuple(Party(m.span, m.actor_id, m.name, m.kind) for _, m in sorted(unique.items()))
