"""What the encoder may add to claims that rules make: parties, events, speakers, doubt. ``USES`` says which of them are on; each was

measured alone (``bench/learned.py``). A rule's own finding is never overwritten, and nothing stands without its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casus.codebook.events import EventRule, EventRules
from casus.codebook.patterns import Shape
from casus.extract.triggers import Trigger
from casus.model import ActorKind, ActorMention, Annotated, Claim, LearnedCue, Mention, Party, Span, Speaker
from casus.model import Trigger as SeenTrigger

#: what the encoder may do: give ``actors`` and ``recipients`` that a claim lacks; ``events`` that no rule knows; ``speakers`` of claims
#: that rules leave to the report; ``doubt`` where rules and encoder read the modality differently
EVERY_USE = ("actors", "recipients", "events", "speakers", "doubt")
#: those that are on, since they helped
USES = frozenset({"actors", "recipients"})
#: probabilities from which an argument, an event's word, and a speech cue count
SURE_ARGUMENT, SURE_EVENT, SURE_CUE = 0.6, 0.8, 0.8
#: the rule whose crosswalk an event without a rule takes
_LIKE, _OWN = "assault.attack", "encoder.assault"
_KINDS: dict[str, ActorKind] = {"group": "armed_group", "org": "government_body", "people": "population", "fac": "unidentified"}
_NEVER_ACTS = ("people", "fac")
_NOBODY = frozenset("people persons others they them he she who it those dead victims".split())


def with_learned_parties(claim: Claim, words: Span, annotated: Annotated) -> Claim:
    """The claim with actors or recipients that it lacks; ``words`` are those of its event.

    A people never acts, and a person stands only where resolving knows the public role (then it is an actor mention).
    """
    arguments = [(role, m) for role, m in _arguments(words, annotated) if role != "by" or not _does_another(m, words, annotated)]
    if claim.kind != "event" or not arguments:
        return claim
    taken = {p.span for p in (*claim.actors, *claim.recipients)} | {s.span for s in claim.said_by}
    actors, recipients = claim.actors, claim.recipients
    if not actors and "actors" in USES:
        actors = _parties(arguments, ("by",), annotated, taken)
        taken |= {p.span for p in actors}
    if not recipients and "recipients" in USES:
        recipients = _parties(arguments, ("to", "victim"), annotated, taken)
    return replace(claim, actors=actors, recipients=recipients)


def seen_at(words: Span, annotated: Annotated) -> list[SeenTrigger]:
    """The events that the encoder sees in these words."""
    return [t for t in annotated.perception.triggers if t.span.overlaps(words)]


def _arguments(words: Span, annotated: Annotated) -> list[tuple[str, Mention]]:
    mentions = annotated.perception.mentions
    return [(a.role, mentions[a.mention]) for t in seen_at(words, annotated) for a in t.arguments if a.score >= SURE_ARGUMENT]


def _does_another(mention: Mention, words: Span, annotated: Annotated) -> bool:
    """As of "captives held by the rebels were freed": who holds is the doer of the participle before *by*, and not of the deed behind."""
    before = [t for t in annotated.tokens if t.end <= mention.span.start][-4:]
    by = next((n for n, t in enumerate(before) if t.text.lower() == "by"), 0)
    held = by > 0 and before[by - 1].pos == "VERB" and all(t.pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN") for t in before[by + 1 :])
    return held and words.start > mention.span.end


def _parties(arguments: Iterable[tuple[str, Mention]], roles: Sequence[str], annotated: Annotated, taken: set[Span]) -> tuple[Party, ...]:
    """The parties of the first of the roles that has any, in text order."""
    listed = list(arguments)
    for role in roles:
        found = [p for r, m in listed if r == role and (p := _party(m, annotated, role)) is not None]
        told = {p.span: p for p in found if not any(p.span.overlaps(t) for t in taken)}
        if told:
            return tuple(told[s] for s in sorted(told))
    return ()


def _party(mention: Mention, annotated: Annotated, role: str) -> Party | None:
    known = _head_actor(mention, annotated)
    if role == "by" and (mention.kind in _NEVER_ACTS or (known is not None and known.kind in ("population", "media"))):
        return None
    if known is not None:
        return Party(known.span, known.actor_id, known.name, known.kind)
    if mention.kind not in _KINDS or set(mention.span.text.casefold().split()) <= _NOBODY:
        return None
    return Party(mention.span, None, mention.span.text, _KINDS[mention.kind])


def _head_actor(mention: Mention, annotated: Annotated) -> ActorMention | None:
    """The actor that the phrase is about: one that reaches its end, else the only one of a phrase about an actor."""
    inside = [a for a in annotated.actors if mention.span.start <= a.span.start and a.span.end <= mention.span.end]
    ending = [a for a in inside if a.span.end == mention.span.end]
    if ending:
        return max(ending, key=lambda a: a.span.end - a.span.start)
    return inside[0] if len(inside) == 1 and mention.kind in ("group", "org", "per") else None


def learned_triggers(annotated: Annotated, triggers: Sequence[Trigger], rules: EventRules) -> tuple[Trigger, ...]:
    """Attacks that no rule tells in their sentence: words of which the encoder is sure, with a party or victims."""
    like = rules.rules.get(_LIKE)
    if like is None or "events" not in USES:
        return ()
    violent = {t.sentence for t in triggers if t.rule.type == "ASSAULT"}
    out: dict[int, Trigger] = {}
    for seen in annotated.perception.triggers:
        number = _sentence(annotated, seen.span)
        if number is not None and number not in violent and number not in out and _is_sure(seen):
            found = _as_trigger(annotated, number, seen.span, replace(like, rule_id=_OWN, weak=True))
            out |= {number: found} if found else {}
    return tuple(out.values())


def _is_sure(seen: SeenTrigger) -> bool:
    parties = any(a.role in ("by", "to", "victim", "killed", "injured", "abducted") and a.score >= SURE_ARGUMENT for a in seen.arguments)
    return seen.type == "ASSAULT" and seen.score >= SURE_EVENT and parties and not seen.negated


def _sentence(annotated: Annotated, span: Span) -> int | None:
    return next((n for n, s in enumerate(annotated.sentences) if s.start <= span.start and span.end <= s.end), None)


def _as_trigger(annotated: Annotated, number: int, span: Span, rule: EventRule) -> Trigger | None:
    bounds = annotated.sentences[number]
    inside = [i for i in range(bounds.first, bounds.last) if span.start <= annotated.tokens[i].start < span.end]
    if not inside:
        return None
    shape: Shape = "verb" if annotated.tokens[inside[0]].pos == "VERB" else "noun"
    return Trigger(inside[0], inside[-1] + 1, shape, rule, number, span)


def with_learned_speaker(claim: Claim, words: Span, annotated: Annotated) -> Claim:
    """The claim with a speaker, where rules leave it to the report and a speech cue bears on its event."""
    if claim.said_by or "speakers" not in USES:
        return claim
    for cue in annotated.perception.cues:
        if cue.kind == "say" and cue.score >= SURE_CUE and _bears_on(cue, words, annotated):
            speaker = _speaker(cue, annotated)
            if speaker is not None and all(not speaker.span.overlaps(p.span) for p in claim.actors):
                return replace(claim, said_by=(speaker,))
    return claim


def _bears_on(cue: LearnedCue, words: Span, annotated: Annotated) -> bool:
    triggers, mentions = annotated.perception.triggers, annotated.perception.mentions
    told = {id(t) for t in seen_at(words, annotated)}
    return any(id(triggers[i]) in told for i in cue.triggers) or any(mentions[i].span.overlaps(words) for i in cue.contents)


def _speaker(cue: LearnedCue, annotated: Annotated) -> Speaker | None:
    for mention in (annotated.perception.mentions[i] for i in cue.speakers):
        known = _head_actor(mention, annotated)
        if known is not None:
            return Speaker(known.span, known.actor_id, known.name)
    return None


def is_doubted(claim: Claim, words: Span, annotated: Annotated) -> bool:
    """Do rules and encoder disagree on whether it is told as a fact?"""
    seen = seen_at(words, annotated) if "doubt" in USES else []
    return bool(seen) and all((t.modality == "asserted") != (claim.modality == "asserted") for t in seen)
