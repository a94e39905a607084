"""Small drawings for the HTML report, as SVG geometry: toll charts and maps. No text of a report is in here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from casus.model import Place, Toll
from casus.resolve.gazetteer import load_gazetteer, weight_of

#: kilometres round the point within which a place of each precision may lie
RING_KM = {"site": 5.0, "settlement": 10.0, "admin2": 40.0, "admin1": 120.0, "region": 300.0, "country": 500.0}
_WORLD_TOWNS = 150_000  # people; towns drawn as dots on the overview
_KM_A_DEGREE = 111.2
_WIDTH, _HEIGHT = 320, 200


#: how wide a single number is drawn, of 100
_THIN = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure of a toll: from ``x`` over ``width`` in a chart 100 units wide; ``open_end`` when it has no upper bound."""

    x: float
    width: float
    open_end: bool


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    label: str = ""
    radius: float = 1.5
    left: bool = False


@dataclass(frozen=True, slots=True)
class LocalMap:
    """A map ``width`` by ``height`` units: the ring round the place called ``name``, towns near it, and a scale bar of ``scale_km``."""

    width: int
    height: int
    x: float
    y: float
    ring: float
    towns: tuple[Dot, ...]
    scale: float
    scale_km: int
    name: str


def bars(toll: Toll) -> tuple[Bar, ...]:
    """A bar for each figure, in the toll's order."""
    top = max((n for f in toll.figures for n in (f.low, f.high) if n is not None), default=1) or 1
    out = []
    for figure in toll.figures:
        low = figure.low if figure.low is not None else 0
        high = figure.high if figure.high is not None else top
        width = max(_THIN, 100 * (high - low) / top)
        out.append(Bar(round(min(100 * low / top, 100 - _THIN), 1), round(width, 1), figure.high is None))
    return tuple(out)


def local_map(place: Place) -> LocalMap | None:
    """The surroundings of a place, wide enough for its ring; None without coordinates."""
    if place.lat is None or place.lon is None:
        return None
    ring_km = RING_KM[place.precision]
    km_a_unit = max(ring_km * 2.6, 60.0) / _HEIGHT
    shrink = max(0.1, math.cos(math.radians(place.lat)))
    towns: list[Dot] = []
    for name, lat, lon in _towns_near(
        place.lat, place.lon, km_a_unit * _WIDTH / 2 / _KM_A_DEGREE / shrink, km_a_unit * _HEIGHT / 2 / _KM_A_DEGREE
    ):
        x = _WIDTH / 2 + (lon - place.lon) * _KM_A_DEGREE * shrink / km_a_unit
        y = _HEIGHT / 2 - (lat - place.lat) * _KM_A_DEGREE / km_a_unit
        free = all(abs(y - t.y) > 13 or abs(x - t.x) > 75 for t in towns)
        away = abs(y - _HEIGHT / 2) > 11 or abs(x - _WIDTH / 2) > 80
        shown = name if free and away and len(towns) < 60 and name != place.name and 8 < y < _HEIGHT - 16 else ""
        towns.append(Dot(round(x, 1), round(y, 1), shown, left=x > _WIDTH - 80))
    step = _round_km(km_a_unit * 80)
    ring = round(max(4.0, ring_km / km_a_unit), 1)
    return LocalMap(_WIDTH, _HEIGHT, _WIDTH / 2, _HEIGHT / 2, ring, tuple(towns), round(step / km_a_unit, 1), step, shown_place(place))


def shown_place(place: Place) -> str:
    """The name that the map writes beside the point: none for whole countries, whose point is no place."""
    return "" if place.precision == "country" else place.name or place.admin1 or ""


def _round_km(km: float) -> int:
    power = 10 ** math.floor(math.log10(km))
    return int(max(1, max(p for p in (1, 2, 5) if p * power <= km) * power))


@cache
def _all_towns() -> tuple[tuple[str, float, float], ...]:
    """Name, latitude, longitude of all towns, the largest first."""
    known = [e for e in load_gazetteer().towns(weight_of(3000)) if e.lat is not None and e.lon is not None]
    known.sort(key=lambda e: (-e.weight, e.name))
    return tuple((e.name, float(e.lat or 0), float(e.lon or 0)) for e in known)


def _towns_near(lat: float, lon: float, wide: float, high: float) -> list[tuple[str, float, float]]:
    near = [t for t in _all_towns() if abs(t[1] - lat) < high and abs(t[2] - lon) < wide]
    return near[:80]


@cache
def world_path() -> str:
    """The world as dots where towns are: an SVG path of strokes without length, 360 by 150 units (85 N to 65 S)."""
    cells = {(round(lon + 180, 0), round(85 - lat, 0)) for _, lat, lon in _big_towns()}
    return "".join(f"M{x:.0f} {y:.0f}h0" for x, y in sorted(cells))


def _big_towns() -> list[tuple[str, float, float]]:
    return [(e.name, e.lat, e.lon) for e in load_gazetteer().towns(weight_of(_WORLD_TOWNS // 5)) if e.lat is not None and e.lon is not None]


def world_dots(places: Sequence[tuple[str, Place, int]]) -> tuple[Dot, ...]:
    """Dots on the overview for (label, place, number of reports)."""
    known = [(label, p, n) for label, p, n in places if p.lat is not None and p.lon is not None]
    return tuple(
        Dot(round((p.lon or 0) + 180, 1), round(85 - (p.lat or 0), 1), label, round(1.0 + min(3.0, 0.5 * n), 1)) for label, p, n in known
    )
