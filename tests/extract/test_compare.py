"""The list of claims gained, lost and changed between two exports (bench/compare.py)."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "compare.py"
TEXT = "Rebels shelled the town on Monday. The army freed ten captives."


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compare", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["compare"] = module
    spec.loader.exec_module(module)
    return module


def claim(start: int, end: int, kind: str, **slots: Any) -> dict[str, Any]:
    quote = {"start": start, "end": end, "text": TEXT[start:end]}
    empty = {"modality": "asserted", "negated": False, "said_by": [], "actors": [], "recipients": [], "figures": []}
    return {
        "claim_id": f"c{start}{kind}",
        "report_id": "r1",
        "kind": "event",
        "type": kind,
        "rule": "x.y",
        "quote": quote,
        **empty,
        **slots,
    }


def party(name: str) -> dict[str, Any]:
    return {"name": name, "span": {"text": name}, "actor_id": None, "kind": "unidentified"}


def export(folder: Path, *claims: dict[str, Any]) -> Path:
    folder.mkdir()
    report = {"report_id": "r1", "source": "a.txt", "external_id": None, "part": 0}
    (folder / "reports.jsonl").write_text(json.dumps(report) + "\n", encoding="utf-8")
    (folder / "claims.jsonl").write_text("".join(json.dumps(c) + "\n" for c in claims), encoding="utf-8")
    return folder


def test_gained_lost_and_changed(tool: ModuleType, tmp_path: Path) -> None:
    old = export(tmp_path / "old", claim(0, 34, "ASSAULT"), claim(0, 34, "MOBILIZE"))
    new = export(tmp_path / "new", claim(0, 34, "ASSAULT", actors=[party("Rebels")]), claim(35, 63, "RETREAT"))
    found = {c.kind: c for c in tool.compare(old, new)}
    assert found.keys() == {"gained", "lost", "changed"}
    assert found["gained"].claim["type"] == "RETREAT"
    assert found["lost"].claim["type"] == "MOBILIZE"
    assert found["changed"].slots == {"actors": ("-", "Rebels")}


def test_a_claim_keeps_its_like_where_several_share_the_quote(tool: ModuleType, tmp_path: Path) -> None:
    first, second = claim(0, 34, "ASSAULT", actors=[party("Rebels")]), claim(0, 34, "ASSAULT", actors=[party("army")])
    old = export(tmp_path / "old", first, second | {"claim_id": "other"})
    new = export(tmp_path / "new", second | {"claim_id": "n1"}, first | {"claim_id": "n2"})
    assert list(tool.compare(old, new)) == []


def test_other_words_are_another_claim(tool: ModuleType, tmp_path: Path) -> None:
    found = tool.compare(export(tmp_path / "old", claim(0, 20, "ASSAULT")), export(tmp_path / "new", claim(35, 63, "ASSAULT")))
    assert [c.kind for c in found] == ["lost", "gained"]


def test_another_type_on_the_same_words_is_a_change(tool: ModuleType, tmp_path: Path) -> None:
    found = list(tool.compare(export(tmp_path / "old", claim(0, 34, "PROTEST")), export(tmp_path / "new", claim(0, 34, "MOBILIZE"))))
    assert [c.slots for c in found] == [{"type": ("PROTEST", "MOBILIZE")}]


def test_a_folder_without_an_export_is_said_to_be_none(tool: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="casus export --to jsonl"):
        list(tool.compare(tmp_path, tmp_path))
