"""When: time expressions against the day of publication, Friday 8 October 2021."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.model import When
from coded import annotated


def times(text: str, published: str | None = "2021-10-08") -> list[When]:
    return [t.when for t in annotated(text, published).times]


def shown(when: When) -> tuple[str | None, str | None, str, str]:
    start, end = (d.isoformat() if d else None for d in (when.start, when.end))
    return start, end, when.precision, when.basis


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "basis"),
    [
        ("It happened on 16 January 2015.", "2015-01-16", "2015-01-16", "day", "explicit"),
        ("It happened on Jan. 16, 2015.", "2015-01-16", "2015-01-16", "day", "explicit"),
        ("It happened on Friday, January 16th, 2015.", "2015-01-16", "2015-01-16", "day", "explicit"),
        ("It happened on 2015-01-16.", "2015-01-16", "2015-01-16", "day", "explicit"),
        ("It happened on Friday.", "2021-10-08", "2021-10-08", "day", "published"),
        ("It happened on Wednesday.", "2021-10-06", "2021-10-06", "day", "published"),
        ("It happened last Friday.", "2021-10-01", "2021-10-01", "day", "published"),
        ("It will happen next Friday.", "2021-10-15", "2021-10-15", "day", "published"),
        ("It happened yesterday.", "2021-10-07", "2021-10-07", "day", "published"),
        ("It happened two days ago.", "2021-10-06", "2021-10-06", "day", "published"),
        ("It happened last week.", "2021-09-27", "2021-10-03", "week", "published"),
        ("It happened last month.", "2021-09-01", "2021-09-30", "month", "published"),
        ("It happened last year.", "2020-01-01", "2020-12-31", "year", "published"),
        ("It happened in April.", "2021-04-01", "2021-04-30", "month", "published"),
        ("It happened in December.", "2020-12-01", "2020-12-31", "month", "published"),
        ("It happened on December 3.", "2020-12-03", "2020-12-03", "day", "published"),
        ("It happened in March 2019.", "2019-03-01", "2019-03-31", "month", "explicit"),
        ("It happened in late August 2021.", "2021-08-21", "2021-08-31", "range", "explicit"),
        ("It happened at the end of August.", "2021-08-25", "2021-08-31", "range", "published"),
        ("It happened in 2014.", "2014-01-01", "2014-12-31", "year", "explicit"),
        ("It happened between 2001 and 2014.", "2001-01-01", "2014-12-31", "range", "explicit"),
        ("It happened in the first half of 2019.", "2019-01-01", "2019-06-30", "range", "explicit"),
        ("It happened from 3 to 5 May 2020.", "2020-05-03", "2020-05-05", "range", "explicit"),
        ("It happened in the summer of 2015.", "2015-06-01", "2015-08-31", "season", "explicit"),
        ("It happened in the 1990s.", "1990-01-01", "1999-12-31", "range", "explicit"),
        ("It has gone on since 2009.", "2009-01-01", "2021-10-08", "range", "explicit"),
        ("It happened in February 2020.", "2020-02-01", "2020-02-29", "month", "explicit"),
    ],
)
def test_expressions(text: str, start: str, end: str, precision: str, basis: str) -> None:
    assert [shown(w) for w in times(text)] == [(start, end, precision, basis)]


def test_the_next_day_leans_on_the_last_one_told() -> None:
    assert [shown(w)[0] for w in times("It began on October 1, 2020. It ended two days later.")] == ["2020-10-01", "2020-10-03"]


def test_without_an_anchor_it_stays_open() -> None:
    annotated_report = annotated("It happened on Friday. It ended on October 8.", None)
    assert [(w.start, w.basis, w.partial) for w in (t.when for t in annotated_report.times)] == [
        (None, "unresolved", None),
        (None, "unresolved", "--10-08"),
    ]


def test_a_year_named_elsewhere_in_the_report_counts() -> None:
    assert [shown(w)[0] for w in times("It began on October 14, 2017. On October 15 it ended.", None)] == ["2017-10-14", "2017-10-15"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "He is 34 years old.",
        "A 24-hour curfew began.",
        "Resolution 1267 was passed.",
        "Some 2014 people died.",
        "The second man fled.",
    ],
)
def test_no_times(text: str) -> None:
    assert times(text) == []


_WORDS = st.lists(
    st.sampled_from(
        [
            "on ",
            "in ",
            "May ",
            "31 ",
            "February ",
            "2021 ",
            "last ",
            "next ",
            "two ",
            "days ",
            "ago ",
            "Friday ",
            "the ",
            "year ",
            "of ",
            "- ",
            "to ",
            ", ",
            ". ",
            "1999",
            "é ",
        ]
    ),
    max_size=20,
).map("".join)


@given(_WORDS, st.sampled_from([None, "2021-10-08", "2020-02-29", "2021-01-01"]))
def test_intervals_are_sound(text: str, published: str | None) -> None:
    for mention in annotated(text, published).times:
        when = mention.when
        assert mention.span.holds(text)
        assert when.start is None or when.end is None or when.start <= when.end
        assert (when.start is None) == (when.basis == "unresolved")
