"""Where and when a claim's event was, from the words of its sentence or, for "the attack", from what was told before."""

from __future__ import annotations

from collections.abc import Sequence

from casus.extract.triggers import Trigger
from casus.model import Annotated, Party, Place, PlaceMention, TimeMention, When

_LOCATIVE = frozenset(
    "in at near on outside inside across around of from into toward towards to between north south east west within dateline along".split()
)
#: acts of words, which are where and when their actor speaks
SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
_RANK = {"site": 0, "settlement": 1, "admin2": 2, "admin1": 3, "region": 4, "country": 5}
_CLAUSES = frozenset("after before when while as because since".split())
_TOLL_VERBS = frozenset("rise climb reach grow jump increase stand bury mourn".split())
_DEFINITE = frozenset("the this that these those his her their its same".split())


def place_in_sentence(annotated: Annotated, trigger: Trigger) -> Place | None:
    """The place of the trigger's own sentence: in its words, behind a word of place, near the trigger; the finer if they agree."""
    sentence = annotated.sentences[trigger.sentence]
    here = [p for p in annotated.places if p.place is not None and sentence.start <= p.span.start < sentence.end]
    here = [p for p in here if p.preposition in _LOCATIVE or not _names_an_actor(annotated, p)]
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


def _names_an_actor(annotated: Annotated, mention: PlaceMention) -> bool:
    """As in "US troops", "Thai police": the country is who, not where."""
    return any(a.span.overlaps(mention.span) for a in annotated.actors)


def seat_of(annotated: Annotated, parties: Sequence[Party]) -> Place | None:
    """The country of the first state among the parties, by the words that name it: where a spoken act is at home."""
    for party in parties:
        if party.kind in ("state", "government_body", "role_holder"):
            found = next((p.place for p in annotated.places if p.place and p.place.country and p.span.overlaps(party.span)), None)
            if found is not None:
                return found
    return None


def _distance(mention: PlaceMention, trigger: Trigger) -> tuple[int, int]:
    behind = mention.preposition is None or mention.preposition not in _LOCATIVE
    after = mention.span.start >= trigger.span.start
    gap = mention.span.start - trigger.span.end if after else trigger.span.start - mention.span.end
    return (int(behind), gap if after else gap * 2)


def time_in_sentence(annotated: Annotated, trigger: Trigger, others: Sequence[Trigger] = ()) -> When | None:
    """The time of the trigger's own sentence. A day told of a verb of speech ("said on Friday") is not the event's, nor is one

    told of another trigger of the sentence (``others``): "a court charged two men on Tuesday over the bombing on June 28".
    """
    sentence = annotated.sentences[trigger.sentence]
    here = [t for t in annotated.times if sentence.start <= t.span.start < sentence.end]
    here = [t for t in here if t.when.precision != "range" or t.when.start is not None]
    said = trigger.rule.type in SPOKEN  # an act of words is done when it is said
    own = [t for t in here if (said or not _of_speech(annotated, trigger, t)) and _owns(annotated, trigger, t, others)]
    if not own:
        return None

    def rank(mention: TimeMention) -> tuple[bool, bool, bool, int]:
        behind_other = mention.span.start < trigger.span.start and _follows_other(mention, trigger, others)
        coarse = mention.when.precision in ("range", "year", "season")
        return _stands_far_before(annotated, mention, trigger), behind_other, coarse, _gap(mention, trigger)

    return min(own, key=rank).when


def _stands_far_before(annotated: Annotated, mention: TimeMention, trigger: Trigger) -> bool:
    """A noun's day follows it, or stands right before it ("Friday's bombing"); a day in the clause before is another verb's."""
    if mention.span.start > trigger.span.start:
        return False
    between = annotated.report.text[mention.span.end : trigger.span.start].replace("'s", "").replace("’s", "").lower().split()
    return len(between) > 1 if trigger.shape == "noun" else bool(_CLAUSES & set(between))


def _owns(annotated: Annotated, trigger: Trigger, mention: TimeMention, others: Sequence[Trigger]) -> bool:
    """A time belongs to the last trigger before it; with none before it, to the first one after it."""
    told = [t for t in others if t.sentence == trigger.sentence and t.shape != "phrase"]
    if 0 <= trigger.span.start - mention.span.end <= 25 and "," not in annotated.report.text[mention.span.end : trigger.span.start]:
        return True  # "Friday's bombing", "the 2014 abduction"
    before = [t for t in told if t.span.end <= mention.span.start]
    nearest = max(before, key=lambda t: t.span.end) if before else min(told, key=lambda t: t.span.start, default=trigger)
    if nearest.rule.type != trigger.rule.type and not _told_of_object(trigger, nearest):
        return False
    return not _of_toll(annotated, mention, nearest)


def _told_of_object(trigger: Trigger, nearest: Trigger) -> bool:
    """As in "attacked a protest on Friday": the noun is what the verb is about, and the day is the verb's."""
    return trigger.shape == "verb" and nearest.shape == "noun" and trigger.span.end <= nearest.span.start


def _of_toll(annotated: Annotated, mention: TimeMention, owner: Trigger) -> bool:
    """As in "the toll of the attack rose to 59 on Sunday": the day of the count, not of the attack."""
    between = [t for t in annotated.tokens if owner.span.end <= t.start < mention.span.start]
    return any(t.pos == "VERB" and t.lemma in _TOLL_VERBS for t in between)


def _follows_other(mention: TimeMention, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    return any(t.span.end <= mention.span.start and t.rule.type != trigger.rule.type for t in others)


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


def is_adjacent(annotated: Annotated, trigger: Trigger, place: Place) -> bool:
    """Does the place stand right behind the trigger, with no verb between ("the raid on a base near Baidoa")?"""
    if not trigger.span.end <= place.span.start:
        return False
    between = [t for t in annotated.tokens if trigger.span.end <= t.start < place.span.start]
    return len(between) <= 8 and not any(t.pos in ("VERB", "AUX") or t.text.lower() in ("for", ",") for t in between)


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
