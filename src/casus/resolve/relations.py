"""Places told by way of another: "60 km north of Gao", "near Baidoa", "on the road between Bamako and Segou".

The place is as wide as such words leave it, and stands where they put it when they say how far and which way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.model import Annotated, Place, PlaceMention, Span
from casus.resolve.toponyms import Toponym

_BEARINGS = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315}
_UNIT = r"(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\b"
_NUMBER = r"(?P<n>\d[\d.,]*|\w+(?:-\w+)?)(?:\s*\(\d[\d.]*\s*\w+\))?"
_DISTANCE = re.compile(rf"\b{_NUMBER}[\s-]*(?P<unit>{_UNIT})[^.;:]{{0,40}}$", re.IGNORECASE)
_BEARING = re.compile(
    r"\b(?:due )?(?P<way>(?:north|south)(?:[- ]?(?:east|west))?|east|west)(?:ern)?\s+(?:of|from)\s+(?:the \w+ (?:of )?)?$", re.IGNORECASE
)
_NEAR = re.compile(
    r"\b(?:near|outside|close to|not far from|on the outskirts of|around)\s+(?:the (?:\w+ )?(?:city|town|village|camp) of )?$",
    re.IGNORECASE,
)
_ROAD_BEFORE = re.compile(
    r"\b(?:road|highway|route|area|stretch|village|line|somewhere|midway|halfway|travell?ing|drove|driving)\b[^.;]{0,20}\bbetween\s+$",
    re.IGNORECASE,
)
_WORDS = dict(
    zip(
        "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty sixty hundred".split(),
        (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 40, 50, 60, 100),
        strict=True,
    )
)
_MILE = 1.609


def shifted(annotated: Annotated, name: Toponym, place: Place) -> Place:
    """The place widened to a district where the words only say that it is near, and moved where they say how far and which way."""
    if place.precision != "settlement":
        return place
    before = annotated.report.text[max(annotated.sentences[name.sentence].start, name.start - 70) : name.start]
    far, way = _DISTANCE.search(before), _BEARING.search(before)
    if not (far or way or _NEAR.search(before)):
        return place
    near = replace(place, precision="admin2")
    kilometres = _kilometres(far) if far else None
    if kilometres is None or way is None or place.lat is None or place.lon is None or kilometres > 500:
        return near
    lat, lon = _moved(place.lat, place.lon, kilometres, _BEARINGS[re.sub(r"[- ]", "", way.group("way").lower())])
    return replace(near, lat=lat, lon=lon, geonames_id=None)


def _kilometres(found: re.Match[str]) -> float | None:
    told = found.group("n").lower()
    try:
        number = float(told.replace(",", "")) if told[0].isdigit() else float(_WORDS[told])
    except (KeyError, ValueError):
        return None
    return number * (_MILE if found.group("unit").lower().startswith("mi") else 1.0)


def _moved(lat: float, lon: float, kilometres: float, bearing: float) -> tuple[float, float]:
    north = kilometres / 111.2 * math.cos(math.radians(bearing))
    east = kilometres / (111.2 * max(0.1, math.cos(math.radians(lat)))) * math.sin(math.radians(bearing))
    return round(max(-90.0, min(90.0, lat + north)), 3), round((lon + east + 540) % 360 - 180, 3)


def between_two(text: str, mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The mentions, with "the road between X and Y" one place half-way, as wide as the two are apart."""
    skip = False
    for number, mention in enumerate(mentions):
        if skip:
            skip = False
            continue
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        middle = _middle(text, mention, following) if following else None
        skip = middle is not None
        yield middle or mention


def _middle(text: str, one: PlaceMention, other: PlaceMention) -> PlaceMention | None:
    a, b = one.place, other.place
    if a is None or b is None or a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None
    towns = a.precision in ("settlement", "site") and b.precision in ("settlement", "site")
    if (
        not towns
        or text[one.span.end : other.span.start].strip() != "and"
        or not _ROAD_BEFORE.search(text[max(0, one.span.start - 60) : one.span.start])
    ):
        return None
    span = Span.of(text, one.span.start, other.span.end)
    wide = abs(a.lat - b.lat) + abs(a.lon - b.lon) > 1.5
    place = Place(
        span,
        a.name,
        a.admin1 if a.admin1 == b.admin1 else None,
        a.country if a.country == b.country else None,
        round((a.lat + b.lat) / 2, 3),
        round((a.lon + b.lon) / 2, 3),
        "admin1" if wide else "admin2",
    )
    return PlaceMention(span, place, "between")
