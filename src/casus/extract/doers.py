"""Who did what a noun tells: "the raid was carried out by A", "A stepped up its attacks", "A launched a raid"; and who only met with it."""

from __future__ import annotations

from dataclasses import replace

from casus.extract.clauses import Reader
from casus.extract.triggers import Trigger
from casus.model import ActorMention, Party

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
#: verbs whose object is the means to what follows *for*: "used a recruit for the attack"
_USING = frozenset("use employ recruit train send deploy dispatch pick choose".split())
_BLAMING = frozenset({"blame", "pin", "lay"})
_SERIES = frozenset("number series spate string wave spree row campaign dozens hundreds scores lot".split())
#: what opens a list of deeds
_LISTING = frozenset({"include", "includes", "included", "including", "are", "were", "range", "ranged", "like", "as", ":"})
#: deeds whose owner they were done to
_SUFFERED = frozenset(
    "release arrest detention killing abduction kidnapping murder capture imprisonment deportation expulsion execution assassination trial".split()
)
_DEEDS = frozenset(
    "attacks bombings raids operations massacres killings assaults strikes atrocities crimes plots blasts abductions kidnappings offensives".split()
)
_CHARGED = frozenset("responsible blamed accused behind known suspected notorious wanted infamous".split())
_INSIDE = ("DET", "ADJ", "NUM", "NOUN", "ADV", "PROPN")
_POSSESSIVE = ("'s", "’s", "'", "’")
_OWN = frozenset({"its", "their", "his", "her"})
#: bodies whose fighters act for them
_OWNING = frozenset({"armed_group", "state", "government_body"})
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


def user(reader: Reader, trigger: Trigger) -> Mentions:
    """Who "used a recruit for the attack": the subject of a verb of means, whose purpose the noun is."""
    at = trigger.first - 1
    while at > reader.first and reader.tokens[at].pos in ("DET", "ADJ", "NOUN", "NUM"):
        at -= 1
    if at <= reader.first or reader.tokens[at].text.lower() not in ("for", "in"):
        return ()
    verb = next((i for i in range(at - 1, max(reader.first, at - 9), -1) if reader.tokens[i].pos == "VERB"), None)
    fits = verb is not None and reader.tokens[verb].lemma in _USING and not reader.passive(verb, verb + 1)
    return reader.subject(verb) if verb is not None and fits else ()


def owner_by_pronoun(reader: Reader, trigger: Trigger) -> Mentions:
    """Whose *its* is, of a noun that its owner does: the last body before it that no preposition governs, the named ones first."""
    return _owner_before(reader, trigger.first, trigger.last)


def of_owner(reader: Reader, party: Party) -> Party:
    """Of "the group said its fighters attacked" the group: those whom nothing names are their owner's, where the sentence names it."""
    at = next((i for i, (m, _) in reader.starts.items() if m.span == party.span), None)
    if party.actor_id is not None or at is None or party.kind not in ("unidentified", "government_body", "armed_group"):
        return party
    owned = {t.text.lower() for t in reader.tokens[max(reader.first, at - 2) : at]} & {
        "its",
        "their",
    }  # whose "his government" is, is a person
    owner = next(
        (m for m in _owner_before(reader, at, reader.starts[at][1]) if owned and m.actor_id is not None and m.kind in _OWNING), None
    )
    kind = party.kind if owner is None or owner.kind == "state" else owner.kind
    return party if owner is None else replace(party, actor_id=owner.actor_id, name=owner.name, kind=kind)


def _owner_before(reader: Reader, first: int, last: int) -> Mentions:
    at = first - 1
    while at > reader.first and reader.tokens[at].pos in ("ADJ", "NOUN", "NUM"):
        at -= 1
    if at < reader.first or reader.tokens[at].text.lower() not in _OWN:
        return ()
    if reader.tokens[at - 1].text.lower() in ("for", "over"):  # "condemned A for its attacks", "a rift with A over its deal"
        blamed = tuple(m for m, end in reader.starts.values() if end == at - 1)
        if blamed:
            return blamed
    opening = max((i for i in range(reader.first, at) if reader.tokens[i].text.lower() in ("which", "who")), default=reader.first)
    free = [m for m in reader.mentions(opening, at) if not reader.governed(m[0], opening)]
    named = [m for _, _, m in free if m.actor_id is not None] or [m for _, _, m in free]
    if not named and (reader.tokens[first].lemma in _SUFFERED or reader.tokens[last - 1].lemma in _SUFFERED):
        return ()  # "after their arrest": theirs who were arrested
    ahead = [m for m in reader.mentions(last, reader.last) if not reader.governed(m[0], last)]
    if not named and at == reader.first + 1 and reader.tokens[reader.first].pos in ("ADP", "SCONJ") and ahead:
        return reader.joined(ahead[0])  # "In their accord A and B say"
    told = reader.whose.get(reader.tokens[at].text.lower()) if not named and not reader.mentions(reader.first, at) else None
    return tuple(named[-1:]) or ((told,) if told is not None else ())


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


def lister(reader: Reader, trigger: Trigger) -> Mentions:
    """Whose attacks a list tells of that the trigger is in: "A's best-known attacks include the bombing of B and a raid on C"."""
    if trigger.rule.type != "ASSAULT":
        return ()
    for at in range(trigger.first - 1, reader.first, -1):
        if reader.tokens[at].text.lower() in _LISTING:
            noun = _deeds_before(reader, at)
            if noun is not None:
                return _doer_of_deeds(reader, noun, at)
    return ()


def _deeds_before(reader: Reader, listing: int) -> int | None:
    """The plural of a deed right before the word that opens the list; who did it and where may stand between."""
    for at in range(listing - 1, max(reader.first - 1, listing - 9), -1):
        token = reader.tokens[at]
        if token.text.lower() in _DEEDS:
            return at
        if token.pos == "VERB" or token.text in (";", ":") or token.text.lower() in ("who", "that"):
            return None
    return None


def _doer_of_deeds(reader: Reader, noun: int, listing: int) -> Mentions:
    at = noun - 1
    while at > reader.first and not _ends_mention(reader, at) and _describes(reader, at):
        at -= 1
    word = reader.tokens[at].text.lower()
    by = next((i for i in range(noun + 1, listing) if reader.tokens[i].text.lower() == "by"), None)
    if by is not None:
        return reader.agent(by)
    if word in _OWN:
        before = [m for _, _, m in reader.mentions(reader.first, at) if m.actor_id is not None]
        told = reader.whose.get(word)
        return tuple(before[-1:]) or ((told,) if told is not None else ())
    owner = tuple(m for m, end in reader.starts.values() if end in (at, at + 1) and (end == at + 1 or word in _POSSESSIVE))
    if owner or at <= reader.first:
        return owner
    if word in ("for", "of", "behind") and reader.tokens[at - 1].text.lower() in _CHARGED | {"been", "is", "was"}:
        return reader.subject(at - 1)
    return reader.subject(at) if reader.tokens[at].lemma in LIGHT and not reader.passive(at, at + 1) else ()


def _ends_mention(reader: Reader, at: int) -> bool:
    return any(end == at + 1 for _, end in reader.starts.values())


def _describes(reader: Reader, at: int) -> bool:
    token = reader.tokens[at]
    if token.text.lower() in _OWN or token.text.lower() == "that":
        return False
    known = token.form in ("past", "participle") and (reader.tokens[at - 1].pos in ("ADV", "DET") or reader.tokens[at - 1].text == "-")
    return known or token.pos in _INSIDE or token.text == "-" or token.text.lower() == "of"
