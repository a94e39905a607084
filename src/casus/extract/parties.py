"""Who does what to whom: the parties of a trigger, by the frame of its rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casus.codebook.events import EventRule
from casus.extract.clauses import Reader
from casus.extract.complements import of_complement
from casus.extract.doers import LIGHT, agent_of_noun, end_of_light_passive, is_blamed, light_doer, met_with, owner_by_pronoun, user
from casus.extract.things import WITHIN
from casus.extract.triggers import Trigger
from casus.model import ActorMention, Claim, Party, Span

_DIRECT = frozenset({"on", "at", "into", "against", "of", "upon", "out", "up", "down"})
_TOWARD = frozenset({"to", "on", "against", "for", "with", "at", "of", "upon"})
_AGAINST = frozenset({"on", "against", "at", "targeting", "upon"})
_WANTED = frozenset({"for", "of"})
#: who moves as a force does
_MAY_MARCH = frozenset({"armed_group", "government_body", "state", "unidentified"})
#: acts of words, and what they are put in
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
_WRITINGS = frozenset(
    "video statement letter message recording communique newsletter editorial post leaflet pamphlet tape clip declaration".split()
)
#: attacks that only states make: "the Turkish invasion", but not "the Turkish bombing"
_BY_STATES = frozenset("invasion incursion bombardment onslaught blockade annexation occupation shelling airstrike".split())
_TELLERS = frozenset("report reports statement source sources witness witnesses analyst analysts".split())
Mentions = tuple[ActorMention, ...]


def find_parties(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    """(actors, recipients), each possibly empty."""
    actors, recipients = _of_verb(reader, trigger) if trigger.shape == "verb" else _of_noun(reader, trigger)
    seen = set() if trigger.rule.frame == "join" else {m.span for m in actors}
    return actors, tuple(m for m in recipients if m.span not in seen)


def _of_verb(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    frame = trigger.rule.frame
    if reader.passive(trigger.first, trigger.last):
        return reader.agent(trigger.last) or reader.orderer(trigger.first), reader.done_to(trigger.first)
    if frame == "undergo":
        owner = tuple(m for _, _, m in reader.mentions(trigger.first + 1, trigger.last))[:1]
        return owner or agent_of_noun(reader, trigger), reader.subject(trigger.first)
    got = _got_done(reader, trigger)
    if got:
        return reader.agent(trigger.last), got
    contact = reader.contact(trigger.first, trigger.last) if frame in ("act", "toward") else None
    if contact is not None:
        return contact
    subject = reader.subject(trigger.first) or _author(reader, trigger)
    if frame == "join":
        inside = tuple(m for _, end, m in reader.mentions(trigger.first + 1, trigger.last + 1) if end <= trigger.last)
        sides = _sides(subject + inside + reader.behind(trigger.last, frozenset({"with"})), trigger)
        told = sides[1] or reader.object(trigger.last, frozenset())
        return sides[0], told or _other_than(sides[0], of_complement(reader, trigger))
    if frame == "leave":
        return subject or reader.object(trigger.last, frozenset()), ()
    inner = reader.mentions(trigger.first + 1, trigger.last)[:1]  # "took two guards hostage": the object stands in the pattern's gap
    told = reader.joined(inner[0], trigger.last) if inner else ()
    if not told and _ends_in_deed(reader, trigger):  # "carried out the attack": what was attacked follows *on*
        return subject, reader.behind(trigger.last, _AGAINST | (_TOWARD if frame == "toward" else frozenset({"of"})), 8)
    told = told or reader.object(trigger.last, _TOWARD if frame == "toward" else _DIRECT)
    if trigger.rule.type == "MOBILIZE":  # "deployed a brigade to fight the rebels"
        return subject, told + _other_than(subject, of_complement(reader, trigger))
    if trigger.rule.mode == ("territory",):
        return subject, told or reader.behind(trigger.last, frozenset({"from"}), 8)  # "took the town from the army"
    words = frozenset({"against", "with"}) if trigger.rule.type == "AGREE" else frozenset({"against"})
    told = told or (reader.behind(trigger.last, words, 8) if frame == "toward" else ()) or _in_clause(reader, trigger)
    return subject, told or _other_than(subject, of_complement(reader, trigger))


def _other_than(subject: Mentions, others: Mentions) -> Mentions:
    """Not the same body again: "refused to let it leave A" says nothing of A if A is who refused."""
    ids = {m.actor_id for m in subject if m.actor_id}
    return tuple(m for m in others if m.actor_id not in ids)


def _in_clause(reader: Reader, trigger: Trigger) -> Mentions:
    """Of "the accusation that A broke its word" A: of whom a charge says something."""
    if trigger.rule.type != "ACCUSE" or trigger.last >= reader.last or reader.tokens[trigger.last].text.lower() != "that":
        return ()
    told = reader.mentions(trigger.last + 1, min(trigger.last + 9, reader.last))[:1]
    return reader.joined(told[0]) if told and not reader.governed(told[0][0], trigger.last + 1) else ()


def _got_done(reader: Reader, trigger: Trigger) -> Mentions:
    """Whom somebody gets or has the deed done to: "paid to get the girls freed"."""
    if reader.tokens[trigger.first].form not in ("past", "participle"):
        return ()
    at, told = next(((at, m) for at, (m, end) in reader.starts.items() if end == trigger.first), (reader.first, None))
    while at > reader.first and reader.tokens[at - 1].pos in ("DET", "NUM", "ADJ"):
        at -= 1
    return (told,) if told is not None and at > reader.first and reader.tokens[at - 1].lemma == "get" else ()


def _author(reader: Reader, trigger: Trigger) -> Mentions:
    """Of "a video by A denounced the truce" A, who speaks in it."""
    if trigger.rule.type not in _WORDS:
        return ()
    for at in range(trigger.first - 2, reader.clause_start(trigger.first) - 1, -1):
        if reader.tokens[at].lemma in _WRITINGS and reader.tokens[at + 1].text.lower() in ("by", "from"):
            told = reader.mentions(at + 2, trigger.first)[:1]
            return (told[0][2],) if told and told[0][0] <= at + 3 else ()
    return ()


def _ends_in_deed(reader: Reader, trigger: Trigger) -> bool:
    """Is the verb's own object part of the words ("launched an assault", "opened fire")?"""
    last = reader.tokens[trigger.last - 1]
    return (
        trigger.last - trigger.first > 1
        and last.pos == "NOUN"
        and last.text.lower() not in WITHIN
        and trigger.last - 1 not in reader.starts
    )


def _of_noun(reader: Reader, trigger: Trigger) -> tuple[Mentions, Mentions]:
    frame = trigger.rule.frame
    own = _itself(reader, trigger)
    by = own or (agent_of_noun(reader, trigger) if frame != "join" else ()) or _relative_doer(reader, trigger)
    modifier = tuple(m for m in reader.modifier(trigger.first) if m.span.text != "terrorist" and _may_act(reader, trigger, m))
    of = reader.behind(trigger.last, frozenset({"of"}), 1)
    if frame == "leave":
        return by or of or modifier, ()
    if frame == "join":
        closing = trigger.last - (reader.tokens[trigger.last - 1].text.lower() in ("with", "between"))  # "the deal with" is one pattern
        sides = reader.behind(closing, frozenset({"between", "with", "against"}), 3)
        doer = agent_of_noun(reader, trigger) or modifier or owner_by_pronoun(reader, trigger)
        told = reader.behind(closing, frozenset({"between"}), 2)  # "killed in clashes between two militias"
        return _sides((doer or (() if told else reader.subject(trigger.first))) + sides, trigger)
    against = reader.behind(trigger.last, _AGAINST | _WANTED if _is_warrant(trigger) else _AGAINST if frame == "act" else _TOWARD)
    passive = end_of_light_passive(reader, trigger) if not against else None
    against = against or (reader.behind(passive, _AGAINST, 14) if passive is not None else ())
    if frame == "toward" and not by and not modifier:
        return reader.subject(trigger.first), against or _in_clause(reader, trigger)
    if is_blamed(reader, trigger):  # "blamed the attack on the rebels"
        return reader.behind(trigger.last, _AGAINST, 8), of
    by = by or modifier or light_doer(reader, trigger) or owner_by_pronoun(reader, trigger) or user(reader, trigger)
    return by, against or (of if by or not modifier else ()) or met_with(reader, trigger) or _in_clause(reader, trigger)


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


def _relative_doer(reader: Reader, trigger: Trigger) -> Mentions:
    """As in "the attack which armed men carried out": who stands between the noun and a verb that only says that it was done."""
    at = trigger.last
    if trigger.shape != "noun" or at >= reader.last or reader.tokens[at].text.lower() not in ("which", "that"):
        return ()
    found = reader.mentions(at + 1, reader.last)[:1]
    if not found or found[0][0] > at + 3 or found[0][1] >= reader.last:
        return ()
    verb = next((t for t in reader.tokens[found[0][1] : found[0][1] + 3] if t.pos == "VERB"), None)
    return (found[0][2],) if verb is not None and verb.lemma in LIGHT else ()


def _may_act(reader: Reader, trigger: Trigger, modifier: ActorMention) -> bool:
    return modifier.kind != "state" or _acts_as_state(reader, trigger)


def _acts_as_state(reader: Reader, trigger: Trigger) -> bool:
    """Does a state before the noun act? "Israel's attack" and "US air strikes" name who, "the Pakistan blast" where."""
    possessive = any(t.text in ("'s", "’s", "'", "’") for t in reader.tokens[max(reader.first, trigger.first - 3) : trigger.first])
    by_nature = reader.tokens[trigger.last - 1].lemma in _BY_STATES
    return trigger.rule.type != "ASSAULT" or bool({"aerial", "heavy-weapons", "drone"} & set(trigger.rule.mode)) or possessive or by_nature


def fits_parties(rule: EventRule, claim: Claim) -> bool:
    """Are they parties such as the rule asks for: troops that march are no protest, and a hope for nobody's deed is no request?"""
    kinds = {p.kind for p in claim.actors}
    if rule.type == "CONSULT" and kinds and kinds | {p.kind for p in claim.recipients} <= {"population", "media"}:
        return False  # "a hotel visited by tourists"
    if rule.by == "armed":
        return bool(kinds & _MAY_MARCH)
    if rule.by == "anyone" and not kinds:
        return False  # "the rain will not end"
    return not (rule.by == "crowd" and kinds and kinds <= _MAY_MARCH) and (bool(claim.recipients) or not rule.needs_recipient)


def of_a_nation(reader: Reader, party: Party, text: str, keep: bool) -> Party:
    """Of "three Sudanese companies" the companies, where the nation's adjective alone was read as a party; ``keep`` its id."""
    spot = next(((at, end) for at, (m, end) in reader.starts.items() if m.span == party.span), None)
    if party.kind != "state" or party.span is None or party.span.text == party.name or spot is None or not _is_adjective(reader, spot[1]):
        return party
    end = spot[1]
    if "-" in reader.tokens[end - 1].text and reader.tokens[end - 1].text != party.span.text:
        return party  # "efforts led by it": of "US-led efforts" the state
    while end < reader.last and reader.tokens[end].pos == "NOUN" and end not in reader.starts:
        end += 1
    span = Span.of(text, reader.tokens[spot[0]].start, reader.tokens[end - 1].end)
    return replace(party, span=span, name=span.text, actor_id=party.actor_id if keep else None, kind=party.kind if keep else "unidentified")


def _is_adjective(reader: Reader, end: int) -> bool:
    return end < reader.last and reader.tokens[end].pos == "NOUN" and end not in reader.starts


def only_speaks(party: Party) -> bool:
    """Words and those who only tell of a deed: a report, a source, a witness."""
    return party.actor_id is None and party.span is not None and party.span.text.lower().split()[-1] in _TELLERS


def is_label(party: Party, rule: EventRule) -> bool:
    """What somebody is called or listed as, and the deed itself: "designated a terrorist organisation", "called it a crime"."""
    words = party.span.text.lower() if party.span is not None else ""
    if rule.weak and words.endswith(("hospital", "hospitals")):
        return True  # where the wounded lie
    if rule.type == "SANCTION":
        return party.actor_id is None and words.split()[0] in ("terrorist", "terror")
    return (rule.type == "ACCUSE" and words in ("it", "terrorist")) or words.endswith(("report", "statement", "of emergency"))


def as_parties(mentions: Iterable[ActorMention]) -> tuple[Party, ...]:
    """Parties, each span once, in text order."""
    unique = {m.span: m for m in mentions}
    return tuple(Party(m.span, m.actor_id, m.name, m.kind) for _, m in sorted(unique.items()))
