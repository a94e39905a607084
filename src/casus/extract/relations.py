"""Ties between actors as claims: the words of the relation codebook, their ends, and how a tie is said to move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.codebook.patterns import Match, Shape
from casus.codebook.relations import Ends, RelationRule, RelationRules
from casus.extract.attribution import Voices
from casus.extract.clauses import Reader
from casus.extract.ends import EndsReader, Mentions
from casus.extract.modality import find_certainty, said_certainty
from casus.extract.parties import as_parties
from casus.model import ActorMention, Annotated, Claim, Figure, Place, Quantity, Registry, Span, TimeMention, Trend, content_id

_BODIES = frozenset({"state", "government_body", "armed_group", "international_org", "company", "ngo", "unidentified"})
_HOLDERS = _BODIES | {"role_holder"}
_PEOPLE = _HOLDERS | {"population"}
_KINDS: dict[Ends, frozenset[str]] = {"bodies": _BODIES, "anybody": _HOLDERS, "people": _PEOPLE, "places": _PEOPLE}
#: heads of phrases that name nobody until the report has said who is meant
_NOBODY = frozenset(
    "group groups organisation organisations organization organizations state states government movement side sides mission forces force "
    "council network union party front troops terrorist terrorists police authorities guard guards administration agency they it them regime".split()
)
_SAME_ALLOWED = frozenset({"alias", "renamed_to", "leads", "member_of"})
_STRENGTH = "strength_estimate"


@dataclass(frozen=True, slots=True)
class Tie:
    """Words of sentence number ``sentence`` that mean a tie by ``rule``: the border at which a learned finder can join."""

    first: int
    last: int
    shape: Shape
    rule: RelationRule
    sentence: int
    span: Span
    subjects: Mentions
    objects: Mentions


def find_relations(
    annotated: Annotated, rules: RelationRules, readers: Sequence[Reader], voices: Voices, registry: Registry
) -> tuple[Claim, ...]:
    """Relation claims in text order, each tie of a sentence once; ``readers`` as ``bodies_read`` makes them, one a sentence."""
    claims: dict[str, Claim] = {}
    for tie in find_ties(annotated, rules, readers, registry):
        claim = _claim(annotated, tie, rules, voices)
        if claim is not None:
            claims.setdefault(claim.claim_id, claim)
    return tuple(claims.values())


def find_ties(annotated: Annotated, rules: RelationRules, readers: Sequence[Reader], registry: Registry) -> Iterator[Tie]:
    """Ties by rule. A sentence that asks tells none."""
    for number, reader in enumerate(readers):
        sentence = annotated.sentences[number]
        text = annotated.report.text[sentence.start : sentence.end]
        if text.rstrip("”\"' ").endswith("?"):
            continue
        ends = EndsReader(annotated, reader, registry)
        found = [m for m in rules.index.matches(annotated.tokens, reader.first, reader.last) if _counts(m, text.lower())]
        ties = [tie for m in found if (tie := _tie(annotated, number, m, *_ends_of(reader, ends, m))) is not None]
        yield from _told_once(ties)


def _counts(match: Match[RelationRule], text: str) -> bool:
    return not any(word in text for word in match.what.unless)


def _told_once(ties: Sequence[Tie]) -> Iterator[Tie]:
    """The longest words first: what lies inside or across longer words, or says the same of the same ends, is left."""
    kept: list[Tie] = []
    for tie in sorted(ties, key=lambda t: (t.first - t.last, t.first)):
        if not any(_key(tie) == _key(k) or _inside(tie, k) or (tie.rule.relation == k.rule.relation and _overlap(tie, k)) for k in kept):
            kept.append(tie)
    yield from sorted(kept, key=lambda t: (t.first, t.last))


def _inside(tie: Tie, other: Tie) -> bool:
    return other.first <= tie.first and tie.last <= other.last and tie.last - tie.first < other.last - other.first


def _overlap(tie: Tie, other: Tie) -> bool:
    return tie.first < other.last and other.first < tie.last


def _ends_of(reader: Reader, ends: EndsReader, match: Match[RelationRule]) -> tuple[Mentions, Mentions]:
    if match.what.frame == "office":
        return _office_ends(reader, ends, match)
    subjects, objects = ends.ends(match)
    return _fit(subjects, match.what.subjects, ends), _fit(objects, match.what.objects, ends)


def _fit(mentions: Mentions, wanted: Ends, ends: EndsReader) -> Mentions:
    """Those of the kinds wanted; where bodies are, a body's nameless office-holders ("commanders of X") stand for it."""
    stood_for = tuple((ends.body(m) or m) if m.kind == "role_holder" and wanted == "bodies" else m for m in mentions)
    return tuple(m for m in stood_for if m.kind in _KINDS[wanted] and not _names_nobody(m))


def _names_nobody(mention: ActorMention) -> bool:
    words = mention.span.text.lower().split()
    return mention.actor_id is None and len(words) <= 2 and words[-1] in _NOBODY and (mention.span.text[0].islower() or len(words) == 1)


def _office_ends(reader: Reader, ends: EndsReader, match: Match[RelationRule]) -> tuple[Mentions, Mentions]:
    """A named person by office ("X leader N. N.") leads the body that the words or the owner before them name."""
    for at, (mention, end) in reader.starts.items():
        if mention.kind == "role_holder" and at <= match.first and match.last < end and reader.tokens[end - 1].text[:1].isupper():
            whose = ends.led_body(mention)
            owner = (whose,) if whose else tuple(m for m in reader.modifier(at) if m.kind in _BODIES)
            return (mention,), tuple(m for m in owner if m.kind not in ("state", "government_body", "role_holder"))
    return (), ()


def _tie(annotated: Annotated, number: int, match: Match[RelationRule], subjects: Mentions, objects: Mentions) -> Tie | None:
    rule = match.what
    ids = {m.actor_id for m in subjects if m.actor_id}
    if rule.relation not in _SAME_ALLOWED:
        objects = tuple(m for m in objects if m.actor_id is None or m.actor_id not in ids)
    objects = tuple(m for m in objects if m.span not in {s.span for s in subjects} or rule.frame == "office")
    enough = bool(subjects or objects) if rule.lone else bool(subjects and objects)
    if not enough or (rule.objects == "places" and not subjects):
        return None
    tokens = annotated.tokens
    span = Span.of(annotated.report.text, tokens[match.first].start, tokens[match.last - 1].end)
    return Tie(match.first, match.last, match.pattern.shape, rule, number, span, subjects, objects)


def _key(tie: Tie) -> tuple[object, ...]:
    """Alike in name and ends: told once a sentence."""
    ends = (frozenset(m.actor_id or m.name for m in tie.subjects), frozenset(m.actor_id or m.name for m in tie.objects))
    return tie.rule.relation, frozenset(ends) if tie.rule.frame == "join" else ends


def _claim(annotated: Annotated, tie: Tie, rules: RelationRules, voices: Voices) -> Claim | None:
    figures = _strength(annotated, tie) if tie.rule.relation == _STRENGTH else ()
    if tie.rule.relation == _STRENGTH and not figures:
        return None
    actors, recipients = as_parties(tie.subjects), as_parties(tie.objects)
    speakers = voices.at(tie.sentence, tie.span.start)
    cue = voices.cue_at(tie.sentence, tie.span.start)
    certainty = said_certainty(find_certainty(annotated, tie), tie.rule.relation, tie.span.text, cue, bool(speakers))
    time = _time(annotated, tie)
    quote = _quote(annotated, tie, time)
    rule = tie.rule
    return Claim(
        claim_id=content_id("c", (annotated.report.report_id, rule.relation, quote.start, quote.end, rule.rule_id, tie.span.start)),
        report_id=annotated.report.report_id,
        kind="relation",
        type=rule.relation,
        quote=quote,
        rule=rule.rule_id,
        confidence=0.0,
        modality=certainty.modality,
        negated=certainty.negated,
        cues=certainty.cues,
        said_by=speakers,
        actors=actors,
        recipients=recipients,
        place=_place(annotated, tie),
        time=time.when if time else None,
        figures=figures,
        sign=rule.sign,
        trend=_trend(annotated, tie, rules),
    )


def _quote(annotated: Annotated, tie: Tie, time: TimeMention | None) -> Span:
    """From the first to the last of the tie's words, its ends in this sentence and its time."""
    sentence = annotated.sentences[tie.sentence]
    spans = [tie.span, *(m.span for m in (*tie.subjects, *tie.objects)), *([time.span] if time else [])]
    inside = [s for s in spans if sentence.start <= s.start and s.end <= sentence.end]
    return Span.of(annotated.report.text, min(s.start for s in inside), max(s.end for s in inside))


def _trend(annotated: Annotated, tie: Tie, rules: RelationRules) -> Trend:
    if tie.rule.trend != "state":
        return tie.rule.trend
    sentence = annotated.sentences[tie.sentence]
    low, high = max(sentence.first, tie.first - 4), min(sentence.last, tie.last + 2)
    found = rules.trends.matches(annotated.tokens, low, high)
    return found[0].what if found else "state"


def _time(annotated: Annotated, tie: Tie) -> TimeMention | None:
    """The nearest time of the sentence that no verb of speech governs, if it stands close by."""
    sentence = annotated.sentences[tie.sentence]
    here = [t for t in annotated.times if sentence.start <= t.span.start < sentence.end and (t.when.start or t.when.partial)]
    near = [(abs(t.span.start - tie.span.end), t) for t in here if not _said_then(annotated, t)]
    close = [pair for pair in near if pair[0] <= 70]
    return min(close, key=lambda pair: pair[0])[1] if close else None


def _said_then(annotated: Annotated, time: TimeMention) -> bool:
    return any(c.kind == "speech" and 0 <= time.span.start - c.span.end <= 12 for c in annotated.cues)


def _place(annotated: Annotated, tie: Tie) -> Place | None:
    """Where a tie to a place is: the place itself."""
    if tie.rule.objects != "places":
        return None
    ends = {m.span for m in tie.objects}
    return next((p.place for p in annotated.places if p.span in ends), None)


def _strength(annotated: Annotated, tie: Tie) -> tuple[Figure, ...]:
    """The number of fighters that the words tell."""
    number = next((q for q in annotated.quantities if tie.span.start <= q.span.start and q.span.end <= tie.span.end + 30), None)
    return (_figure(number),) if number else ()


def _figure(number: Quantity) -> Figure:
    return Figure("strength", number.low, number.high, None, None, "actor", False, number.vague, number.span)
