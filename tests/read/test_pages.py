"""Pages to reports: whose text is whose, and what is no text."""

from __future__ import annotations

from datetime import date

import pytest
from written import AMBUSH, BODIES, CLAIM, DUMP, DUMP_JUNK, PAGE, SEVERAL, TALKS, TITLES, only, pdf, read

from casus.read.decode import decode


def test_a_dump_of_four_articles_gives_four_reports() -> None:
    reports = read(DUMP).reports
    assert [r.title for r in reports] == list(TITLES)
    assert [r.part for r in reports] == [0, 1, 2, 3]
    assert [r.byline for r in reports] == ["Nora Example", "Staff Reporter", None, None]
    assert [r.published for r in reports] == [None, date(2021, 10, 8), date(2022, 3, 9), None]
    assert [r.published_basis for r in reports] == [None, "text", "text", None]


def test_each_report_of_a_dump_holds_its_title_and_sentences_and_nothing_else() -> None:
    for report, title, body in zip(read(DUMP).reports, TITLES, BODIES, strict=True):
        assert report.text == f"{title}\n\n{body}\n\n{CLAIM}"


@pytest.mark.parametrize("junk", DUMP_JUNK)
def test_navigation_between_articles_is_no_text(junk: str) -> None:
    assert junk in DUMP or junk.lower() in DUMP.lower()
    assert not any(junk.lower() in r.text.lower() for r in read(DUMP).reports)


def test_first_published_in_is_a_credit() -> None:
    assert [r.credits for r in read(DUMP).reports] == [("Example Gazette",), (), (), ()]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_do_not_matter(ends: str) -> None:
    assert [r.text for r in read(DUMP.replace("\n", ends)).reports] == [r.text for r in read(DUMP).reports]


def test_a_web_page_is_read_without_its_furniture() -> None:
    report = only(PAGE, "page.html")
    first = "Four soldiers were killed on Monday when gunmen — some on horses — opened fire on their lorry outside Arra, the\xa0army said."
    assert report.text == f"{TITLES[0]}\n\n{first}\n\n{CLAIM}"
    assert (report.title, report.publisher, report.byline) == (TITLES[0], "Example Post", "Nora Example")
    assert (report.published, report.published_basis) == (date(2021, 10, 8), "metadata")


def test_a_web_page_of_four_articles_gives_four_reports_with_their_own_days() -> None:
    reports = read(SEVERAL, "page.html").reports
    assert [r.text for r in reports] == [f"{t}\n\n{b}" for t, b in zip(TITLES, BODIES, strict=True)]
    assert [r.published for r in reports] == [date(2022, 3, n) for n in (1, 2, 3, 4)]
    assert {r.byline for r in reports} == {"Nora Example"}


def test_a_page_whose_class_names_all_say_widget_is_still_read() -> None:
    report = only(f"<html><body><div class='widget'><h1>{TITLES[0]}</h1><p>{AMBUSH}</p></div></body></html>", "page.html")
    assert report.text == f"{TITLES[0]}\n\n{AMBUSH}"


def test_hard_wrapped_paragraphs_are_joined() -> None:
    words, lines = f"{AMBUSH} {CLAIM}".split(), [""]
    for word in words:
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < 70 else [*lines, word]
    assert only("\n".join(lines)).text == f"{AMBUSH} {CLAIM}"


def test_a_desk_before_the_first_word_is_the_byline_and_no_text() -> None:
    report = only(f"Monitoring Desk: {AMBUSH}\n{CLAIM}")
    assert report.byline == "Monitoring Desk"
    assert report.text.startswith("Four soldiers")


@pytest.mark.parametrize(
    ("line", "day", "basis"),
    [
        ("Updated January 3rd, 2023", date(2023, 1, 3), "text"),
        ("Published: 8 October 2021, 7:20 PM IST", date(2021, 10, 8), "text"),
        ("2021-10-08", date(2021, 10, 8), "text"),
        ("Last updated at noon", None, None),
        ("03/04/2021", None, None),  # the third of April or the fourth of March
    ],
)
def test_a_date_line_dates_the_report_or_says_nothing(line: str, day: date | None, basis: str | None) -> None:
    report = only(f"{TITLES[0]}\n\n{line}\n\n{AMBUSH}\n\n{CLAIM}")
    assert (report.published, report.published_basis) == (day, basis)


def test_a_dateline_dates_the_report_and_credits_its_agency() -> None:
    report = only(f"{TITLES[0]}\n\nARRA, Oct 8, 2021 (AFP) - {AMBUSH}\n\n{CLAIM}")
    assert (report.published, report.published_basis, report.credits) == (date(2021, 10, 8), "dateline", ("AFP",))


def test_a_date_inside_a_sentence_is_not_the_day_of_publication() -> None:
    assert only(f"{TITLES[0]}\n\nOn 8 October 2021 the two sides met again. {TALKS}\n\n{CLAIM}").published is None


def test_a_pdf_is_read_as_its_text() -> None:
    report = only(pdf(TITLES[0], "", *AMBUSH.split(". ")), "report.pdf")
    assert "Four soldiers were killed on Monday" in report.text
    assert "hospital in the capital." in report.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_that_the_bytes_prove_are_read_without_doubt(encoding: str) -> None:
    text = f"{AMBUSH} “Élan”, they said."
    decoded, _, certainty = decode(text.encode(encoding))
    assert (decoded.lstrip("\ufeff"), certainty) == (text, "sure")
    assert only(text.encode(encoding)).text == text


def test_language_and_genre() -> None:
    assert (only(AMBUSH).language, only(AMBUSH).genre) == ("en", "news")
    assert only(f"Opinion\n\n{TITLES[0]}\n\n{AMBUSH}\n\n{CLAIM}").genre == "opinion"
    assert only(f"Press release\n\n{TITLES[0]}\n\n{AMBUSH}\n\n{CLAIM}").genre == "statement"


def test_another_language_is_kept_with_a_finding() -> None:
    text = "Quatre soldats ont été tués lundi dans une embuscade près de la ville, a déclaré l'armée. Six autres ont été blessés."
    reading = read(text)
    assert [r.language for r in reading.reports] == ["fr"]
    (found,) = reading.findings
    assert (found.code, found.report_id) == ("language-not-coded", reading.reports[0].report_id)
    assert "English" in found.message


def test_entries_of_a_blog_keep_the_day_above_their_headline() -> None:
    entries = [
        f"Thursday, {5 + n} May 2022\n\n{TITLES[n]}\n\n{BODIES[n]}\n\n{CLAIM}\n\nPosted by Nora at 10:22 AM\n\nNo comments:"
        for n in range(4)
    ]
    reports = read("\n\n".join(entries)).reports
    assert [r.text for r in reports] == [f"{t}\n\n{b}\n\n{CLAIM}" for t, b in zip(TITLES, BODIES, strict=True)]
    assert [r.published for r in reports] == [date(2022, 5, 5 + n) for n in range(4)]


def test_a_byline_at_the_end_stays_with_its_article_when_a_dated_one_follows() -> None:
    first = f"{TITLES[0]}\n\n{AMBUSH}\n\n{CLAIM}\n\nBy Nora Example\n\nContinue Reading"
    second = f"Friday, 6 May 2022\n\n{TITLES[1]}\n\n{TALKS}\n\n{CLAIM}"
    assert [(r.byline, r.published) for r in read(f"{first}\n\n{second}").reports] == [("Nora Example", None), (None, date(2022, 5, 6))]


@pytest.mark.parametrize("ending", ["", "..."])
def test_dated_teasers_below_an_article_are_no_text_and_no_articles(ending: str) -> None:
    teasers = "\n\n".join(f"{TITLES[n]}\n\nOct {n}, 2021\n\n{BODIES[n]}{ending}" for n in (1, 2, 3))
    report = only(f"{TITLES[0]}\n\nBy Nora Example\n\n{AMBUSH}\n\n{CLAIM}\n\nRelated Articles\n\n{teasers}")
    assert report.text == f"{TITLES[0]}\n\n{AMBUSH}\n\n{CLAIM}"


def test_subheads_and_sentences_after_a_promotion_stay() -> None:
    report = only(f"{TITLES[0]}\n\n{AMBUSH}\n\nA long war in the hills\n\n{TALKS}\n\nRead more: Ten beaches\n\n{CLAIM}")
    assert report.text == f"{TITLES[0]}\n\n{AMBUSH}\n\nA long war in the hills\n\n{TALKS}\n\n{CLAIM}"


@pytest.mark.parametrize(
    ("last", "credits"),
    [
        ("The army chief told Reuters that more would come.", ("Reuters",)),
        ("More troops will come. (AFP)", ("AFP",)),
        ("More troops will come. - IANS", ("IANS",)),
        ("This article first appeared in the Example Review.", ("Example Review",)),
        ("The army chief told reporters that more would come.", ()),
        ("A car of the BBC was hit by two bullets near the bridge.", ()),
    ],
)
def test_sources_that_a_report_names_are_its_credits(last: str, credits: tuple[str, ...]) -> None:
    assert only(f"{TITLES[0]}\n\n{AMBUSH}\n\n{CLAIM}\n\n{last}").credits == credits


def test_an_agency_and_a_day_on_one_line_are_no_text() -> None:
    report = only(f"{TITLES[0]}\n\n(AFP) / 8 October 2021\n\n{AMBUSH}\n\n{CLAIM}")
    assert (report.published, report.credits) == (date(2021, 10, 8), ("AFP",))
    assert report.text == f"{TITLES[0]}\n\n{AMBUSH}\n\n{CLAIM}"


def test_reading_twice_gives_the_same() -> None:
    assert read(DUMP) == read(DUMP)
    assert len({r.report_id for r in read(DUMP).reports}) == 4


@pytest.mark.parametrize(
    "head", ["The Example Observer\n15 March 2019", "15 March 2019\nThe Example Observer", "The Example Observer, 15 March 2019"]
)
def test_the_paper_is_who_is_named_beside_the_date(head: str) -> None:
    report = only(f"{TITLES[0]}\n\n{head}\n\n{AMBUSH}")
    assert (report.title, report.publisher, report.published) == (TITLES[0], "The Example Observer", date(2019, 3, 15))
    assert "Observer" not in report.text


def test_a_headline_is_no_paper() -> None:
    report = only(f"Rebels Attack Radio Example\n\n15 March 2019\n\n{AMBUSH}")
    assert (report.title, report.publisher) == ("Rebels Attack Radio Example", None)


def test_a_headline_that_calls_itself_opinion_is_the_headline() -> None:
    report = only(f"Opinion: They knew that it was coming\n\nThe Example Observer\n15 March 2019\n\n{AMBUSH}")
    assert (report.title, report.genre) == ("Opinion: They knew that it was coming", "opinion")
