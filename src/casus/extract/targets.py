"""What an attack was on, where no actor is told: a building, a vehicle, a gathering, or the people whom the toll counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casus.codebook.roles import is_facility
from casus.extract.clauses import Reader
from casus.extract.things import find_thing, find_within
from casus.extract.triggers import Trigger
from casus.model import Figure, Party, Span

_REACH = 14
_WALLS = frozenset(";:.()—")
_PREPOSITIONS = frozenset("at on in against near outside inside within of through into upon by to close beside".split())
_MODIFIERS = ("ADJ", "NOUN", "PROPN")
_POSSESSIVE = ("'s", "’s", "'", "’")
#: behind a vehicle these make it a weapon
_CARRIED = frozenset("bomb bombing bomber blast explosion attack".split())
#: what leads from a gathering or a vehicle to those in it: "a bus full of recruits", "a mosque crowded with worshippers", "a rally by"
_HOLDING = frozenset("of by for carrying housing holding with full crowded packed filled belonging to".split())
#: "most of the hotel was destroyed"
_PARTS = frozenset("most much half part parts some several all many one two three".split())
#: where the wounded are brought to; not what was attacked
_WARDS = frozenset({"hospital", "hospitals", "clinic", "clinics", "morgue"})
_NOBODY = frozenset("people persons person others other dead victims lives bodies more men those".split())


def find_target(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """The nearest building, vehicle or gathering behind the trigger, or right before it ("the mosque bombing"); None if there is none."""
    return _suffering(reader, trigger, text) or _before(reader, trigger, text) or _behind(reader, trigger, text)


def find_targets(reader: Reader, trigger: Trigger, text: str) -> tuple[Party, ...]:
    """The building, vehicle or gathering and who was in it, else whatever phrase is the deed's object; ``()`` if nothing is told."""
    thing = find_within(reader, trigger, text)
    place = find_target(reader, trigger, text) if thing is None else None
    if place is not None:
        return (place, *_joined(reader, place, text), *_people_in(reader, place))
    thing = thing or find_thing(reader, trigger, text)
    return (thing,) if thing is not None else ()


def direct_targets(reader: Reader, trigger: Trigger, text: str) -> tuple[Party, ...]:
    """Of these the ones that are a verb's own object or a passive's subject: "stormed the university, killing 147 students"."""
    if trigger.shape != "verb" or trigger.rule.weak:
        return ()
    found = find_targets(reader, trigger, text)
    if not found or reader.passive(trigger.first, trigger.last):
        return found
    between = [t for t in reader.tokens[trigger.last : reader.last] if t.start < found[0].span.start]
    return () if any(t.pos in ("ADP", "PUNCT") for t in between) else found


def _joined(reader: Reader, place: Party, text: str) -> tuple[Party, ...]:
    """The other buildings of a row: "three churches and two hotels"."""
    at = next((i for i in range(reader.first, reader.last) if reader.tokens[i].start >= place.span.end), reader.last)
    out: list[Party] = []
    for _ in range(3):
        if at >= reader.last or reader.tokens[at].text.lower() not in ("and", ","):
            break
        first = at + 1
        at = first
        while at < reader.last and reader.tokens[at].pos in ("DET", "NUM", *_MODIFIERS) and at not in reader.starts:
            at += 1
        if at == first or not is_facility(reader.tokens[at - 1].text.lower()):
            break
        out.append(_party(reader, at - 1, at, text))
    return tuple(out)


def _people_in(reader: Reader, place: Party) -> tuple[Party, ...]:
    """Those whom the words behind a building or gathering tell to be in it; who follows *by* only where it is no attacker."""
    at = next((i for i in range(reader.first, reader.last) if reader.tokens[i].start >= place.span.end), reader.last)
    first = at
    while at < reader.last and at not in reader.starts:
        token = reader.tokens[at]
        linked = token.text.lower() in _HOLDING or (
            at > first and (token.pos in ("DET", "NUM", *_MODIFIERS, "ADV") or token.form is not None)
        )
        if not linked or at - first > 6:
            return ()
        at += 1
    if at >= reader.last or at == first or reader.tokens[first].text.lower() not in _HOLDING:
        return ()
    found = reader.starts[at][0]
    barred = found.kind in ("armed_group", "unidentified", "state", "role_holder", "media")
    return () if barred else (Party(found.span, found.actor_id, found.name, found.kind),)


def names_nobody(party: Party) -> bool:
    """People of whom the words say no more than that they are people."""
    return party.actor_id is None and set(party.span.text.lower().split()) <= _NOBODY


def only_names_building(reader: Reader, party: Party) -> bool:
    """Is the party's name part of a building's ("a police academy", "the army base")?"""
    end = next((e for m, e in reader.starts.values() if m.span == party.span), None)
    if end is None or party.kind == "role_holder":
        return False
    end += int(end < reader.last and reader.tokens[end].text in _POSSESSIVE)
    last = end
    while last < reader.last and reader.tokens[last].pos == "NOUN" and last not in reader.starts:
        last += 1
    return any(is_facility(t.text.lower()) for t in reader.tokens[end:last])


def _suffering(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """The building that is the subject of a passive: "the church was bombed", "a village was stormed by fighters"."""
    if trigger.shape != "verb" or not reader.passive(trigger.first, trigger.last):
        return None
    start = reader.clause_start(trigger.first)
    for at in range(start, trigger.first):
        token = reader.tokens[at]
        if token.pos == "ADP" and not (at > start and reader.tokens[at - 1].text.lower() in _PARTS):
            return None
        joined = at + 1 < trigger.first and reader.tokens[at + 1].pos == "NOUN" and is_facility(reader.tokens[at + 1].text.lower())
        if token.pos in ("NOUN", "PROPN") and is_facility(token.text.lower()) and not joined:
            return _party(reader, at, at + 1, text)
    return None


def _before(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    at = trigger.first - 1
    nominal = trigger.shape == "noun" or reader.tokens[trigger.first].form == "ing"
    if not nominal or at < reader.first or not is_facility(reader.tokens[at].text.lower()) or reader.tokens[at].text == "March":
        return None
    return _party(reader, at, trigger.first, text)


def _behind(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    for at in range(trigger.last, min(reader.last, trigger.last + _REACH)):
        token = reader.tokens[at]
        told_of = at > 0 and reader.tokens[at - 1].text.lower() == "in"  # "a bombing in which 20 died at a shrine"
        if token.text in _WALLS or (token.text.lower() in ("who", "which", "when", "while", "after", "that") and not told_of):
            return None
        if token.text.lower() in _WARDS and trigger.rule.weak:
            return None
        noun = token.pos in ("NOUN", "PROPN") and is_facility(token.text.lower()) and token.text != "March"
        following = reader.tokens[at + 1] if at + 1 < reader.last else None
        if noun and following is not None and following.text.lower().removesuffix("s") in _CARRIED:
            return None  # "detonated a car bomb"
        if noun and (following is None or following.pos not in ("NOUN",) or not is_facility(following.text.lower())):
            end = at + 1
            while (
                end < reader.last
                and reader.tokens[end].pos == "NOUN"
                and end not in reader.starts
                and reader.tokens[end].text not in _HOLDING
            ):
                end += 1  # "a funeral hall"
            people = at + 1 in reader.starts and following is not None and following.pos == "NOUN"  # "church leaders"
            return _party(reader, at, end, text) if not people and _tied(reader, trigger.last, at) else None
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


def without_attackers(recipients: tuple[Party, ...], actors: Sequence[Party], figures: Iterable[Figure]) -> tuple[Party, ...]:
    """Of "the raid killed 12 attackers and three soldiers" the soldiers: a toll's own attackers are not whom the attack was against.

    Where forces of a state are told to have killed them, or nobody else suffered, they stay.
    """
    own = [f.of for f in figures if f.of_group == "attackers" and f.of is not None]
    others = tuple(p for p in recipients if not any(p.span.overlaps(s) for s in own))
    by_state = any(p.kind in ("state", "government_body") for p in actors)
    return others if others and not by_state else recipients
