"""JSON lines, JSON and feeds: one report a record."""

from __future__ import annotations

import json
from datetime import date

from written import AMBUSH, ATOM, CLAIM, MARKET, RSS, TALKS, TITLES, codes, only, read


def line(**values: object) -> str:
    return json.dumps(values)


def test_a_line_is_a_report_with_its_own_fields() -> None:
    given = line(
        id="x-1",
        url="https://example.org/a",
        publisher="Example (AFP)",
        published="2021-10-08",
        title=TITLES[0],
        text=f"{AMBUSH}\n\n{CLAIM}",
    )
    report = only(given, "reports.jsonl")
    assert (report.external_id, report.publisher, report.title) == ("x-1", "Example (AFP)", TITLES[0])
    assert (report.published, report.published_basis, report.credits) == (date(2021, 10, 8), "given", ("AFP",))
    assert report.text == f"{TITLES[0]}\n\n{AMBUSH}\n\n{CLAIM}"


def test_runs_of_a_line_point_into_its_text() -> None:
    text = f"{AMBUSH}\n\nALSO READ: Ten beaches\n\n{CLAIM}"
    report = only(line(title=TITLES[0], text=text), "reports.jsonl")
    assert [report.text[ts:te] for ts, te, _, _ in report.source_spans] == [text[ss:se] for _, _, ss, se in report.source_spans]
    assert sum(te - ts for ts, te, _, _ in report.source_spans) >= len(AMBUSH) + len(CLAIM)


def test_a_title_that_the_text_begins_with_is_not_doubled() -> None:
    assert only(line(title=TITLES[0], text=f"{TITLES[0]}\n\n{AMBUSH}"), "reports.jsonl").text == f"{TITLES[0]}\n\n{AMBUSH}"


def test_a_day_in_the_address_counts_only_if_the_address_is_about_the_article() -> None:
    right = line(url="https://example.org/2021/10/08/gunmen-kill-soldiers", title=TITLES[0], text=AMBUSH)
    wrong = line(url="https://example.org/2021/10/08/recipes-with-pumpkin", title=TITLES[0], text=AMBUSH)
    assert only(right, "a.jsonl").published == date(2021, 10, 8)
    assert only(right, "a.jsonl").published_basis == "url"
    assert only(wrong, "a.jsonl").published is None


def test_a_wrong_day_is_a_finding_and_counts_as_none() -> None:
    reading = read(line(text=AMBUSH, published="soon"), "a.jsonl")
    assert (codes(reading), reading.reports[0].published) == (["bad-date"], None)


def test_lines_are_told_apart_and_numbered() -> None:
    reading = read("\n".join([line(text=AMBUSH), "", line(text=TALKS)]), "a.jsonl")
    assert [(r.part, r.text) for r in reading.reports] == [(0, AMBUSH), (2, TALKS)]


def test_a_list_in_json_is_read_like_lines() -> None:
    reading = read(json.dumps([{"text": AMBUSH}, {"text": MARKET}, 3]), "a.json")
    assert [r.text for r in reading.reports] == [AMBUSH, MARKET]
    assert codes(reading) == ["not-a-report"]


def test_an_rss_feed_gives_its_entries() -> None:
    first, second = read(RSS, "feed.xml").reports
    assert (first.external_id, first.title, first.publisher, first.published) == ("wire-1", TITLES[0], "Example Wire", date(2021, 10, 8))
    assert first.text == f"{TITLES[0]}\n\n{AMBUSH}"
    assert (second.text, second.published) == (f"{TITLES[1]}\n\n{TALKS}\n\n{CLAIM}", None)


def test_an_atom_feed_gives_its_entries() -> None:
    report = only(ATOM, "feed.xml")
    assert (report.text, report.byline, report.published) == (f"{TITLES[2]}\n\n{MARKET}", "Nora Example", date(2022, 5, 6))
