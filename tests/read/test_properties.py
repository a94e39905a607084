"""What holds for any bytes: nothing is raised, no fault is caught at the last net, and every run is true."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import AMBUSH, ATOM, CLAIM, DUMP, PAGE, RSS, SEVERAL, TITLES, codes, pdf, read

from casus.model import Report
from casus.read import Reading
from casus.read.decode import decode
from casus.read.junk import lexicon

NAMES = st.sampled_from(["a.txt", "a.html", "a.xml", "a.json", "a.jsonl", "a.pdf", "a", "-"])
LINES = st.sampled_from([line for line in DUMP.split("\n") if line] + [x for e in lexicon().entries for x in (*e.examples, *e.counter)])
TAGS = st.sampled_from(
    "<p>,</p>,<div>,</div>,<article>,</article>,<h1>,</h1>,<br>,<a href='x'>,</a>,<pre>,</pre>,<li>,<nav>,</nav>,<time datetime='2021-10-08'>,&amp;,&nbsp;,&#x0;,<,<!--,-->,<title>,\n, , \t".split(
        ","
    )
)
WHOLE = [DUMP.encode(), PAGE.encode(), SEVERAL.encode(), RSS.encode(), ATOM.encode(), pdf(AMBUSH), json.dumps({"text": AMBUSH}).encode()]


def true_runs(report: Report, source: str) -> None:
    last = 0
    for text_start, text_end, start, end in report.source_spans:
        assert last <= text_start < text_end <= len(report.text)
        assert report.text[text_start:text_end] == source[start:end]
        last = text_end


def sound(reading: Reading) -> Reading:
    assert reading.reports or reading.findings
    assert "unreadable-content" not in codes(reading)
    assert len({r.report_id for r in reading.reports}) == len(reading.reports)
    assert all(r.text.strip() for r in reading.reports)
    return reading


@given(st.binary(max_size=600), NAMES)
def test_any_bytes(data: bytes, name: str) -> None:
    sound(read(data, name))


@given(st.text(max_size=600), NAMES)
def test_any_text(text: str, name: str) -> None:
    sound(read(text.encode("utf-8", "surrogatepass"), name))


@given(st.sampled_from(WHOLE), st.integers(0, 4000), st.binary(max_size=8), st.integers(0, 40), NAMES)
def test_damaged_sources(whole: bytes, at: int, put: bytes, drop: int, name: str) -> None:
    at %= len(whole)
    sound(read(whole[:at] + put + whole[at + drop :], name))


@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=30), st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\n\u2028"]))
def test_runs_of_plain_text_are_true(lines: list[str], glue: str) -> None:
    data = ("A" + glue.join(lines)).encode("utf-8")
    for report in sound(read(data, "a.txt")).reports:
        true_runs(report, decode(data)[0])


@given(st.lists(st.one_of(TAGS, LINES, st.text(max_size=30)), max_size=60))
def test_runs_of_pages_are_true(parts: list[str]) -> None:
    text = "<html><body>" + "".join(parts)
    data = text.encode("utf-8")
    for report in sound(read(data, "a.html")).reports:
        true_runs(report, decode(data)[0])


@given(st.lists(LINES, max_size=20), st.one_of(st.none(), LINES))
def test_runs_of_records_are_true(lines: list[str], title: str | None) -> None:
    text = "\n".join(lines)
    for report in sound(read(json.dumps({"text": text, "title": title}), "a.jsonl")).reports:
        true_runs(report, text)


@pytest.mark.parametrize(("text", "name"), [(DUMP, "a.txt"), (PAGE, "a.html"), (SEVERAL, "a.html"), (RSS, "a.xml")])
def test_runs_cover_the_text_of_whole_pages(text: str, name: str) -> None:
    for report in sound(read(text, name)).reports:
        true_runs(report, text)
        covered = sum(te - ts for ts, te, _, _ in report.source_spans)
        # what may have no run: blank lines between paragraphs, resolved entities, joined spaces, a feed's title
        assert covered >= len(report.text) - len(report.title or "") - 20
        assert CLAIM in report.text or any(title in report.text for title in TITLES)
