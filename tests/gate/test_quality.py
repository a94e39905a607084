"""Quality cannot fall unseen: floors on the project's own sample, pinned by its hash."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest
import yaml

from casus.run.pipeline import code
from casus.store import check

sys.path.insert(0, str(Path(__file__).parent))
from measure import measure

HERE = Path(__file__).parent
FLOORS = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> dict[str, float]:
    folder = tmp_path_factory.mktemp("gate") / "book"
    book = code([sample], folder)
    assert check(folder) == ()
    gold = yaml.safe_load((HERE / "gold.yaml").read_text(encoding="utf-8"))
    return measure(book.nouns("reports"), book.nouns("claims"), book.nouns("incidents"), gold)


def test_the_floors_belong_to_this_sample(sample: Path) -> None:
    files = [*sorted(p for p in sample.iterdir() if p.is_file()), HERE / "gold.yaml"]
    pinned = hashlib.sha256(b"".join(p.name.encode() + b"\0" + p.read_bytes() for p in files)).hexdigest()
    assert FLOORS["sha256"] == pinned, f"the sample or its gold changed: measure again and write this hash into floors.yaml: {pinned}"


def test_every_figure_has_a_floor(measured: dict[str, float]) -> None:
    assert set(FLOORS["floors"]) == set(measured)


@pytest.mark.parametrize("name", sorted(FLOORS["floors"]))
def test_no_figure_is_below_its_floor(name: str, measured: dict[str, float]) -> None:
    assert measured[name] >= FLOORS["floors"][name] - 1e-9, {k: round(v, 3) for k, v in measured.items()}
