"""What an attack was on, where no actor is told: a building, a vehicle, a gathering, or the people whom the toll counts."""

from __future__ import annotations

from collections.abc import Iterable

from casus.codebook.roles import load_role_rules
from casus.extract.clauses import Reader
from casus.extract.triggers import Trigger
from casus.model import Figure, Party, Span

_REACH = 14
_WALLS = frozenset(";:.()—")
_PREPOSITIONS = frozenset("at on in against near outside inside of through into upon by to close beside".split())
_MODIFIERS = ("ADJ", "NOUN", "PROPN")
_POSSESSIVE = ("'s", "’s", "'", "’")
_NOBODY = frozenset("people persons person others other dead victims lives bodies more men those".split())


def find_target(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """The nearest building, vehicle or gathering behind the trigger, or right before it ("the mosque bombing"); None if there is none."""
    return _suffering(reader, trigger, text) or _before(reader, trigger, text) or _behind(reader, trigger, text)


def names_nobody(party: Party) -> bool:
    """People of whom the words say no more than that they are people."""
    return party.actor_id is None and set(party.span.text.lower().split()) <= _NOBODY


def only_names_building(reader: Reader, party: Party) -> bool:
    """Is the party's name part of a building's ("a police academy", "the army base")?"""
    end = next((e for m, e in reader.starts.values() if m.span == party.span), None)
    if end is None or party.kind == "role_holder":
        return False
    end += int(end < reader.last and reader.tokens[end].text in _POSSESSIVE)
    return end < reader.last and reader.tokens[end].pos == "NOUN" and _is_facility(reader.tokens[end].text.lower())


def _suffering(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """The building that is the subject of a passive: "the church was bombed", "a village was stormed by fighters"."""
    if trigger.shape != "verb" or not reader.passive(trigger.first, trigger.last):
        return None
    start = reader.clause_start(trigger.first)
    for at in range(start, trigger.first):
        token = reader.tokens[at]
        if token.pos == "ADP":
            return None
        joined = at + 1 < trigger.first and reader.tokens[at + 1].pos == "NOUN" and _is_facility(reader.tokens[at + 1].text.lower())
        if token.pos in ("NOUN", "PROPN") and _is_facility(token.text.lower()) and not joined:
            return _party(reader, at, at + 1, text)
    return None


def _is_facility(word: str) -> bool:
    facilities = load_role_rules().facilities
    return word in facilities or (word.endswith("s") and word[:-1] in facilities) or (word.endswith("es") and word[:-2] in facilities)


def _before(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    at = trigger.first - 1
    nominal = trigger.shape == "noun" or reader.tokens[trigger.first].form == "ing"
    if not nominal or at < reader.first or not _is_facility(reader.tokens[at].text.lower()):
        return None
    return _party(reader, at, trigger.first, text)


def _behind(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    for at in range(trigger.last, min(reader.last, trigger.last + _REACH)):
        token = reader.tokens[at]
        if token.text in _WALLS or token.text.lower() in ("who", "which", "when", "while", "after", "that"):
            return None
        noun = token.pos in ("NOUN", "PROPN") and _is_facility(token.text.lower())
        following = reader.tokens[at + 1] if at + 1 < reader.last else None
        if noun and (following is None or following.pos not in ("NOUN",) or not _is_facility(following.text.lower())):
            return _party(reader, at, at + 1, text) if _tied(reader, trigger.last, at) else None
    return None


def _tied(reader: Reader, first: int, at: int) -> bool:
    """Only words of place, modifiers and the verb of the blow ("ripped through") stand between."""
    between = reader.tokens[first:at]
    if len(between) > 1 and between[0].text == "," and between[1].text.lower() in ("on", "at", "against"):
        between = between[1:]  # "Saturday's attack, on a demonstration"
    led = any(t.pos == "ADP" and t.text.lower() in _PREPOSITIONS for t in between)
    return not any(t.text == "," for t in between) and (led or all(t.pos in ("DET", "NUM", *_MODIFIERS) for t in between))


def _party(reader: Reader, head: int, end: int, text: str) -> Party:
    start = head
    while start > reader.first and reader.tokens[start - 1].pos in _MODIFIERS and head - start < 4:
        start -= 1
    if start > reader.first and reader.tokens[start - 1].text in _POSSESSIVE:  # "the party's workers' convention"
        start = next((at for at, (_, last) in reader.starts.items() if last == start - 1), start)
    span = Span.of(text, reader.tokens[start].start, reader.tokens[end - 1].end)
    owner = next((m for at, (m, last) in sorted(reader.starts.items()) if start <= at and last <= head), None)
    return Party(span, owner.actor_id, span.text, owner.kind) if owner else Party(span, None, span.text, "unidentified")


def counted_people(figures: Iterable[Figure]) -> tuple[Party, ...]:
    """Those whom the figures of killed and injured count, where the words say more than "people"."""
    spans = {f.of for f in figures if f.what in ("killed", "injured") and f.of_group != "attackers" and f.of is not None}
    return tuple(Party(s, None, s.text, "population") for s in sorted(spans) if not set(s.text.lower().split()) <= _NOBODY)
