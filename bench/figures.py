"""Figures on the open incident reports: how many of the killed and injured told are found, and how many found were told.

    python bench/figures.py [FOLDER] [--misses]

FOLDER holds reports.jsonl and gold.jsonl (default: the shared incident set, or CASUS_SHARED). A gold figure counts as found
when any figure of its kind in its report has the same low and high; recall is over gold figures, precision over found ones
that are neither hypothetical, nor of another time, nor a part of another figure.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from casus.annotate import annotate
from casus.codebook.figure_rules import load_figure_rules
from casus.extract.figures import FoundFigure, find_figures
from casus.model import Report

Range = tuple[int | None, int | None]
KINDS = ("killed", "injured")


def default_folder() -> Path:
    root = Path(__file__).resolve().parents[1]
    return Path(os.environ.get("CASUS_SHARED", root / "../shared")) / "incidents"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_ranges(records: Iterable[dict[str, Any]], kind: str) -> set[Range]:
    """The ranges told of ``kind`` in one report: the current ones and every attributed one."""
    out: set[Range] = set()
    for record in records:
        told = [record.get(kind)] + [f["value"] for f in record.get("figures") or () if f["field"] == kind]
        out.update((v[0], v[1]) for v in told if v is not None)
    return out


def found_figures(row: dict[str, Any]) -> tuple[FoundFigure, ...]:
    text = row["text"]
    report = Report(
        row["id"],
        row["url"],
        row["id"],
        0,
        None,
        row["publisher"],
        None,
        None,
        None,
        "en",
        "news",
        text,
        ((0, len(text), 0, len(text)),),
        "",
    )
    return find_figures(annotate(report), load_figure_rules())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder())
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was found too much")
    options = parser.parse_args()
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in rows(options.folder / "gold.jsonl"):
        gold[record["report"]].append(record)
    reports = rows(options.folder / "reports.jsonl")
    for kind in KINDS:
        print_score(kind, reports, gold, options.misses)


def print_score(kind: str, reports: Iterable[dict[str, Any]], gold: dict[str, list[dict[str, Any]]], misses: bool) -> None:
    hit = told_count = right = found_count = 0
    for row in reports:
        told = gold_ranges(gold[row["id"]], kind)
        every = [f for f in found_figures(row) if f.figure.what == kind]
        current = {(f.figure.low, f.figure.high) for f in every if not (f.background or f.hypothetical or f.partial)}
        values = {(f.figure.low, f.figure.high) for f in every}
        hit, told_count = hit + len(told & values), told_count + len(told)
        right, found_count = right + len(told & current), found_count + len(current)
        if misses and (told - values or current - told):
            print(row["id"], kind, "missed", sorted(told - values, key=str), "too much", sorted(current - told, key=str))
    print(
        f"{kind}: recall {hit}/{told_count} = {hit / max(1, told_count):.3f}; precision {right}/{found_count} = {right / max(1, found_count):.3f}"
    )


if __name__ == "__main__":
    main()
