"""Statements: what a report says of actors that is neither an event nor a tie: aims, abilities, views, nature; and scenarios.

A statement is coded where the codebook finds nothing else to code in a sentence that says something of a known actor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from casus.codebook.patterns import Shape
from casus.extract.attribution import Voices
from casus.extract.clauses import Reader
from casus.extract.modality import Certainty, find_certainty, said_certainty
from casus.extract.parties import as_parties
from casus.model import ActorMention, Annotated, Claim, Sentence, Span, Speaker, content_id

RULE = "statement.clause"
SCENARIO_RULE = "statement.scenario"
_SCENARIO = frozenset({"if", "unless"})
_SUBJECTS = frozenset({"state", "government_body", "armed_group", "international_org", "ngo", "role_holder", "media", "population"})
#: kinds of which much is said that is no claim about the conflict, unless they are known by name
_BY_NAME = frozenset({"government_body", "role_holder", "population", "media", "ngo"})
_FEWEST_WORDS = 5
_AT_LARGE = frozenset("you i we that this these those there it one what how why".split())
#: of a statement, which no one carries out, what *will* be is foretold
_WILL = frozenset({"will", "'ll", "’ll", "shall"})
_PRONOUNS = frozenset("it they he she we them him".split())
_AIMS = frozenset("aim goal objective ambition intention".split())


@dataclass(frozen=True, slots=True)
class _Verb:
    """The verb of a statement as a spot that cues can govern."""

    first: int
    last: int
    shape: Shape
    sentence: int
    span: Span


def find_statements(annotated: Annotated, readers: Sequence[Reader], voices: Voices, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Statements in text order, of sentences in which nothing of ``claims`` is quoted."""
    taken = [c.quote for c in claims]
    found = (_statement(annotated, n, reader, voices) for n, reader in enumerate(readers) if _is_free(annotated.sentences[n], taken))
    return tuple(claim for claim in found if claim is not None)


def scenarios_aside(claims: Iterable[Claim], weighed: Collection[str] = ()) -> tuple[Claim, ...]:
    """What would happen *if*, and what is only ``weighed`` (ids), is no event: such claims become statements, one a quote."""
    told: dict[str, Claim] = {}
    for claim in claims:
        aside = claim.kind == "event" and (claim.claim_id in weighed or _is_scenario(claim))
        kept = _as_scenario(claim) if aside else claim
        told.setdefault(kept.claim_id, kept)
    return tuple(told.values())


def _is_scenario(claim: Claim) -> bool:
    return claim.modality == "hypothetical" and any(cue.text.lower() in _SCENARIO for cue in claim.cues)


def _as_scenario(claim: Claim) -> Claim:
    return replace(
        claim,
        claim_id=content_id("c", (claim.report_id, "statement", claim.quote.start, claim.quote.end, SCENARIO_RULE)),
        kind="statement",
        type=None,
        rule=SCENARIO_RULE,
        mode=(),
        context=(),
        cameo=None,
        acled_event_type=None,
        acled_sub_event_type=None,
        ucdp_type=None,
        responsibility=None,
    )


def _is_free(sentence: Sentence, taken: Collection[Span]) -> bool:
    return not sentence.is_title and not any(q.start < sentence.end and sentence.start < q.end for q in taken)


def _statement(annotated: Annotated, number: int, reader: Reader, voices: Voices) -> Claim | None:
    sentence = annotated.sentences[number]
    text = annotated.report.text[sentence.start : sentence.end]
    if text.endswith("?") or sum(t.pos != "PUNCT" for t in reader.tokens[reader.first : reader.last]) < _FEWEST_WORDS:
        return None
    verb = _verb(annotated, number, reader, voices)
    if verb is None or _opens_at_large(reader):
        return None
    speakers = voices.at(number, verb.span.start)
    actors, objects = _ends(reader, verb, speakers)
    if not actors or (not objects and all(m.span.text.lower() in _PRONOUNS for m in actors)):
        return None  # of whom a pronoun speaks is the least sure of readings: alone it carries no statement
    cue = voices.cue_at(number, verb.span.start)
    certainty = said_certainty(_aimed(annotated, verb, find_certainty(annotated, verb)), "", verb.span.text, cue, bool(speakers))
    quote = Span.of(annotated.report.text, sentence.start, sentence.end)
    return Claim(
        claim_id=content_id("c", (annotated.report.report_id, "statement", quote.start, quote.end, RULE)),
        report_id=annotated.report.report_id,
        kind="statement",
        type=None,
        quote=quote,
        rule=RULE,
        confidence=0.0,
        modality=certainty.modality,
        negated=certainty.negated,
        cues=certainty.cues,
        said_by=speakers,
        actors=as_parties(actors),
        recipients=as_parties(objects),
    )


def _verb(annotated: Annotated, number: int, reader: Reader, voices: Voices) -> _Verb | None:
    """The first verb that says something: of what is said, where someone says it; an auxiliary alone ("is", "has") where there is no other."""
    said = {c.span.start for c in annotated.cues if c.kind == "speech"}
    tokens = reader.tokens
    told = [i for a, b in voices.contents(number)[:1] for i in range(reader.first, reader.last) if a <= tokens[i].start < b]
    spots = told if any(tokens[i].pos in ("VERB", "AUX") for i in told) else range(reader.first, reader.last)
    at = next((i for i in spots if tokens[i].pos == "VERB" and tokens[i].form != "ing" and tokens[i].start not in said), None)
    be = next((i for i in spots if tokens[i].pos == "AUX" and tokens[i].text not in ("'s", "’s")), None)
    chosen = min((i for i in (at, be) if i is not None), default=None)
    if chosen is None:
        return None
    while (
        chosen + 1 < reader.last
        and tokens[chosen].pos in ("AUX", "ADV", "PART")
        and tokens[chosen + 1].pos in ("AUX", "VERB", "ADV", "PART")
    ):
        chosen += 1
    return _Verb(chosen, chosen + 1, "verb", number, Span.of(annotated.report.text, tokens[chosen].start, tokens[chosen].end))


def _opens_at_large(reader: Reader) -> bool:
    """Does the sentence speak of nobody in particular: "you wonder", "that is why", "there was"?"""
    at = next((i for i in range(reader.first, reader.last) if reader.tokens[i].pos not in ("PUNCT", "CCONJ", "ADV")), reader.first)
    return reader.tokens[at].text.lower() in _AT_LARGE and at not in reader.starts


def _aimed(annotated: Annotated, verb: _Verb, certainty: Certainty) -> Certainty:
    """A verb or noun of aiming is itself the statement: "seeks to", "its stated aim is"."""
    if certainty.modality == "planned" and all(c.text.lower() in _WILL for c in certainty.cues):
        return Certainty("predicted", certainty.negated, certainty.cues)
    own = [c.span for c in annotated.cues if c.kind == "plan" and c.span.start <= verb.span.start < c.span.end]
    certainty = _denied_behind(annotated, verb, certainty)
    before = annotated.tokens[annotated.sentences[verb.sentence].first : verb.first]
    aims = [Span.of(annotated.report.text, t.start, t.end) for t in before if t.lemma in _AIMS]
    if certainty.modality != "asserted" or not (own or aims):
        return certainty
    return Certainty("planned", certainty.negated, (*certainty.cues, *own, *aims))


def _denied_behind(annotated: Annotated, verb: _Verb, certainty: Certainty) -> Certainty:
    """The negation of "was not", "were never" stands behind the verb."""
    after = annotated.tokens[verb.first].end
    behind = tuple(c.span for c in annotated.cues if c.kind == "negation" and 0 < c.span.start - after <= 2)
    return Certainty(certainty.modality, True, (*certainty.cues, *behind)) if behind else certainty


def _ends(reader: Reader, verb: _Verb, speakers: Sequence[Speaker]) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """Of whom something is said, and of whom besides: mentions before and behind the verb that may be spoken of."""
    voiced = {s.span for s in speakers}
    told = [(at, m) for at, _, m in reader.mentions(reader.first, reader.last) if m.span not in voiced and _is_spoken_of(m)]
    subject = tuple(m for m in reader.subject(verb.first) if _is_spoken_of(m) and m.span not in voiced)
    subject = subject or tuple(m for at, m in told if at < verb.first)[:1]
    others = [(at, m) for at, m in told if all((m.actor_id or m.name) != (s.actor_id or s.name) for s in subject)]
    behind = [m for at, m in others if at > verb.first]
    about = [m for at, m in others if at < verb.first and m.actor_id is not None and _is_about(reader, at)]
    return subject, tuple((behind or about)[:1])


def _is_about(reader: Reader, at: int) -> bool:
    """As in "the new stance on A is": whom the subject's own words are about."""
    before = next((t for t in reversed(reader.tokens[reader.first : at]) if t.pos != "DET"), None)
    return before is not None and before.text.lower() in ("on", "toward", "towards", "about", "against", "over", "with")


def _is_spoken_of(mention: ActorMention) -> bool:
    if mention.kind == "unidentified" or (mention.kind == "media" and mention.actor_id is None):
        return any(word[0].isupper() for word in mention.name.split()[:-1])  # "the Hazara fighters", but not "the fighters"
    return mention.kind in _SUBJECTS and (mention.actor_id is not None or mention.kind not in _BY_NAME)
