"""A place, no finer than the report says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casus.model.span import Span

PlacePrecision = Literal["site", "settlement", "admin2", "admin1", "country", "region"]


@dataclass(frozen=True, slots=True)
class Place:
    """``country`` is ISO 3166-1 alpha-3; ``lat`` and ``lon`` are WGS 84 degrees of the place or of the area's middle.

    For a named site inside a settlement (a mosque, a square) ``name`` is the settlement's; ``precision`` then is ``site``, the
    span holds the site's words, and the coordinates are the site's own where the gazetteer knows it, else the settlement's.
    A village that the gazetteer lacks has its told name, the country that the report supports, and no coordinates.
    """

    span: Span
    name: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    geonames_id: int | None = None
