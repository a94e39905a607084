"""Which place a name means: what the words say first, then the report's other places, then prominence.

Every reading of a name is scored; the scores of names that can only mean one place, or stand beside their area ("Paris, Texas"),
vote for countries, areas and neighbourhoods, and the others are read again in that light.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casus.resolve.gazetteer import Entry, fold
from casus.resolve.toponyms import Toponym, lies_in

_ROUNDS = 3
#: how near in score two readings may be before neither is taken: in two countries, and in one
_APART_ABROAD, _APART_AT_HOME = 0.6, 0.05
_REACH_KM = 120.0
#: votes of one place for its first-level area
_AREA_VOICE = 1.2
#: weight from which a town, not the area named after it, is what a bare name means (some 20,000 people)
_TOWN = 43


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading taken, or None with the rivals that could not be told apart (the best first)."""

    entry: Entry | None
    rivals: tuple[Entry, ...] = ()
    best: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Light:
    """What the report speaks of: countries, areas, and points with how sure each is."""

    countries: Mapping[str, float]
    areas: Mapping[tuple[str, str], float]
    own: Mapping[str, tuple[Entry, float]]
    points: tuple[tuple[str, float, float, float], ...]


def choose(text: str, names: Sequence[Toponym], leaning: Mapping[str, float]) -> list[Choice]:
    """A choice for each name. ``leaning``: alpha-3 -> weight, from nations and actors named and from where the outlet is."""
    keys = [fold(text[n.start : n.end]) for n in names]
    parents = _parents(text, names)
    options = [_options(name, parents.get(i)) for i, name in enumerate(names)]
    chosen: list[Entry | None] = [o[0] if _is_settled(o) else None for o in options]
    told = {k: e for k, e, i in ((keys[i], chosen[i], i) for i in parents) if e is not None}
    scores: list[list[tuple[float, Entry]]] = []
    for _ in range(_ROUNDS):
        light = _light(names, keys, options, chosen, parents, leaning)
        scores = [_ranked(keys[i], options[i], names[i], light, told.get(keys[i]) if i not in parents else None) for i in range(len(names))]
        chosen = [s[0][1] if s else None for s in scores]
    return [_settled(s) for s in scores]


def _settled(ranked: Sequence[tuple[float, Entry]]) -> Choice:
    if not ranked:
        return Choice(None)
    top, best = ranked[0]
    rivals = [e for score, e in ranked[1:] if top - score < (_APART_ABROAD if e.country != best.country else _APART_AT_HOME)]
    rivals = [e for e in rivals if distance(e, best) > 30]
    return Choice(None, (best, *rivals[:3]), best) if rivals else Choice(best, (), best)


def _parents(text: str, names: Sequence[Toponym]) -> dict[int, tuple[Entry, ...]]:
    """For each name, the entries of the area that the words put it in: behind a comma or in brackets, or before "'s"."""
    out: dict[int, tuple[Entry, ...]] = {}
    for i, name in enumerate(names):
        if i + 1 < len(names) and re.fullmatch(r",\s*|\s*\(|,? in (?:the )?", text[name.end : names[i + 1].start]):
            wider = tuple(w for w in names[i + 1].entries if any(lies_in(e, w) for e in name.entries))
            if wider:
                out[i] = wider
        if i and i not in out and re.fullmatch(r"['’]s?\s+(?:\w+ern )?", text[names[i - 1].end : name.start]):
            wider = tuple(w for w in names[i - 1].entries if any(lies_in(e, w) for e in name.entries))
            if wider:
                out[i] = wider
    return out


def _options(name: Toponym, parents: tuple[Entry, ...] | None) -> tuple[Entry, ...]:
    if parents:
        inside = tuple(e for e in name.entries if any(lies_in(e, w) for w in parents))
        return inside or name.entries
    return name.entries


def _is_settled(options: Sequence[Entry]) -> bool:
    return len(options) == 1 or (bool(options) and all(distance(options[0], e) < 30 for e in options[1:]))


def _light(
    names: Sequence[Toponym],
    keys: Sequence[str],
    options: Sequence[tuple[Entry, ...]],
    chosen: Sequence[Entry | None],
    parents: Mapping[int, object],
    leaning: Mapping[str, float],
) -> _Light:
    countries: Counter[str] = Counter()
    areas: Counter[tuple[str, str]] = Counter()
    points: dict[str, tuple[str, float, float, float]] = {}
    for code, votes in leaning.items():
        countries[code] += votes  # type: ignore[assignment]
    own: dict[str, tuple[Entry, float]] = {}
    for i, entry in enumerate(chosen):
        if entry is None or entry.country is None:
            continue
        sure = 1.0 if i in parents or _is_settled(options[i]) else 0.4
        if sure > own.get(keys[i], (entry, 0.0))[1]:
            own[keys[i]] = (entry, sure)
        if entry.lat is not None and entry.lon is not None and entry.precision in ("settlement", "site", "admin2"):
            points.setdefault(keys[i], (keys[i], entry.lat, entry.lon, sure))
    for entry, sure in own.values():
        countries[entry.country or ""] += sure * _voice(entry)  # type: ignore[assignment]
        areas[_area(entry)] += sure * _AREA_VOICE  # type: ignore[assignment]
    return _Light(countries, areas, own, tuple(points.values()))


def _voice(entry: Entry) -> float:
    return 3.0 if entry.precision == "country" else 2.0


def _area(entry: Entry) -> tuple[str, str]:
    return entry.country or "", entry.admin1 or ""


def _ranked(key: str, options: Sequence[Entry], name: Toponym, light: _Light, told: Entry | None) -> list[tuple[float, Entry]]:
    towns = [e for e in options if e.precision == "settlement"]
    scored = [(_score(key, e, name, light) + (5.0 if e is told else 0.0) - _overshadowed(e, name, towns), e) for e in options]
    return sorted(scored, key=lambda item: (-item[0], item[1].name, item[1].country or "", item[1].geonames_id or 0))


def _overshadowed(entry: Entry, name: Toponym, towns: Sequence[Entry]) -> float:
    """An area named after a town in it is meant only where the words say so."""
    area = entry.precision in ("admin1", "admin2") and name.kind not in ("admin1", "admin2")
    return 4.0 if area and any(t.country == entry.country and distance(t, entry) < 150 for t in towns if t.weight >= _TOWN) else 0.0


def _score(key: str, entry: Entry, name: Toponym, light: _Light) -> float:
    told, sure = light.own.get(key, (None, 0.0))  # a name's own reading does not speak for itself
    country = light.countries.get(entry.country or "", 0.0) - (sure * _voice(told) if told and told.country == entry.country else 0.0)
    area = light.areas.get(_area(entry), 0.0) - (sure * _AREA_VOICE if told and _area(told) == _area(entry) else 0.0)
    score = entry.weight * 0.06 + math.log1p(max(country, 0.0)) * 1.6
    score += math.log1p(max(area, 0.0)) * (1.3 if entry.precision != "admin1" else 0.6) if entry.admin1 else 0.0
    score -= 0.0 if entry.precision in ("site", "country") else _strange(key, fold(entry.name))
    return score + _fit(entry, name) + 2.2 * _nearness(key, entry, light)


def _strange(key: str, name: str) -> float:
    """What a reading loses for bearing the name only beside a longer one of its own, or beside another."""
    return 0.0 if key == name else 0.6 if name.startswith(f"{key} ") or name.endswith(f" {key}") else 1.5


def _fit(entry: Entry, name: Toponym) -> float:
    """How well the kind of place goes with the words beside the name."""
    if name.kind in ("admin1", "admin2"):
        return 3.0 if entry.precision in ("admin1", "admin2", "region") else -6.0 if entry.precision == "country" else 0.0
    if entry.precision == "country":
        return 2.0 if name.kind is None else -6.0
    if name.kind == "settlement":
        return 0.0 if entry.precision in ("settlement", "site") else -4.0
    return -1.0 if entry.precision in ("admin1", "admin2") and entry.country != "USA" else 0.0


def _nearness(key: str, entry: Entry, light: _Light) -> float:
    """0..1: how close the nearest other places of the report lie, the surer ones counting more."""
    if entry.lat is None or entry.lon is None or entry.precision in ("country", "region", "admin1"):
        return 0.0
    pulls = sorted(
        (sure * math.exp(-_km(entry.lat, entry.lon, lat, lon) / _REACH_KM) for k, lat, lon, sure in light.points if k != key), reverse=True
    )
    return min(1.0, sum(pull / (1 + n) for n, pull in enumerate(pulls[:4])))


def distance(a: Entry, b: Entry) -> float:
    """Kilometres between two places; infinite where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return _km(a.lat, a.lon, b.lat, b.lon)


def _km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle kilometres, by the haversine formula."""
    north, south = math.radians(lat), math.radians(lat2)
    h = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
