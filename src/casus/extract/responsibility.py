"""Responsibility: claimed by, blamed on, denied by, with who says so; and that nobody has claimed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from casus.extract.attribution import Voices
from casus.extract.clauses import Reader
from casus.extract.modality import find_certainty
from casus.extract.parties import as_parties
from casus.extract.phrases import is_filler
from casus.extract.triggers import Trigger
from casus.model import ActorMention, Annotated, Claim, Cue, RegistryEntry, Responsibility, Sentence, Span

_CLAIMANTS = frozenset({"armed_group", "unidentified", "state", "government_body", "role_holder", "ngo"})
#: what may follow a claim that names nothing more
_ENDS = frozenset(
    [".", ",", ";", ")", "on", "in", "through", "via", "later", "soon", "shortly", "immediately", "afterwards", "—", "–", "and"]
)
#: a side that denies its own dead denies no deed
_OWN_DEAD = re.compile(
    r"\b(?:losing|having\s+lost|lost|suffer\w*|sustain\w*|casualties|losses)\b"
    r"|\b(?:any|its|their|his)\s+(?:[\w-]+\s+){1,4}(?:were|was|had\s+been|have\s+been)\s+(?:killed|hurt|injured|wounded|captured|among)\b"
)
_BLAMED = frozenset({"armed_group", "state", "government_body", "unidentified"})


def find_responsibility(
    annotated: Annotated, number: int, reader: Reader, voices: Voices, triggers: tuple[Trigger, ...], outlets: Mapping[str, RegistryEntry]
) -> Responsibility | None:
    """What sentence ``number`` says of who did it: None for nothing, all empty where it says that nobody has claimed.

    ``outlets`` maps an outlet's id to the party that it speaks for: what it claims, the party claims.
    """
    sentence = annotated.sentences[number]
    cues = [c for c in annotated.cues if sentence.start <= c.span.start < sentence.end]
    unclaimed = next((c for c in cues if c.kind == "no_claim"), None)
    if unclaimed is not None:
        return Responsibility(said_by=voices.at(number, unclaimed.span.start))
    claimed = [m for c in cues if _claims_act(annotated, reader, c) for m in _claimants(reader, c, outlets)]
    blamed = [m for c in cues if c.kind == "blame" for m in _blamed(reader, c)]
    blamed = [m for m in blamed if all(m.span != own.span for own in claimed)]  # "said it was behind the blast" blames nobody else
    denied = [m for c in cues if c.kind == "denial" and _of_the_act(annotated, sentence, c, triggers) for m in _left(reader, c)]
    if not (claimed or blamed or denied):
        return None
    first = min(c.span.start for c in cues if c.kind in ("claim_of_responsibility", "blame", "denial") or _claims_act(annotated, reader, c))
    return Responsibility(as_parties(claimed), as_parties(blamed), as_parties(denied), voices.at(number, first))


def _claims_act(annotated: Annotated, reader: Reader, cue: Cue) -> bool:
    """Words of claiming; also "claimed it." and "the blast, which the group has claimed," where nothing that is claimed to be so follows."""
    if cue.kind == "claim_of_responsibility":
        return True
    if cue.kind != "speech" or not cue.span.text.lower().startswith("claim"):
        return False
    last = _at(reader, cue)[1]
    after = [t.text.lower() for t in reader.tokens[last : min(last + 2, reader.last)]]
    bare = after[1:] if after[:1] in (["it"], ["them"], ["both"]) else after
    return not bare or bare[0] in _ENDS


def claimed_by_telling(claim: Claim, outlets: Mapping[str, RegistryEntry]) -> Responsibility | None:
    """Who says, himself or through his outlet, that his own side made the attack claims it: None where nobody does."""
    if claim.type != "ASSAULT" or claim.negated or claim.modality not in ("asserted", "claimed") or not claim.said_by:
        return None
    voice = claim.said_by[-1].actor_id
    spoken = outlets[voice].actor_id if voice is not None and voice in outlets else voice
    own = tuple(p for p in claim.actors if p.actor_id is not None and p.actor_id == spoken and p.kind == "armed_group")
    return Responsibility(claimed_by=own, said_by=claim.said_by) if own else None


def is_claimed_deed(annotated: Annotated, deed: Span) -> bool:
    """Do the words of a claim of responsibility hold the deed: "claimed responsibility for the bombing"?"""
    return any(c.kind in ("claim_of_responsibility", "no_claim") and c.span.overlaps(deed) for c in annotated.cues)


def _at(reader: Reader, cue: Cue) -> tuple[int, int]:
    first = next(i for i in range(reader.first, reader.last) if reader.tokens[i].start >= cue.span.start)
    last = next((i for i in range(first, reader.last) if reader.tokens[i].start >= cue.span.end), reader.last)
    return first, last


def _left(reader: Reader, cue: Cue) -> tuple[ActorMention, ...]:
    return tuple(m for m in reader.subject(_at(reader, cue)[0]) if m.kind in _CLAIMANTS)


def _claimants(reader: Reader, cue: Cue, outlets: Mapping[str, RegistryEntry]) -> tuple[ActorMention, ...]:
    first, last = _at(reader, cue)
    told = reader.behind(last - 1, frozenset({"by", "from"}), 3) or _right_before(reader, first)
    told = told or reader.subject(first) or _opening(reader, first)
    spoken = (_spoken_for(m, outlets) for m in told)
    return tuple(m for m in spoken if m.kind in _CLAIMANTS)


def _opening(reader: Reader, verb: int) -> tuple[ActorMention, ...]:
    """Who the sentence begins with, where an insertion stands before the verb: "X, the group behind the raid, took"."""
    found = next((m for m in reader.mentions(reader.first, verb)), None)
    if found is None or reader.governed(found[0], reader.first) or reader.tokens[verb - 1].text != ",":
        return ()
    return (found[2],)


def _right_before(reader: Reader, verb: int) -> tuple[ActorMention, ...]:
    """Who stands right before the verb: "which the group has claimed"."""
    at = verb
    while at > reader.first and is_filler(reader.tokens[at - 1]):
        at -= 1
    found = next(((start, m) for start, (m, end) in reader.starts.items() if end == at), None)
    return (found[1],) if found and not reader.governed(found[0], reader.first) and found[1].kind in _CLAIMANTS else ()


def _spoken_for(mention: ActorMention, outlets: Mapping[str, RegistryEntry]) -> ActorMention:
    party = outlets.get(mention.actor_id or "")
    return replace(mention, actor_id=party.actor_id, name=party.name, kind=party.kind) if party else mention


def _blamed(reader: Reader, cue: Cue) -> tuple[ActorMention, ...]:
    first, last = _at(reader, cue)
    text = cue.span.text.lower()
    if text.startswith(("responsible for", "behind the")) or text in ("suspected of", "blamed for"):
        return tuple(m for m in reader.subject(first) if _may_be_blamed(m))
    if reader.passive(first, last) and not text.endswith((" on", " to")):
        return tuple(m for m in reader.subject(first) if _may_be_blamed(m))
    after = [m for _, _, m in reader.mentions(first + 1, min(reader.last, last + 8)) if _may_be_blamed(m)]
    return tuple(after[:1])


def _may_be_blamed(mention: ActorMention) -> bool:
    """Armed actors and states; never a people. A court or ministry without a name is a slip of the reading."""
    return mention.kind in _BLAMED and (mention.kind != "government_body" or mention.actor_id is not None)


def _of_the_act(annotated: Annotated, sentence: Sentence, cue: Cue, triggers: tuple[Trigger, ...]) -> bool:
    """A denial counts where it denies the violence itself: an act follows it, or "involvement", "responsibility", a hand in it."""
    rest = annotated.report.text[cue.span.start : min(sentence.end, cue.span.end + 60)].lower()
    if _OWN_DEAD.search(rest):
        return False
    words = ("involvement", "involved", "responsib", "hand in", "part in", "behind", "carr", "role in", "anything to do", "nothing to do")
    if any(w in rest for w in words):
        return True
    attacks = [t for t in triggers if t.rule.type == "ASSAULT" and t.span.start > cue.span.start]
    return any(cue.span in find_certainty(annotated, t).cues for t in attacks)
