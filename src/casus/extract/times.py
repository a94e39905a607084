"""Which time of its sentence is a claim's: that of its own clause, not of a verb of speech, a count, an aside or another happening."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.extract.settings import SPOKEN
from casus.extract.triggers import Trigger
from casus.model import Annotated, TimeMention, Token, When

_CLAUSES = frozenset("after before when while as because since".split())
#: words that part one clause's time from the next clause's verb
_JOINTS = _CLAUSES | frozenset("and but who which".split())
#: words that lead from what is told on a day to what had gone before: "raided on Monday a house where bombs were made"
_BACKSTORY = frozenset("where alleged accused suspected convicted charged wanted blamed".split())
#: words that open a clause about another time
_INNER = frozenset("since before until".split())
#: the next main clause, with at most a short subject before its verb
_AND = re.compile(r"\sand\s+(?:[\w'’-]+\s+){0,3}$")
#: the day on which somebody died of wounds is not the day of the deed
_LATE_DEATH = re.compile(
    r"\b(?:die[ds]?|dying|succumb\w*|passed\s+away)\b[^.;]{0,40}\b(?:hospitals?|wounds|injuries|intensive\s+care)\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_COMING = frozenset({"come", "follow", "occur", "happen"})
_TOLL_VERBS = frozenset("rise climb reach grow jump increase stand bury mourn".split())


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
        return _day_before_and(annotated, trigger, here)

    def rank(mention: TimeMention) -> tuple[bool, bool, bool, int]:
        behind_other = mention.span.start < trigger.span.start and _follows_other(mention, trigger, others)
        coarse = mention.when.precision in ("range", "year", "season")
        return _stands_far_before(annotated, mention, trigger), behind_other, coarse, _gap(mention, trigger)

    return min(own, key=rank).when


def _day_before_and(annotated: Annotated, trigger: Trigger, here: Sequence[TimeMention]) -> When | None:
    """What is told next, behind *and*, went on that day: "the trial resumed on Monday, and both men pleaded not guilty"."""
    if trigger.shape != "verb" or annotated.tokens[trigger.first].form != "past":
        return None
    days = [t for t in here if t.span.end <= trigger.span.start and t.when.precision == "day"]
    last = max(days, key=lambda t: t.span.end, default=None)
    if last is None or not _AND.search(annotated.report.text[last.span.end : trigger.span.start]):
        return None
    return None if _of_speech(annotated, trigger, last) or _in_aside(annotated, trigger, last) else last.when


def _stands_far_before(annotated: Annotated, mention: TimeMention, trigger: Trigger) -> bool:
    """A noun's day follows it, or stands right before it ("Friday's bombing"); a day in the clause before is another verb's."""
    if mention.span.start > trigger.span.start:
        return False
    between = annotated.report.text[mention.span.end : trigger.span.start].replace("'s", "").replace("’s", "").lower().split()
    return len(between) > 1 if trigger.shape == "noun" else bool(_CLAUSES & set(between))


def _owns(annotated: Annotated, trigger: Trigger, mention: TimeMention, others: Sequence[Trigger]) -> bool:
    """A time belongs to the last trigger before it; with none before it, to the first one after it."""
    told = [t for t in others if t.sentence == trigger.sentence and t.shape != "phrase"]
    if (
        _of_other_noun(annotated, trigger, mention, told)
        or _of_inner_clause(annotated, trigger, mention)
        or _in_aside(annotated, trigger, mention)
        or _before_relative(annotated, trigger, mention, told)
        or (
            trigger.rule.weak
            and _LATE_DEATH.search(annotated.report.text[annotated.sentences[trigger.sentence].start : mention.span.start])
        )
    ):
        return False
    between = annotated.report.text[mention.span.end : trigger.span.start].lower()
    if _BACKSTORY & set(between.split()):
        return False
    if 0 <= trigger.span.start - mention.span.end <= 25 and "," not in between and not _JOINTS & set(between.split()):
        return True  # "Friday's bombing", "the 2014 abduction"
    before = [t for t in told if t.span.end <= mention.span.start]
    nearest = max(before, key=lambda t: t.span.end) if before else min(told, key=lambda t: t.span.start, default=trigger)
    if nearest.rule.type != trigger.rule.type and not _told_of_object(trigger, nearest) and not _is_scene(annotated, trigger, nearest):
        return False
    return not _of_toll(annotated, mention, nearest)


def _of_other_noun(annotated: Annotated, trigger: Trigger, mention: TimeMention, told: Sequence[Trigger]) -> bool:
    """As in "a Feb. 18 hearing", "the anniversary of last October's bombing": the day is told of that noun alone."""
    text = annotated.report.text
    after = [t for t in annotated.tokens if mention.span.end <= t.start < mention.span.end + 40]
    if after and after[0].text in ("'s", "’s"):
        owner = min((t for t in told if t.span.start >= mention.span.end), key=lambda t: t.span.start, default=None)
        far = owner is None or owner.span.start - mention.span.end > 40
        return not far and owner is not None and owner.rule.type != trigger.rule.type and not _is_scene(annotated, trigger, owner)
    determined = text[max(0, mention.span.start - 4) : mention.span.start].lower().split()[-1:] in (["a"], ["an"])
    return (
        determined
        and bool(after)
        and (after[0].pos == "NOUN" or after[0].form == "ing")
        and not after[0].start <= trigger.span.start < after[0].end
    )


def _of_inner_clause(annotated: Annotated, trigger: Trigger, mention: TimeMention) -> bool:
    """As in "the worst attack since the regime fell in 2001": the day is that clause's."""
    if not trigger.span.end <= mention.span.start:
        return False
    between = [t for t in annotated.tokens if trigger.span.end <= t.start < mention.span.start]
    opening = next((at for at, t in enumerate(between) if t.text.lower() in _INNER), _when_of_relative(between))
    return opening is not None and any(t.pos in ("VERB", "AUX") for t in between[opening:])


def _before_relative(annotated: Annotated, trigger: Trigger, mention: TimeMention, told: Sequence[Trigger]) -> bool:
    """As in "on Thursday the state mourned those who died in the raid": the day is that of the verb before *who*."""
    between = [t for t in annotated.tokens if mention.span.end <= t.start < trigger.span.start]
    relative = next((at for at, t in enumerate(between) if at and t.text.lower() in ("who", "which", "whose")), None)
    if relative is None:
        return False
    verbs = [t for t in between[:relative] if t.pos == "VERB" and t.form in ("past", "s")]
    alike = [t for t in told if t.rule.type == trigger.rule.type and mention.span.end <= t.span.start < between[relative].start]
    return bool(verbs) and not alike


def _in_aside(annotated: Annotated, trigger: Trigger, mention: TimeMention) -> bool:
    """As in "the group, which grew in 2019, attacked": a time between commas, told of the noun before them."""
    first = annotated.sentences[trigger.sentence].first
    before = [t for t in annotated.tokens[first : trigger.first] if t.start < mention.span.start]
    closed = any(t.text == "," for t in annotated.tokens[first : trigger.first] if t.start >= mention.span.end)
    comma = next((at for at in range(len(before) - 1, -1, -1) if before[at].text == ","), None)
    if comma is None or not closed or comma + 1 >= len(before):
        return False
    return before[comma + 1].text.lower() in ("which", "who", "whose") and any(t.pos == "VERB" for t in before[comma + 1 :])


def _when_of_relative(between: Sequence[Token]) -> int | None:
    """As in "talks, which stalled when he took power in August": the *when* of a clause about something else."""
    relative = next((at for at, t in enumerate(between) if t.text.lower() in ("which", "who", "whose")), None)
    if relative is None:
        return None
    return next((at for at, t in enumerate(between) if at > relative and t.text.lower() in ("when", "after", "as")), None)


def _is_scene(annotated: Annotated, trigger: Trigger, nearest: Trigger) -> bool:
    """As in "Saturday's attack on a demonstration": what was attacked went on when it was attacked."""
    if trigger.rule.type != "PROTEST" or nearest.rule.type != "ASSAULT" or not nearest.span.end <= trigger.span.start:
        return False
    between = annotated.report.text[nearest.span.end : trigger.span.start].lower().replace(",", " ").split()
    return len(between) <= 4 and bool({"on", "at", "against", "targeting", "during"} & set(between))


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
        words = text[low:high].lower().split()  # "recalled that on May 6 rebels freed": the day is what was said's
        near = mention.span.start >= cue.span.end and high - low <= 28 and "." not in text[low:high] and "that" not in words
        if near and not cue.span.end <= trigger.span.start < mention.span.start:
            return True
    return False


def is_background(annotated: Annotated, trigger: Trigger) -> bool:
    """Is the trigger not what the report is about: in a *since* clause ("the worst since the rebels took over"), or in one that

    only tells what another came upon ("the blast came a day after a bombing in X")?
    """
    sentence = annotated.sentences[trigger.sentence]
    words = annotated.tokens[sentence.first : trigger.first]
    since = next((at for at, t in enumerate(words) if t.text.lower() == "since"), None)
    return comes_upon(words) or (since is not None and not any(t.text == "," for t in words[since:]))


def comes_upon(words: Sequence[Token]) -> bool:
    """Do the words lead to another deed, which this one came after: "came a day after a", "followed another"?"""
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i].pos == "VERB"), None)
    if at is None or words[at].lemma not in _COMING:
        return False
    behind = [t.text.lower() for t in words[at + 1 :]]
    after = words[at].lemma == "follow" or bool({"after", "before"} & set(behind))
    return after and bool({"a", "an", "another", "two", "three", "other"} & set(behind[-4:]))


def is_backstory(annotated: Annotated, trigger: Trigger) -> bool:
    """As in "troops had bombed a camp in May": what had gone before the happening that the report tells of."""
    before = annotated.tokens[max(annotated.sentences[trigger.sentence].first, trigger.first - 3) : trigger.first]
    return trigger.shape == "verb" and any(t.text.lower() == "had" for t in before)
