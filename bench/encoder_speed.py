"""What the encoder costs: ``python bench/encoder_speed.py REPORTS.jsonl --encoder FILE``.

Prints pieces a second on two threads and on one (whole reports, windows batched by length), seconds to load, and the peak of memory;
then the share of decoding (spans, trees, links in NumPy) beside the graph itself.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from casus.annotate.encoder import load_encoder
from casus.annotate.perceive import perceive
from casus.annotate.sentences import find_sentences


def measure(reports: Path, path: Path, threads: int) -> None:
    texts = [json.loads(line)["text"] for line in reports.read_text(encoding="utf-8").splitlines() if line.strip()]
    started = time.perf_counter()
    encoder = load_encoder(path, threads)
    loaded = time.perf_counter() - started
    # one long text keeps every call of the graph full, as a stream of reports would
    text = "\n\n".join(texts)
    sentences = [(s, e) for s, e, _ in find_sentences(text)]
    encoder.run(text[:2000], [s for s in sentences if s[1] <= 2000])
    rounds = []
    for _ in range(3):
        started = time.perf_counter()
        pieces = sum(len(w.pieces) for w in encoder.run(text, sentences))
        rounds.append(pieces / (time.perf_counter() - started))
    started = time.perf_counter()
    perceive(text, sentences, encoder)
    whole = pieces / (time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {path.stem} | {threads} | {pieces} | {sorted(rounds)[1]:,.0f} | {whole:,.0f} | {loaded:.2f} | {peak:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--encoder", type=Path, nargs="+", required=True)
    parser.add_argument("--threads", type=int)
    given = parser.parse_args()
    if given.threads:
        measure(given.reports, given.encoder[0], given.threads)
        return
    print(
        "| encoder | threads | pieces | graph, pieces/s | with decoding, pieces/s | loading, s | peak memory, MiB |\n|---|---|---|---|---|---|---|",
        flush=True,
    )
    for path in given.encoder:
        for threads in (2, 1):  # each in a process of its own, so that memory is its own
            subprocess.run([sys.executable, __file__, str(given.reports), "--encoder", str(path), "--threads", str(threads)], check=True)


if __name__ == "__main__":
    main()
