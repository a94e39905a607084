"""Ties between actors as claims: the words of the relation codebook, their ends, and how a tie is said to move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casus.codebook.patterns import Match, Shape
from casus.codebook.relations import Ends, RelationRule, RelationRules
from casus.extract.attribution import Voices
from casus.extract.clauses import Reader
from casus.extract.ends import EndsReader, Mentions
from casus.extract.modality import find_certainty, said_certainty
from casus.extract.parties import as_parties
from casus.model import ActorMention, Annotated, Claim, Party, Place, Registry, Span, TimeMention, Trend, content_id

_BODIES = frozenset({"state", "government_body", "armed_group", "international_org", "company", "ngo", "unidentified"})
_HOLDERS = _BODIES | {"role_holder"}
_PEOPLE = _HOLDERS | {"population"}
_KINDS: dict[Ends, frozenset[str]] = {"bodies": _BODIES, "anybody": _HOLDERS, "people": _PEOPLE, "places": _PEOPLE}
#: heads of phrases that name nobody until the report has said who is meant
_NOBODY = frozenset(
    "group groups organisation organisations organization organizations state states government movement side sides mission forces force "
    "council network union party front troops terrorist terrorists police authorities guard guards administration agency they it them regime".split()
)
_TITLES = frozenset(
    "Gen. General Col. Colonel Maj. Major Lt. Admiral Brig. Brigadier Mullah Maulvi Maulana Sheikh Mufti Emir Mr. Mr Dr. Dr".split()
)
_SAME_ALLOWED = frozenset({"alias", "renamed_to", "leads", "member_of", "founded"})
_BELONGING = frozenset({"part_of", "member_of"})
_LEADING = ("-led", "-backed", "-run", "-sponsored", "-brokered", "-aligned")
_OF_NAMES = frozenset({"alias", "renamed_to"})
#: verbs that say that somebody is or becomes something
_BEING = frozenset({"be", "become", "remain", "have"})
_AT_WORK = "operates_in"


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
    annotated: Annotated,
    rules: RelationRules,
    readers: Sequence[Reader],
    voices: Voices,
    registry: Registry,
    alike: Mapping[int, Match[RelationRule]] | None = None,
) -> tuple[Claim, ...]:
    """Relation claims in text order, each tie of a sentence once; ``readers`` as ``bodies_read`` makes them, one a sentence.

    ``alike``: by sentence number, a word round which a tie may stand where no rule finds one.
    """
    claims: dict[str, Claim] = {}
    for tie in find_ties(annotated, rules, readers, registry, alike):
        claim = _claim(annotated, tie, rules, voices, registry)
        if claim is not None:
            claims.setdefault(claim.claim_id, claim)
    return tuple(claims.values())


def find_ties(
    annotated: Annotated,
    rules: RelationRules,
    readers: Sequence[Reader],
    registry: Registry,
    alike: Mapping[int, Match[RelationRule]] | None = None,
) -> Iterator[Tie]:
    """Ties by rule. A sentence that asks tells none."""
    for number, reader in enumerate(readers):
        sentence = annotated.sentences[number]
        text = annotated.report.text[sentence.start : sentence.end]
        if text.rstrip("”\"' ").endswith("?"):
            continue
        ends = EndsReader(annotated, reader, registry)
        found = [m for m in rules.index.matches(annotated.tokens, reader.first, reader.last) if _counts(m, text.lower())]
        found = [m for m in found if m.what.relation != "operates_in" or not _tells_number(annotated, m)]
        found = found or [m for m in ((alike or {}).get(number),) if m is not None]
        ties = [tie for m in found if (tie := _tie(annotated, number, m, *_ends_of(reader, ends, m))) is not None]
        yield from _told_once(ties)


def _counts(match: Match[RelationRule], text: str) -> bool:
    return not any(word in text for word in match.what.unless)


def _tells_number(annotated: Annotated, match: Match[RelationRule]) -> bool:
    """As in "has 600 fighters in the hills": the number is what is told, and a claim of its own."""
    start, end = annotated.tokens[match.first].start, annotated.tokens[match.last - 1].end
    return any(start <= q.span.start and q.span.end <= end for q in annotated.quantities)


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
    subjects, objects = (reader.each(side) for side in ends.ends(match))
    if match.what.frame == "join" and len(subjects) > 1 and not objects:  # "they are allies"
        subjects, objects = subjects[:1], subjects[1:]
    if match.what.relation in _BELONGING:
        objects = tuple(m for m in objects if not _leads_it(reader, m))
    if match.what.relation in _OF_NAMES and bool(subjects) != bool(objects):
        other = _other_name(reader, (subjects or objects)[0])
        subjects, objects = subjects or other, objects or other
    return _fit(subjects, match.what.subjects, ends), _fit(objects, match.what.objects, ends)


def _leads_it(reader: Reader, mention: ActorMention) -> bool:
    """As in "part of A-led efforts": it is part of the efforts."""
    end = next((e for m, e in reader.starts.values() if m == mention), reader.last)
    return end <= reader.last and reader.tokens[end - 1].text.lower().endswith(_LEADING)


def _other_name(reader: Reader, known: ActorMention) -> Mentions:
    """Another name of the same actor in the sentence: "A is the new name, although many still say B"."""
    return tuple(
        m
        for _, _, m in reader.mentions(reader.first, reader.last)
        if m.actor_id is not None
        and m.actor_id == known.actor_id
        and m.span.text != known.span.text
        and not m.span.text.islower()
        and len(m.span.text) > 2
    )[:1]


def _fit(mentions: Mentions, wanted: Ends, ends: EndsReader) -> Mentions:
    """Those of the kinds wanted; where bodies are, a body's nameless office-holders ("commanders of X") stand for it."""
    stood_for = tuple((ends.led_body(m) or m) if m.kind == "role_holder" and wanted == "bodies" else m for m in mentions)
    return tuple(m for m in stood_for if m.kind in _KINDS[wanted] and not _names_nobody(m))


def _names_nobody(mention: ActorMention) -> bool:
    words = mention.span.text.lower().split()
    return mention.actor_id is None and len(words) <= 2 and words[-1] in _NOBODY and (mention.span.text[0].islower() or len(words) == 1)


def _office_ends(reader: Reader, ends: EndsReader, match: Match[RelationRule]) -> tuple[Mentions, Mentions]:
    """A named person by office ("X leader N. N.") leads the body that the words or the owner before them name."""
    for at, (mention, end) in reader.starts.items():
        if mention.kind == "role_holder" and at <= match.first and match.last < end and reader.tokens[end - 1].text[:1].isupper():
            whose = ends.led_body(mention)
            if whose is not None and match.first <= at + 1 and reader.tokens[match.last].text.lower() == "of":
                return _led_by_name(reader, (match.last, end), mention, whose)
            before = reader.tokens[at : match.first]
            if reader.tokens[match.last].text.lower() in ("of", "for", "from") and not any(t.pos == "PROPN" for t in before[1:]):
                continue  # "negotiators of the Liberation Army": the capitals are the body's
            owner = (whose,) if whose else tuple(m for m in reader.modifier(at) if m.kind in _BODIES)
            return (mention,), tuple(m for m in owner if m.kind not in ("state", "government_body", "role_holder"))
    return (), ()


def _led_by_name(reader: Reader, words: tuple[int, int], mention: ActorMention, whose: ActorMention) -> tuple[Mentions, Mentions]:
    """As in "the chief of the Coast Command Gen. N. N.": a name must follow the body's own words; "the chief of the X Front" is nobody by name."""
    told = [t.text for t in reader.tokens[words[0] + 1 : words[1]]]
    titled = any(word in _TITLES for word in told[1:-1])
    return ((mention,), (whose,)) if titled and whose.kind != "state" else ((), ())


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


def _claim(annotated: Annotated, tie: Tie, rules: RelationRules, voices: Voices, registry: Registry) -> Claim | None:
    actors, recipients = as_parties(tie.subjects), as_parties(tie.objects) + _states_of(annotated, tie, registry)
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
        sign=rule.sign,
        trend=_trend(annotated, tie, rules),
    )


def _states_of(annotated: Annotated, tie: Tie, registry: Registry) -> tuple[Party, ...]:
    """Whoever is at work in a town is at work in its state, which other reports can name: by the town's words."""
    if tie.rule.relation != _AT_WORK:
        return ()
    told = {m.actor_id for m in tie.objects} | {m.actor_id for m in tie.subjects}
    spans = {m.span for m in tie.objects if m.actor_id is None}
    towns = [(p.span, p.place.country) for p in annotated.places if p.span in spans and p.place is not None and p.place.country is not None]
    states = {code: (span, registry.get(f"state.{code.lower()}")) for span, code in reversed(towns)}
    return tuple(Party(span, e.actor_id, e.name, e.kind) for span, e in states.values() if e is not None and e.actor_id not in told)


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
    told = [
        t for t in here if not _said_then(annotated, t) and (tie.rule.frame not in ("kin", "office") or _of_standing(annotated, tie, t))
    ]
    near = [(abs(t.span.start - tie.span.end), t) for t in told]
    close = [pair for pair in near if pair[0] <= 70]
    return min(close, key=lambda pair: pair[0])[1] if close else None


def _of_standing(annotated: Annotated, tie: Tie, time: TimeMention) -> bool:
    """Does the time tell when somebody is what the noun says: "leader of B since 2010", "in 2010 A became leader of B"?

    In "A, co-founder of B, met C on Wednesday" another verb has it.
    """
    behind = time.span.start >= tie.span.end
    low, high = (tie.span.end, time.span.start) if behind else (time.span.end, tie.span.start)
    between = [t for t in annotated.tokens if low <= t.start < high]
    verbs = {t.lemma for t in between if t.pos in ("VERB", "AUX")}
    if behind:
        return not verbs and not any(t.text == "," for t in between)
    return bool(verbs) and verbs <= _BEING


def _said_then(annotated: Annotated, time: TimeMention) -> bool:
    return any(c.kind == "speech" and 0 <= time.span.start - c.span.end <= 12 for c in annotated.cues)


def _place(annotated: Annotated, tie: Tie) -> Place | None:
    """Where a tie to a place is: the place itself."""
    if tie.rule.objects != "places":
        return None
    ends = {m.span for m in tie.objects}
    return next((p.place for p in annotated.places if p.span in ends), None)
