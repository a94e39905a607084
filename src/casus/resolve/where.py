"""Where: place names in a report and which places they mean, no finer than the words say.

A name is looked up as the longest run of capitalised words that the gazetteer knows. Of several places of one name the
report's own context decides: what stands beside it ("Paktia, Afghanistan"), the countries named elsewhere, size last.
Two that stay alike: neither, and a finding names both.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casus.model import Annotated, Finding, Place, PlaceMention, Sentence, Span, Token
from casus.resolve.gazetteer import Entry, Gazetteer

_LOCATIVE = frozenset(
    "in at near outside inside across around of from into toward towards to between throughout within off on over through via north south east west".split()
)
_KINDS: dict[str, str] = {
    **dict.fromkeys("province state governorate region oblast county department prefecture".split(), "admin1"),
    **dict.fromkeys("district subdistrict municipality agency tehsil".split(), "admin2"),
    **dict.fromkeys("city town village capital neighbourhood neighborhood suburb camp".split(), "settlement"),
}
_FACILITIES = frozenset(
    "mosque church cathedral market airport hospital school university college hotel square street bridge station stadium prison jail palace mall "
    "checkpoint base barracks shrine temple restaurant embassy consulate compound intersection junction road highway camp cafe bank library".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern southwestern downtown".split()
)
_NOT_PLACES = frozenset(
    "of the and in on at for to by may march sunday monday friday police army school general major union front city mosque university nice".split()
)
_LONGEST = 5
_DISTANCE = re.compile(r"\b(?:\d[\d.,]*|\w+teen|some \w+|\w+)\s*(?:km|kilomet(?:er|re)s?|miles?)\b[^.;]{0,30}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Name:
    """A known name in the text: tokens ``first`` to ``last`` (exclusive), with what stands round it."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    preposition: str | None
    kind: str | None
    site: bool
    far: bool


def find_places(
    annotated: Annotated, gazetteer: Gazetteer, actor_spans: Sequence[Span] = (), demonyms: Mapping[str, str] = {}
) -> tuple[tuple[PlaceMention, ...], tuple[Finding, ...]]:
    """Place mentions in text order, and a finding for each name that could mean two places.

    ``actor_spans`` are words that name an actor: no place unless a word of place stands before them. ``demonyms`` maps a
    lower-case adjective to an alpha-3 code: such a mention speaks for a country, has no preposition and country precision.
    """
    names: list[_Name] = []
    for sentence in annotated.sentences:
        found = _names(annotated, sentence, gazetteer, actor_spans)
        names += [n for n in found if n.last - n.first > 1 or annotated.tokens[n.first].text.lower() not in demonyms]
    nations = list(_nations(annotated, demonyms))
    votes = _votes(names, nations)
    mentions = [_mention(annotated, name, names, votes) for name in names]
    mentions += [_nation_mention(token, code) for token, code in nations]
    ordered = tuple(sorted(mentions, key=lambda m: m.span))
    return ordered, tuple(_finding(annotated, m) for m in ordered if m.candidates)


def country_of(annotated: Annotated, places: Sequence[PlaceMention]) -> Place | None:
    """The country that the report as a whole supports: named most, clearly ahead of the next; None otherwise."""
    weights: Counter[str] = Counter()
    first: dict[str, PlaceMention] = {}
    for mention in places:
        if mention.place is None or mention.place.country is None:
            continue
        lead = 1.0 if mention.span.start < 600 else 0.0
        weights[mention.place.country] += (1.0 if mention.preposition is None else 2.0) + lead  # type: ignore[assignment]
        first.setdefault(mention.place.country, mention)
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.3 * ranked[1][1]):
        return None
    place = first[ranked[0][0]].place
    assert place is not None
    if place.precision == "country":
        return place
    named = next((m.place for m in places if m.place and m.place.country == place.country and m.place.precision == "country"), None)
    return named or Place(place.span, None, None, place.country, None, None, "country")


def _names(annotated: Annotated, sentence: Sentence, gazetteer: Gazetteer, actor_spans: Sequence[Span]) -> Iterator[_Name]:
    at = sentence.first
    while at < sentence.last:
        size, entries = _longest(annotated, at, sentence, gazetteer)
        name = _in_context(annotated, sentence, at, at + size, entries, actor_spans) if entries else None
        if name is not None:
            yield name
        at += size if name is not None else 1


def _longest(annotated: Annotated, at: int, sentence: Sentence, gazetteer: Gazetteer) -> tuple[int, tuple[Entry, ...]]:
    tokens = annotated.tokens
    if tokens[at].pos != "PROPN" and not (
        tokens[at].text[0].isupper() and tokens[at].text.lower() not in _NOT_PLACES and at > sentence.first
    ):
        return 1, ()
    for size in range(min(_LONGEST, sentence.last - at), 0, -1):
        if not tokens[at + size - 1].text[0].isupper():
            continue
        shown = annotated.report.text[tokens[at].start : tokens[at + size - 1].end]
        if "," in shown and "D.C" not in shown:
            continue
        entries = gazetteer.find(shown)
        short = len(shown) == 3 and at > sentence.first and tokens[at - 1].pos == "ADP"
        if entries and shown.lower() not in _NOT_PLACES and (len(shown) > 3 or shown.isupper() or "." in shown or short):
            return size, entries
    return 1, ()


def _in_context(
    annotated: Annotated, sentence: Sentence, first: int, last: int, entries: tuple[Entry, ...], actor_spans: Sequence[Span]
) -> _Name | None:
    tokens, text = annotated.tokens, annotated.report.text
    preposition = _preposition(tokens, first, sentence.first)
    if last < sentence.last and tokens[last].text.lower() in ("border", "frontier", "borders"):
        preposition = "border"
    if _is_dateline(annotated, sentence, first, last):
        preposition = "dateline"
    start, end = tokens[first].start, tokens[last - 1].end
    inside_actor = any(s.start <= start and end <= s.end for s in actor_spans)
    if inside_actor and (preposition not in _LOCATIVE or preposition == "of"):
        return None
    kind, site = _kind(tokens, sentence, first, last), False
    after = tokens[last] if last < sentence.last else None
    if after is not None and after.pos == "PROPN" and kind is None and preposition != "dateline":
        site = after.text.lower() in _FACILITIES
        if not site:
            return None
    before = tokens[first - 1] if first > sentence.first else None
    if (
        before is not None
        and before.pos == "PROPN"
        and before.text.lower() not in _DIRECTIONS
        and preposition != "dateline"
        and kind is None
    ):
        return None
    if preposition is None and not _stands_alone(annotated, sentence, first, last, entries):
        return None
    site = site or _site_before(tokens, sentence, first) or (after is not None and after.text.lower() in _FACILITIES)
    far = bool(_DISTANCE.search(text[max(sentence.start, start - 60) : start]))
    return _Name(first, last, entries, preposition, kind, site, far)


def _preposition(tokens: Sequence[Token], first: int, floor: int) -> str | None:
    at = first - 1
    steps = 0
    while at >= floor and steps < 5:
        word = tokens[at].text.lower()
        if tokens[at].pos == "ADP" and word in _LOCATIVE:
            return word
        skippable = tokens[at].pos == "DET" or word in _DIRECTIONS or word in _KINDS or word in ("'s", "’s", "neighbouring", "nearby")
        if not skippable:
            return _after_comma(tokens, at, floor) if tokens[at].text == "," else None
        at, steps = at - 1, steps + 1
    return None


def _after_comma(tokens: Sequence[Token], comma: int, floor: int) -> str | None:
    """As in "in Khar, Bajaur": what follows the comma stands behind the same word of place."""
    at = comma - 1
    while at >= floor and tokens[at].pos == "PROPN":
        at -= 1
    return "in" if at >= floor and at < comma - 1 and tokens[at].text.lower() in _LOCATIVE else None


def _is_dateline(annotated: Annotated, sentence: Sentence, first: int, last: int) -> bool:
    text, tokens = annotated.report.text, annotated.tokens
    if first != sentence.first or (sentence.start > 0 and "\n" not in text[max(0, sentence.start - 2) : sentence.start]):
        return False
    shown = text[tokens[first].start : tokens[last - 1].end]
    rest = text[tokens[last - 1].end : tokens[last - 1].end + 60]
    loud = shown.isupper() and len(shown) > 3 and re.match(r"\s*(?:[:(,–—-]|$)", rest) is not None
    return loud or (
        re.match(r"(?:,\s+[A-Z][\w. ]{2,25})?\s*(?:\([A-Z][\w /.]+\)\s*)?(?:[—–]|--|-\s|:\s)", rest) is not None
        and len(shown) < 30
        and sentence.start < 700
    )


def _kind(tokens: Sequence[Token], sentence: Sentence, first: int, last: int) -> str | None:
    """As in "Kunduz province", "the village of Solhan": which kind of area the words say."""
    if last < sentence.last and tokens[last].text.lower() in _KINDS and tokens[last].text.lower() not in ("capital", "camp", "agency"):
        return _KINDS[tokens[last].text.lower()]
    if first - 2 >= sentence.first and tokens[first - 1].text.lower() == "of" and tokens[first - 2].text.lower() in _KINDS:
        return _KINDS[tokens[first - 2].text.lower()]
    return None


def _stands_alone(annotated: Annotated, sentence: Sentence, first: int, last: int, entries: Sequence[Entry]) -> bool:
    """Without a word of place only well-known names count: countries, areas, big towns."""
    token = annotated.tokens[first]
    words = last - first
    known = any(e.precision in ("country", "region") or e.population >= 200_000 for e in entries)
    areas = any(e.precision == "admin1" for e in entries) and words == 1 and first > sentence.first
    return known or areas or (token.text.isupper() and len(token.text) > 5)


def _site_before(tokens: Sequence[Token], sentence: Sentence, first: int) -> bool:
    """As in "a mosque in Kunduz", "outside the airport of Kabul"."""
    window = tokens[max(sentence.first, first - 4) : first]
    return (
        bool(window)
        and any(t.text.lower() in _FACILITIES for t in window)
        and window[-1].text.lower() in ("in", "of", "the", "at", "central")
    )


def _nations(annotated: Annotated, demonyms: Mapping[str, str]) -> Iterator[tuple[Token, str]]:
    for token in annotated.tokens:
        if token.text[0].isupper() and token.text.lower() in demonyms:
            yield token, demonyms[token.text.lower()]


def _votes(names: Sequence[_Name], nations: Sequence[tuple[Token, str]]) -> Counter[str]:
    """How much the report speaks of each country, from names that can only mean one."""
    votes: Counter[str] = Counter()
    for name in names:
        countries = {e.country for e in name.entries if e.country}
        sure = [e for e in name.entries if e.precision == "country"]
        if sure and sure[0].country:
            votes[sure[0].country] += 3
        elif len(countries) == 1:
            votes[next(iter(countries))] += 2
    votes.update(code for _, code in nations)
    return votes


def _mention(annotated: Annotated, name: _Name, names: Sequence[_Name], votes: Mapping[str, int]) -> PlaceMention:
    text, tokens = annotated.report.text, annotated.tokens
    span = Span.of(text, tokens[name.first].start, tokens[name.last - 1].end)
    beside = _beside(annotated, name, names)
    ranked = sorted(
        ((_score(e, name, votes, beside), e) for e in name.entries), key=lambda item: (-item[0], item[1].name, item[1].country or "")
    )
    best_score, best = ranked[0]
    rivals = [e for score, e in ranked[1:] if best_score - score < 0.35 and e.country != best.country]
    if rivals:
        return PlaceMention(span, None, name.preposition, tuple(f"{e.name} ({e.country})" for e in (best, *rivals[:3])))
    if _far_from_the_story(best, name, votes):
        return PlaceMention(span, None, name.preposition)
    return PlaceMention(span, _place(span, best, name), name.preposition)


def _far_from_the_story(entry: Entry, name: _Name, votes: Mapping[str, int]) -> bool:
    """A district or a bare name whose only namesake lies in a country that nothing else in the report speaks of, while another

    country is spoken of throughout: the gazetteer lacks the place meant. Without a place is better than another continent.
    """
    if entry.precision != "settlement" or (name.kind not in ("admin2", "settlement") and name.preposition is not None):
        return False
    told = votes.get(entry.country or "", 0)
    return told <= 2 and max(votes.values(), default=0) >= told + 3


def _beside(annotated: Annotated, name: _Name, names: Sequence[_Name]) -> frozenset[str]:
    """Countries of the names that follow within a few words ("Paktia, Afghanistan", "Khar in Bajaur")."""
    near = [n for n in names if 0 < n.first - name.last + 1 <= 5 and n is not name]
    return frozenset(e.country for n in near for e in n.entries if e.country and (e.precision in ("country", "admin1", "admin2", "region")))


def _score(entry: Entry, name: _Name, votes: Mapping[str, int], beside: frozenset[str]) -> float:
    score = math.log10(entry.population + 10) * 0.6 + math.log1p(votes.get(entry.country or "", 0)) * 2.0
    if beside:
        score += 4.0 if entry.country in beside else -1.0
    if entry.precision == "country":
        score += 2.0 if name.kind is None else -6.0
    if name.kind in ("admin1", "admin2"):
        score += 3.0 if entry.precision in ("admin1", "admin2", "region") else 0.0
    elif entry.precision == "admin1":
        score += -1.0 if name.kind is None else -4.0
    return score


def _place(span: Span, entry: Entry, name: _Name) -> Place:
    place = Place(span, entry.name, entry.admin1, entry.country, entry.lat, entry.lon, entry.precision, entry.geonames_id)
    if name.kind in ("admin1", "admin2") and entry.precision == "settlement":
        # a district named after its town: as wide as the words, at the town's own coordinates
        return replace(place, precision="admin2" if name.kind == "admin2" else "admin1", geonames_id=None)
    if name.kind == "admin2" and entry.precision == "admin1":
        return replace(place, precision="admin2")
    if entry.precision == "settlement" and name.far:
        return replace(place, precision="admin2")
    return replace(place, precision="site") if entry.precision == "settlement" and name.site else place


def _nation_mention(token: Token, code: str) -> PlaceMention:
    span = Span(token.start, token.end, token.text)
    return PlaceMention(span, Place(span, None, None, code, None, None, "country"), None)


def _finding(annotated: Annotated, mention: PlaceMention) -> Finding:
    message = (
        f"{annotated.report.source}: {mention.span.text!r} could be {' or '.join(mention.candidates)}; nothing in the report tells them apart, "
        "so it has no place. Give the country in the text or correct the claim by hand"
    )
    return Finding("resolve", "place-ambiguous", message, annotated.report.report_id, mention.span, "info", annotated.report.source)
