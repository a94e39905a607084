"""The gold of the sample is sound: every file and figure that it names is there."""

from __future__ import annotations

from pathlib import Path

import yaml

GOLD = yaml.safe_load((Path(__file__).parent / "gold.yaml").read_text(encoding="utf-8"))


def test_every_row_names_a_file_and_an_incident(sample: Path) -> None:
    assert all((sample / row["file"]).is_file() and row["incident"] in GOLD["incidents"] for row in GOLD["reports"])


def test_every_figure_stands_in_its_file(sample: Path) -> None:
    for row in GOLD["reports"]:
        text = (sample / row["file"]).read_text(encoding="utf-8")
        for bound in (*row.get("killed", ()), *row.get("injured", ())):
            assert bound is None or str(bound) in text, (row["file"], bound)


def test_every_town_stands_in_its_reports(sample: Path) -> None:
    for row in GOLD["reports"]:
        assert GOLD["incidents"][row["incident"]]["town"] in (sample / row["file"]).read_text(encoding="utf-8")
