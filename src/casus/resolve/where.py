"""Where: place names in a report and which places they mean, no finer than the words say.

Names are spotted (``toponyms``), read in the light of one another (``choose``), and widened or moved as the words ask (``relations``).
Two that stay alike: neither, and a finding names both. A village that the gazetteer lacks keeps its name and the report's country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from casus.model import Annotated, Finding, Place, PlaceMention, PlacePrecision, Span
from casus.resolve.capitals import find_capitals
from casus.resolve.choose import Choice, choose
from casus.resolve.gazetteer import Entry, Gazetteer
from casus.resolve.outlets import outlet_country
from casus.resolve.relations import between_two, shifted
from casus.resolve.toponyms import Toponym, find_toponyms
from casus.resolve.unlisted import find_unlisted

#: weight from which a place is known to readers by its bare name (some 200,000 people)
_KNOWN = 53
#: how much the actors' countries may weigh in what country a report is about, in bare mentions of a country
_ACTORS_SAY = 4


def find_places(
    annotated: Annotated,
    gazetteer: Gazetteer,
    actor_spans: Sequence[Span] = (),
    demonyms: Mapping[str, str] = {},
    actor_countries: Sequence[str] = (),
) -> tuple[tuple[PlaceMention, ...], tuple[Finding, ...]]:
    """Place mentions in text order, and a finding for each name that could mean two places.

    ``actor_spans`` are words that name an actor: no place unless a word of place stands before them. ``demonyms`` maps a
    lower-case adjective to an alpha-3 code: such a mention speaks for a country and has the use ``nation``. ``actor_countries``
    are the alpha-3 codes of actors that belong to one country.
    """
    text = annotated.report.text
    nations = tuple(_nations(annotated, gazetteer, demonyms))
    names = find_toponyms(annotated, gazetteer, actor_spans, demonyms)
    leaning = _leaning(annotated, nations, actor_countries)
    real = [n for n in names if n.use != "road"]
    choices = choose(text, real, leaning)
    spoken_of = _spoken_of(real, choices, leaning)
    mentions = [_mention(annotated, n, _at_home(n, c, spoken_of), spoken_of) for n, c in zip(real, choices, strict=True)]
    mentions += [PlaceMention(Span.of(text, n.start, n.end), None, None, use="road") for n in names if n.use == "road"]
    mentions += find_capitals(annotated, gazetteer, demonyms, mentions, _home(mentions, leaning))
    mentions += [m for m in nations if not any(m.span.overlaps(o.span) for o in mentions)]
    mentions += find_unlisted(annotated, gazetteer, mentions, _home(mentions, leaning))
    ordered = tuple(between_two(text, sorted(mentions, key=lambda m: m.span)))
    return ordered, tuple(_finding(annotated, m) for m in ordered if m.candidates and m.use != "name")


def country_of(annotated: Annotated, places: Sequence[PlaceMention], actor_countries: Sequence[str] = ()) -> Place | None:
    """The country that the report as a whole supports: named most, clearly ahead of the next; None otherwise.

    ``actor_countries`` holds, for each mention of an actor that belongs to one country, its alpha-3 code: they tip the scales
    between countries that the report names.
    """
    weights: Counter[str] = Counter()
    title_end = next((s.end for s in annotated.sentences if s.is_title), 0)
    first: dict[str, PlaceMention] = {}
    for mention in places:
        if mention.place is None or mention.place.country is None or mention.use == "name":
            continue
        lead = (1.0 if mention.span.start < 600 else 0.0) + (2.0 if mention.span.start < title_end else 0.0)
        weights[mention.place.country] += (1.0 if mention.preposition is None else 2.0) + lead  # type: ignore[assignment]
        first.setdefault(mention.place.country, mention)
    leader = _leader(weights)
    if leader is None:
        weights.update({c: min(n, _ACTORS_SAY) for c, n in Counter(actor_countries).items() if c in weights})
        leader = _leader(weights)
    if leader is None:
        return None
    place = first[leader].place
    assert place is not None
    if place.precision == "country":
        return place
    named = next((m.place for m in places if m.place and m.place.country == place.country and m.place.precision == "country"), None)
    return named or Place(place.span, None, None, place.country, None, None, "country")


def _leader(weights: Mapping[str, float]) -> str | None:
    """The country clearly ahead of the next."""
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return None if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.3 * ranked[1][1]) else ranked[0][0]


def _leaning(annotated: Annotated, nations: Sequence[PlaceMention], actor_countries: Sequence[str]) -> Counter[str]:
    """Countries that speak for themselves before any name is read: nations and actors told, and where the outlet is at home."""
    out: Counter[str] = Counter(m.place.country for m in nations if m.place and m.place.country)
    out.update(actor_countries)
    home = outlet_country(annotated.report)
    if home:
        out[home] += 2
    return out


def _home(mentions: Sequence[PlaceMention], leaning: Mapping[str, int]) -> str | None:
    """The country most spoken of, if one is clearly ahead."""
    votes = Counter(leaning)
    votes.update(m.place.country for m in mentions if m.place and m.place.country and m.use != "nation")
    ranked = votes.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


def _nations(annotated: Annotated, gazetteer: Gazetteer, demonyms: Mapping[str, str]) -> Iterator[PlaceMention]:
    """Adjectives and peoples of countries ("Afghan", "Egyptian-brokered", "Sri Lankan"), at country precision."""
    text, tokens = annotated.report.text, annotated.tokens
    taken = -1
    for at, token in enumerate(tokens):
        if not token.text[0].isupper() or token.start < taken:
            continue
        two = text[token.start : tokens[at + 1].end] if at + 1 < len(tokens) else ""
        one = token.text.split("-")[0].split("–")[0]
        shown = two if two.lower() in demonyms else one
        code = demonyms.get(shown.lower())
        if code:
            span = Span.of(text, token.start, token.start + len(shown))
            taken = span.end
            yield PlaceMention(span, Place(span, None, None, code, None, None, "country"), use="nation")


def _spoken_of(names: Sequence[Toponym], choices: Sequence[Choice], leaning: Mapping[str, int]) -> Counter[str]:
    """How often the report speaks of each country: each different name once, and what leans to it from the start."""
    out = Counter(leaning)
    told = {(c.entry.name, c.entry.country, c.entry.precision) for n, c in zip(names, choices, strict=True) if c.entry and c.entry.country}
    out.update(country for _, country, _ in told)
    return out


def _at_home(name: Toponym, choice: Choice, spoken_of: Mapping[str, int]) -> Choice:
    """No reading for a little-known place in a country that nothing else speaks of, where the report is at home in another one:

    the gazetteer lacks the place meant, and without is better than on another continent.
    """
    entry = choice.entry
    if entry is None or entry.country is None or entry.precision in ("country", "region"):
        return choice
    if entry.weight >= _KNOWN and (name.kind is None or name.kind == entry.precision):
        return choice
    most = max(spoken_of.values(), default=0)
    abroad = spoken_of.get(entry.country, 0) <= 1 and most >= 3
    return Choice(None) if abroad and not any(e.country and spoken_of.get(e.country) == most for e in name.entries) else choice


def _unlisted(span: Span, name: Toponym, spoken_of: Mapping[str, int]) -> Place | None:
    """A place that is told as one, in the country that the report speaks of most; None where the words may mean something else."""
    if not name.sure or name.use != "place":
        return None
    ranked = sorted(spoken_of.items(), key=lambda item: (-item[1], item[0]))
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    precision: PlacePrecision = name.kind if name.kind in ("admin1", "admin2") else "settlement"  # type: ignore[assignment]
    return Place(span, span.text, None, ranked[0][0] if clear else None, None, None, precision)


def _mention(annotated: Annotated, name: Toponym, choice: Choice, spoken_of: Mapping[str, int]) -> PlaceMention:
    span = Span.of(annotated.report.text, name.start, name.end)
    if choice.entry is None:
        told = tuple(_called(e) for e in choice.rivals)
        place = None if told else _unlisted(span, name, spoken_of)
        return PlaceMention(span, place, name.preposition, told, name.use)
    place = _place(span, choice.entry, name)
    if name.use == "border":
        # on the other side of the border or on this one: the words do not say
        place = Place(span, place.name, None, None, None, None, "region")
    return PlaceMention(span, shifted(annotated, name, place), name.preposition, (), name.use)


def _called(entry: Entry) -> str:
    return f"{entry.name} ({', '.join(p for p in (entry.admin1, entry.country) if p and p != entry.name)})"


def _place(span: Span, entry: Entry, name: Toponym) -> Place:
    place = Place(span, entry.name, entry.admin1, entry.country, entry.lat, entry.lon, entry.precision, entry.geonames_id)
    if name.kind in ("admin1", "admin2") and entry.precision == "settlement":
        # a district named after its town: as wide as the words, at the town's own coordinates
        return replace(place, precision="admin2" if name.kind == "admin2" else "admin1", geonames_id=None)
    if name.kind == "admin2" and entry.precision == "admin1":
        return replace(place, precision="admin2")
    if entry.precision == "settlement" and name.site:
        return replace(place, precision="site")
    return place


def _finding(annotated: Annotated, mention: PlaceMention) -> Finding:
    message = (
        f"{annotated.report.where}: {mention.span.text!r} could be {' or '.join(mention.candidates)}; nothing in the report tells them apart, "
        "so it has no place"
    )
    return Finding("resolve", "place-ambiguous", message, annotated.report.report_id, mention.span, "info", annotated.report.source)
