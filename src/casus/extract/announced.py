"""Who stands behind an official act that is only announced, and by which words of the sentence a doer is named."""

from __future__ import annotations

from dataclasses import replace

from casus.extract.clauses import Reader
from casus.extract.parties import as_parties
from casus.extract.triggers import Trigger
from casus.model import Cue, Party

_ANNOUNCING = ("announc", "declar", "decree", "order", "decid", "give notice", "gave notice", "given notice", "giving notice", "proclaim")
_OFFICES = frozenset({"role_holder", "government_body", "state", "international_org"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them"})


def announcer(reader: Reader, trigger: Trigger, cue: Cue | None) -> tuple[Party, ...]:
    """Of "the minister announced that the group had been banned" the minister: whose office it is to do what he makes known.

    ``cue`` is the verb of speech over the trigger. Whoever only says so, and a spokesman, did not do it; nor did anyone where the
    words name who did.
    """
    if cue is None or trigger.rule.type != "SANCTION" or not cue.span.text.lower().startswith(_ANNOUNCING):
        return ()
    verb = next((i for i in range(reader.first, reader.last) if reader.tokens[i].start >= cue.span.start), None)
    if verb is None or not _is_undergone(reader, trigger):
        return ()
    return tuple(p for p in as_parties(reader.subject(verb)) if p.kind in _OFFICES and "spokes" not in p.span.text.lower())


def _is_undergone(reader: Reader, trigger: Trigger) -> bool:
    return trigger.rule.frame == "undergo" or (trigger.shape == "verb" and reader.passive(trigger.first, trigger.last))


def by_name(reader: Reader, party: Party) -> Party:
    """The party with the words that name it where its own are a pronoun: of "the rebels said they attacked" the rebels."""
    if party.actor_id is None or party.span.text.lower() not in _PRONOUNS:
        return party
    named = [
        m
        for _, _, m in reader.mentions(reader.first, reader.last)
        if m.actor_id == party.actor_id and m.span.end <= party.span.start and m.span.text.lower() not in _PRONOUNS
    ]
    return replace(party, span=named[-1].span) if named else party
