"""The casebook on disk: what is written is read back, and damage is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casus.model import Claim, Finding, Incident, Report
from casus.run.pipeline import code
from casus.store import Casebook, CasebookError, check, open_for_writing
from casus.store.schema import NOUNS, from_table, schema_of, to_table

TEXT = "Gunmen attacked a village near Kabul in Afghanistan on Friday and killed at least nine people, the governor said."


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT.replace("nine", "ten"), encoding="utf-8")
    return code([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "book")


@pytest.mark.parametrize("noun", NOUNS.values(), ids=lambda n: n.__name__)
def test_every_noun_has_a_schema(noun: type) -> None:
    assert schema_of(noun).names == list(noun.__dataclass_fields__)  # type: ignore[attr-defined]


def test_nouns_come_back_as_they_were(book: Casebook) -> None:
    for name, noun in NOUNS.items():
        values = book.nouns(name)
        assert from_table(noun, to_table(noun, values)) == values
    assert {type(v) for v in book.nouns("claims")} == {Claim}
    assert {type(v) for v in book.nouns("incidents")} == {Incident}
    assert {type(v) for v in book.nouns("reports")} == {Report}


def test_broken_characters_can_be_written() -> None:
    table = to_table(Finding, [Finding("read", "x", "bad \udcff name")])
    assert from_table(Finding, table)[0].message == "bad ? name"


def test_sql_over_the_tables(book: Casebook) -> None:
    rows = book.query("SELECT type, count(*) AS n FROM claims GROUP BY type ORDER BY n DESC").to_pylist()
    assert rows[0]["type"] == "ASSAULT"


@pytest.mark.parametrize("sql", ["SELECT * FROM read_csv('/etc/passwd')", "COPY claims TO '/tmp/out.csv'", "INSTALL httpfs"])
def test_sql_reaches_no_file(book: Casebook, sql: str) -> None:
    import duckdb

    with pytest.raises(duckdb.Error):
        book.query(sql)


def test_opening_what_is_no_casebook(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="is no casebook"):
        Casebook.open(tmp_path)
    (tmp_path / "casebook.json").write_text('{"format": 99}')
    with pytest.raises(CasebookError, match="another format"):
        Casebook.open(tmp_path)
    (tmp_path / "casebook.json").write_text("{")
    with pytest.raises(CasebookError, match="cannot be read"):
        Casebook.open(tmp_path)


def test_a_manifest_may_not_point_outside(book: Casebook) -> None:
    path = book.path / "casebook.json"
    raw = json.loads(path.read_text())
    raw["coded"][0]["folder"] = "../../elsewhere"
    path.write_text(json.dumps(raw))
    with pytest.raises(CasebookError, match="damaged"):
        Casebook.open(book.path)


def part(book: Casebook, name: str) -> Path:
    return next(book.path.glob(f"*/*/{name}.parquet"))


def test_check_sees_a_changed_file(book: Casebook) -> None:
    path = part(book, "claims")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert [f.code for f in check(book.path)] == ["changed-file"]


def test_check_sees_a_missing_file(book: Casebook) -> None:
    part(book, "incidents").unlink()
    assert [f.code for f in check(book.path)] == ["missing-file"]


def test_check_sees_a_wrong_span_and_a_lost_id(tmp_path: Path, book: Casebook) -> None:
    from dataclasses import replace

    from casus.model import Span

    (first, *rest) = book.nouns("claims")
    wrong = replace(first, quote=Span(first.quote.start, first.quote.end, "something else"), claim_id="c-other")
    sources = {r.source: "0" for r in book.nouns("reports")}
    with open_for_writing(tmp_path / "bad") as writer:
        writer.add_coded("v", sources, book.nouns("reports"), [wrong, *rest], [])
        writer.set_linked("v", book.nouns("incidents"), (), book.nouns("actors"), {}, [])
    assert {f.code for f in check(tmp_path / "bad")} == {"wrong-span", "lost-id"}


def test_leftovers_are_swept(book: Casebook) -> None:
    stray = book.path / "coded" / ".tmp-123"
    stray.mkdir()
    with open_for_writing(book.path):
        pass
    assert not stray.exists() and check(book.path) == ()


def test_a_tie_to_nobody_known_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Iran backs Hezbollah with money.", encoding="utf-8")
    book = code([tmp_path / "a.txt"], tmp_path / "book")
    (tie,) = book.nouns("relations")
    assert check(tmp_path / "book") == ()
    wrong = replace(tie, contradicted_by=("t-nowhere",))
    with open_for_writing(tmp_path / "book") as writer:
        writer.set_linked("v", book.nouns("incidents"), [wrong], book.nouns("actors"), {}, [])
    assert [f.code for f in check(tmp_path / "book")] == ["lost-id"]


def test_a_part_linked_before_there_were_ties_has_none_and_is_linked_anew(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Iran backs Hezbollah with money.", encoding="utf-8")
    book = code([tmp_path / "a.txt"], tmp_path / "book")
    with open_for_writing(tmp_path / "book") as writer:
        linked = writer.manifest.linked
        assert linked is not None
        older = replace(linked, versions="link 1", files={n: a for n, a in linked.files.items() if n != "relations"})
        writer.manifest = replace(writer.manifest, linked=older)
        writer.manifest.write(tmp_path / "book")
    assert len(Casebook.open(tmp_path / "book").relations) == 0
    assert len(code([tmp_path / "a.txt"], tmp_path / "book").relations) == len(book.relations) == 1
