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
_NOBODY = frozenset("people persons person others other dead victims lives bodies more men those".split())


def find_target(reader: Reader, trigger: Trigger, text: str) -> Party | None:
    """The nearest building, vehicle or gathering behind the trigger, or right before it ("the mosque bombing"); None if there is none."""
    return _before(reader, trigger, text) or _behind(reader, trigger, text)


def _is_facility(word: str) -> bool:
    facilities = load_role_rules().facilities
    return word in facilities or (word.endswith("s") and word[:-1] in facilities)


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
    led = any(t.pos == "ADP" and t.text.lower() in _PREPOSITIONS for t in between)
    return not any(t.text == "," for t in between) and (led or all(t.pos in ("DET", "NUM", *_MODIFIERS) for t in between))


def _party(reader: Reader, head: int, end: int, text: str) -> Party:
    start = head
    while start > reader.first and reader.tokens[start - 1].pos in _MODIFIERS and head - start < 4:
        start -= 1
    span = Span.of(text, reader.tokens[start].start, reader.tokens[end - 1].end)
    return Party(span, None, span.text, "unidentified")


def counted_people(figures: Iterable[Figure]) -> tuple[Party, ...]:
    """Those whom the figures of killed and injured count, where the words say more than "people"."""
    spans = {f.of for f in figures if f.what in ("killed", "injured") and f.of_group != "attackers" and f.of is not None}
    return tuple(Party(s, None, s.text, "population") for s in sorted(spans) if not set(s.text.lower().split()) <= _NOBODY)
