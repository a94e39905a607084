"""MUC-4 templates by the encoder's report heads: ``python bench/muc4.py REPORTS.json OUT.json --encoder FILE``; score OUT with score_muc4.py --dedup.

A filler is a run of pieces whose role is likelier than the role's bound; fillers with one head or one inside the other are one entity,
told by its likeliest wording. One template for each incident type that the report's windows make likely.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from casus.annotate.decode import sigmoid, softmax
from casus.annotate.encoder import Encoder, Outputs, load_encoder

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"')\]]*(?=\s{2,}|\s*$)|$)", re.S)
#: chosen on the development reports: bounds by role, of a report's types, of a filler's types
ROLE_AT = {"PerpInd": 0.4, "PerpOrg": 0.4, "Target": 0.4, "Victim": 0.4, "Weapon": 0.4}
TYPE_AT, FILLER_AT = 0.2, 0.4


@dataclass(frozen=True, slots=True)
class Filler:
    role: str
    words: str
    start: int
    chance: float
    types: tuple[float, ...]


def find_fillers(text: str, windows: Sequence[Outputs], roles: Sequence[str], bounds: dict[str, float]) -> list[Filler]:
    out: list[Filler] = []
    for window in windows:
        logits = (window.parts["muc_role"] + window.parts["muc_pooled"]).reshape(-1, len(roles), 3)
        chances, types = softmax(logits), sigmoid(window.parts["muc_type"])
        for number, role in enumerate(roles):
            out += list(_runs(text, window, chances[:, number], types, role, bounds[role]))
    return out


def _runs(text: str, window: Outputs, chances: np.ndarray, types: np.ndarray, role: str, bound: float) -> Iterable[Filler]:
    inside = 1 - chances[:, 0]
    at = 0
    while at < len(inside):
        if inside[at] < bound:
            at += 1
            continue
        stop = at + 1
        while stop < len(inside) and inside[stop] >= bound and not chances[stop, 1] > max(chances[stop, 2], 0.5):
            stop += 1
        while (
            stop < len(inside) and window.pieces.starts[stop] == window.pieces.ends[stop - 1] and text[window.pieces.starts[stop]].isalnum()
        ):
            stop += 1
        start, end = int(window.pieces.starts[at]), int(window.pieces.ends[stop - 1])
        words = re.sub(r"^(?:the|a|an)\s+", "", text[start:end]).strip(" ,.;:-")
        if words:
            yield Filler(role, words, start, float(inside[at:stop].mean()), tuple(float(x) for x in types[at]))
        at = stop


def merge(fillers: Sequence[Filler]) -> list[Filler]:
    """One filler an entity: the likeliest, summed over places where its words stand."""
    best: dict[tuple[str, str], Filler] = {}
    for f in fillers:
        known = best.get((f.role, f.words))
        if known is None or f.chance > known.chance:
            best[f.role, f.words] = f
    kept: list[Filler] = []
    for f in sorted(best.values(), key=lambda f: (-f.chance, f.start)):
        if not any(f.role == k.role and _same(f.words, k.words) for k in kept):
            kept.append(f)
    return kept


def _same(a: str, b: str) -> bool:
    one, two = a.split(), b.split()
    inside = f" {a} " in f" {b} " or f" {b} " in f" {a} "
    initials = (
        "".join(w[0] for w in two if w not in ("of", "the", "for", "and", "de")),
        "".join(w[0] for w in one if w not in ("of", "the", "for", "and", "de")),
    )
    return inside or one[-1] == two[-1] or a in initials or b in initials


def templates(encoder: Encoder, text: str, role_at: dict[str, float], type_at: float, filler_at: float) -> list[dict[str, Any]]:
    roles, types = encoder.about["labels"]["muc_role"], encoder.about["labels"]["muc_type"]
    windows = encoder.run(text, [m.span() for m in _SENTENCE.finditer(text)])
    return assemble(merge(find_fillers(text, windows, roles, role_at)), doc_types(windows), roles, types, type_at, filler_at)


def doc_types(windows: Sequence[Outputs]) -> np.ndarray:
    """(types,) chances for the whole report: the windows' mean, each weighing what it holds."""
    sizes = np.array([len(w.pieces) for w in windows], dtype=float)
    return np.average(np.stack([sigmoid(w.parts["muc_doc"][0]) for w in windows]), axis=0, weights=sizes)


def assemble(
    entities: Sequence[Filler], chances: np.ndarray, roles: Sequence[str], types: Sequence[str], type_at: float, filler_at: float
) -> list[dict[str, Any]]:
    chosen = [t for t in range(len(types)) if chances[t] >= type_at]
    if not chosen and entities and chances.max() >= type_at / 2:
        chosen = [int(chances.argmax())]
    out = []
    for t in chosen:
        mine = [e for e in entities if len(chosen) == 1 or e.types[t] >= filler_at or e.types[t] == max(e.types[c] for c in chosen)]
        out.append({"incident_type": types[t], **{r: [[[e.words, e.start]] for e in mine if e.role == r] for r in roles}})
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    given = parser.parse_args()
    encoder = load_encoder(given.encoder, threads=2)
    reports = [json.loads(line) for line in given.reports.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = {r["docid"]: templates(encoder, r["doctext"], ROLE_AT, TYPE_AT, FILLER_AT) for r in reports}
    given.out.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
