"""Who did what a noun tells: "the raid was carried out by A", "A stepped up its attacks", "A launched a raid"; and who only met with it."""

from __future__ import annotations

from casus.extract.clauses import Reader
from casus.extract.triggers import Trigger
from casus.model import ActorMention

#: verbs that only say that the noun was done, began or went on: "carried out the bombing", "stepped up its attacks"
LIGHT = frozenset(
    "carry launch stage mount commit conduct perpetrate wage execute orchestrate organise organize hold plan lead make unleash mastermind "
    "begin start resume continue renew intensify escalate accelerate increase step expand undertake attempt plot order authorise authorize "
    "issue file impose lift reinstate revive reactivate sign deliver inflict set explode detonate "
    "approve initiate open pursue repeat promise coordinate perform".split()
)
#: verbs that do so for acts of state, while whoever announces an attack may only tell of it
_SAID = frozenset({"announce", "declare", "confirm"})
#: verbs of which the subject met with the deed: "the army repelled an attack"
_MET = frozenset("repel repulse suffer survive face withstand endure escape sustain foil thwart resist weather".split())
_BLAMING = frozenset({"blame", "pin", "lay"})
_SERIES = frozenset("number series spate string wave spree row campaign dozens hundreds scores lot".split())
_INSIDE = ("DET", "ADJ", "NUM", "NOUN", "ADV", "PROPN")
_POSSESSIVE = ("'s", "’s", "'", "’")
_OWN = frozenset({"its", "their", "his", "her"})
Mentions = tuple[ActorMention, ...]


def agent_of_noun(reader: Reader, trigger: Trigger) -> Mentions:
    """Who follows *by*, where only a verb that adds nothing stands between: "attack by A", "raid carried out on Monday by A".

    In "the dead left by the blast and laid out by A" the *by* is another verb's.
    """
    for at in range(trigger.last, min(reader.last, trigger.last + 22)):
        token = reader.tokens[at]
        if token.text.lower() == "by":
            return reader.agent(at) if _leads_to_somebody(reader, at + 1) else ()
        other = token.pos == "VERB" and token.lemma not in LIGHT and token.form != "ing"
        if other or token.text in (";", ":", "—", '"', "”") or token.text.lower() in ("who", "which", "when", "while", "after"):
            return ()
    return ()


def _leads_to_somebody(reader: Reader, at: int) -> bool:
    """Does a mention follow, past its own modifiers? Not in "by the count of A"."""
    while at < reader.last and at not in reader.starts:
        token = reader.tokens[at]
        if token.pos not in _INSIDE and token.form is None and token.text not in ('"', "“"):
            return False
        at += 1
    return at < reader.last


def light_doer(reader: Reader, trigger: Trigger) -> Mentions:
    """Who "carried out the bombing", "stepped up its attacks": the subject of a verb that only says that it was done."""
    verb = _verb_before(reader, trigger, LIGHT if trigger.rule.type == "ASSAULT" else LIGHT | _SAID)
    return reader.subject(verb) if verb is not None and not reader.passive(verb, verb + 1) else ()


def owner_by_pronoun(reader: Reader, trigger: Trigger) -> Mentions:
    """Whose *its* is, of a noun that its owner does: the last body before it that no preposition governs, the named ones first."""
    at = trigger.first - 1
    while at > reader.first and reader.tokens[at].pos in ("ADJ", "NOUN", "NUM"):
        at -= 1
    if at < reader.first or reader.tokens[at].text.lower() not in _OWN:
        return ()
    opening = max((i for i in range(reader.first, at) if reader.tokens[i].text.lower() in ("which", "who")), default=reader.first)
    free = [m for m in reader.mentions(opening, at) if not reader.governed(m[0], opening)]
    named = [m for _, _, m in free if m.actor_id is not None] or [m for _, _, m in free]
    return tuple(named[-1:])


def met_with(reader: Reader, trigger: Trigger) -> Mentions:
    """Who "repelled the attack", "survived an assassination attempt": on the receiving end."""
    verb = _verb_before(reader, trigger, _MET)
    return reader.subject(verb) if verb is not None and not reader.passive(verb, verb + 1) else ()


def end_of_light_passive(reader: Reader, trigger: Trigger) -> int | None:
    """Where the verb ends of "sanctions over the raid were imposed": what is told behind it is told of the noun."""
    for at in range(trigger.last, min(reader.last, trigger.last + 14)):
        token = reader.tokens[at]
        if token.pos == "VERB":
            return at + 1 if token.lemma in LIGHT and reader.passive(at, at + 1) else None
        if token.text in (";", ":", ",") or token.text.lower() in ("who", "which", "that"):
            return None
    return None


def is_blamed(reader: Reader, trigger: Trigger) -> bool:
    """Does *on* behind the noun lead to its doer: "blamed the attack on", "pinned the killing on"?"""
    return _verb_before(reader, trigger, _BLAMING) is not None


def _verb_before(reader: Reader, trigger: Trigger, lemmas: frozenset[str]) -> int | None:
    """The verb of which the noun is object, if it is one of ``lemmas``; particles and modifiers may stand between."""
    at = trigger.first - 1
    while at > reader.first and _passes(reader, at, lemmas):
        at -= 1
    verb = reader.tokens[at] if at >= reader.first else None
    return at if verb is not None and verb.pos == "VERB" and verb.lemma in lemmas else None


def _passes(reader: Reader, at: int, lemmas: frozenset[str]) -> bool:
    token = reader.tokens[at]
    if token.pos in _INSIDE or token.text in _POSSESSIVE:
        return True
    if token.text.lower() == "of":
        return reader.tokens[at - 1].text.lower() in _SERIES
    return token.pos == "VERB" and token.lemma not in lemmas and token.form in ("ing", "participle", "past") and _is_modifier(reader, at)


def _is_modifier(reader: Reader, at: int) -> bool:
    """As in "launched a coordinated attack": a verb form between an article and a noun."""
    return reader.tokens[at - 1].pos in ("DET", "ADJ", "ADV", "NUM") and reader.tokens[at - 1].text.lower() not in ("then", "also", "later")
