"""How far a claim's confidence can be trusted: fit the table, draw the reliability diagram, give the expected calibration error.

    python -m bench.calibration measure [--pages SHARED]   the shipped table on the held-out part
    python -m bench.calibration fit [--pages SHARED]       write src/casus/data/lexicon/confidence.yaml anew from the other part

What is coded by hand: the tagged corpus of training/corpus and, with ``--pages``, the coded pages SHARED/claims of SHARED/reports.
A claim is right when a hand coded the same type there (the same kind, for statements) and, where both name an actor, one of the
actors is the same. The parts are told apart by a hash of the item's name (of the article, for pages): three fifths are fitted on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from training.notation import Item, Tag, read_corpus

from casus.extract.confidence import confidence_of, features
from casus.model import Claim, Report
from casus.read import Source, read_source
from casus.run.coding import Kit, code_report, load_kit

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src/casus/data/lexicon/confidence.yaml"
#: a feature seen less often than this has no weight of its own
SEEN = 12
#: strength of the pull towards zero
RIDGE = 10.0


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: what holds of it, the confidence that it carries, and whether a hand coded it so."""

    group: str
    kind: str
    features: tuple[str, ...]
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    low: float
    high: float
    number: int
    confidence: float
    right: float


def fitted(group: str) -> bool:
    """Is the group in the part that the table is fitted on?"""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % 5 < 3


def bins(rows: Sequence[Row], number: int = 10) -> list[Bin]:
    """Rows by confidence in ``number`` equal steps, empty ones left out."""
    out = []
    for step in range(number):
        low, high = step / number, (step + 1) / number
        mine = [r for r in rows if low <= r.confidence < high or (step == number - 1 and r.confidence == high)]
        if mine:
            out.append(Bin(low, high, len(mine), _mean([r.confidence for r in mine]), _mean([float(r.right) for r in mine])))
    return out


def expected_error(rows: Sequence[Row], number: int = 10) -> float:
    """Mean distance between confidence and share of right ones over the bins, each weighed by its rows."""
    return sum(b.number * abs(b.confidence - b.right) for b in bins(rows, number)) / len(rows) if rows else 0.0


def brier(rows: Sequence[Row]) -> float:
    """Mean squared distance between confidence and truth."""
    return _mean([(r.confidence - float(r.right)) ** 2 for r in rows])


def ordered(rows: Sequence[Row]) -> float:
    """The share of pairs of a right and a wrong claim in which the right one has the higher confidence (ties count half)."""
    right, wrong = ([r.confidence for r in rows if r.right is truth] for truth in (True, False))
    pairs = len(right) * len(wrong)
    return sum((a > b) + 0.5 * (a == b) for a in right for b in wrong) / pairs if pairs else math.nan


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def corpus_rows(kit: Kit) -> Iterator[Row]:
    """Claims over every item of the tagged corpus."""
    for path in sorted((ROOT / "training/corpus").glob("*.txt")):
        for item in read_corpus(path):
            for claim in code_report(_as_report(item), kit).claims:
                if claim.kind in ("event", "relation"):
                    yield _row(item.name, claim, any(_agrees(item, claim, tag) for tag in item.tags))


def _as_report(item: Item) -> Report:
    day = date.fromisoformat(item.published) if item.published else None
    return Report(item.name, item.name, None, 0, None, None, None, day, "given" if day else None, "en", "news", item.text, (), "")


def _row(group: str, claim: Claim, right: bool) -> Row:
    return Row(group, claim.kind, features(claim), confidence_of(claim), right)


def _agrees(item: Item, claim: Claim, tag: Tag) -> bool:
    inside = claim.quote.start < tag.end and tag.start < claim.quote.end
    if tag.sign != "!" or tag.kind != claim.type or not inside:
        return False
    by = {i for role in ("by", "to") for i in tag.linked(role)} if claim.kind == "relation" else set(tag.linked("by"))
    spots = [t for t in item.tags if t.ident in by and t.sign == ":"]
    if not spots or not claim.actors:
        return True
    return any(p.span is not None and p.span.start < t.end and t.start < p.span.end for p in claim.actors for t in spots)


def page_rows(shared: Path, kit: Kit) -> Iterator[Row]:
    """Claims over the coded pages; a page's own offsets are those of its file."""
    coded = [json.loads(line) for line in (shared / "claims/claims.jsonl").read_text(encoding="utf-8").splitlines()]
    for path in sorted((shared / "reports").iterdir()):
        mine = [c for c in coded if c["file"] == path.name]
        for report in read_source(Source(str(path), path.read_bytes())).reports:
            for claim in code_report(report, kit).claims:
                start, end = (in_source(report, at) for at in (claim.quote.start, claim.quote.end))
                right = any(_same_claim(claim, c, start, end) for c in mine)
                yield _row(f"{path.name} {report.part}", claim, right)


def in_source(report: Report, at: int) -> int:
    """Where the character ``at`` of the report stands in its file; -1 where nothing says."""
    return next((source + at - first for first, last, source, _ in report.source_spans if first <= at <= last), -1)


def _same_claim(claim: Claim, coded: dict[str, Any], start: int, end: int) -> bool:
    shared = min(end, coded["end"]) - max(start, coded["start"])
    if shared < 0.3 * max(1, min(end - start, coded["end"] - coded["start"])) or claim.kind != coded["kind"]:
        return False
    if claim.type != coded["type"]:
        return False
    told = {n.casefold() for n in [*coded["actor"], *coded["actor_canonical"]] if n}
    own = {n.casefold() for p in claim.actors for n in (p.name, p.span.text if p.span else p.name)}
    return not told or not own or any(a in b or b in a for a in told for b in own)


def fit(rows: Sequence[Row]) -> tuple[float, dict[str, float]]:
    """Bias and weights of a ridge logistic regression, by Newton's method."""
    import numpy as np

    seen = Counter(name for r in rows for name in r.features)
    names = sorted(name for name, n in seen.items() if SEEN <= n < len(rows))
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1
    for i, row in enumerate(rows):
        for name in row.features:
            if name in at:
                x[i, at[name]] = 1
    y = np.array([float(r.right) for r in rows])
    pull = np.full(len(names) + 1, RIDGE)
    pull[-1] = 1e-6
    w = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - p) - pull * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull)
        w = w + np.linalg.solve(curve, slope)
    return float(w[-1]), {name: round(float(w[at[name]]), 2) for name in names if abs(w[at[name]]) >= 0.05}


def write(bias: float, weights: dict[str, float], rows: int) -> None:
    lines = [
        "# Log-odds that a claim is right, by what holds of it (casus.extract.confidence). Made by `python -m bench.calibration fit`",
        f"# from {rows} hand-checked claims; measured on others in bench/RESULTS.md. Do not edit: make it anew.",
        f"bias: {bias:.2f}",
        "weights:",
        *(f'  "{name}": {weight:.2f}' for name, weight in sorted(weights.items())),
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def shown(title: str, rows: Sequence[Row]) -> str:
    lines = [f"{title}: {len(rows)} claims, {_mean([float(r.right) for r in rows]):.3f} right"]
    lines += [f"  {b.low:.1f}-{b.high:.1f}  {b.number:5}  said {b.confidence:.3f}  right {b.right:.3f}" for b in bins(rows)]
    return "\n".join(
        [*lines, f"  expected calibration error {expected_error(rows):.3f}, Brier {brier(rows):.3f}, ordered {ordered(rows):.3f}"]
    )


def gather(shared: Path | None) -> list[Row]:
    kit = load_kit()
    pages: Iterable[Row] = page_rows(shared, kit) if shared else ()
    return [*corpus_rows(kit), *pages]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("verb", choices=("measure", "fit"))
    ask.add_argument("--pages", type=Path, metavar="SHARED")
    given = ask.parse_args()
    rows = gather(given.pages)
    mine = [r for r in rows if fitted(r.group)]
    if given.verb == "fit":
        write(*fit(mine), len(mine))
        print(f"fitted on {len(mine)} claims: {TABLE}")
        return
    rest = [r for r in rows if not fitted(r.group)]
    print(shown("held out", rest))
    for kind in ("event", "relation", "statement"):
        if some := [r for r in rest if r.kind == kind]:
            print(shown(f"held out, {kind}s", some))


if __name__ == "__main__":
    main()
