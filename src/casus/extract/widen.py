"""The whole words for a party without a name: "newly graduated police officers", "some 300 girls", "the village of Solhan"."""

from __future__ import annotations

from dataclasses import replace

from casus.extract.clause_words import DAYS
from casus.extract.clauses import Reader
from casus.model import Party, Span

_MODIFIERS = ("ADJ", "NOUN", "PROPN", "NUM")
_POSSESSIVE = ("'s", "’s", "'", "’")
_AMOUNTS = frozenset("hundreds thousands dozens scores tens millions".split())
_COUNTING = frozenset("nearly about almost some around over".split())
_KINDS = frozenset({"population", "unidentified", "government_body", "role_holder"})


def widened(reader: Reader, party: Party, text: str, deeds: frozenset[int]) -> Party:
    """The party with all words that belong to it; its name, by which it is compared, stays as it is.

    ``deeds`` are the tokens of the deed itself, which no party reaches over.
    """
    if party.actor_id is not None or party.kind not in _KINDS or party.span is None:
        return party
    inside = [i for i in range(reader.first, reader.last) if party.span.start <= reader.tokens[i].start < party.span.end]
    if not inside or (reader.tokens[inside[-1]].text[0].isupper() and inside[-1] > reader.first):
        return party
    first, last = _leftmost(reader, inside[0], deeds), _rightmost(reader, inside[-1] + 1)
    if last == inside[-1] + 1 and (party.kind == "role_holder" or party.span.text.lower() == "people"):
        last = _home(reader, last)
    return replace(party, span=Span.of(text, reader.tokens[first].start, reader.tokens[last - 1].end))


def _leftmost(reader: Reader, at: int, deeds: frozenset[int]) -> int:
    while at > reader.first and at - 1 not in deeds and _belongs(reader, at - 1) and not _another(reader, at - 1):
        at -= 1
    counted = at - 2 >= reader.first and reader.tokens[at - 1].text.lower() == "of" and reader.tokens[at - 2].text.lower() in _AMOUNTS
    return at - 2 if counted else at


def _belongs(reader: Reader, at: int) -> bool:
    token = reader.tokens[at]
    if token.text.lower() in _COUNTING:
        return reader.tokens[at + 1].pos == "NUM" or token.text.lower() == "some"
    if token.pos == "ADV":  # "newly graduated officers", but not "then soldiers"
        return token.text.endswith("ly") and reader.tokens[at + 1].form in ("past", "participle")
    if token.form in ("past", "participle"):
        return at > reader.first and reader.tokens[at - 1].pos in ("DET", "ADJ", "NUM", "ADV") and reader.tokens[at + 1].pos == "NOUN"
    return token.pos in _MODIFIERS


def _another(reader: Reader, at: int) -> bool:
    return any(start <= at < end for start, (_, end) in reader.starts.items())


def _rightmost(reader: Reader, end: int) -> int:
    """Past "of the last rebel group", "of Solhan"."""
    at = end
    homes = [t.text.lower() for t in reader.tokens[at : min(at + 2, reader.last)]]
    if len(homes) == 2 and homes[0] in ("in", "inside", "at") and homes[1] in ("their", "its") and at + 2 < reader.last:
        return at + 3 if reader.tokens[at + 2].pos == "NOUN" else end  # "people in their homes"
    if at >= reader.last or reader.tokens[at].text.lower() != "of":
        return end
    at += 1
    while at < reader.last and (reader.tokens[at].pos in ("DET", *_MODIFIERS) or reader.tokens[at].text in _POSSESSIVE):
        at += 1
    return at if at > end + 1 and reader.tokens[at - 1].pos in ("NOUN", "PROPN") else end


def _home(reader: Reader, end: int) -> int:
    """Past a name in "leaders in the movement's Northern Council", "people in Xinjiang"; without one the words stay as they are."""
    if end >= reader.last or reader.tokens[end].text.lower() not in ("in", "from", "at"):
        return end
    at = end + 1
    while at < reader.last and (reader.tokens[at].pos in ("DET", "PROPN") or reader.tokens[at].text in _POSSESSIVE):
        at += 1
    named = reader.tokens[at - 1].pos == "PROPN" and reader.tokens[at - 1].text not in DAYS
    return at if named else end
