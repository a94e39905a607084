"""Villages and camps that the gazetteer lacks, or holds under another spelling: their words say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casus.codebook.place_words import load_place_words
from casus.model import Annotated, Place, PlaceMention, Span
from casus.resolve.gazetteer import Entry, Gazetteer

_NAME = r"(?P<name>[A-Z][\w’'-]+(?:[ -](?:[A-Z][\w’'-]+|al|el|ed|es|wa|de|da|du))?)"
_KIND = r"(?:village|town|hamlet|settlement|camp|neighbou?rhood|suburb)"
#: "Gurmushi village", "the village of Solhan", "the villages of A, B and C", "Baniaba, a village near Solhan"
_BEHIND = re.compile(rf"(?<![\w-]){_NAME} {_KIND}s?\b")
_BEFORE = re.compile(rf"\b{_KIND}s? (?:of|called|named) (?P<names>[A-Z][\w’'-]+(?:(?:, | and |, and | )[A-Z][\w’'-]+)*)")
_TOLD = re.compile(rf"(?<![\w-]){_NAME}, (?:a|another|the) (?:[\w-]+ ){{0,2}}{_KIND}\b")
_SPLIT = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
#: "Olympic village", "Training camp": no names
_LEFT_OUT = frozenset("olympic global refugee training boot summer base military small home ghost new holiday retirement potemkin".split())


def find_unlisted(annotated: Annotated, gazetteer: Gazetteer, known: Sequence[PlaceMention], country: str | None) -> Iterator[PlaceMention]:
    """Mentions of named villages that no listed name covers. A spelling that sounds like one listed place of ``country`` is that place;

    otherwise the place keeps its name and ``country``, and has no coordinates.
    """
    text = annotated.report.text
    taken = [m.span for m in known]
    words = load_place_words()
    left_out = words.never | words.common | _LEFT_OUT
    names = {t.start for t in annotated.tokens if t.pos == "PROPN"}
    told: set[str] = set()
    for span in sorted({_trimmed(text, s, names) for s in _spans(text)}):
        if any(span.overlaps(t) for t in taken) or span.start not in names or span.text.split()[0].lower() in left_out:
            continue
        told.add(span.text)
        taken.append(span)
        yield _mention(gazetteer, span, country)
    for name in sorted(told):
        for again in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            span = Span.of(text, again.start(), again.end())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                yield _mention(gazetteer, span, country)


def _trimmed(text: str, span: Span, names: set[int]) -> Span:
    """Without a first word that is no name ("At Baniaba")."""
    first = span.text.split()[0]
    return Span.of(text, span.start + len(first) + 1, span.end) if span.start not in names and " " in span.text else span


def _spans(text: str) -> Iterator[Span]:
    for found in (*_BEHIND.finditer(text), *_TOLD.finditer(text)):
        yield Span.of(text, found.start("name"), found.end("name"))
    for found in _BEFORE.finditer(text):
        for name in _SPLIT.finditer(found.group("names")):
            yield Span.of(text, found.start("names") + name.start(), found.start("names") + name.end())


def _mention(gazetteer: Gazetteer, span: Span, country: str | None) -> PlaceMention:
    alike = _alike(gazetteer, span.text, country)
    if alike is not None:
        return PlaceMention(
            span, Place(span, alike.name, alike.admin1, alike.country, alike.lat, alike.lon, "settlement", alike.geonames_id), "in"
        )
    return PlaceMention(span, Place(span, span.text, None, country, None, None, "settlement"), "in")


def _alike(gazetteer: Gazetteer, name: str, country: str | None) -> Entry | None:
    """The one listed settlement of that country which sounds the same and begins alike; None when there are none or several."""
    found = {e for e in gazetteer.alike(name) if e.country == country and e.precision == "settlement" and e.name[:1] == name[:1]}
    return next(iter(found)) if len(found) == 1 else None
