"""What the claims stage adds to the encoder's time: ``python bench/stage.py REPORTS.jsonl --encoder FILE``.

Processor seconds over the same reports in one run, on one thread each: the encoder with its decoding, and the stage that makes claims of
what is read (``find_claims``), the middle of some rounds. The mark is a ratio of .40.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from casus.annotate import annotate
from casus.annotate.encoder import load_encoder
from casus.annotate.perceive import perceive_all
from casus.annotate.sentences import find_sentences
from casus.extract.claims import find_claims
from casus.model import Annotated
from casus.read import load_source, read_source
from casus.read.sources import Source
from casus.resolve import report_country, resolve
from casus.run.coding import Kit, is_coded, load_kit

ROUNDS = 5


def processor_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The middle of some rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return sorted(taken)[rounds // 2]


def code_all(read: list[Annotated], kit: Kit) -> int:
    """How many claims are made."""
    return sum(len(find_claims(a, kit.events, kit.figures, kit.relations, report_country(a, kit.registry), kit.registry)) for a in read)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    given = parser.parse_args()
    source = load_source(str(given.reports))
    if not isinstance(source, Source):
        sys.exit(source.message)
    reports = [r for r in read_source(source).reports if is_coded(r)]
    kit, encoder = load_kit(encoder=False), load_encoder(given.encoder, 1)
    work = [(r.text, [(s, e) for s, e, _ in find_sentences(r.text)]) for r in reports]
    seen = perceive_all(work, encoder)
    read = [resolve(annotate(r, p), kit.resolver)[0] for r, p in zip(reports, seen, strict=True)]
    ours, theirs = processor_seconds(lambda: code_all(read, kit)), processor_seconds(lambda: perceive_all(work, encoder))
    print(f"claims stage {ours:.2f} s, encoder {theirs:.2f} s of the processor: {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
