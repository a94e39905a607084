"""Times by now and by what was told last; the day of publication is Friday 8 October 2021."""

from __future__ import annotations

import pytest

from coded import spans_of_time


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It was on Friday.", "2021-10-08 2021-10-08 day"),
        ("Ten were killed by gunmen in December.", "2020-12-01 2020-12-31 month"),
        ("By December all will be home.", "2021-10-08 2021-12-31 range"),
        ("It was late on Thursday night.", "2021-10-07 2021-10-07 day"),
        ("They will vote on Monday.", "2021-10-11 2021-10-11 day"),
        ("By Wednesday evening rescuers had found ten.", "None 2021-10-06 range"),
        ("It was over the weekend.", "2021-10-02 2021-10-03 range"),
        ("It was overnight.", "2021-10-07 2021-10-08 range"),
        ("It was three weeks ago.", "2021-09-14 2021-09-20 week"),
        ("It was exactly one year ago.", "2020-10-08 2020-10-08 day"),
        ("It was more than three years ago.", "None 2018-10-08 range"),
        ("It was in the past three weeks.", "2021-09-17 2021-10-08 range"),
        ("Troops will leave within 14 months.", "2021-10-08 2022-12-08 range"),
        ("It was at the end of last year.", "2020-11-01 2020-12-31 range"),
        ("It was last Jan. 27.", "2021-01-27 2021-01-27 day"),
        ("It was last October.", "2020-10-01 2020-10-31 month"),
        ("Until last month it was calm.", "None 2021-09-30 range"),
        ("He has been held since August.", "2021-08-01 2021-10-08 range"),
        ("They will be gone by March 10, 2022.", "2021-10-08 2022-03-10 range"),
    ],
)
def test_by_now(text: str, told: str) -> None:
    assert [t.days for t in spans_of_time(text)] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It began on October 1, 2020. The following morning they left.", "2020-10-02 2020-10-02 day"),
        ("It began on October 1, 2020. Later that day they left.", "2020-10-01 2020-10-01 day"),
        ("It began on October 1, 2020. Two hours later they left.", "2020-10-01 2020-10-01 day"),
        ("It began on October 1, 2020. Three months later they left.", "2021-01-01 2021-01-31 month"),
        ("It began on October 1, 2020. In the same month they left.", "2020-10-01 2020-10-31 month"),
        ("It began on October 1, 2020. That winter they left.", "2020-12-01 2021-02-28 season"),
        ("It began in October 2020. The following day they left.", "None None day"),
        ("It began in October 2020. The following week they left.", "None None week"),
        ("They fled two weeks after the raid.", "None None week"),
        ("They fled several years later.", "None None year"),
    ],
)
def test_by_what_was_told_last(text: str, told: str) -> None:
    assert spans_of_time(text)[-1].days == told


def test_a_deadline_that_is_no_future_is_none() -> None:
    assert spans_of_time("It was the worst attack in three years.") == []


@pytest.mark.parametrize(
    "text",
    [
        "It was on Friday.",
        "It was yesterday.",
        "Until last month it was calm.",
        "It was three weeks ago.",
        "It was this year.",
        "He left the day before.",
    ],
)
def test_without_an_anchor_it_stays_open(text: str) -> None:
    assert [(t.days.split()[:2], t.basis) for t in spans_of_time(text, None)] == [(["None", "None"], "unresolved")]


def test_a_weekday_of_an_undated_report_is_the_full_date_told_last_where_it_fits() -> None:
    assert [t.days for t in spans_of_time("Signed in Doha, Feb. 29, 2020. They met on Saturday and left on Sunday.", None)] == [
        "2020-02-29 2020-02-29 day",
        "2020-02-29 2020-02-29 day",
        "None None day",
    ]


def test_the_dateline_tells_the_day_where_the_report_was_written() -> None:
    found = spans_of_time("SYDNEY, Oct 9 (Agency) - A bomb went off on Saturday, two days ago was calm.")
    assert [t.days for t in found][1:] == ["2021-10-09 2021-10-09 day", "2021-10-07 2021-10-07 day"]


_CHRONICLE = """The war began on September 1, 1939. Talks failed in December 1939. {}

The north fell on April 9, 1940."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In January the front froze.", "1940-01-01"),
        ("On October 3 the front froze.", "1939-10-03"),
        ("A law of 1905, on November 3, was cited.", "1939-11-03"),
    ],
)
def test_in_a_chronicle_a_date_belongs_to_the_year_that_brings_it_nearest(text: str, day: str) -> None:
    found = spans_of_time(_CHRONICLE.format(text), None)
    assert found[-2].days.split()[0] == day


def test_a_year_as_heading_begins_anew() -> None:
    text = "1936\n\nOn 20 July it began.\n\n1937\n\nOn 8 February the south fell.\n\n1938\n\nIn May they asked for peace."
    assert [t.days.split()[0] for t in spans_of_time(text, None)] == [
        "1936-01-01", "1936-07-20", "1937-01-01", "1937-02-08", "1938-01-01", "1938-05-01",
    ]  # fmt: skip


def test_news_without_a_day_of_publication_is_no_chronicle() -> None:
    text = "A bomb went off on Friday. The group was banned on May 3, 2004. The last soldiers left on August 30."
    assert spans_of_time(text, None)[-1].basis == "unresolved"
