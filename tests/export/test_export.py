"""Exports: the data contract, the field's columns, nothing left out in silence, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from casus.export import FORMATS, ExportError, export
from casus.export.acled import COLUMNS as ACLED
from casus.export.cells import cell, csv_bytes
from casus.export.ucdp import COLUMNS as UCDP
from casus.model import Claim, Party, Report, Span, from_plain
from casus.run.pipeline import code
from casus.store import Casebook


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Casebook:
    return code([sample], tmp_path_factory.mktemp("export") / "book")


class Changed:
    """A casebook with some of its tables replaced."""

    def __init__(self, book: Casebook, **tables: tuple[Any, ...]) -> None:
        self.book, self.tables = book, tables

    def nouns(self, name: str) -> tuple[Any, ...]:
        return self.tables.get(name, self.book.nouns(name))


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_jsonl_is_the_data_contract(book: Casebook, tmp_path: Path) -> None:
    export(book, "jsonl", tmp_path / "out")
    files = {p.stem: [json.loads(line) for line in p.read_text(encoding="utf-8").splitlines()] for p in (tmp_path / "out").glob("*.jsonl")}
    assert set(files) == {"reports", "claims", "incidents", "relations", "actors", "findings"}
    assert [from_plain(Report, r) for r in files["reports"]] == list(book.nouns("reports"))
    told = [replace(c, sign=None, trend=None) for c in book.nouns("claims")]
    assert [from_plain(Claim, c) for c in files["claims"]] == told
    texts = {r["report_id"]: r["text"] for r in files["reports"]}
    for claim in files["claims"]:
        assert texts[claim["report_id"]][claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["text"]


CONTRACT = {
    "claims": "claim_id report_id kind type mode context cameo acled_event_type acled_sub_event_type ucdp_type modality negated cues said_by"
    " actors recipients place time figures responsibility quote rule confidence",
    "incidents": "incident_id type acled_sub_event_type title start end date_precision place actors recipients claim_ids report_ids origins"
    " independent_origins tolls disagreements",
    "relations": "relation_id subject relation object sign trend valid_from valid_to modality said_by claim_ids contradicted_by",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_jsonl_has_the_contract_s_fields_and_no_others(book: Casebook, tmp_path: Path, name: str) -> None:
    export(book, "jsonl", tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines and all(set(line) == set(CONTRACT[name].split()) for line in lines)


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_is_a_data_package_with_true_hashes(book: Casebook, tmp_path: Path, form: str) -> None:
    paths = export(book, form, tmp_path / "out")
    package = json.loads(paths[-1].read_text(encoding="utf-8"))
    assert [tmp_path / "out" / r["path"] for r in package["resources"]] == list(paths[:-1])
    for resource in package["resources"]:
        data = (tmp_path / "out" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" and resource["bytes"] == len(data)
        if resource["format"] == "csv":
            header = data.decode("utf-8").splitlines()[0].split(",")
            assert header == [f["name"] for f in resource["schema"]["fields"]]


def test_an_export_is_the_same_twice_and_replaces_an_older_one(book: Casebook, tmp_path: Path) -> None:
    first = {p.name: p.read_bytes() for p in export(book, "ucdp", tmp_path / "out")}
    assert {p.name: p.read_bytes() for p in export(book, "ucdp", tmp_path / "out")} == first
    export(book, "csv", tmp_path / "out")
    assert not (tmp_path / "out" / "dropped.csv").exists()


@pytest.mark.parametrize(("form", "name", "columns"), [("acled", "acled_export_csv", ACLED), ("ucdp", "ucdp_ged_csv", UCDP)])
def test_columns_are_those_of_the_field(shared: Path, form: str, name: str, columns: dict[str, str]) -> None:
    wanted = yaml.safe_load((shared / "formats.yaml").read_text(encoding="utf-8"))[name]["columns"]
    assert list(columns) == [c["name"] for c in wanted]
    assert {c["name"]: c["type"] for c in wanted} == columns


def test_acled_values_are_allowed_ones(shared: Path, book: Casebook, tmp_path: Path) -> None:
    export(book, "acled", tmp_path / "out")
    wanted = {c["name"]: c for c in yaml.safe_load((shared / "formats.yaml").read_text(encoding="utf-8"))["acled_export_csv"]["columns"]}
    events = rows(tmp_path / "out" / "events.csv")
    assert events
    for event in events:
        for name in ("disorder_type", "event_type", "inter1", "inter2", "civilian_targeting", "region"):
            assert event[name] in wanted[name]["allowed"], (name, event[name])
        assert event["sub_event_type"] in wanted["sub_event_type"]["allowed_by_event_type"][event["event_type"]]
        assert event["interaction"] in wanted["interaction"]["legacy_integer"].values()


@pytest.mark.parametrize("form", ["acled", "ucdp"])
def test_every_incident_is_a_row_or_is_dropped_with_a_reason(book: Casebook, tmp_path: Path, form: str) -> None:
    export(book, form, tmp_path / "out")
    dropped = rows(tmp_path / "out" / "dropped.csv")
    assert all(d["reason"] for d in dropped)
    assert len(rows(tmp_path / "out" / "events.csv")) + len(dropped) == len(book.incidents)


def test_ucdp_deaths_add_up(book: Casebook, tmp_path: Path) -> None:
    export(book, "ucdp", tmp_path / "out")
    for event in rows(tmp_path / "out" / "events.csv"):
        parts = [int(event[n]) for n in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
        assert sum(parts) == int(event["best"]) and int(event["low"]) <= int(event["best"]) <= int(event["high"])


def test_acled_takes_the_lowest_toll(book: Casebook, tmp_path: Path) -> None:
    export(book, "acled", tmp_path / "out")
    lows = {
        i.incident_id: next((t.low for t in i.tolls if (t.what, t.of_group) == ("killed", "all")), None) or 0
        for i in book.nouns("incidents")
    }
    for event in rows(tmp_path / "out" / "events.csv"):
        assert int(event["fatalities"]) == lows[event["tags"].removeprefix("casus: ")]


def test_parquet_holds_the_nouns(book: Casebook, tmp_path: Path) -> None:
    export(book, "parquet", tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "claims.parquet").num_rows == len(book.claims)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=cmd"])
def test_cells_that_would_run_are_harmless(text: str) -> None:
    assert cell(text).startswith("'")


def test_numbers_and_days_stay_what_they_are() -> None:
    assert [cell(v) for v in (-1.5, -3, None, True, date(2021, 10, 8), "a, b")] == ["-1.5", "-3", "", "true", "2021-10-08", "a, b"]
    assert csv_bytes(["a"], [{"a": 'say "hi"\nthere'}]) == b'a\r\n"say ""hi""\nthere"\r\n'


def test_a_persons_name_stays_in_the_words_only(book: Casebook, tmp_path: Path) -> None:
    claim = book.nouns("claims")[0]
    private = Party(Span(0, 4, "Nobo"), None, "Nobo Dee", "person")
    changed = Changed(book, claims=(replace(claim, actors=(private,)), *book.nouns("claims")[1:]))
    for form in ("csv", "acled", "ucdp"):
        for path in export(changed, form, tmp_path / form):
            assert "Nobo Dee" not in path.read_text(encoding="utf-8")
    assert "a person" in (tmp_path / "csv" / "claims.csv").read_text(encoding="utf-8")


def test_nothing_foreign_is_overwritten(book: Casebook, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="no earlier export"):
        export(book, "csv", tmp_path)
    with pytest.raises(ExportError, match="is a file"):
        export(book, "csv", tmp_path / "mine.txt")
    with pytest.raises(ExportError, match="no such format"):
        export(book, "xlsx", tmp_path / "x")
