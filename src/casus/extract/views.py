"""Deeds that are weighed and not told: what someone is able to do, would rather do, or finds hard to do; and deeds at large."""

from __future__ import annotations

from casus.extract.modality import Spot
from casus.model import Annotated, Token

_EASE = frozenset(
    """easy easier hard harder difficult challenging tough impossible feasible risky costly tempting wise unwise necessary important crucial
    vital essential imperative convenient useful dangerous reluctant unable incapable""".split()
)
_ABILITY = frozenset(
    """ability abilities capability capabilities capacity capacities means muscle resources potential strength power leverage wherewithal
    incentive incentives motive motives interest option luxury willpower clout manpower reason reasons""".split()
)
_HAVING = frozenset("have has had having lack lacks lacked possess possesses possessed retain retains retained with without no".split())
_RATHER = frozenset("prefer prefers preferred wish wishes wished like".split())
_POINTING = frozenset("these those such".split())
#: verbs and prepositions with which a bare plural is deeds done: "carried out attacks", "killed in clashes"
_DOING = frozenset(
    """carry launch stage mount commit conduct make perpetrate claim suffer face continue repel foil report in during after by since before
    following out""".split()
)
_BETWEEN = ("ADV", "AUX", "PART")
_REACH = 9


def is_weighed(annotated: Annotated, spot: Spot) -> bool:
    """Is the deed an infinitive that such words govern: "has the means to strike A", "it is hard for A to leave"?"""
    tokens, floor = annotated.tokens, annotated.sentences[spot.sentence].first
    to = _to_before(tokens, spot.first, floor) if spot.shape == "verb" else None
    if to is None:
        return False
    before = tokens[to - 1]
    if before.text.lower() == "like":
        return tokens[to - 2].text.lower() in ("would", "’d", "'d")
    return before.text.lower() in _RATHER or _weighs(tokens, to - 1, floor) or _weighs(tokens, _behind_for(tokens, to, floor), floor)


def names_no_deed(annotated: Annotated, spot: Spot, placed: bool) -> bool:
    """Is it a noun in the plural that points back or has nothing before it that picks out a deed: "these raids", "use bombings to"?

    ``placed``: a place is told, which picks out deeds as well, but for those that are only used.
    """
    tokens, floor = annotated.tokens, annotated.sentences[spot.sentence].first
    if spot.shape != "noun" or not tokens[spot.last - 1].text.lower().endswith("s"):
        return False
    at = spot.first
    while at > floor and tokens[at - 1].pos in ("ADJ", "NOUN"):
        at -= 1
    if at == spot.first and at > floor and tokens[at - 1].text.lower() in _POINTING:
        return True
    before = tokens[at - 1] if at > floor else None
    bare = at == spot.first and before is not None and before.pos in ("ADP", "VERB") and before.lemma not in _DOING
    return bare and before is not None and (not placed or before.lemma == "use")


def _to_before(tokens: tuple[Token, ...], at: int, floor: int) -> int | None:
    """The *to* of an infinitive that begins at ``at``, adverbs and "be" or "have" between; there is a word before it."""
    at -= 1
    while at > floor and tokens[at].pos in _BETWEEN and tokens[at].text.lower() != "to":
        at -= 1
    return at if at > floor and tokens[at].text.lower() == "to" else None


def _behind_for(tokens: tuple[Token, ...], to: int, floor: int) -> int:
    """The word before "for A" in "hard for A to leave"; ``floor`` where there is none."""
    found = next((i for i in range(to - 1, max(floor, to - _REACH), -1) if tokens[i].text.lower() == "for"), floor)
    return max(floor, found - 1)


def _weighs(tokens: tuple[Token, ...], at: int, floor: int) -> bool:
    word = tokens[at].text.lower()
    if word in _EASE:
        return True
    had = any(t.text.lower() in _HAVING for t in tokens[max(floor, at - 6) : at])
    return word in _ABILITY and had
