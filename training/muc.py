"""MUC-4 reports into examples: role fillers at every place where their words stand, types of the report's incidents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from training.examples import Example, Window, cut_windows
from training.labels import MUC_ROLES, MUC_TYPES

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"')\]]*(?=\s{2,}|\s*$)|$)", re.S)


def read_muc(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def types_of(template: dict[str, Any]) -> tuple[int, ...]:
    return tuple(MUC_TYPES.index(t.strip()) for t in template["incident_type"].split("/") if t.strip() in MUC_TYPES)


def sentences_of(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _SENTENCE.finditer(text)]


def to_examples(reports: Sequence[dict[str, Any]], tokenizer: Tokenizer, limit: int) -> Iterator[Example]:
    for report in reports:
        text = report["doctext"]
        fillers = _fillers(report)
        whole = tuple(sorted({t for template in report["templates"] for t in types_of(template)}))
        for window in cut_windows(text, sentences_of(text), tokenizer, limit):
            example = window.example(report["docid"])
            _add_roles(example, window, text, fillers)
            example.muc_doc = whole
            yield example


def _fillers(report: dict[str, Any]) -> dict[tuple[int, str], set[int]]:
    """(role, words) to the types of the templates they fill."""
    out: dict[tuple[int, str], set[int]] = {}
    for template in report["templates"]:
        for number, role in enumerate(MUC_ROLES):
            for entity in template[role]:
                for mention, _ in entity:
                    out.setdefault((number, mention), set()).update(types_of(template))
    return out


def _add_roles(example: Example, window: Window, text: str, fillers: dict[tuple[int, str], set[int]]) -> None:
    roles = np.zeros((len(example.ids), len(MUC_ROLES)), dtype=np.int64)
    for (role, words), types in sorted(fillers.items(), key=lambda item: -len(item[0][1])):
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            span = window.span(*found.span())
            if span and not roles[span[0] : span[1] + 1, role].any():
                roles[span[0], role] = 1
                roles[span[0] + 1 : span[1] + 1, role] = 2
                example.muc_types.append((span[0], tuple(sorted(types))))
    example.muc_roles = roles
