"""Linking of synthetic claims: seconds, memory and B-cubed F1 at two sizes, and what one report more costs.

Processor time is of all threads together; beside other work it says more than the clock.

python bench/scale.py 20000 200000
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict

from synthetic import generate

from casus.link import link, link_more
from casus.model import Claim, Report


def b_cubed(pred: dict[str, str], gold: dict[str, str]) -> float:
    """B-cubed F1 of two partitions of the same items."""
    both: Counter[tuple[str, str]] = Counter((pred[i], gold[i]) for i in gold)
    sizes = Counter(pred.values()), Counter(gold.values())
    precision = sum(n * n / sizes[0][p] for (p, _), n in both.items()) / len(gold)
    recall = sum(n * n / sizes[1][g] for (_, g), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def measure(size: int) -> None:
    world = generate(size)
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    last = world.reports[-1]
    reports, claims = world.reports[:-1], [c for c in world.claims if c.report_id != last.report_id]
    began, busy = time.perf_counter(), time.process_time()
    linked = link(reports, claims, world.registry)
    seconds, worked = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    known, told = {r.report_id: r for r in linked.reports}, defaultdict(list)
    for claim in world.claims:
        told[claim.report_id].append(claim)

    def fetch(ids: frozenset[str]) -> tuple[list[Report], list[Claim]]:
        return [known[i] for i in sorted(ids)], [c for i in sorted(ids) for c in told[i]]

    began, busy = time.perf_counter(), time.process_time()
    linked = link_more(linked.memory, [last], told[last.report_id], fetch, linked.incidents, world.registry)
    more, more_worked = time.perf_counter() - began, time.process_time() - busy
    incident_of = {c: i.incident_id for i in linked.incidents for c in i.claim_ids}
    print(
        f"claims {len(world.claims)} reports {len(world.reports)} incidents {len(set(world.truth.values()))} found {len(linked.incidents)} "
        f"seconds {seconds:.1f} (of processor time {worked:.1f}) one report more {more:.2f} ({more_worked:.2f}) peak MB {peak:.0f} (input alone {made:.0f}) B3 {b_cubed(incident_of, world.truth):.4f}",
        flush=True,
    )
    worst(incident_of, world.truth)


def worst(pred: dict[str, str], gold: dict[str, str]) -> None:
    """How many true incidents were split, and how many found ones mix several."""
    split, mixed = defaultdict(set), defaultdict(set)
    for claim, incident in gold.items():
        split[incident].add(pred[claim])
        mixed[pred[claim]].add(incident)
    print(
        f"  split {sum(len(v) > 1 for v in split.values())} of {len(split)}, mixed {sum(len(v) > 1 for v in mixed.values())} of {len(mixed)}"
    )


if __name__ == "__main__":
    if len(sys.argv) == 2:
        measure(int(sys.argv[1]))
    else:  # a process for each size, so that peaks do not mix
        for size in sys.argv[1:]:
            subprocess.run([sys.executable, __file__, size], check=True)
