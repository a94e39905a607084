"""The compiled gazetteer: 240,000 towns, areas, countries and conflict places, by folded name or by sound."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path
from casus.model import PlacePrecision

_FOLDER = "gazetteer"
#: what the key of a country's capital begins with, its alpha-3 code following: no name folds to it
CAPITAL = "=capital"
_WORD = re.compile(r"[a-z0-9]+")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|ar|an|at|az|ed|es|et|ez)\s+(?=\w{3})")
#: consonants that transliterations of one name vary in; vowels go but the first
_SOUNDS = tuple(
    (re.compile(p), s)
    for p, s in (
        (r"(?<=[^\W\d_])h(?=$|[^aeiouy])|(?<=[ksgdtzc])h", ""),
        (r"[qc](?![eiy])", "k"),
        (r"ck", "k"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"j|dj", "j"),
        (r"(?<!^)[aeiouy]+", ""),
        (r"(.)\1+", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``lat``/``lon`` in WGS 84 degrees, None where unknown; ``admin1`` the first-level area's name.

    ``weight`` is ten times the decimal logarithm of the population, or a hand-set prominence on that scale.
    For a site within a town ``name`` is the town's.
    """

    name: str
    precision: PlacePrecision
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    weight: int
    geonames_id: int | None


class Gazetteer:
    """Places by name: sorted keys, searched by halves; a place is made when it is first asked for."""

    def __init__(self, places: pa.Table, names: pa.Table, sounds: pa.Table) -> None:
        self._columns = [_values(places.column(n)) for n in ("name", "precision", "country", "admin1", "lat", "lon", "weight", "geonames")]
        self._names = _Keys(names)
        self._sounds = _Keys(sounds)
        self._size = int(places.num_rows)
        self._entry = lru_cache(maxsize=50_000)(self._make)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Entry]:
        return (self._make(n) for n in range(self._size))

    def find(self, name: str) -> tuple[Entry, ...]:
        """All places of that name, spelling folded; ``()`` when there is none."""
        return tuple(self._entry(n) for n in self._names.rows(fold(name)))

    def alike(self, name: str) -> tuple[Entry, ...]:
        """Places whose name sounds the same, from countries whose names reports spell in many ways; ``()`` for short names."""
        key = sound(fold(name))
        return tuple(self._entry(n) for n in self._sounds.rows(key)) if len(key) > 3 else ()

    def towns(self, least: int) -> Iterator[Entry]:
        """Towns of at least that weight, in the file's order."""
        weights, kinds = self._columns[6].to_pylist(), self._columns[1].to_pylist()
        return (self._make(n) for n in range(self._size) if weights[n] >= least and kinds[n] == "settlement")

    def capital(self, country: str) -> Entry | None:
        """The capital of a country given by its alpha-3 code; None where it has none."""
        rows = self._names.rows(f"{CAPITAL} {country.lower()}")
        return self._entry(rows[0]) if rows else None

    def _make(self, row: int) -> Entry:
        name, precision, country, admin1, lat, lon, weight, geonames = (c[row].as_py() for c in self._columns)
        return Entry(
            name,
            precision,
            country or None,
            admin1 or None,
            None if lat is None else lat / 1000,
            None if lon is None else lon / 1000,
            weight,
            geonames or None,
        )


class _Keys:
    """Sorted keys, one or more rows each."""

    def __init__(self, table: pa.Table) -> None:
        self._keys: Sequence[Any] = _Texts(_values(table.column("key")))
        self._rows = _values(table.column("place"))

    def rows(self, key: str) -> list[int]:
        at = bisect_left(self._keys, key) if key else len(self._keys)
        out = []
        while at < len(self._keys) and self._keys[at] == key:
            out.append(self._rows[at].as_py())
            at += 1
        return out


class _Texts(Sequence[str]):
    """An Arrow column of strings as a sequence, for ``bisect``."""

    def __init__(self, column: Any) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, at: Any) -> Any:
        return self._column[at].as_py()


def _values(column: Any) -> Any:
    return column.combine_chunks()


def fold(name: str) -> str:
    """Lower case without accents, apostrophes and hyphens: the key under which spellings of one name meet."""
    if name.isascii():
        plain = name.lower()
    else:
        plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return " ".join(_WORD.findall(plain.replace("'", "")))


def weight_of(population: int) -> int:
    """Prominence by the number of people: ten times its decimal logarithm."""
    return round(10 * math.log10(population + 10))


def sound(key: str) -> str:
    """What is left of a folded name when article, vowels and the consonants that transliterations vary in are levelled."""
    out = _ARTICLE.sub("", key).replace(" ", "")
    for pattern, plain in _SOUNDS:
        out = pattern.sub(plain, out)
    return out


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer; ``CodebookError`` when a file is missing or damaged."""
    return Gazetteer(*(_read(name) for name in ("places", "names", "sounds")))


def _read(name: str) -> pa.Table:
    path = data_path(f"{_FOLDER}/{name}.parquet")
    try:
        return pq.ParquetFile(path).read(use_threads=False)
    except (OSError, pa.ArrowInvalid) as problem:
        raise CodebookError(
            f"{path}: the gazetteer is missing or damaged ({problem}); install Casus again or run tools/build_gazetteer.py"
        ) from problem
