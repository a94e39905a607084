"""Noun phrases that no list knows, read by their shape: "the most populated area", "the pair", "an election rally", "World Trade Center"."""

from __future__ import annotations

from casus.codebook.roles import is_facility
from casus.extract.clauses import Reader
from casus.extract.doers import end_of_light_passive
from casus.extract.triggers import Trigger
from casus.model import Party, Span

_ONWARD = frozenset({"on", "against", "targeting", "upon"})
_POSSESSIVE = ("'s", "’s", "'", "’")
_INSIDE = ("DET", "NUM", "ADJ", "ADV", "NOUN", "PROPN")
#: words that name nobody and nothing struck: times, ways, weapons and what an attack itself is called
_NOTHING = frozenset(
    "day week month year night morning evening afternoon hour minute dawn noon midnight weekend time way part order responsibility scale kind "
    "sort case control fire place number series power toll record step turn lot rest end beginning result reason ground grounds basis charge "
    "suspicion condition bomb device rocket missile shell explosive grenade mine mortar vest belt shot bullet gun rifle weapon knife attack "
    "assault raid blast explosion bombing killing offensive strike operation violence war fighting battle clash life death injury wound risk "
    "anniversary eve account behalf camera video film phone air land sea foot horseback motorcycle motorbike today yesterday tomorrow occasion "
    "people person other victim body man "
    "figure report claim statement news talk view decision plan sentence spree blow chord balance deal agreement nerve wave threat".split()
)
_PARTICLES = frozenset({"down", "up", "out", "off", "into"})
#: deeds whose *of* does not lead to whom they were done
_WHOLE = frozenset("attack attacks raid raids blast blasts explosion explosions assault campaign wave coup offensive battle".split())
#: verbs' last words behind or around which the object stands: "shot dead a man", "set shops ablaze"
WITHIN = frozenset({"ablaze", "afire", "hostage", "hostages", "captive", "dead", "down", "apart"})
_STRUCK = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
_SPOKEN_WITH = frozenset({"CONSULT", "AGREE"})
_SIDES = frozenset(
    "countries country states nations powers neighbours neighbors governments parties factions donors partners allies capitals sides".split()
)
_OBJECT_PRONOUNS = frozenset({"him", "them"})


def find_thing(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """The phrase that is the deed's object: behind its verb or its *on*, in its gap, or the subject of its passive; None if there is none."""
    if trigger.rule.type == "PROTEST":
        return _cause(reader, trigger, text)
    if trigger.rule.type == "THREATEN" and trigger.shape == "verb":
        return _named_thing(reader, trigger.last, text)
    if trigger.rule.type in _SPOKEN_WITH and trigger.rule.frame == "join":
        return _side(reader, trigger.last, text)
    if trigger.rule.type not in _STRUCK or trigger.rule.frame not in ("act", "suffer", "toward") or trigger.shape == "phrase":
        return None
    if trigger.shape == "noun":
        return _onward(reader, trigger, text)
    if reader.passive(trigger.first, trigger.last):
        return _before_passive(reader, trigger, text)
    if reader.tokens[trigger.first].form == "ing" and _is_bare(reader, trigger.last):
        return None  # "the toll of the bombing climbs": what reads like a verb may be a noun
    told = find_within(reader, trigger, text) or _phrase(reader, trigger.last, reader.last, text)
    return told or _pronoun(reader, trigger.last, text)


def _named_thing(reader: Reader, first: int, text: str) -> Party | None:
    """What is threatened by its own name: "threatened the 2008 River Games"; what they threaten with has none."""
    end = first
    while end < reader.last and _goes_on(reader, end, first):
        end += 1
    while first < end and reader.tokens[first].pos == "DET":
        first += 1
    named = [t for t in reader.tokens[first:end] if t.pos == "PROPN"]
    if len(named) < 2 or reader.tokens[end - 1].pos != "PROPN" or any(first <= at < end for at in reader.starts):
        return None
    span = Span.of(text, reader.tokens[first].start, reader.tokens[end - 1].end)
    return Party(span, None, span.text, "unidentified")


def _side(reader: Reader, at: int, text: str) -> Party | None:
    """Those without a name who are spoken with: "talks with several neighbouring countries"."""
    if at >= reader.last or reader.tokens[at].text.lower() != "with":
        return None
    told = _phrase(reader, at + 1, reader.last, text, anything=True)
    return told if told is not None and told.span.text.lower().split()[-1] in _SIDES else None


def _pronoun(reader: Reader, at: int, text: str) -> Party | None:
    """Who is only called *him* or *them*, and whom nothing before has named."""
    if at >= reader.last or reader.tokens[at].text.lower() not in _OBJECT_PRONOUNS:
        return None
    span = Span.of(text, reader.tokens[at].start, reader.tokens[at].end)
    return Party(span, None, span.text, "unidentified")


def _is_bare(reader: Reader, at: int) -> bool:
    return at >= reader.last or reader.tokens[at].pos not in ("DET", "NUM", "ADJ")


def find_within(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """The phrase in the gap of "set several shops ablaze"; None where the words hold none."""
    if trigger.shape != "verb" or trigger.last - trigger.first < 2:
        return None
    first, last = trigger.first + 1, reader.tokens[trigger.last - 1].text.lower()
    while first < trigger.last and reader.tokens[first].text.lower() in _PARTICLES:
        first += 1
    if last in WITHIN:
        return _phrase(reader, first, trigger.last - 1, text)
    return _phrase(reader, first, trigger.last, text) if is_facility(last) else None  # "burned down several villages"


def _cause(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """What a crowd marches against."""
    for at in range(trigger.last, min(reader.last, trigger.last + 9)):
        if reader.tokens[at].pos == "VERB" or reader.tokens[at].text == ",":
            return None
        if reader.tokens[at].text.lower() in ("against", "over"):
            return _phrase(reader, at + 1, reader.last, text, anything=True)
    return None


def _before_passive(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """The subject of "was hit"; of a bare "hit by" only what stands right before it."""
    start = reader.clause_start(trigger.first)
    if reader.tokens[trigger.first - 1].pos in ("AUX", "ADV", "PART"):
        return _phrase(reader, start, trigger.first, text) if not reader.mentions(start, trigger.first) else None
    end = trigger.first - 1 if reader.tokens[trigger.first - 1].text == "," else trigger.first
    first = end
    while first > start and reader.tokens[first - 1].pos in ("NUM", "ADJ", "NOUN", "PROPN"):
        first -= 1
    return _phrase(reader, first, end, text) if first < end else None


def _onward(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    at = trigger.last
    if at < reader.last and reader.tokens[at].text == ",":
        at += 1  # "Saturday's attack, on a wedding"
    word = reader.tokens[at].text.lower() if at < reader.last else ""
    of = word == "of" and reader.tokens[trigger.last - 1].text.lower() not in _WHOLE  # "the arrest of two editors"
    if of or word in _ONWARD:
        return _phrase(reader, at + 1, reader.last, text)
    passive = end_of_light_passive(reader, trigger)
    on = (
        None
        if passive is None
        else next((i for i in range(passive, min(reader.last, passive + 14)) if reader.tokens[i].text.lower() in _ONWARD), None)
    )
    return _phrase(reader, on + 1, reader.last, text) if on is not None else None


def _phrase(reader: Reader, first: int, last: int, text: str, anything: bool = False) -> Party | None:
    """The noun phrase that begins at ``first``, its article left out; None where it names a known actor or, but for ``anything``, nothing that can be struck."""
    end = first
    while end < last and _goes_on(reader, end, first):
        end += 1
    while first < end and (reader.tokens[first].pos == "DET" or reader.tokens[first].text in _POSSESSIVE):
        first += 1
    if first >= end or any(first <= at < end for at in reader.starts) or not (anything or _can_be_struck(reader, first, end)):
        return None
    span = Span.of(text, reader.tokens[first].start, reader.tokens[end - 1].end)
    return Party(span, None, span.text, "unidentified")


def _goes_on(reader: Reader, at: int, first: int) -> bool:
    token = reader.tokens[at]
    if token.pos == "DET":
        return at == first or reader.tokens[at - 1].pos in ("DET", "ADV")
    if token.form == "ing" and at > first and reader.tokens[at - 1].pos in ("DET", "ADJ", "NOUN"):
        return True  # "the bombing"
    if token.form is not None and at + 1 < reader.last:  # "a crowded bus", "the advancing troops"
        return token.form in ("past", "participle", "ing") and reader.tokens[at + 1].pos in ("NOUN", "ADJ") and at < first + 4
    return token.pos in _INSIDE or token.text in _POSSESSIVE


def _can_be_struck(reader: Reader, first: int, end: int) -> bool:
    head = reader.tokens[end - 1]
    if head.pos == "PROPN":  # one capitalised word is as often a place or a day
        return end - first > 1 and all(t.pos == "PROPN" for t in reader.tokens[first:end])
    lemma = head.text.lower()
    return head.pos == "NOUN" and lemma not in _NOTHING and lemma.removesuffix("s") not in _NOTHING and len(lemma) > 2
