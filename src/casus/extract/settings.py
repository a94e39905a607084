"""Where a claim's event was, from the words of its sentence or, for "the attack", from what was told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.extract.triggers import Trigger
from casus.model import Annotated, Party, Place, PlaceMention, Span, Speaker

_LOCATIVE = frozenset(
    "in at near on outside inside across around of from into toward towards to between north south east west within dateline along".split()
)
#: acts of words, which are where and when their actor speaks
SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
_DEEDS = frozenset({"ASSAULT", "MOBILIZE", "PROTEST", "RETREAT"})
_RANK = {"site": 0, "settlement": 1, "admin2": 2, "admin1": 3, "region": 4, "country": 5}
#: characters beyond which a name without a word of place belongs to another clause
_FAR = 90
_GROUND = frozenset(
    "territory soil city town village province region border capital district side state island coast airspace waters mountains desert".split()
)
_OF = re.compile(r"(\w+) of (?:the |northern |southern |eastern |western |central )*$", re.IGNORECASE)
_TELLER = re.compile(
    r"\b(?:sources?|reporters?|journalists?|correspondents?|speaking|spoke|told \w+|monitored|(?:news|press) (?:conference|briefing)|interview(?:ed)?)"
    r"(?: by (?:tele)?phone)? (?:in|at|from|near) (?:the )?(?:\w+ (?:city|town|capital) (?:of )?)?$",
    re.IGNORECASE,
)
_WARD = re.compile(
    r"\b(?:hospitals?|clinics?|morgue)\b,? (?:in |at |near )?(?:the )?(?:\w+ (?:city|town|capital) (?:of )?)?$", re.IGNORECASE
)
_NEXT_WORD = re.compile(r"[\s]*([A-Za-z]+)")
_COMPARED = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|heaviest|most \w+|first|latest)\b[^.;]{0,40}\bin (?:the )?$", re.IGNORECASE
)
_DEFINITE = frozenset("the this that these those his her their its same".split())


def place_in_sentence(annotated: Annotated, trigger: Trigger) -> Place | None:
    """The place of the trigger's own sentence: in its words, behind a word of place, near the trigger; the finer if they agree."""
    sentence = annotated.sentences[trigger.sentence]
    here = [p for p in annotated.places if p.place is not None and sentence.start <= p.span.start < sentence.end]
    here = [p for p in here if _may_be_where(annotated, p, trigger)]
    if not here:
        return None
    nearest = min(here, key=lambda p: _distance(p, trigger))
    best = nearest.place
    assert best is not None
    nearest = _first_of_list(annotated, here, nearest)
    best = nearest.place or best
    for other in here:
        if other.place is not None and _is_finer(annotated, other, nearest, best):
            best = other.place
    return best


def _first_of_list(annotated: Annotated, here: Sequence[PlaceMention], nearest: PlaceMention) -> PlaceMention:
    """Of "in Gumushi, Amuda and Arbokko" the first."""
    for other in sorted(here, key=lambda p: p.span.start, reverse=True):
        between = annotated.report.text[other.span.end : nearest.span.start].strip()
        alike = other.place and nearest.place and other.place.precision == nearest.place.precision
        if other.span.end <= nearest.span.start and between in (",", "and", ", and") and alike:
            nearest = other
    return nearest


def _is_finer(annotated: Annotated, other: PlaceMention, nearest: PlaceMention, best: Place) -> bool:
    """Does another place of the sentence lie in the one taken so far, and say more closely where? A dateline does not."""
    place = other.place
    if place is None or place.country is None or place.country != best.country or _RANK[place.precision] >= _RANK[best.precision]:
        return False
    beside = 0 <= nearest.span.start - other.span.end <= 12  # "a school, Chibok in Borno"
    if other.preposition == "dateline" or not (beside or other.preposition in _LOCATIVE):
        return False
    return best.precision in ("country", "region") or None in (place.admin1, best.admin1) or place.admin1 == best.admin1


def _may_be_where(annotated: Annotated, mention: PlaceMention, trigger: Trigger) -> bool:
    """Do the words leave it open that the event was there? An organisation's name, a border and a nation's adjective do not."""
    if mention.use in ("name", "road", "border") or mention.place is None:
        return False
    if trigger.rule.weak and _WARD.search(annotated.report.text[max(0, mention.span.start - 40) : mention.span.start]):
        return False  # "one died in a hospital in X"
    spoken = trigger.rule.type in SPOKEN
    if mention.use == "nation":
        return not spoken and _word_behind(annotated, mention) in _GROUND
    if mention.place.precision == "country" and _is_compared(annotated, mention):
        return False
    if spoken and mention.preposition not in ("in", "at", "dateline"):
        return False  # "called Beijing a friend", "called on the US": who is spoken of or to
    if trigger.rule.type in _DEEDS and told_there(annotated, mention):
        return False
    if mention.preposition in _LOCATIVE and mention.preposition != "of":
        return True
    if mention.preposition == "of" and not _of_ground(annotated, mention, trigger):
        return False
    gap = max(mention.span.start - trigger.span.end, trigger.span.start - mention.span.end)
    if gap > _FAR and mention.preposition is None:
        return False  # another clause's
    if trigger.rule.type != "ASSAULT" and mention.preposition is None and _names_a_people(annotated, mention):
        return False  # "freed the Chibok girls": where they are from
    fine = mention.place.precision in ("site", "settlement", "admin2")
    behind = trigger.span.start < mention.span.start <= trigger.span.end + 5
    entered = mention.place.precision == "country" and behind  # "left Afghanistan"
    return fine or entered or mention.preposition == "of" or not _names_an_actor(annotated, mention)


def _of_ground(annotated: Annotated, mention: PlaceMention, trigger: Trigger) -> bool:
    """As in "the siege of Kobani", "villages of Borno", "north of Gao"; not "the police of Kunduz"."""
    found = _OF.search(annotated.report.text[max(0, mention.span.start - 40) : mention.span.start])
    if found is None:
        return False
    word, end = found.group(1).lower(), max(0, mention.span.start - 40) + found.end(1)
    return word in _GROUND or word.rstrip("s") in _GROUND or word in _LOCATIVE or trigger.span.start <= end <= trigger.span.end


def told_there(annotated: Annotated, mention: PlaceMention) -> bool:
    """As in "sources in Maiduguri", "told reporters in Kabul": where somebody spoke, not where it happened."""
    return _TELLER.search(annotated.report.text[max(0, mention.span.start - 60) : mention.span.start]) is not None


def _word_behind(annotated: Annotated, mention: PlaceMention) -> str:
    found = _NEXT_WORD.match(annotated.report.text, mention.span.end)
    return found.group(1).lower() if found else ""


def _is_compared(annotated: Annotated, mention: PlaceMention) -> bool:
    """As in "the deadliest attack in Somalia since 2017": what it is measured against, not where it was."""
    return _COMPARED.search(annotated.report.text[max(0, mention.span.start - 60) : mention.span.start]) is not None


def _names_a_people(annotated: Annotated, mention: PlaceMention) -> bool:
    return any(a.kind == "population" and a.span.start <= mention.span.start and mention.span.end < a.span.end for a in annotated.actors)


def _names_an_actor(annotated: Annotated, mention: PlaceMention) -> bool:
    """As in "US troops", "Thai police": the country is who, not where."""
    return any(a.span.overlaps(mention.span) for a in annotated.actors)


def seat_of(annotated: Annotated, parties: Sequence[Party], speakers: Sequence[Speaker] = ()) -> Place | None:
    """The country of the first state among the parties, else of who says so, by the words that name it: where a spoken act is at home."""
    spans = [p.span for p in parties if p.kind in ("state", "government_body", "role_holder")]
    for span in (*spans, *(s.span for s in speakers)):
        if span is not None:
            told = (p.place for p in annotated.places if p.place and p.place.country and p.use != "border" and _belongs(annotated, p, span))
            found = next(told, None)
            if found is not None:
                return found
    return None


def _belongs(annotated: Annotated, mention: PlaceMention, span: Span) -> bool:
    """Is the place's name in the words, or their owner ("Cuba's foreign minister")?"""
    between = annotated.report.text[mention.span.end : span.start]
    return mention.span.overlaps(span) or (mention.span.end <= span.start and between.strip() in ("'s", "’s"))


def _distance(mention: PlaceMention, trigger: Trigger) -> tuple[int, int]:
    behind = {"of": 1, None: 2, "dateline": 3}.get(mention.preposition, 0 if mention.preposition in _LOCATIVE else 2)
    after = mention.span.start >= trigger.span.start
    gap = mention.span.start - trigger.span.end if after else trigger.span.start - mention.span.end
    return (behind, gap if after else gap * 2)


def is_adjacent(annotated: Annotated, trigger: Trigger, place: Place) -> bool:
    """Does the place stand right before the trigger ("the Baidoa raid") or behind it, with no verb between ("the raid on a base near Baidoa")?"""
    if 0 < trigger.span.start - place.span.end <= 2 and trigger.shape == "noun":
        return True
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
