"""What each use of the encoder changes: ``python bench/learned.py SOURCE... --encoder FILE --out FOLDER``.

Codes the sources with no use, with each alone, and with all, and writes an export (JSONL) of each to FOLDER, ready for a scorer; prints how
many event claims differ from those without it. The reports are looked at once.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from casus.annotate import load_encoder, perceive_reports
from casus.export import export
from casus.extract import learned
from casus.model import Claim, Perception, Report
from casus.run import pipeline


class Looks:
    """In place of ``perceive_for``: each report's perception is kept for the next round."""

    def __init__(self, path: Path) -> None:
        self.encoder = load_encoder(path, 2)
        self.kept: dict[str, Perception] = {}

    def __call__(self, reports: Sequence[Report], _: object) -> list[Perception]:
        keys = [hashlib.sha256(r.text.encode()).hexdigest() for r in reports]
        new = [r for r, k in zip(reports, keys, strict=True) if k not in self.kept]
        fresh = zip(new, perceive_reports(new, self.encoder), strict=True)
        self.kept |= {hashlib.sha256(r.text.encode()).hexdigest(): p for r, p in fresh}
        return [self.kept[k] for k in keys]


def code_with(uses: Sequence[str], sources: Sequence[str], out: Path) -> dict[str, Claim]:
    learned.USES = frozenset(uses)
    shutil.rmtree(out, ignore_errors=True)
    book = pipeline.code(sources, out / "book")
    export(book, "jsonl", out / "export")
    return {c.claim_id: c for c in book.nouns("claims") if c.kind == "event"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    pipeline.perceive_for = Looks(given.encoder)  # type: ignore[assignment]
    without = code_with((), given.sources, given.out / "none")
    print("| use | event claims | changed | new | gone |\n|---|---:|---:|---:|---:|")
    for name, uses in [*((u, (u,)) for u in learned.EVERY_USE), ("all", learned.EVERY_USE)]:
        found = code_with(uses, given.sources, given.out / name)
        changed = sum(found[k] != without[k] for k in found.keys() & without.keys())
        print(f"| {name} | {len(found)} | {changed} | {len(found.keys() - without.keys())} | {len(without.keys() - found.keys())} |")


if __name__ == "__main__":
    main()
