"""The compiled gazetteer: 63,000 towns, first-level areas, countries and conflict places, by folded name."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path
from casus.model import PlacePrecision

_FILE = "gazetteer/places.tsv.gz"
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``lat``/``lon`` in WGS 84 degrees; ``population`` 0 where unknown; ``admin1`` the first-level area's name."""

    name: str
    precision: PlacePrecision
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    geonames_id: int | None


class Gazetteer:
    """Places by folded name. Lines are parsed when first asked for, so loading takes about 0.2 s."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        index: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            for key in line[: line.index("\t")].split("|"):
                index.setdefault(key, []).append(number)
        self._index: Mapping[str, list[int]] = index

    def __len__(self) -> int:
        return len(self._lines)

    def find(self, name: str) -> tuple[Entry, ...]:
        """All places of that name, spelling folded; ``()`` when there is none."""
        return tuple(self._entry(n) for n in self._index.get(fold(name), ()))

    def towns(self, least: int) -> Iterator[Entry]:
        """Towns of at least that many people, in the file's order."""
        for number, line in enumerate(self._lines):
            if "\tsettlement\t" in line:
                entry = self._entry(number)
                if entry.population >= least:
                    yield entry

    def _entry(self, number: int) -> Entry:
        _, name, kind, country, admin1, lat, lon, population, geonames = self._lines[number].split("\t")
        return Entry(
            name,
            kind,  # type: ignore[arg-type]
            country or None,
            admin1 or None,
            float(lat) if lat else None,
            float(lon) if lon else None,
            int(population),
            int(geonames) if geonames else None,
        )


def fold(name: str) -> str:
    """Lower case without accents, apostrophes and hyphens: the key under which spellings of one name meet."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return " ".join(_WORD.findall(plain.replace("'", "")))


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer; ``CodebookError`` when the file is missing or damaged."""
    path = data_path(_FILE)
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as problem:
        raise CodebookError(
            f"{path}: the gazetteer is missing or damaged ({problem}); install Casus again or run tools/build_gazetteer.py"
        ) from problem
    return Gazetteer(text.splitlines())
