"""One claim a happening, not one a word: which triggers of a sentence tell of the same deed."""

from __future__ import annotations

from collections.abc import Sequence

from casus.codebook.modes import are_apart
from casus.extract.clauses import Reader
from casus.extract.modality import find_certainty
from casus.extract.parties import find_parties
from casus.extract.times import comes_upon, time_in_sentence
from casus.extract.triggers import Trigger
from casus.model import ActorMention, Annotated

_NOT_DOERS = frozenset({"population", "media", "company", "role_holder"})


def happenings_of(annotated: Annotated, triggers: Sequence[Trigger], reader: Reader) -> list[list[Trigger]]:
    """One claim a happening, not one a word: the triggers of one type in a sentence, parted where their days or towns differ."""
    groups: list[list[Trigger]] = []
    for trigger in triggers:
        alike = (g for g in groups if g[0].rule.type == trigger.rule.type and _same_setting(annotated, g[0], trigger, triggers))
        home = next((g for g in alike if not any(_by_others(reader, t, trigger) for t in g)), None)
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    return groups


def _by_others(reader: Reader, a: Trigger, b: Trigger) -> bool:
    """Do two attacks of a sentence have doers of their own: "A fired rockets, and B's jets struck back", "to avenge B's offensive"?"""
    if a.rule.type != "ASSAULT" or any(t.rule.frame == "join" and t.shape == "verb" for t in (a, b)):
        return False
    mine, theirs = (_named_doers(find_parties(reader, t)[0]) for t in (a, b))
    return bool(mine) and bool(theirs) and not mine & theirs


def _named_doers(actors: Sequence[ActorMention]) -> set[str]:
    return {m.actor_id or m.name for m in actors if m.kind not in _NOT_DOERS}


def _same_setting(annotated: Annotated, a: Trigger, b: Trigger, others: Sequence[Trigger]) -> bool:
    if are_apart(a.rule.type, a.rule.mode, b.rule.mode) or _took_place(annotated, a) != _took_place(annotated, b):
        return False
    if a.rule.type != "ASSAULT":
        return True
    if _comes_after(annotated, a, b) or _in_aside(annotated, a, b):
        return False
    days = [
        t.start
        for t in (time_in_sentence(annotated, a, others), time_in_sentence(annotated, b, others))
        if t is not None and t.start is not None
    ]
    return len(days) < 2 or days[0] == days[1]


def _comes_after(annotated: Annotated, a: Trigger, b: Trigger) -> bool:
    """As in "the blast came a day after a bombing in X", "the raid followed an attack on Y": the second is another deed."""
    return a.shape == "noun" and comes_upon(annotated.tokens[a.last : b.first])


def _in_aside(annotated: Annotated, a: Trigger, b: Trigger) -> bool:
    """As in "the group, which fights the army, claimed the bombing": what the aside says of the group is not what is told."""
    tokens = annotated.tokens
    relative = any(
        tokens[i].text.lower() in ("which", "who", "whose") and tokens[i - 1].text == "," for i in range(max(1, a.first - 6), a.first)
    )
    between = tokens[a.last : b.first]
    comma = next((at for at, t in enumerate(between) if t.text == ","), None)
    return relative and comma is not None and comma + 1 < len(between) and between[comma + 1].pos in ("VERB", "AUX")


def _took_place(annotated: Annotated, trigger: Trigger) -> bool:
    """Is it told as done? "They freed ten and promised to free more" is two deeds."""
    return find_certainty(annotated, trigger).modality in ("asserted", "alleged", "claimed", "denied")
