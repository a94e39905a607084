"""Capitals told without their names: "the Afghan capital", "the capital of Somalia", "the capital"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from casus.model import Annotated, Place, PlaceMention, Span
from casus.resolve.gazetteer import Gazetteer

#: the capital itself, not one of a state, and not before its own name
_CAPITAL = re.compile(
    r"\b(?:(?P<nation>[A-Z][\w’'-]+(?: [A-Z][a-z]+)?) |the (?:country['’]s )?|\bits )capital\b(?! (?:of|city of|punishment|market|gains)|[ ,]+[A-Z])"
)
_OF = re.compile(r"\bcapital of (?P<country>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
_PREPOSITION = re.compile(
    r"\b(in|at|near|outside|inside|across|around|from|into|toward|towards|to|of)\s+(?:the\s+|its\s+)?$", re.IGNORECASE
)


def find_capitals(
    annotated: Annotated, gazetteer: Gazetteer, demonyms: Mapping[str, str], known: Sequence[PlaceMention], home: str | None
) -> Iterator[PlaceMention]:
    """Mentions of capitals by their country; "the capital" alone is that of ``home``, the alpha-3 code the report is at home in."""
    text = annotated.report.text
    for found in _CAPITAL.finditer(text):
        nation = found.group("nation")
        code = demonyms.get(nation.lower()) if nation else home
        span = Span.of(text, found.start("nation") if nation else found.end() - len("capital"), found.end())
        yield from _mention(gazetteer, text, span, code)
    for found in _OF.finditer(text):
        country = next(
            (m.place.country for m in known if m.place and m.span.start == found.start("country") and m.place.precision == "country"), None
        )
        yield from _mention(gazetteer, text, Span.of(text, found.start(), found.start() + len("capital")), country)


def _mention(gazetteer: Gazetteer, text: str, span: Span, code: str | None) -> Iterator[PlaceMention]:
    entry = gazetteer.capital(code) if code else None
    if entry is not None:
        before = _PREPOSITION.search(text[max(0, span.start - 20) : span.start])
        place = Place(span, entry.name, entry.admin1, entry.country, entry.lat, entry.lon, "settlement", entry.geonames_id)
        yield PlaceMention(span, place, before.group(1).lower() if before else None)
