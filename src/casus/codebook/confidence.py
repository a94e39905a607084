"""The table that turns what is known of a claim into a probability that it is right: ``lexicon/confidence.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casus.codebook.errors import CodebookError
from casus.codebook.files import shipped_yaml


@dataclass(frozen=True, slots=True)
class ConfidenceTable:
    """``weights`` are log-odds a feature; a feature that is not listed weighs nothing."""

    bias: float
    weights: Mapping[str, float]


@cache
def load_confidence() -> ConfidenceTable:
    """The shipped table; ``CodebookError`` when it is no table of numbers."""
    raw = shipped_yaml("lexicon/confidence.yaml")
    try:
        return ConfidenceTable(float(raw["bias"]), {str(k): float(v) for k, v in raw["weights"].items()})
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise CodebookError(
            "lexicon/confidence.yaml: needs bias and weights, all numbers; make it anew with bench/calibration.py"
        ) from problem
