"""How long registry, names and gazetteer take to load, and 10,000 look-ups of names by themselves.

    python bench/loading.py

Times are of one process's own CPU, so that others on the machine do not count; the best of three for look-ups.
Importing the modules is not counted.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice


def timed(what: str, work: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
    print(f"{what:44}{seconds:8.3f} s")
    return seconds, result


def main() -> None:
    from casus.codebook import registry as module
    from casus.resolve.gazetteer import load_gazetteer
    from casus.resolve.names import NameIndex

    total, registry = timed("registry", module.load_registry)
    seconds, index = timed("names of the registry, in all spellings", lambda: NameIndex(registry))  # type: ignore[arg-type]
    total += seconds
    total += timed("gazetteer", load_gazetteer)[0]
    print(f"{'registry, names and gazetteer together':44}{total:8.3f} s")
    timed("for comparison: registry out of YAML", lambda: module._checked(module._entries(module._files(None))))
    names = [a.name for e in registry.entries.values() for a in e.aliases]  # type: ignore[attr-defined]
    asked = list(islice(cycle(names), 10_000))
    best = min(_look_up(index, asked) for _ in range(3))  # type: ignore[arg-type]
    print(f"{'10,000 look-ups of names':44}{best:8.3f} s")
    print(f"{len(registry.entries)} entries, {len(names)} further names; {memory():.0f} MB at most")  # type: ignore[attr-defined]


def _look_up(index: object, asked: list[str]) -> float:
    start = time.process_time()
    for name in asked:
        index.named(name)  # type: ignore[attr-defined]
    return time.process_time() - start


def memory() -> float:
    """The most memory this process held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
