"""Bad input is a finding with the file, the place and what to do; it stops nothing and never raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.model import Finding
from casus.read import Source, find_sources, load_source, read_source

GOOD = json.dumps(
    {"id": "1", "text": "Gunmen attacked a police post near the river on Friday and killed four officers, the governor said."}
)


def codes(data: bytes, name: str = "x.txt") -> list[str]:
    return [f.code for f in read_source(Source(name, data)).findings]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "x.txt", "empty"),
        (b" \n\t ", "x.txt", "empty"),
        (b"\x00" * 400, "x.txt", "empty"),
        (b"PK\x03\x04" + b"\x01\x02" * 300, "x.docx", "binary"),
        (bytes(range(32)) * 50, "x.bin", "binary"),
        (b"%PDF-1.7\n1 0 obj", "x.pdf", "bad-pdf"),
        (b'{"id": 1}\n', "x.jsonl", "no-text"),
        (b"[1]", "x.json", "not-a-report"),
        (b"{", "x.json", "broken-json"),
        (b'<?xml version="1.0"?><svg></svg>', "x.xml", "unknown-format"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><rss><channel></channel></rss>', "x.xml", "feed-with-entities"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, name: str, code: str) -> None:
    reading = read_source(Source(name, data))
    assert reading.reports == ()
    assert [f.code for f in reading.findings] == [code]
    assert all(f.source == name and f.message.startswith(f"{name}: ") and f.severity == "error" for f in reading.findings)


def test_a_broken_line_does_not_stop_the_others() -> None:
    reading = read_source(Source("x.jsonl", f'{GOOD}\n{{"text": \n{GOOD}\n'.encode()))
    assert len(reading.reports) == 2
    assert [f.code for f in reading.findings] == ["broken-line"] and "line 2" in reading.findings[0].message


def test_a_thousand_broken_lines_are_counted() -> None:
    found = codes(b"{broken\n" * 1000, "x.jsonl")
    assert len(found) == 21 and found[-1] == "broken-lines"


def test_a_deep_line_does_not_exhaust_the_stack() -> None:
    assert codes(b"[" * 200_000 + b"\n", "x.jsonl") == ["broken-line"]


def test_ten_thousand_nested_tags_are_read() -> None:
    page = (
        "<html><body>"
        + "<div>" * 10_000
        + "<p>Gunmen attacked a police post near the river on Friday and killed four officers, the governor said.</p>"
    )
    (report,) = read_source(Source("deep.html", page.encode())).reports
    assert "killed four officers" in report.text


def test_a_wrong_encoding_is_read_with_doubt() -> None:
    text = "Gunmen attacked a police post near the caf\xe9 on Friday and killed four officers, the governor of the province said. " * 3
    reading = read_source(Source("x.txt", text.encode("cp1252")))
    assert "café" in reading.reports[0].text
    broken = read_source(Source("y.txt", text.encode("utf-8") + b"\xff\xfe\x81 and more words follow here, he said.\n"))
    assert broken.reports and [f.severity for f in broken.findings] == ["warning"]


def test_a_bad_date_is_told_and_not_taken() -> None:
    line = json.dumps({"text": "Gunmen attacked a post near the river and killed four officers, he said.", "published": "soon"})
    reading = read_source(Source("x.jsonl", line.encode()))
    assert reading.reports[0].published is None and [f.code for f in reading.findings] == ["bad-date"]


def test_files_too_large_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    found = load_source(str(path))
    assert isinstance(found, Finding) and found.code == "too-large" and str(path) in found.message


def test_names_that_lead_nowhere_are_findings(tmp_path: Path) -> None:
    names, findings = find_sources([str(tmp_path / "no.txt"), "https://example.org/a", str(tmp_path)])
    assert names == () and [f.code for f in findings] == ["no-such-file", "no-network", "empty-folder"]


def test_folders_globs_and_file_urls(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [Path(n).name for n in find_sources([str(tmp_path)])[0]] == ["a.txt", "b.txt", "c.txt"]
    assert [Path(n).name for n in find_sources([str(tmp_path / "*.txt"), str(tmp_path / "a.txt")])[0]] == ["a.txt", "b.txt"]
    assert find_sources([(tmp_path / "a.txt").as_uri()])[0] == ((tmp_path / "a.txt").as_uri(),)
    assert load_source((tmp_path / "a.txt").as_uri()) == Source((tmp_path / "a.txt").as_uri(), b"x")


@given(st.binary(max_size=3000), st.sampled_from(["x.txt", "x.html", "x.jsonl", "x.json", "x.xml", "x.pdf", "x"]))
def test_no_bytes_raise(data: bytes, name: str) -> None:
    reading = read_source(Source(name, data))
    assert reading.reports or reading.findings


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<article>",
        "</article>",
        "<h1>",
        "</h1>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&#x1F600;",
        "\n\n",
        " | ",
        "Gunmen attacked the town on Friday and killed four men, he said. ",
        "By Staff Reporter\n",
        "Published: 8 October 2021\n",
        "é",
        "\u202e",
        "\x00",
        "<script>",
        "'",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join), st.sampled_from(["x.txt", "x.html"]))
def test_runs_say_what_stands_in_the_source(text: str, name: str) -> None:
    for report in read_source(Source(name, text.encode())).reports:
        assert all(report.text[ts:te] == text[ss:se] for ts, te, ss, se in report.source_spans)
