"""Do vectors of titles and first words tell incidents apart? Average precision over pairs of reports, "of one incident" ranked by cosine.

    python bench/vectors.py REPORTS.jsonl [--encoder FILE]

A line of REPORTS is {"incident_set", "title", "text"}. Beside the encoder's vectors of pieces stand the weighed words of ``casus.link.vectors``.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

import numpy as np

from casus.annotate import load_encoder, shipped_encoder, text_vectors
from casus.link.vectors import Embed, word_vectors

FIRST = 60


def average_precision(texts: list[str], labels: list[str], embed: Embed) -> float:
    """1 when every pair of one label is nearer than any pair of two."""
    rows = embed(texts)
    first, second = np.triu_indices(len(texts), 1)
    same = np.array([labels[a] == labels[b] for a, b in zip(first, second, strict=True)])
    ranked = same[np.argsort(-(rows @ rows.T)[first, second], kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--encoder", type=Path)
    given = parser.parse_args()
    encoder = load_encoder(given.encoder) if given.encoder else shipped_encoder()
    if encoder is None:
        parser.error("this build carries no encoder; name one with --encoder")
    reports = [json.loads(line) for line in given.reports.read_text(encoding="utf-8").splitlines()]
    labels = [r["incident_set"] for r in reports]
    for name, texts in (("titles", [r["title"] for r in reports]), (f"first {FIRST} words", [_first(r["text"]) for r in reports])):
        scores = [average_precision(texts, labels, embed) for embed in (partial(text_vectors, encoder=encoder), word_vectors)]
        print(f"{name}: pieces {scores[0]:.3f}, weighed words {scores[1]:.3f}")


def _first(text: str) -> str:
    return " ".join(text.split()[:FIRST])


if __name__ == "__main__":
    main()
