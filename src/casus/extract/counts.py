"""Counts as claims of their own: how many fighters a group has, whom a camp holds, how many attacks are laid to someone.

A toll belongs to its happening and is no count. A count's type is what is counted, in the report's words: "fighters", "children held".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casus.codebook.patterns import Shape
from casus.extract.attribution import Voices
from casus.extract.clauses import Reader
from casus.extract.modality import find_certainty, said_certainty
from casus.extract.parties import as_parties
from casus.model import ActorMention, Annotated, Claim, Figure, FigureKind, Party, Quantity, Span, content_id

RULE = "figure.count"
_STRENGTH = frozenset(
    """fighters militants members troops soldiers men personnel combatants insurgents rebels jihadists guerrillas mercenaries recruits
    followers operatives militiamen reservists terrorists""".split()
)
_PEOPLE = _STRENGTH | frozenset(
    """women children wives girls boys inmates prisoners detainees captives refugees families suspects foreigners officers guards leaders
    commanders civilians people villagers orphans nationals citizens defectors""".split()
)
_DEEDS = frozenset(
    "attacks bombings raids assaults ambushes killings kidnappings abductions airstrikes strikes acts incidents clashes incursions".split()
)
_COUNTABLE = _PEOPLE | _DEEDS
#: a number of deeds from here on is a tally, no happening
_TALLY = 10
_HAVE = frozenset(
    "have has had command commands commanded field fields fielded muster musters mustered boast boasts boasted number numbers".split()
)
_KEEP = frozenset(
    "house houses housed hold holds held detain detains detained imprison imprisons imprisoned accommodate accommodates".split()
)
_SITES = frozenset(
    "camp camps prison prisons jail jails centre centres center centers facility facilities compound barracks penitentiary".split()
)
_THERE = frozenset("is are were was remain remains remained".split())
_KEPT = frozenset("held detained imprisoned jailed interned housed incarcerated".split())
_TELLING = frozenset("with estimated commanding fielding comprising numbering".split())
_UNDERGOING = frozenset("suffer experience face endure see record withstand survive".split())
_DOING = frozenset("launch conduct commit stage mount perpetrate claim".split())
_FORCES = frozenset("force strength army militia corps membership contingent".split())
_ALONG = frozenset("and alongside plus".split())
_OWN = frozenset("their its his her the other more active foreign local".split())


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity, what it counts (tokens ``noun`` to ``last``), and in which way it is told."""

    quantity: Quantity
    first: int
    noun: int
    last: int
    kept: bool
    sentence: int
    span: Span
    holder: tuple[ActorMention, ...]
    struck: tuple[ActorMention, ...] = ()
    shape: Shape = "phrase"

    def words(self, text: str, reader: Reader) -> str:
        counted = " ".join(text[reader.tokens[self.noun].start : reader.tokens[self.last - 1].end].split())
        return f"{counted} held" if self.kept else counted


def find_counts(annotated: Annotated, readers: Sequence[Reader], voices: Voices, tolls: Sequence[Span]) -> tuple[Claim, ...]:
    """Counts in text order; ``tolls`` are the numbers that a happening has taken."""
    taken = {span.start for span in tolls}
    told = (c for n, reader in enumerate(readers) if not annotated.sentences[n].is_title for c in _in_sentence(annotated, n, reader, taken))
    return tuple(_claim(annotated, count, readers[count.sentence], voices) for count in told)


def is_counted(counts: Sequence[Claim], trigger: Span) -> bool:
    """Are the words of a deed what one of the counts counts: "over 200 attacks"?"""
    return any(f.of is not None and f.of.start <= trigger.start and trigger.end <= f.of.end for c in counts for f in c.figures)


def _in_sentence(annotated: Annotated, number: int, reader: Reader, taken: set[int]) -> list[Count]:
    out: list[Count] = []
    for quantity in annotated.quantities:
        at = next((i for i in range(reader.first, reader.last) if reader.tokens[i].start == quantity.span.start), None)
        if at is None or quantity.span.start in taken:
            continue
        count = _count(annotated, number, reader, quantity, at, out[-1] if out else None)
        if count is not None:
            out.append(count)
    return out


def _count(annotated: Annotated, number: int, reader: Reader, quantity: Quantity, at: int, before: Count | None) -> Count | None:
    after = next((i for i in range(at, reader.last) if reader.tokens[i].start >= quantity.span.end), reader.last)
    noun, last = _counted(reader, after)
    if noun == last:
        return None
    head = reader.tokens[_head(reader, noun, last)].text.lower()
    told = _way(reader, at, last, before) if head in _PEOPLE else _tally(reader, at, last, quantity) if head in _DEEDS else None
    if told is None:
        return None
    kept, holder = told
    holder = holder or (_keeper(annotated, reader, at, before) if kept else ())
    if not kept and head in _PEOPLE - _STRENGTH:
        return None
    span = Span.of(annotated.report.text, reader.tokens[at].start, reader.tokens[last - 1].end)
    struck = _struck(reader, at) if head in _DEEDS else ()
    return Count(quantity, at, noun, last, kept, number, span, holder, struck)


def _counted(reader: Reader, at: int) -> tuple[int, int]:
    """The tokens of what is counted: "ISIS wives", "women and children", "acts of terrorism"; alike where nothing is."""
    tokens = reader.tokens
    if at < reader.last and tokens[at].text.lower() == "of":
        at += 1
    while at < reader.last and tokens[at].text.lower() in _OWN:
        at += 1
    last = at
    while last < reader.last and (tokens[last].pos in ("NOUN", "PROPN", "ADJ") or tokens[last].text.lower() in _COUNTABLE):
        last += 1
    if last > at and tokens[last - 1].text.lower() in _PEOPLE and last + 1 < reader.last and tokens[last].text == "and":
        last += 2 if tokens[last + 1].text.lower() in _PEOPLE else 0
    if last > at and tokens[last - 1].text.lower() == "acts" and last + 1 < reader.last and tokens[last].text == "of":
        last += 2
    return at, last if last > at and (tokens[last - 1].pos == "NOUN" or tokens[last - 1].text.lower() in _COUNTABLE) else at


def _head(reader: Reader, noun: int, last: int) -> int:
    of = next((i for i in range(noun, last) if reader.tokens[i].text == "of"), last)
    return of - 1


def _way(reader: Reader, at: int, last: int, before: Count | None) -> tuple[bool, tuple[ActorMention, ...]] | None:
    """Whether those counted are kept somewhere, and by whom or whose they are; None where the number is no count."""
    at = _behind_total(reader, at)
    led = reader.tokens[at - 1] if at > reader.first else None
    if led is None:
        return None
    if before is not None and led.text.lower() in _ALONG and at - before.last <= 2:
        return before.kept, before.holder
    word, behind = led.text.lower(), {t.text.lower() for t in reader.tokens[last : last + 2]}
    if word in _THERE and at - 2 >= reader.first and reader.tokens[at - 2].text.lower() == "there":
        return bool(_KEPT & behind), _whose(reader, at, last)
    if word in _KEEP and _is_site(reader, at - 1):
        return True, reader.subject(at - 1)
    if word in _HAVE:
        whose = reader.subject(at - 1)
        return (False, whose) if whose else None
    force = word == "of" and at - 2 >= reader.first and reader.tokens[at - 2].text.lower() in _FORCES
    if word in _TELLING or force:
        whose = _whose(reader, at, last) or reader.subject(at - 1)
        return (False, whose) if whose else None
    return None


def _behind_total(reader: Reader, at: int) -> int:
    """The start of "a total of 900"."""
    words = [t.text.lower() for t in reader.tokens[max(reader.first, at - 3) : at]]
    return at - 3 if words in (["a", "total", "of"], ["as", "many", "as"]) else at


def _is_site(reader: Reader, verb: int) -> bool:
    """Is it a camp or a prison that holds them, not a gang?"""
    return any(t.text.lower() in _SITES for t in reader.tokens[max(reader.first, verb - 5) : verb])


def _keeper(annotated: Annotated, reader: Reader, at: int, before: Count | None) -> tuple[ActorMention, ...]:
    """The camp or prison that holds them, a name before a description: "Camp A, a detention centre that holds"."""
    sites = [i for i in range(reader.first, before.first if before else at) if reader.tokens[i].text.lower() in _SITES]
    named = [i for i in sites if reader.tokens[i].text[:1].isupper()]
    if not sites:
        return ()
    first = last = (named or sites)[-1]
    while first > reader.first and reader.tokens[first - 1].pos in ("PROPN", "NOUN", "ADJ"):
        first -= 1
    while named and last + 1 < reader.last and reader.tokens[last + 1].pos == "PROPN":
        last += 1
    span = Span.of(annotated.report.text, reader.tokens[first].start, reader.tokens[last].end)
    return (ActorMention(span, None, span.text, "unidentified"),)


def _struck(reader: Reader, at: int) -> tuple[ActorMention, ...]:
    """Whom deeds of a number befell: "A has suffered over 200 attacks"."""
    verb = at - 1 if at > reader.first and reader.tokens[at - 1].lemma in _UNDERGOING else None
    return reader.subject(verb) if verb is not None and not reader.passive(verb, verb + 1) else ()


def _whose(reader: Reader, at: int, last: int) -> tuple[ActorMention, ...]:
    """Who is counted, by name: "600 Abu Sayyaf members", "600 members of Abu Sayyaf"."""
    inside = tuple(m for start, (m, end) in reader.starts.items() if start < last and end > at and m.actor_id)
    return inside[:1] or reader.behind(last, frozenset({"of", "from"}), 1)[:1]


def _tally(reader: Reader, at: int, last: int, quantity: Quantity) -> tuple[bool, tuple[ActorMention, ...]] | None:
    if quantity.vague or max(quantity.low or 0, quantity.high or 0) < _TALLY:
        return None
    led = reader.tokens[at - 1] if at > reader.first else None
    does = led is not None and (led.lemma in _DOING or led.text.lower() == "with")
    doers = reader.agent(last) or (reader.subject(at - 1) if does else ())
    return False, doers


def _claim(annotated: Annotated, count: Count, reader: Reader, voices: Voices) -> Claim:
    text = annotated.report.text
    speakers, cue = voices.at(count.sentence, count.span.start), voices.cue_at(count.sentence, count.span.start)
    certainty = said_certainty(find_certainty(annotated, count), "", count.span.text, cue, bool(speakers))
    quote = _quote(annotated, count)
    of = Span.of(text, reader.tokens[count.noun].start, reader.tokens[count.last - 1].end)
    told = count.quantity
    kind: FigureKind = "detained" if count.kept else "strength" if of.text.split()[-1].lower() in _STRENGTH else "other"
    unit = of.text if kind == "other" else None
    figure = Figure(kind, told.low, told.high, unit, of, "other" if kind != "strength" else "actor", False, told.vague, told.span)
    return Claim(
        claim_id=content_id("c", (annotated.report.report_id, "figure", count.span.start, count.span.end, RULE)),
        report_id=annotated.report.report_id,
        kind="figure",
        type=count.words(text, reader),
        quote=quote,
        rule=RULE,
        confidence=0.0,
        modality=certainty.modality,
        negated=certainty.negated,
        cues=certainty.cues,
        said_by=speakers,
        actors=as_parties(count.holder),
        recipients=as_parties(count.struck) or ((Party(of, None, of.text, "unidentified"),) if count.kept else ()),
        figures=(figure,),
    )


def _quote(annotated: Annotated, count: Count) -> Span:
    """From whose they are, where that stands in the sentence, to what is counted."""
    sentence = annotated.sentences[count.sentence]
    inside = [m.span for m in count.holder if sentence.start <= m.span.start and m.span.end <= sentence.end]
    spans = [count.span, *inside]
    return Span.of(annotated.report.text, min(s.start for s in spans), max(s.end for s in spans))
