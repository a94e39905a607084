"""What the encoder costs: ``python bench/encoder_speed.py REPORTS.jsonl --encoder FILE``.

Reports go through together, in batches sorted by length. Printed, for two threads and for one: pieces and words a second of the graph
alone and of the whole (wordpieces, graph, decoding into words, mentions, events, cues, coreference), by the clock and by processor
seconds (where others use the machine, only these are the encoder's own), seconds to load, and the peak of memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from casus.annotate.encoder import load_encoder
from casus.annotate.perceive import perceive_all
from casus.annotate.sentences import find_sentences

ROUNDS = 5
HEADINGS = (
    "encoder, threads, pieces, words, graph pieces/s, graph words/s, whole pieces/s, whole words/s, graph processor s, whole processor s, "
    "loading s, peak MiB"
).split(", ")


def measure(reports: Path, path: Path, threads: int) -> None:
    texts = [json.loads(line)["text"] for line in reports.read_text(encoding="utf-8").splitlines() if line.strip()]
    work = [(text, [(s, e) for s, e, _ in find_sentences(text)]) for text in texts]
    started = time.perf_counter()
    encoder = load_encoder(path, threads)
    loaded = time.perf_counter() - started
    pieces, words = sum(len(o.pieces) for _, _, o in encoder.stream(work)), sum(len(text.split()) for text in texts)
    graph, graph_cpu = _middle(lambda: sum(1 for _ in encoder.stream(work)))
    whole, whole_cpu = _middle(lambda: len(perceive_all(work, encoder)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speeds = " | ".join(f"{n / t:,.0f}" for t in (graph, whole) for n in (pieces, words))
    print(
        f"| {path.stem} | {threads} | {pieces} | {words} | {speeds} | {graph_cpu:.2f} | {whole_cpu:.2f} | {loaded:.2f} | {peak:.0f} |",
        flush=True,
    )


def _middle(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor: the middle of some rounds each."""
    rounds = []
    for _ in range(ROUNDS):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        rounds.append((time.perf_counter() - clock, time.process_time() - processor))
    clocks, processors = zip(*rounds, strict=True)
    return sorted(clocks)[ROUNDS // 2], sorted(processors)[ROUNDS // 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--encoder", type=Path, nargs="+", required=True)
    parser.add_argument("--threads", type=int)
    given = parser.parse_args()
    if given.threads:
        measure(given.reports, given.encoder[0], given.threads)
        return
    print(f"| {' | '.join(HEADINGS)} |\n{'|---' * len(HEADINGS)}|", flush=True)
    for path in given.encoder:
        for threads in (2, 1):  # each in a process of its own, so that memory is its own
            subprocess.run([sys.executable, __file__, str(given.reports), "--encoder", str(path), "--threads", str(threads)], check=True)


if __name__ == "__main__":
    main()
