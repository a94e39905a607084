"""How sure: the modality of a trigger from the cues that govern it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from casus.codebook.patterns import Shape
from casus.model import Annotated, Cue, CueKind, Modality, Span, Token

_WALLS = frozenset(";:—")
_CLAUSE = frozenset("and but when while after because although who which that why how where what".split())
#: how many tokens before the trigger a cue of each kind may stand
_REACH: dict[CueKind, int] = {"hedge": 9, "denial": 12, "negation": 3, "plan": 4, "threat": 6, "foiled": 9, "prediction": 6, "condition": 9}
_ORDER: tuple[tuple[CueKind, Modality], ...] = (
    ("denial", "denied"),
    ("foiled", "foiled"),
    ("threat", "threatened"),
    ("prediction", "predicted"),
    ("plan", "planned"),
    ("condition", "hypothetical"),
    ("hedge", "alleged"),
)


#: cues that may stand behind a deed's noun, in the verb of which it is the subject
_BEHIND = frozenset({"hedge", "plan", "prediction", "foiled", "condition"})
#: a threat that is made, not one that someone poses
_THREATS = ("threaten", "vow", "swear", "swore", "warn")
#: verbs that only say that a deed's noun is done
_LIGHT = frozenset(
    """carry launch stage mount commit conduct hold make take give begin start resume continue file issue sign send provide offer order open
    do perform prepare face reach strike wage unleash execute lead join impose lift declare call reopen restart have pay
    perpetrate orchestrate organise organize trigger cause repeat""".split()
)
_MODALS = frozenset("will would could can may might shall should 'll ’ll".split())
_TELLING = frozenset("say add announce report confirm state warn claim".split())
#: "pledged allegiance to": what stands behind it is no plan
_SWORN = re.compile(r"\b(?:allegiance|loyalty|fealty)\b", re.IGNORECASE)
#: verbs of which a side's own dead are the object
_LOSING = frozenset({"lose", "suffer", "sustain", "incur"})
#: words that make a sentence a scenario, however far off the deed is told
_OPEN = frozenset({"if", "unless", "whether"})
#: verbs of speech that leave what is said open
_COLOURED: tuple[tuple[Modality, tuple[str, ...]], ...] = (
    ("alleged", ("alleg", "according to reports", "suggest", "hint", "imply", "implie")),
    ("claimed", ("claim", "boast", "contend")),
)


class Spot(Protocol):
    """Words that mean something, wherever they came from: tokens ``first`` to ``last`` (exclusive) of a sentence."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def shape(self) -> Shape: ...
    @property
    def sentence(self) -> int: ...
    @property
    def span(self) -> Span: ...


@dataclass(frozen=True, slots=True)
class Certainty:
    modality: Modality
    negated: bool
    cues: tuple[Span, ...]


def find_certainty(annotated: Annotated, trigger: Spot) -> Certainty:
    """The strongest modality among the cues that govern the trigger; ``asserted`` when there is none."""
    sentence = annotated.sentences[trigger.sentence]
    near = [c for c in annotated.cues if c.kind in _REACH and sentence.start <= c.span.start < sentence.end]
    hedges = [c.span for c in near if c.kind == "hedge"]
    near = [c for c in near if c.kind != "condition" or not any(c.span.overlaps(h) for h in hedges)]
    near = [c for c in near if not any(_inside(c, other) for other in near) and not _SWORN.search(c.span.text)]
    governing = [c for c in near if _governs(annotated, c, trigger) or _of_subject(annotated, c, trigger)]
    scenario = tuple(c.span for c in governing if c.span.text.lower() in _OPEN)
    negations = tuple(c.span for c in governing if c.kind == "negation")
    if scenario:
        return Certainty("hypothetical", bool(negations), scenario + negations)
    open_ended = tuple(c.span for c in near if c.span.text.lower() in ("if", "unless"))
    for kind, modality in _ORDER:
        spans = tuple(c.span for c in governing if c.kind == kind)
        if spans:
            named = open_ended if modality == "hypothetical" else ()  # "unless the truce holds, rebels would": a scenario
            return Certainty(modality, bool(negations), named + spans + negations)
    return Certainty("asserted", bool(negations), negations)


def _inside(cue: Cue, other: Cue) -> bool:
    """The longer of two cues is meant: "fears of" is no "fears"."""
    inner, outer = cue.span, other.span
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def _governs(annotated: Annotated, cue: Cue, trigger: Spot) -> bool:
    sentence = annotated.sentences[trigger.sentence]
    if cue.kind == "negation" and cue.span.text.lower() == "no" and trigger.span.start < cue.span.start < trigger.span.end:
        return True  # "held no talks": the words of the deed with the denial among them
    if not (sentence.start <= cue.span.start and cue.span.end <= trigger.span.start):
        return False
    tokens = annotated.tokens
    end = next((i for i in range(sentence.first, trigger.first) if tokens[i].start >= cue.span.end), trigger.first)
    between = tokens[end : trigger.first]
    if len(between) > (18 if cue.span.text.lower() in _OPEN else _REACH[cue.kind]) or any(t.text in _WALLS for t in between):
        return False
    if cue.kind == "denial" and _of_harm_in(between, trigger):
        return False
    if cue.kind in ("plan", "condition", "prediction") and cue.span.text.lower() not in _OPEN and _is_told_after(annotated, trigger):
        return False
    return _kind_governs(cue, trigger, between, tokens[trigger.first])


def _of_harm_in(between: Sequence[Token], trigger: Spot) -> bool:
    """As in "denied losing a soldier in the blast": the loss is denied, the blast where it would have been is not."""
    phrase = len(between)
    while phrase and between[phrase - 1].pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "ADV"):
        phrase -= 1
    led = phrase > 0 and between[phrase - 1].text.lower() in ("in", "during", "after", "from")
    return trigger.shape == "noun" and led and any(t.pos == "VERB" and t.lemma in _LOSING for t in between)


def _is_told_after(annotated: Annotated, trigger: Spot) -> bool:
    """As in "charged with planning the bombing in which 20 people died": what the clause behind the noun tells has happened."""
    tokens, last = annotated.tokens, annotated.sentences[trigger.sentence].last
    at = next((i for i in range(trigger.last, min(last, trigger.last + 7)) if tokens[i].text.lower() in ("that", "which")), last)
    if at > trigger.last and (at == last or tokens[at - 1].text.lower() not in ("in", "during")):
        return False  # "warrants for the men who went there"
    rest = tokens[at + 1 : min(last, at + 7)]
    verb = next((t for t in rest if t.pos in ("VERB", "AUX")), None)
    past = verb is not None and (verb.form == "past" or verb.text.lower() in ("was", "were", "had"))
    return trigger.shape == "noun" and past and not any(t.text == "," or t.pos == "VERB" for t in tokens[trigger.last : at])


def _behind_that(between: Sequence[Token]) -> Sequence[Token]:
    """What stands behind "that": "denied on Friday that", "rejected a report that"."""
    at = next((i for i, t in enumerate(between) if t.text.lower() == "that"), None)
    plain = at is not None and not any(t.pos in ("VERB", "AUX") or t.text == "," for t in between[:at])
    return between[at + 1 :] if at is not None and plain else between


def _of_another_verb(cue: Cue, between: Sequence[Token]) -> bool:
    """Does the cue speak of a verb that does something else to the deed: "failed to contain the attacks", "will condemn the raid"?"""
    opens = cue.span.text.lower().endswith((" to", "will", "would", "could", "may", "might", "should", "shall"))
    verbs = [t for t in between if t.pos == "VERB" and t.form in ("base", "past")]
    return opens and bool(verbs) and verbs[-1].lemma not in _LIGHT


def _of_subject(annotated: Annotated, cue: Cue, trigger: Spot) -> bool:
    """Does the cue stand in the verb whose subject the deed's noun is: "talks are to start", "the plot was foiled"?"""
    if trigger.shape != "noun" or cue.kind not in _BEHIND or cue.span.start < trigger.span.end:
        return False
    sentence, tokens = annotated.sentences[trigger.sentence], annotated.tokens
    at = next((i for i in range(trigger.last, sentence.last) if tokens[i].start >= cue.span.start), sentence.last)
    between = tokens[trigger.last : at]
    if len(between) > 10 or any(
        t.pos in ("VERB", "SCONJ") or t.text in (",", *_WALLS) or t.text.lower() in _CLAUSE - {"and"} for t in between
    ):
        return False
    return not _stands_behind(tokens, trigger.first, sentence.first)


def _stands_behind(tokens: Sequence[Token], at: int, floor: int) -> bool:
    """Is the noun part of another phrase: "after the raid the army will leave", "police probing the attack will"?"""
    while at > floor and (tokens[at - 1].pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "ADV") or tokens[at - 1].text in ("'s", "’s")):
        at -= 1
    before = tokens[at - 1] if at > floor else None
    return before is not None and (before.pos == "ADP" or (before.pos == "VERB" and before.lemma not in _TELLING))


def with_undertaking(annotated: Annotated, trigger: Spot, certainty: Certainty) -> Certainty:
    """What a speaker says would be done if others keep their side is a plan with a condition, no scenario: "the text says A would leave if B

    keeps the truce". The condition stands behind the deed and may come true: its verb is in the present.
    """
    if certainty.modality != "hypothetical" or "would" not in {c.text.lower() for c in certainty.cues}:
        return certainty
    conditions = [c for c in certainty.cues if c.text.lower() in ("if", "unless")]
    real = all(c.start >= trigger.span.end and _is_present(annotated, trigger.sentence, c) for c in conditions)
    if not conditions or not real or any(c.text.lower() in ("could", "may", "might", "should") for c in certainty.cues):
        return certainty
    return Certainty("planned", certainty.negated, tuple(c for c in certainty.cues if c not in conditions))


def _is_present(annotated: Annotated, sentence: int, cue: Span) -> bool:
    last = annotated.sentences[sentence].last
    verb = next((t for t in annotated.tokens[:last] if t.start >= cue.end and t.pos in ("VERB", "AUX")), None)
    return verb is not None and verb.form in ("base", "s") and verb.text.lower() not in ("would", "could", "were", "might", "should")


def said_certainty(certainty: Certainty, kind: str, words: str, cue: Cue | None, in_reported: bool) -> Certainty:
    """Certainty as the type of act and the innermost verb of speech colour it.

    ``kind`` is the event type, ``words`` the trigger's, ``cue`` the innermost speech cue over it; ``in_reported`` says that the words are
    someone's, where "would" is a plan told in the past ("he said troops would leave"), not a condition.
    """
    modality = certainty.modality
    if in_reported and modality == "hypothetical" and certainty.cues and all(c.text.lower() == "would" for c in certainty.cues):
        modality = "planned"
    if modality == "asserted" and kind == "THREATEN" and words.lower().startswith(_THREATS):
        modality = "threatened"
    denies = kind == "REJECT" and words.lower().startswith(("denie", "denying"))
    if modality == "asserted" and (denies or (certainty.negated and in_reported)):
        modality = "denied"  # who says that a thing did not happen denies it
    if modality == "asserted" and cue is not None:
        told = next((m for m, verbs in _COLOURED if cue.span.text.lower().startswith(verbs)), None)
        return Certainty(told or modality, certainty.negated, (*certainty.cues, *((cue.span,) if told else ())))
    return Certainty(modality, certainty.negated, certainty.cues)


def _is_helped(cue: Cue, between: Sequence[Token]) -> bool:
    """A modal makes a base form of what looks like a past: "will hit", "may also hurt" (not "in May attacked")."""
    return cue.span.text in _MODALS and all(t.pos == "ADV" for t in between)


def _kind_governs(cue: Cue, trigger: Spot, between: Sequence[Token], head: Token) -> bool:
    finished = (
        trigger.shape == "verb" and head.form in ("past", "participle") and not any(t.text.lower() in ("be", "been") for t in between)
    )
    finished = finished and not cue.span.text.lower().endswith(" be") and not _is_helped(cue, between)
    if cue.kind in ("denial", "hedge", "prediction", "threat"):
        between = _behind_that(between)
    if trigger.shape == "noun" and cue.kind in ("foiled", "plan") and _of_another_verb(cue, between):
        return False
    if cue.kind in ("condition", "plan", "prediction") and between and between[0].pos == "VERB":
        between = between[1:]  # "may put", "will cut": a base form, whatever it looks like
    if any(t.text.lower() in _CLAUSE or (t.pos == "VERB" and t.form in ("past", "s")) for t in between):
        return cue.span.text.lower() in _OPEN and not any(t.text == "," for t in between)
    if cue.kind in ("plan", "threat", "foiled", "condition", "prediction"):
        return not finished or cue.span.text.lower() in _OPEN
    if cue.kind == "negation" and trigger.shape == "noun":
        return len(between) <= 2 and cue.span.text.lower() in ("no", "without", "neither")
    return True
