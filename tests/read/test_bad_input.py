"""Bad input: each a finding with the file, the place and what to do; the rest is read; nothing is raised."""

from __future__ import annotations

import json
import time
import zipfile
from io import BytesIO

import pytest
from written import AMBUSH, CLAIM, PAGE, RSS, TITLES, codes, only, pdf, read

from casus.read import Reading
from casus.read.formats import LONGEST_TEXT


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", AMBUSH)
    return out.getvalue()


ENTITIES = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40))
BOMB = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">{ENTITIES}]><rss><channel><item><description>&e39;</description></item></channel></rss>'
HIDDEN_BOMB = BOMB.replace("<!DOCTYPE", f"<!-- <rss> {'x' * 50_000} --><!DOCTYPE")

NOTHING = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t \n", "empty"),
    "mark.txt": (b"\xef\xbb\xbf", "empty"),
    "zeros.txt": (bytes(4000), "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary"),
    "noise.txt": (bytes(range(256)) * 40, "binary"),
    "archive.docx": (zipped(), "binary"),
    "cut.pdf": (pdf(AMBUSH)[:200], "bad-pdf"),
    "locked.pdf": (pdf(AMBUSH, encrypt=True), "bad-pdf"),
    "scan.pdf": (pdf(), "pdf-without-text"),
    "bomb.xml": (BOMB.encode(), "feed-with-entities"),
    "hidden-bomb.xml": (HIDDEN_BOMB.encode(), "feed-with-entities"),
    "none.xml": (b"<rss><channel></channel></rss>", "empty-feed"),
    "other.xml": (b"<?xml version='1.0'?><ledger><row>4</row></ledger>", "unknown-format"),
    "deep.json": (b"[" * 200_000, "broken-json"),
    "menu.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-article"),
    "book.txt": (b"word " * 300_000, "too-long"),
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_holds_no_report_is_one_error_that_names_the_file(name: str) -> None:
    data, code = NOTHING[name]
    reading = read(data, name)
    assert reading.reports == ()
    (found,) = reading.findings
    assert (found.stage, found.code, found.severity, found.source) == ("read", code, "error", name)
    assert found.message.startswith(f"{name}: ")
    assert len(found.message) > len(name) + 20


def test_a_locked_pdf_is_told_from_a_broken_one() -> None:
    assert "password" in read(NOTHING["locked.pdf"][0], "locked.pdf").findings[0].message
    assert "cut short" in read(NOTHING["cut.pdf"][0], "cut.pdf").findings[0].message


BROKEN_LINES = [
    ("{broken", "broken-line"),
    ("[1, 2]", "not-a-report"),
    ("7", "not-a-report"),
    ("{}", "no-text"),
    ('{"text": ""}', "no-text"),
    ('{"text": 5}', "no-text"),
    ("[" * 100_000, "broken-line"),
    ('{"text": ' * 50_000, "broken-line"),
    ('{"id": ' + "1" * 9000 + "}", "broken-line"),
    (json.dumps({"text": "so many words " * (LONGEST_TEXT // 10)}), "too-long"),
]


@pytest.mark.parametrize(("line", "code"), BROKEN_LINES, ids=[f"{c}-{n}" for n, (_, c) in enumerate(BROKEN_LINES)])
def test_a_bad_line_is_named_by_its_number_and_the_others_are_read(line: str, code: str) -> None:
    good = json.dumps({"text": AMBUSH})
    reading = read("\n".join([good, line, good]), "a.jsonl")
    assert [r.part for r in reading.reports] == [0, 2]
    assert codes(reading) == [code]
    assert "line 2 " in reading.findings[0].message or "article 2 " in reading.findings[0].message
    assert "left out" in reading.findings[0].message


def test_a_thousand_bad_lines_are_counted_not_listed() -> None:
    reading = read("\n".join([json.dumps({"text": AMBUSH}), *["{oh"] * 1000]), "a.jsonl")
    assert len(reading.reports) == 1
    assert codes(reading) == ["broken-line"] * 20 + ["broken-line-more"]
    assert "980" in reading.findings[-1].message


def test_a_guessed_encoding_is_doubted() -> None:
    reading = read(f"{AMBUSH} “Élan”, they said of the café.".encode("cp1252"))
    assert codes(reading) == ["bad-encoding"]
    assert "UTF-8" in reading.findings[0].message
    assert "“Élan”, they said of the café." in reading.reports[0].text


def test_single_broken_bytes_are_replaced_and_doubted() -> None:
    reading = read(f"“Élan”: {AMBUSH}".encode() + b" \xff\xfe and so on. " + CLAIM.encode())
    assert codes(reading) == ["bad-encoding"]
    assert "\ufffd" in reading.reports[0].text


def test_a_feed_that_breaks_off_keeps_what_came_before() -> None:
    reading = read(RSS[: RSS.index("<![CDATA[")], "feed.xml")
    assert [r.title for r in reading.reports] == [TITLES[0]]
    assert "broken-feed" in codes(reading)


def test_a_feed_of_empty_entries_is_counted_not_listed() -> None:
    reading = read("<rss><channel>" + "<item><title>a</title></item>" * 300 + "</channel></rss>", "feed.xml")
    assert codes(reading) == ["empty-entry"] * 20 + ["empty-entry-more"]


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "article", "span><p"])
def test_ten_thousand_nested_tags_are_read(tag: str) -> None:
    opened = f"<{tag}>" * 10_000
    assert only(f"<html><body>{opened}<p>{AMBUSH}</p>", "deep.html").text == AMBUSH


@pytest.mark.parametrize("piece", ["<", "</", "<!--", "<script>", "<p ", "&amp", "<a href='", "&#", "<article><p>x</p></article>"])
def test_time_grows_with_the_size_and_not_with_its_square(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        assert isinstance(read(f"<html><body><p>{AMBUSH}</p>{piece * times}", "long.html"), Reading)
        return time.process_time() - start

    seconds(100)  # what is loaded once
    assert seconds(20_000) < 10 * seconds(5_000) + 0.5


def test_a_cut_page_is_read_as_far_as_it_goes() -> None:
    reading = read(PAGE[: PAGE.index("<aside")], "page.html")
    assert CLAIM in reading.reports[0].text
