"""Which mentions of a sentence stand against, beside, under or for one another: pairs of words, the wider view beside claims.

A claim joins actors; a pair joins any two mentions, strikes with what they hit and a body with the ground it holds as well. Pairs out of
claims come first; the others are read off the words between two mentions (``lexicon/pairs.yaml``), lists told as one pair each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from casus.codebook.pairs import PairWords, load_pair_words
from casus.extract.pair_lines import BODIES, THINGS, Line, lines_of
from casus.model import Annotated, Claim, Mention, Span

#: kinds of pairs; ``source relation target`` reads as a clause
_FIGHTS, _HELPS, _PART, _LEADS, _ALIAS = "opposed_to", "allied_with", "part_of", "leads", "alias"

#: probabilities from which what the encoder saw counts
_SURE = 0.8


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """``relation`` as in the relation codebook; ``basis`` says what told it: ``claim``, or the kind of words."""

    source: Span
    relation: str
    target: Span
    basis: str


def find_pairs(annotated: Annotated, mentions: Sequence[Mention], claims: Sequence[Claim]) -> tuple[Pair, ...]:
    """The pairs in text order, each once; none of a mention with itself, nor of two names of one actor that fight each other."""
    words = load_pair_words()
    lines = lines_of(annotated, mentions)
    found = [*_claimed(claims, lines, words), *_seen(annotated, lines)]
    for line in lines:
        for read in (_aliases, _apposed, _parts, _members, _strikes, _fights, _helps, _holds, _chiefs):
            found += read(line, words)
    known = {m.span: m.actor_id for m in annotated.actors if m.actor_id}
    unique: dict[tuple[Span, str, Span], Pair] = {}
    for pair in found:
        if not pair.source.overlaps(pair.target) and not _is_one(pair, known):
            unique.setdefault((pair.source, pair.relation, pair.target), pair)
    return tuple(sorted(unique.values()))


def _is_one(pair: Pair, known: dict[Span, str]) -> bool:
    if pair.relation not in (_FIGHTS, _HELPS):
        return False
    ids = [{i for s, i in known.items() if s.overlaps(span)} for span in (pair.source, pair.target)]
    return bool(ids[0] & ids[1]) or pair.source.text.casefold() == pair.target.text.casefold()


def _claimed(claims: Sequence[Claim], lines: Sequence[Line], words: PairWords) -> Iterator[Pair]:
    """Attacks and ties that are claimed, their ends with all that are listed with them."""
    for claim in claims:
        relation = _FIGHTS if claim.kind == "event" and claim.type == "ASSAULT" else claim.type if claim.kind == "relation" else None
        if relation is None or claim.negated:
            continue
        for source, target in product(claim.actors, claim.recipients):
            line = _line_of(lines, target.span.start)
            if line is not None and not line.one_phrase(source.span, target.span) and not line.only_suffers(source.span, words):
                yield from (Pair(source.span, relation, each, "claim") for each in line.row_from(target.span))


def _seen(annotated: Annotated, lines: Sequence[Line]) -> Iterator[Pair]:
    """Attacks and ties that the encoder saw, with whoever does them and to whom in the same sentence."""
    mentions = annotated.perception.mentions
    for trigger in annotated.perception.triggers:
        relation = _FIGHTS if trigger.type == "ASSAULT" else trigger.type if trigger.type.islower() else None
        if relation is None or trigger.negated or trigger.score < _SURE:
            continue
        line = _line_of(lines, trigger.span.start)
        sure = [a for a in trigger.arguments if a.score >= _SURE and line is not None and line.holds(mentions[a.mention].span)]
        by, to = ([mentions[a.mention].span for a in sure if a.role in roles] for roles in (("by",), ("to", "victim")))
        yield from (Pair(source, relation, target, "seen") for source, target in product(by, to))


def _line_of(lines: Sequence[Line], offset: int) -> Line | None:
    """The line that the offset is in; None where it is a table's."""
    at = bisect_right(lines, offset, key=lambda x: x.start) - 1
    return lines[at] if at >= 0 and offset < lines[at].end else None


def _aliases(line: Line, words: PairWords) -> Iterator[Pair]:
    """As in "the Syrian Democratic Forces (SDF)", "Daesh, also known as ISIL"."""
    for one in line.items:
        short = line.bracketed(one)
        if short is not None:
            yield from _both(one.span, _ALIAS, short, "brackets")
    for one, other in line.neighbours():
        if one.kind == other.kind and other.span.text[0].isupper() and line.says_also(one, other):
            yield from _both(one.span, _ALIAS, other.span, "also")


def _apposed(line: Line, words: PairWords) -> Iterator[Pair]:
    """A person's name beside the office: "General X, the commander of Y"."""
    for one, other in line.neighbours():
        if one.kind == other.kind == "per" and line.is_apposition(one, other):
            yield from _both(one.span, _ALIAS, other.span, "apposition")


def _both(one: Span, relation: str, other: Span, basis: str) -> tuple[Pair, Pair]:
    return Pair(one, relation, other, basis), Pair(other, relation, one, basis)


def _parts(line: Line, words: PairWords) -> Iterator[Pair]:
    """As in "the nations include A, B and C": a row behind a word of containing, and the whole before it."""
    for found in words.includes.finditer(line.text, line.start, line.end):
        row = line.row_after(found.end(), 3)
        whole = next((m for m in line.items if m.kind in (*BODIES, "people") and m.span.end <= found.start()), None)
        if whole is not None and len(row) > 1 and all(m.kind in (*BODIES, "people", "place", "per") for m in row):
            yield from (Pair(m.span, _PART, whole.span, "row") for m in row)


def _members(line: Line, words: PairWords) -> Iterator[Pair]:
    """As in "soldiers from the 3rd Battalion", "a member of the group"."""
    for one, other in line.neighbours():
        if one.kind in ("per", "people", "group", "org", "craft") and line.is_member(one, other, words):
            yield Pair(one.span, _PART, other.span, "member")
    yield from (Pair(one, _PART, body, "within") for one, body in line.told_members(words))


def _strikes(line: Line, words: PairWords) -> Iterator[Pair]:
    """As in "three strikes hit a bunker and two trucks": by those whose strikes they are, else the strikes themselves."""
    for strike, verb_end in line.strikes(words):
        owner = line.owner(strike, words)
        source = owner.span if owner is not None else strike
        yield from (Pair(source, _FIGHTS, m.span, "strike") for m in line.objects(verb_end, words))


def _fights(line: Line, words: PairWords) -> Iterator[Pair]:
    """As in "the coalition's campaign to defeat Daesh", "operations against the group"."""
    for start, end in line.hostile(words):
        enemies = line.enemies_after(end)
        for source in line.doers(start) if enemies else ():
            yield from (Pair(source.span, _FIGHTS, m.span, "fight") for m in enemies)


def _helps(line: Line, words: PairWords) -> Iterator[Pair]:
    for start, end in line.helping(words):
        friends = line.friends_after(end)
        for source in [m for m in line.doers(start)[-1:] if m.kind != "per"] if friends else ():
            yield from (Pair(source.span, _HELPS, m.span, "help") for m in friends)


def _holds(line: Line, words: PairWords) -> Iterator[Pair]:
    """Who has what: "the <ISIL>-held building", "the army <seized> the base", "aircraft <used by>..."."""
    for owner, thing in line.owned():
        yield Pair(owner, _LEADS, thing, "owner")
    for start, end in line.holding(words):
        things = line.things_after(end) or line.strike_after(end)
        for source in line.doers(start)[-1:] if things else ():
            yield from (Pair(source.span, _LEADS, m.span, "hold") for m in things)
    for one, other in line.neighbours():
        if words.held.search(line.between(one, other)) and one.kind in (*THINGS, *BODIES) and other.kind in (*BODIES, "per"):
            yield Pair(other.span, _LEADS, one.span, "held")


def _chiefs(line: Line, words: PairWords) -> Iterator[Pair]:
    """A named office-holder and the body: "General X, commander of Y"."""
    for person, body in line.chiefs(words):
        yield Pair(person, _LEADS, body, "chief")
