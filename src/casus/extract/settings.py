"""Where and when a claim's event was, from the words of its sentence or, for "the attack", from what was told before."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.triggers import Trigger
from casus.model import Annotated, Place, PlaceMention, TimeMention, When

_LOCATIVE = frozenset(
    "in at near on outside inside across around of from into toward towards to between north south east west within dateline along".split()
)
_RANK = {"site": 0, "settlement": 1, "admin2": 2, "admin1": 3, "region": 4, "country": 5}
_DEFINITE = frozenset("the this that these those his her their its same".split())


def place_in_sentence(annotated: Annotated, trigger: Trigger) -> Place | None:
    """The place of the trigger's own sentence: in its words, behind a word of place, near the trigger; the finer if they agree."""
    sentence = annotated.sentences[trigger.sentence]
    here = [p for p in annotated.places if p.place is not None and sentence.start <= p.span.start < sentence.end]
    if not here:
        return None
    nearest = min(here, key=lambda p: _distance(p, trigger))
    best = nearest.place
    assert best is not None
    for other in here:
        place = other.place
        if place is None or other.preposition not in _LOCATIVE:
            continue
        if _RANK[place.precision] < _RANK[best.precision] and place.country is not None and place.country == best.country:
            best = place
    return best


def _distance(mention: PlaceMention, trigger: Trigger) -> tuple[int, int]:
    behind = mention.preposition is None or mention.preposition not in _LOCATIVE
    after = mention.span.start >= trigger.span.start
    gap = mention.span.start - trigger.span.end if after else trigger.span.start - mention.span.end
    return (int(behind), gap if after else gap * 2)


def time_in_sentence(annotated: Annotated, trigger: Trigger) -> When | None:
    """The time of the trigger's own sentence; a day that belongs to a verb of speech ("said on Friday") is not the event's."""
    sentence = annotated.sentences[trigger.sentence]
    here = [t for t in annotated.times if sentence.start <= t.span.start < sentence.end]
    here = [t for t in here if t.when.precision != "range" or t.when.start is not None]
    own = [t for t in here if not _of_speech(annotated, trigger, t)]
    if not own:
        return None
    return min(own, key=lambda t: _gap(t, trigger)).when


def _gap(mention: TimeMention, trigger: Trigger) -> int:
    if mention.span.start >= trigger.span.end:
        return mention.span.start - trigger.span.end
    return trigger.span.start - mention.span.end


def _of_speech(annotated: Annotated, trigger: Trigger, mention: TimeMention) -> bool:
    """Does a verb of speech stand nearer to the time than the trigger does, and on the same side?"""
    text = annotated.report.text
    for cue in annotated.cues:
        if cue.kind != "speech" or cue.span.overlaps(trigger.span) or cue.rule == "speech.according":
            continue
        low, high = sorted((cue.span.end, mention.span.start))
        near = mention.span.start >= cue.span.end and high - low <= 28 and text.count(".", low, high) == 0
        if near and not cue.span.end <= trigger.span.start < mention.span.start:
            return True
    return False


def is_definite(annotated: Annotated, trigger: Trigger) -> bool:
    """Does the trigger point back ("the blast", "this attack", "his killing")?"""
    sentence = annotated.sentences[trigger.sentence]
    at = trigger.first - 1
    while at >= sentence.first and annotated.tokens[at].pos in ("ADJ", "NOUN", "NUM", "PROPN"):
        at -= 1
    return at >= sentence.first and annotated.tokens[at].text.lower() in _DEFINITE


def dateline(places: Sequence[PlaceMention]) -> Place | None:
    """The place of the report's dateline, if it has one."""
    return next((p.place for p in places if p.preposition == "dateline" and p.place is not None), None)
