"""Reads the hand-written part of the gazetteer: conflict places, other names of countries, English names of areas, US counties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

#: kind of place in the files -> precision of a place in a report
PRECISION = {
    **dict.fromkeys("site base crossing checkpoint pass neighbourhood".split(), "site"),
    **dict.fromkeys("city town village camp".split(), "settlement"),
    "district": "admin2",
    **dict.fromkeys("province state governorate department republic".split(), "admin1"),
    **dict.fromkeys("region valley mountains forest island corridor border river sea".split(), "region"),
}
#: prominence (see ``weight`` in build_gazetteer) of a place with and without "!"
_MAJOR, _MINOR = 60, 43


@dataclass(frozen=True, slots=True)
class Supplement:
    """One hand-written place. ``inside`` names the town of a site or neighbourhood, which is what a report's place is called then."""

    names: tuple[str, ...]
    precision: str
    country: str
    admin1: str
    lat: float
    lon: float
    weight: int
    inside: str


def read_places(folder: Path) -> Iterator[Supplement]:
    """All places of the regional files, in the files' order; ``ValueError`` names a line that cannot be read."""
    for path in sorted(folder.glob("*.yaml")):
        if path.stem in ("areas", "countries"):
            continue
        for country, areas in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for area, lines in areas.items():
                for line in lines:
                    yield _place(line, country.strip("-"), area.strip("-"), path)


def _place(line: str, country: str, area: str, path: Path) -> Supplement:
    parts = [p.strip() for p in line.split("|")]
    try:
        names, kind, at = tuple(n.strip() for n in parts[0].split(" / ")), parts[1], [float(v) for v in parts[2].split()]
        precision = PRECISION[kind.lstrip("!")]
        lat, lon = at
    except (IndexError, KeyError, ValueError) as problem:
        raise ValueError(f"{path.name}: cannot read {line!r} ({problem}); write 'Name / other | kind | latitude longitude'") from problem
    weight = _MAJOR if kind.startswith("!") else _MINOR
    return Supplement(names, precision, country, area, lat, lon, weight, parts[3] if len(parts) > 3 else "")


def read_countries(folder: Path) -> list[dict[str, Any]]:
    """Names of countries with their middles."""
    return list(yaml.safe_load((folder / "countries.yaml").read_text(encoding="utf-8")))


def read_areas(folder: Path) -> dict[str, list[str]]:
    """ISO 3166-2 code -> English names of that area."""
    return dict(yaml.safe_load((folder / "areas.yaml").read_text(encoding="utf-8")))


def read_counties(path: Path) -> Iterator[tuple[str, str, float, float]]:
    """(name, state's code, latitude, longitude) of each county of the United States; middles after the Census Bureau's TIGER/Line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        name, state, lat, lon = line.split("\t")
        yield name, state, float(lat), float(lon)
