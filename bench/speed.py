"""Where the time goes: reading, coding and linking as shares of one run, and start-up against one report's coding.

    python bench/speed.py REPORTS.jsonl

Ratios within one run, since machines are shared and noisy.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from pathlib import Path

from casus.link import link
from casus.read import load_source, read_source
from casus.read.sources import Source
from casus.run.coding import code_report, load_kit


def main() -> None:
    source = load_source(sys.argv[1])
    if not isinstance(source, Source):
        sys.exit(source.message)
    marks = [time.perf_counter()]
    kit = load_kit()
    marks.append(time.perf_counter())
    reports = read_source(source).reports
    marks.append(time.perf_counter())
    claims = [claim for report in reports for claim in code_report(report, kit).claims]
    marks.append(time.perf_counter())
    link(reports, claims, kit.registry)
    marks.append(time.perf_counter())
    names = ("loading registry, gazetteer and codebook", "reading", "coding", "linking")
    parts = [b - a for a, b in itertools.pairwise(marks)]
    print("| part | share of the run |")
    print("|---|---|")
    for name, seconds in zip(names, parts, strict=True):
        print(f"| {name} | {seconds / sum(parts):.0%} |")
    begin = time.perf_counter()
    subprocess.run([str(Path(sys.executable).with_name("casus")), "--help"], check=True, capture_output=True)
    print(
        f"\n`casus --help` takes {(time.perf_counter() - begin) / (parts[2] / len(reports)):.0f} times as long as coding one of these reports."
    )


if __name__ == "__main__":
    main()
