"""The shared pages and reports: articles and junk where a careful reader saw them, and no coded sentence lost."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casus.model import Report
from casus.read import Source, load_source, read_source


@cache
def reports_of(path: Path) -> tuple[Report, ...]:
    loaded = load_source(str(path))
    assert isinstance(loaded, Source)
    reading = read_source(loaded)
    assert [f for f in reading.findings if f.severity == "error"] == []
    return reading.reports


@pytest.fixture(scope="module")
def segments(shared: Path) -> dict[str, list[dict[str, Any]]]:
    path = shared / "claims" / "segments.json"
    if not path.is_file():
        pytest.skip(f"there is no {path}")
    return dict(json.loads(path.read_text(encoding="utf-8")))


def files(segments: dict[str, list[dict[str, Any]]]) -> list[str]:
    return sorted({a["file"] for a in segments["articles"]})


def source_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def without_junk(article: dict[str, Any], junk: list[dict[str, Any]]) -> tuple[int, int]:
    """An article's range without the junk at its own beginning and end (its desk, the note about its author)."""
    start, end = article["start"], article["end"]
    for piece in junk:
        if piece["file"] == article["file"] and start <= piece["start"] and piece["end"] <= end:
            start = piece["end"] if piece["start"] == start else start
            end = piece["start"] if piece["end"] == end else end
    return start, end


def test_articles_begin_and_end_in_their_lines(shared: Path, segments: dict[str, list[dict[str, Any]]]) -> None:
    for name in files(segments):
        path = shared / "reports" / name
        source, reports = source_of(path), reports_of(path)
        wanted = [a for a in segments["articles"] if a["file"] == name]
        assert [r.title for r in reports] == [a["title"] for a in wanted]
        for report, article in zip(reports, wanted, strict=True):
            start, end = without_junk(article, segments["junk"])
            assert source[start : report.source_spans[0][2]].strip().count("\n") == 0
            assert source[min(end, report.source_spans[-1][3]) : max(end, report.source_spans[-1][3])].strip() == ""


def test_no_junk_stands_in_a_report(shared: Path, segments: dict[str, list[dict[str, Any]]]) -> None:
    for name in files(segments):
        junk = [(j["start"], j["end"]) for j in segments["junk"] if j["file"] == name]
        source = source_of(shared / "reports" / name)
        for report in reports_of(shared / "reports" / name):
            for _, _, start, end in report.source_spans:
                assert [source[max(a, start) : min(b, end)] for a, b in junk if source[max(a, start) : min(b, end)].strip()] == []


def test_days_and_bylines_are_those_of_the_page(shared: Path, segments: dict[str, list[dict[str, Any]]]) -> None:
    for name in files(segments):
        wanted = [a for a in segments["articles"] if a["file"] == name]
        for report, article in zip(reports_of(shared / "reports" / name), wanted, strict=True):
            assert (report.published.isoformat() if report.published else None) == article["published"]
            assert (report.byline is None) == (article["byline"] is None)
            assert report.byline is None or article["byline"].startswith(report.byline)


def plain(text: str) -> str:
    return " ".join(text.split()).lower()


def test_every_shared_report_is_read_and_keeps_the_sentences_that_were_coded(shared: Path) -> None:
    reports = {r.external_id: r for r in reports_of(shared / "incidents" / "reports.jsonl")}
    assert len(reports) == 70
    gold = [json.loads(line) for line in (shared / "incidents" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    lost = [g for g in gold if plain(g["quote"]) not in plain(reports[g["report"]].text)]
    # captions are no text, and the coder took three sentences from captions
    assert len(lost) <= 3


def test_promotion_and_filler_of_the_shared_reports_are_no_text(shared: Path) -> None:
    text = "\n".join(r.text for r in reports_of(shared / "incidents" / "reports.jsonl")).lower()
    for junk in (
        "also read",
        "phasellus",
        "lorem ipsum",
        "post a comment",
        "leave a comment",
        "share to facebook",
        "click to expand",
        "[ad_",
    ):
        assert junk not in text
