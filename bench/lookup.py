"""Loading registry and gazetteer, and looking up 10,000 names: processor seconds and megabytes.

    python bench/lookup.py

Time is this process's own processor time, since machines are shared; reading the files is in it, importing libraries is told apart.
"""

from __future__ import annotations

import random
import resource
import time

import pyarrow.parquet  # noqa: F401  (so that the first figure is ours alone)

from casus.codebook.registry import load_registry
from casus.resolve.gazetteer import Gazetteer, load_gazetteer

_NAMES = 10_000
_SEED = 20261125


def main() -> None:
    start = time.process_time()
    load_registry()
    registry = time.process_time()
    gazetteer = load_gazetteer()
    loaded = time.process_time()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    names = drawn(gazetteer)
    begin = time.process_time()
    found = sum(bool(gazetteer.find(name)) for name in names)
    took = time.process_time() - begin
    print("| what | measured |")
    print("|---|---|")
    print(f"| importing libraries and Casus | {start:.2f} s |")
    print(f"| loading the registry | {registry - start:.2f} s |")
    print(f"| loading the gazetteer ({len(gazetteer):,} places) | {loaded - registry:.2f} s |")
    print(f"| most memory held until then, libraries included | {megabytes:.0f} MB |")
    print(f"| looking up {len(names):,} names ({found:,} found) | {took:.2f} s |")


def drawn(gazetteer: Gazetteer) -> list[str]:
    """Names of places drawn at random, every tenth spoilt so that it is not found."""
    rows = sorted(random.Random(_SEED).sample(range(len(gazetteer)), _NAMES))
    names = [entry.name for number, entry in enumerate(gazetteer) if rows and number == rows[0] and rows.pop(0) >= 0]
    return [name if n % 10 else f"{name} zzz" for n, name in enumerate(names)]


if __name__ == "__main__":
    main()
