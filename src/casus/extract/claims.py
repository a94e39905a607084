"""Claims of a report: triggers gathered into happenings, with parties, place, time, figures, modality and speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casus.codebook.events import EventRules
from casus.codebook.figure_rules import FigureRules
from casus.codebook.relations import RelationRules
from casus.extract.announced import announcer, by_name
from casus.extract.asides import named_examples
from casus.extract.attribution import Voices
from casus.extract.clauses import Reader
from casus.extract.confidence import confidence_of
from casus.extract.counts import find_counts, is_counted
from casus.extract.doers import lister, of_owner
from casus.extract.figures import FoundFigure, find_figures
from casus.extract.grouping import happenings_of
from casus.extract.learned import is_doubted, learned_triggers, with_learned_parties, with_learned_speaker
from casus.extract.modality import find_certainty, said_certainty, with_undertaking
from casus.extract.naming import named_parties
from casus.extract.nearest import SHARE, Near, has_somebody, is_near, near_triggers, told_by_rules_first
from casus.extract.parties import as_parties, find_parties, fits_parties, is_label, of_a_nation, only_speaks
from casus.extract.relations import find_relations
from casus.extract.releases import with_releasers
from casus.extract.responsibility import claimed_by_telling, find_responsibility, is_claimed_deed
from casus.extract.settings import SPOKEN, dateline, is_adjacent, is_definite, place_in_sentence, seat_of, told_there
from casus.extract.statements import find_statements, scenarios_aside
from casus.extract.talks import Meeting, meetings_of, place_of_talks
from casus.extract.targets import counted_people, direct_targets, find_targets, names_nobody, only_names_building, without_attackers
from casus.extract.things import find_thing
from casus.extract.threats import with_threats
from casus.extract.tied import untold
from casus.extract.times import is_background, is_backstory, time_in_sentence
from casus.extract.topics import bodies_read
from casus.extract.triggers import Trigger, find_triggers
from casus.extract.views import is_weighed, names_no_deed
from casus.extract.widen import widened
from casus.model import Annotated, Claim, Figure, Party, Place, Registry, RegistryEntry, Span, Speaker, When, content_id

_CARRIERS = {"killed": "ASSAULT", "injured": "ASSAULT", "abducted": "ASSAULT", "displaced": "ASSAULT", "detained": "COERCE"}
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
_WORDS = SPOKEN - {"SANCTION"}
_MEDIA_MAY = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT"})
_NEVER = ("media",)
_NEVER_BY_FORCE = ("population", "media", "company")
_MEASURES = frozenset({"such", "worse", "bigger", "greater", "larger", "more", "similar", "comparable"})
_NEVER_WAS = frozenset({"not", "never", "n't", "n’t", "nothing", "hardly", "seldom", "rarely", "no"})
_TOLL_RULE = "assault.kill"


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making; ``points_back`` says that its words lean on what the report told before."""

    claim: Claim
    head: Trigger
    points_back: bool
    own_place: bool
    own_time: bool


def find_claims(
    annotated: Annotated,
    rules: EventRules,
    figure_rules: FigureRules,
    relation_rules: RelationRules,
    country: Place | None,
    registry: Registry,
    near: Near | None = None,
) -> tuple[Claim, ...]:
    """Event claims in text order, then relation claims. ``country`` is what the report as a whole supports, used where an event

    says nothing finer. ``near``: the codebook's examples, to be held against sentences in which no rule fires.
    """
    outlets = {e.actor_id: registry.entries[e.speaks_for] for e in registry.entries.values() if e.speaks_for}
    triggers = find_triggers(annotated, rules)
    triggers = (*triggers, *learned_triggers(annotated, triggers, rules))
    figures = [f for f in find_figures(annotated, figure_rules) if not (f.hypothetical or f.background or f.superseded)]
    triggers = (*triggers, *_toll_triggers(annotated, triggers, figures, rules))
    alike, ties_alike = near_triggers(annotated, {t.sentence for t in triggers}, near) if near else ({}, {})
    triggers = (*triggers, *alike.values())
    readers = [Reader.of(annotated, number) for number in range(len(annotated.sentences))]
    triggers = with_threats(annotated, triggers, rules, readers)
    voices = Voices(annotated, readers)
    bodies, attackers = bodies_read(annotated, readers), bodies_read(annotated, readers, of_force=True)
    drafts: list[Draft] = []
    for number in range(len(annotated.sentences)):
        mine = tuple(sorted((t for t in triggers if t.sentence == number), key=lambda t: t.first))
        for group in happenings_of(annotated, mine, attackers[number]):
            read = attackers if group[0].rule.type == "ASSAULT" else bodies
            draft = _draft(annotated, group, mine, read[number], voices)
            if (
                fits_parties(draft.head.rule, draft.claim)
                and has_somebody(draft.head.rule, draft.claim)
                and not _is_no_deed(annotated, draft)
                and not _is_flight(draft)
            ):
                drafts.append(draft)
    drafts = _with_figures(annotated, drafts, figures, voices)
    counts = find_counts(annotated, bodies, voices, [f.span for d in drafts for f in d.claim.figures])
    drafts = [d for d in drafts if not is_counted(counts, d.head.span)]
    drafts = _with_responsibility(annotated, drafts, readers, voices, triggers, outlets)
    drafts = [replace(d, claim=_completed(with_learned_speaker(d.claim, d.head.span, annotated))) for d in drafts]
    drafts = [replace(d, claim=with_learned_parties(d.claim, d.head.span, annotated)) for d in drafts]
    drafts = [d for d in drafts if not _says_nothing(annotated, d)]
    released = with_releasers([d.claim for d in drafts], [d.head for d in drafts], readers)
    drafts = [replace(d, claim=claim) for d, claim in zip(drafts, released, strict=True)]
    settled = _finished(_with_settings(annotated, drafts, country, registry))
    doubted = frozenset(claim.claim_id for words, claim in settled if is_doubted(claim, words, annotated))
    ties = find_relations(annotated, relation_rules, bodies, voices, registry, ties_alike)
    weighed = {c.claim_id for d, (_, c) in zip(drafts, settled, strict=True) if is_weighed(annotated, d.head)}
    events = told_by_rules_first(untold(settled, ties, annotated.report), ties)
    told = scenarios_aside(events, weighed) + counts + ties
    told += find_statements(annotated, bodies, voices, told)
    return tuple(replace(named_parties(c, annotated), confidence=_confidence(c, c.claim_id in doubted)) for c in told)


def _toll_triggers(annotated: Annotated, triggers: Sequence[Trigger], figures: Sequence[FoundFigure], rules: EventRules) -> list[Trigger]:
    """In a report of violence, a sentence that only tells a toll tells of the violence too."""
    rule = rules.rules.get(_TOLL_RULE)
    violent = {t.sentence for t in triggers if t.rule.type == "ASSAULT"}
    if rule is None or not violent:
        return []
    out: dict[int, Trigger] = {}
    for found in figures:
        if found.figure.what not in ("killed", "injured") or found.sentence in violent or found.sentence in out:
            continue
        bounds = annotated.sentences[found.sentence]
        inside = [i for i in range(bounds.first, bounds.last) if found.trigger.start <= annotated.tokens[i].start < found.trigger.end]
        if inside:
            out[found.sentence] = Trigger(inside[0], inside[-1] + 1, "phrase", rule, found.sentence, found.trigger)
    return list(out.values())


def _is_no_deed(annotated: Annotated, draft: Draft) -> bool:
    """As in "had not seen deadlier attacks", "never such a raid", "after each bombing": measured against or told in general, and no one deed."""
    words = [
        t.text.lower()
        for t in annotated.tokens[max(annotated.sentences[draft.head.sentence].first, draft.head.first - 8) : draft.head.first]
    ]
    if draft.head.shape == "noun" and {"each", "every"} & set(words[-2:]) and not (draft.claim.actors or draft.claim.recipients):
        return True
    compared = any(w in _MEASURES or (w.endswith("ier") and w != "soldier") for w in words[-3:])
    return draft.head.shape == "noun" and compared and bool(_NEVER_WAS & set(words))


def _is_flight(draft: Draft) -> bool:
    """As in "residents fled the town": a people that runs withdraws from nothing."""
    fled = draft.claim.mode == ("withdraw",) and draft.head.span.text.lower().startswith("fle")
    return fled and bool(draft.claim.actors) and all(p.kind == "population" for p in draft.claim.actors)


def _says_nothing(annotated: Annotated, draft: Draft) -> bool:
    """A plural that leans on what was told, or means no deed in particular: "these attacks are a threat", "uses terror attacks as a tool"."""
    claim = draft.claim
    told = claim.actors or claim.recipients or claim.figures or claim.responsibility or draft.own_time
    loose = claim.type == "ASSAULT" and not told and not annotated.sentences[draft.head.sentence].is_title
    return loose and names_no_deed(annotated, draft.head, draft.own_place)


def _draft(annotated: Annotated, group: Sequence[Trigger], others: Sequence[Trigger], reader: Reader, voices: Voices) -> Draft:
    head = _head(group)
    rule = head.rule
    actors, recipients = _parties_of(group, reader, annotated.report.text)
    speakers = voices.at(head.sentence, head.span.start)
    if rule.type == "ASSAULT":  # who tells of an attack is not who made it
        actors = tuple(p for p in actors if all(p.span != s.span for s in speakers))
        recipients = tuple(
            p
            for p in recipients
            if p.span is None or not any(s.span and s.span.start > head.span.end and p.span.overlaps(s.span) for s in speakers)
        )
    cue = voices.cue_at(head.sentence, head.span.start)
    actors = tuple(by_name(reader, p) for p in actors or announcer(reader, head, cue) or as_parties(lister(reader, head)))
    found = find_certainty(annotated, head)
    found = with_undertaking(annotated, head, found) if speakers else found
    certainty = said_certainty(found, rule.type, head.span.text, cue, bool(speakers))
    if rule.type == "THREATEN" and certainty.modality == "asserted":
        certainty = replace(certainty, modality="threatened")
    place, time = _own_place(annotated, head, actors, recipients, speakers), time_in_sentence(annotated, head, others)
    sentence = annotated.sentences[head.sentence]
    quote = Span.of(annotated.report.text, sentence.start, sentence.end)
    claim = Claim(
        claim_id="",
        report_id=annotated.report.report_id,
        kind="event",
        type=rule.type,
        quote=quote,
        rule=rule.rule_id,
        confidence=0.0,
        mode=_modes(group),
        context=rule.context,
        cameo=rule.cameo,
        acled_event_type=rule.acled[0] if rule.acled else None,
        acled_sub_event_type=rule.acled[1] if rule.acled else None,
        ucdp_type=rule.ucdp,
        modality=certainty.modality,
        negated=certainty.negated,
        cues=certainty.cues,
        said_by=speakers,
        actors=actors,
        recipients=recipients,
        place=place,
        time=time,
    )
    back = rule.weak or is_definite(annotated, head) or sentence.is_title
    return Draft(claim, head, back, place is not None, time is not None)


def _own_place(
    annotated: Annotated, head: Trigger, actors: Sequence[Party], recipients: Sequence[Party], speakers: Sequence[Speaker]
) -> Place | None:
    """The place of the claim's own sentence. An act of words is in the town that is told, else a demand on one state is where it is

    to be met, any other where its actor speaks.
    """
    place = place_in_sentence(annotated, head)
    if head.rule.type == "CONSULT" and place is None:
        return seat_of(annotated, (), speakers)
    if head.rule.type in SPOKEN and (place is None or place.precision not in ("site", "settlement")):
        asked = [p for p in recipients if p.kind in ("state", "government_body")] if head.rule.type == "REQUEST" else []
        addressed = seat_of(annotated, asked) if len(asked) == 1 else None
        return addressed or seat_of(annotated, actors, speakers) or place
    return place


def _head(group: Sequence[Trigger]) -> Trigger:
    return min(group, key=lambda t: (t.rule.weak, not t.rule.mode, t.first))


def _modes(group: Iterable[Trigger]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mode for t in group for mode in t.rule.mode))


def _parties_of(group: Sequence[Trigger], reader: Reader, text: str) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    found = [(reader.each(a), reader.each(r)) for a, r in (find_parties(reader, t) for t in group)]
    actors = as_parties(m for a, _ in found for m in a)
    recipients = as_parties(m for _, r in found for m in r)
    # a people is never the actor of force; who seems so stood on the receiving end, or the reading slipped
    barred = _NEVER_BY_FORCE if group[0].rule.type in _FORCE else _NEVER if group[0].rule.type not in _MEDIA_MAY else ()
    actors = tuple(p for p in actors if p.kind not in barred and not (group[0].rule.type not in _WORDS and only_speaks(p)))
    actors = tuple(of_owner(reader, p) for p in actors)
    force = group[0].rule.type == "ASSAULT"
    if recipients and not force:
        known = {p.span for p in (*actors, *recipients)}
        recipients += tuple(p for p in as_parties(named_examples(reader, group[0].last)) if p.span not in known)
    recipients = tuple(of_a_nation(reader, p, text, force) for p in recipients if not is_label(p, group[0].rule))
    if group[0].rule.type == "ASSAULT":
        recipients = tuple(p for p in recipients if not only_names_building(reader, p))
    if all(map(names_nobody, recipients)):  # "20 people were killed when a bomb went off at a church": the church says more
        of_group = find_targets if group[0].rule.type == "ASSAULT" else _things
        recipients += next((told for t in group if (told := of_group(reader, t, text))), ())
    elif force:
        own = (t for t, (_, struck) in zip(group, found, strict=True) if not struck)
        known = {p.span for p in recipients}
        recipients += tuple(p for t in own for p in direct_targets(reader, t, text) if p.span not in known)
    deeds = frozenset(i for t in group for i in range(t.first, t.last))
    actors, recipients = (tuple(widened(reader, p, text, deeds) for p in side) for side in (actors, recipients))
    taken = set() if group[0].rule.frame == "join" else {p.span for p in actors}
    return actors, tuple(p for p in recipients if p.span not in taken)


def _things(reader: Reader, trigger: Trigger, text: str) -> tuple[Party, ...]:
    thing = find_thing(reader, trigger, text)
    return (thing,) if thing is not None else ()


def _with_figures(annotated: Annotated, drafts: Sequence[Draft], figures: Sequence[FoundFigure], voices: Voices) -> list[Draft]:
    given: dict[int, list[Figure]] = {}
    for found in figures:
        carrier = _carrier(drafts, found)
        if carrier is not None:
            told = replace(found.figure, said_by=voices.at(found.sentence, found.figure.span.start))
            given.setdefault(carrier, []).append(told)
    return [replace(d, claim=replace(d.claim, figures=tuple(given.get(i, ())))) for i, d in enumerate(drafts)]


def _carrier(drafts: Sequence[Draft], found: FoundFigure) -> int | None:
    wanted = _CARRIERS.get(found.figure.what)
    here = [i for i, d in enumerate(drafts) if d.head.sentence == found.sentence and (wanted is None or d.claim.type == wanted)]
    return min(here, key=lambda i: abs(drafts[i].head.span.start - found.figure.span.start)) if here else None


def _with_responsibility(
    annotated: Annotated,
    drafts: Sequence[Draft],
    readers: Sequence[Reader],
    voices: Voices,
    triggers: tuple[Trigger, ...],
    outlets: Mapping[str, RegistryEntry],
) -> list[Draft]:
    """What a sentence says of who did it goes to the attack told in that sentence, else to the last one told before it."""
    out = list(drafts)
    for number, reader in enumerate(readers):
        mine = tuple(t for t in triggers if t.sentence == number)
        found = find_responsibility(annotated, number, reader, voices, mine, outlets)
        if found is None:
            continue
        attacks = [i for i, d in enumerate(out) if d.claim.type == "ASSAULT" and d.head.sentence <= number]
        here = [i for i in attacks if out[i].head.sentence == number]
        denied = bool(found.denied_by)
        here.sort(key=lambda i: not (is_claimed_deed(annotated, out[i].head.span) or (denied and out[i].claim.modality == "denied")))
        before = [i for i in attacks if out[i].head.sentence < number and not is_background(annotated, out[i].head)]
        back = (
            bool(here and before) and out[here[0]].points_back and not out[here[0]].own_place
        )  # "... took responsibility for the attack": the one told before
        for at in before[-1:] if back or not here else here[:1]:
            if out[at].claim.responsibility is None:
                out[at] = replace(out[at], claim=replace(out[at].claim, responsibility=found))
    return [_claimed_itself(d, outlets) for d in out]


def _claimed_itself(draft: Draft, outlets: Mapping[str, RegistryEntry]) -> Draft:
    found = None if draft.points_back else claimed_by_telling(draft.claim, outlets)
    if found is None or (draft.claim.responsibility is not None and draft.claim.responsibility.claimed_by):
        return draft
    return replace(draft, claim=replace(draft.claim, responsibility=found))


def _completed(claim: Claim) -> Claim:
    """Parties that the claim's own figures and its responsibility tell: who was counted, who claimed it, who is blamed."""
    if claim.type != "ASSAULT":
        return claim
    recipients = without_attackers(claim.recipients or counted_people(claim.figures), claim.actors, claim.figures)
    told = claim.responsibility
    if claim.actors or told is None or not (told.claimed_by or told.blamed_on):
        return replace(claim, recipients=recipients)
    if told.claimed_by:
        return replace(claim, recipients=recipients, actors=told.claimed_by)
    modality = "alleged" if claim.modality == "asserted" else claim.modality
    return replace(claim, recipients=recipients, actors=told.blamed_on, modality=modality)


def _with_settings(annotated: Annotated, drafts: Sequence[Draft], country: Place | None, registry: Registry) -> list[Draft]:
    """Places and times for claims whose own sentence has none."""
    places: dict[str | None, Place] = {}
    times: dict[str | None, list[Claim]] = {}
    told_of: set[str | None] = set()
    lead = dateline(annotated.places)
    out: list[Draft] = []
    for draft in drafts:
        claim = draft.claim
        told = places.get(claim.type)
        if (
            draft.points_back
            and claim.type not in SPOKEN
            and told
            and claim.place
            and _elsewhere(told, claim.place)
            and not is_adjacent(annotated, draft.head, claim.place)
        ):
            # "the raid was revenge for an offensive in X": X is not where the raid was
            draft = replace(draft, own_place=False, claim=replace(claim, place=None))
            claim = draft.claim
        if not draft.own_place:
            place = told if draft.points_back else None
            claim = replace(
                claim,
                place=place
                or _nearby_place(annotated, draft, country)
                or _home_of(annotated, claim, registry)
                or _lead_place(lead, country),
            )
        claim = replace(claim, place=_seat_known(annotated, claim, registry) or claim.place)
        if not draft.own_time and draft.points_back and not is_background(annotated, draft.head):
            claim = replace(claim, time=_day_told(claim, times.get(claim.type, ())))
        aside = claim.type in told_of and is_backstory(annotated, draft.head)
        if aside or is_background(annotated, draft.head):  # "the worst since the raid in X": what comes after does not lean on it
            out.append(replace(draft, claim=claim))
            continue
        if not annotated.sentences[draft.head.sentence].is_title:
            told_of.add(claim.type)
        if draft.own_place and claim.place is not None and (claim.type not in places or not draft.head.rule.weak):
            places[claim.type] = claim.place
        if draft.own_time and claim.time is not None:
            times.setdefault(claim.type, []).append(claim)
        out.append(replace(draft, claim=claim))
    talks = meetings_of([d.claim for d in out])
    return _titles_filled(annotated, [replace(d, claim=_at_meeting(d.claim, m)) for d, m in zip(out, talks, strict=True)])


def _day_told(claim: Claim, told: Sequence[Claim]) -> When | None:
    """The day of the first happening told before that was not elsewhere: in a report of two attacks, "the blast" there was on its own day."""
    alike = (t for t in told if t.place is None or claim.place is None or not _elsewhere(t.place, claim.place))
    first = next(alike, None)
    return first.time if first is not None else None


def _at_meeting(claim: Claim, meeting: Meeting | None) -> Claim:
    return replace(claim, time=claim.time or (meeting.day if meeting else None), place=place_of_talks(claim, meeting))


def _elsewhere(a: Place, b: Place) -> bool:
    fine = ("site", "settlement")
    towns = a.precision in fine and b.precision in fine and a.name != b.name
    towns = towns or ("admin2" in (a.precision, b.precision) and a.name != b.name and _far_apart(a, b))
    return a.country != b.country or towns or (a.admin1 is not None and b.admin1 is not None and a.admin1 != b.admin1)


def _far_apart(a: Place, b: Place) -> bool:
    """Do a district and another place lie so far apart (some 50 km) that neither is in the other?"""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.precision == b.precision
    return abs(a.lat - b.lat) + abs(a.lon - b.lon) > 0.6


def _nearby_place(annotated: Annotated, draft: Draft, country: Place | None) -> Place | None:
    """A place told in the sentence before, in the same paragraph, that does not lead away from the report's country."""
    number = draft.head.sentence
    if number == 0 or annotated.sentences[number - 1].paragraph != annotated.sentences[number].paragraph:
        return None
    before = annotated.sentences[number - 1]
    placed = [
        p
        for p in annotated.places
        if p.preposition and not told_there(annotated, p) and p.use in ("place", "attribute") and before.start <= p.span.start < before.end
    ]
    inside = [p.place for p in placed if p.place]
    inside = [p for p in inside if country is None or p.country == country.country]
    return inside[-1] if inside else None


def _seat_known(annotated: Annotated, claim: Claim, registry: Registry) -> Place | None:
    """A sanction is where the office sits that imposes or lifts it, if the report names that country: "the secretary of state delisted X of Y"."""
    if claim.type != "SANCTION" or claim.place is None or claim.place.precision in ("site", "settlement"):
        return None
    bodies = [
        e for p in claim.actors if p.kind in ("state", "government_body", "role_holder") and (e := registry.get(p.actor_id)) is not None
    ]
    codes = {c for e in bodies for c in e.countries}
    if len(codes) != 1 or len(bodies) < len(claim.actors) or claim.place.country in codes:
        return None
    return next((p.place for p in annotated.places if p.place and p.place.precision == "country" and p.place.country in codes), None)


def _home_of(annotated: Annotated, claim: Claim, registry: Registry) -> Place | None:
    """The country that an attacking group fights in, where the report names that country: "the Taliban offensive" in a report from Beijing."""
    groups = [registry.get(p.actor_id) for p in claim.actors] if claim.type == "ASSAULT" else []
    codes = {g.countries[0] for g in groups if g and g.kind == "armed_group" and len(g.countries) == 1}
    return next((p.place for p in annotated.places if p.place and p.place.precision == "country" and p.place.country in codes), None)


def _lead_place(lead: Place | None, country: Place | None) -> Place | None:
    if lead is None or country is None:
        return country
    return lead if lead.country == country.country else country


def _titles_filled(annotated: Annotated, drafts: Sequence[Draft]) -> list[Draft]:
    """A headline's happening is the first one of its kind in the text: it takes place and day from there."""
    out = []
    for draft in drafts:
        claim = draft.claim
        if annotated.sentences[draft.head.sentence].is_title:
            body = [d.claim for d in drafts if d.claim.type == claim.type and not annotated.sentences[d.head.sentence].is_title]
            if body and not draft.own_place:
                claim = replace(claim, place=body[0].place)
            if body and not draft.own_time:
                claim = replace(claim, time=body[0].time or next((c.time for c in body if c.time and c.place == body[0].place), None))
        out.append(replace(draft, claim=claim))
    return out


def _finished(drafts: Sequence[Draft]) -> list[tuple[Span, Claim]]:
    """The claims with ids, beside the words of their events. Where one rule finds two in a sentence, their number tells them apart."""
    seen: Counter[tuple[object, ...]] = Counter()
    out = []
    for draft in drafts:
        claim = draft.claim
        key = (claim.report_id, claim.type, claim.quote.start, claim.quote.end, claim.rule, claim.time and claim.time.span.start)
        again = (seen[key],) if seen[key] else ()
        seen[key] += 1
        out.append((draft.head.span, replace(claim, claim_id=content_id("c", (*key, *again)))))
    return out


def _confidence(claim: Claim, doubted: bool) -> float:
    """The fitted one, less where rules and encoder disagree on whether a fact is told: the reviewer should see that one earlier."""
    return round(max(0.02, confidence_of(claim) * (SHARE if is_near(claim) else 1) - 0.15 * doubted), 2)
