"""Pages of each format become their articles, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from casus.model import Report
from casus.read import Reading, Source, read_source
from casus.read.junk import find_junk, lexicon

BODY = (
    "Gunmen attacked a police post near the river on Friday and killed four officers, the governor said. "
    "The attackers fled before soldiers came. Nobody has claimed the attack."
)
SECOND = (
    "Traders in the old town closed their shops on Thursday to protest against a new tax on grain. "
    "Several hundred people marched to the town hall. The mayor said that he would meet them next week."
)
DUMP = f"""Home | World | Region | Sport

Police post attacked near river
By Staff Reporter
Published: 8 October 2021

{BODY}

ALSO READ: Five soups for cold evenings

Share this article
Facebook Twitter Print

Traders shut their shops over grain tax
By Staff Reporter
Published: 7 October 2021

{SECOND}

Popular posts
The best boats of the year
Copyright The Paper
"""


def read(text: str | bytes, name: str = "page.txt") -> Reading:
    return read_source(Source(name, text.encode() if isinstance(text, str) else text))


def one(text: str | bytes, name: str = "page.txt") -> Report:
    (report,) = read(text, name).reports
    return report


def assert_runs_hold(report: Report, source: str) -> None:
    assert report.source_spans
    assert all(report.text[ts:te] == source[ss:se] for ts, te, ss, se in report.source_spans)


def test_a_dump_of_two_articles_gives_two_reports() -> None:
    first, second = read(DUMP).reports
    assert (first.title, first.published, first.part) == ("Police post attacked near river", date(2021, 10, 8), 0)
    assert (second.title, second.published, second.part) == ("Traders shut their shops over grain tax", date(2021, 10, 7), 1)
    assert first.text == f"Police post attacked near river\n\n{BODY}"
    assert second.text == f"Traders shut their shops over grain tax\n\n{SECOND}"
    assert_runs_hold(first, DUMP)
    assert_runs_hold(second, DUMP)


HTML = f"""<!doctype html><html><head><title>Police post attacked | The Paper</title>
<meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2021-10-08T10:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/x">Sport</a></nav><article><h1>Police post attacked</h1>
<figure><img src="x.jpg"><figcaption>The post. Photo: The Paper</figcaption></figure>
<p>{BODY}</p><p class="also-read">ALSO READ: Five soups</p></article>
<aside><h2>Popular posts</h2><ul><li><a href="/1">Boats</a></li></ul></aside><script>alert(1)</script></body></html>"""


def test_html_keeps_the_article_and_its_metadata() -> None:
    report = one(HTML, "page.html")
    assert (report.title, report.publisher, report.published, report.published_basis) == (
        "Police post attacked",
        "The Paper",
        date(2021, 10, 8),
        "metadata",
    )
    assert report.text == f"Police post attacked\n\n{BODY}"
    assert_runs_hold(report, HTML)


def test_html_with_two_articles_gives_two() -> None:
    page = f"<html><body><article><h2>Post attacked</h2><p>{BODY}</p></article><article><h2>Shops shut</h2><p>{SECOND}</p></article></body></html>"
    assert [r.title for r in read(page, "two.html").reports] == ["Post attacked", "Shops shut"]


def test_jsonl_keeps_what_the_line_says() -> None:
    line = {"id": "x1", "publisher": "The Paper", "published": "2021-10-08", "title": "Post attacked", "text": BODY}
    report = one(json.dumps(line) + "\n", "reports.jsonl")
    assert (report.external_id, report.publisher, report.published_basis) == ("x1", "The Paper", "given")
    assert report.text == f"Post attacked\n\n{BODY}"
    assert_runs_hold(report, BODY)


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>
<item><title>Post attacked</title><guid>a1</guid><pubDate>Fri, 08 Oct 2021 10:00:00 GMT</pubDate><description><![CDATA[<p>{BODY}</p>]]></description></item>
<item><title>Shops shut</title><guid>a2</guid><pubDate>Thu, 07 Oct 2021 10:00:00 GMT</pubDate><description><![CDATA[<p>{SECOND}</p>]]></description></item>
</channel></rss>"""


def test_feed_entries_are_reports() -> None:
    reports = read(FEED, "feed.xml").reports
    assert [(r.title, r.external_id, r.publisher, r.published) for r in reports] == [
        ("Post attacked", "a1", "The Wire", date(2021, 10, 8)),
        ("Shops shut", "a2", "The Wire", date(2021, 10, 7)),
    ]
    assert_runs_hold(reports[0], FEED)


def pdf(text: str) -> bytes:
    """A PDF of one page, written by hand."""
    shown = " ".join(f"({line}) Tj T*" for line in text.split("\n"))
    stream = f"BT /F1 11 Tf 14 TL 40 780 Td {shown} ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 6>>startxref\n%d\n%%%%EOF" % len(out)


def test_pdf_text_is_read() -> None:
    report = one(
        pdf("Post attacked\n\nGunmen attacked a police post near the river on Friday and killed four officers, the governor said."), "a.pdf"
    )
    assert "killed four officers" in report.text


def test_truncated_pdf_is_a_finding() -> None:
    reading = read(pdf("Gunmen attacked a police post.")[:120], "a.pdf")
    assert reading.reports == () and [f.code for f in reading.findings] == ["bad-pdf"]


@pytest.mark.parametrize(
    ("head", "day", "basis"),
    [
        ("Updated January 3rd, 2023", date(2023, 1, 3), "text"),
        ("KABUL, Oct 8, 2021 (Reuters) - ", date(2021, 10, 8), "dateline"),
        ("", None, None),
    ],
)
def test_the_day_of_publication_and_what_says_so(head: str, day: date | None, basis: str | None) -> None:
    text = f"Post attacked\n\n{head}{BODY}" if head.endswith("- ") else f"Post attacked\n{head}\n\n{BODY}"
    report = one(text)
    assert (report.published, report.published_basis) == (day, basis)


def test_first_published_in_is_a_credit() -> None:
    assert one(f"Post attacked\n\n{BODY}\n\nAuthor's note: first published in the Daily Ledger\n").credits == ("Daily Ledger",)


def test_an_agency_is_a_credit() -> None:
    assert one(f"Post attacked\n\nRIVERTOWN (AFP) - {BODY}").credits == ("AFP",)


def test_other_languages_are_kept_and_said_so() -> None:
    german = "Bewaffnete haben am Freitag einen Posten der Polizei am Fluss angegriffen und vier Beamte getötet, sagte der Gouverneur. Die Angreifer flohen."
    reading = read(german)
    assert [r.language for r in reading.reports] == ["de"]
    assert [f.code for f in reading.findings] == ["language-not-coded"]


def test_the_id_does_not_depend_on_the_run() -> None:
    assert one(HTML, "page.html").report_id == one(HTML, "page.html").report_id


def test_junk_examples() -> None:
    missed = [(e.id, text) for e in lexicon().entries for text in e.examples if e.kind != "tail" and find_junk(text) is None]
    wrong = [(e.id, text) for e in lexicon().entries for text in e.counter if (hit := find_junk(text)) is not None and hit.id == e.id]
    assert missed == [] and wrong == []


def test_the_three_pages_give_their_six_articles(shared: Path) -> None:
    coded = json.loads((shared / "claims/segments.json").read_text(encoding="utf-8"))
    for name in sorted({a["file"] for a in coded["articles"]}):
        source = (shared / "reports" / name).read_bytes().decode("utf-8")
        reports = read(source, name).reports
        wanted = [a for a in coded["articles"] if a["file"] == name]
        assert [r.title for r in reports] == [a["title"] for a in wanted]
        for report, article in zip(reports, wanted, strict=True):
            first, last = report.source_spans[0][2], report.source_spans[-1][3]
            assert article["start"] <= first < article["start"] + len(source[article["start"] :].split("\n")[0]) + 1
            end = article["end"]
            inside = [j["start"] for j in coded["junk"] if j["file"] == name and j["start"] < end <= j["end"]]
            assert last <= end and end - last < (end - min(inside, default=end)) + 200
            junk = [(j["start"], j["end"]) for j in coded["junk"] if j["file"] == name]
            assert not [1 for _, _, s, e in report.source_spans for a, b in junk if max(s, a) < min(e, b)]
            assert (report.published.isoformat() if report.published else None) == article["published"]
