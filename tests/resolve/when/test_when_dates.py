"""Days, months, years and longer: what stands by itself, and words and numbers that only look like a time."""

from __future__ import annotations

import pytest

from coded import spans_of_time


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It was on the 15th of May 2019.", "2019-05-15 2019-05-15 day"),
        ("It was dated 17-August-2015.", "2015-08-17 2015-08-17 day"),
        ("It ran at 2014-08-05T10:30:00Z there.", "2014-08-05 2014-08-05 day"),
        ("It was on 25/12/2019.", "2019-12-25 2019-12-25 day"),
        ("MSG 081430Z OCT 21 FOLLOWS.", "2021-10-08 2021-10-08 day"),
        ("MSG 081430ZOCT21 FOLLOWS.", "2021-10-08 2021-10-08 day"),
        ("This Saturday 5 June 2021 men came.", "2021-06-05 2021-06-05 day"),
        ("It was on May 6 this year.", "2021-05-06 2021-05-06 day"),
        ("It was in October last year.", "2020-10-01 2020-10-31 month"),
        ("It was in the first week of May 2014.", "2014-05-01 2014-05-07 range"),
        ("It was on the last day of July 2014.", "2014-07-31 2014-07-31 day"),
        ("It was in mid-August.", "2021-08-11 2021-08-20 range"),
        ("It was in the year 2014.", "2014-01-01 2014-12-31 year"),
        ("It was in late 2014.", "2014-09-01 2014-12-31 range"),
        ("It was in the mid-1980s.", "1983-01-01 1986-12-31 range"),
        ("It was in the early 19th century.", "1801-01-01 1830-12-31 range"),
        ("It was the worst since '82.", "1982-01-01 2021-10-08 range"),
        ("It was in the 70s.", "1970-01-01 1979-12-31 range"),
        ("It was in the nineties.", "1990-01-01 1999-12-31 range"),
        ("It was in Q3 2019.", "2019-07-01 2019-09-30 range"),
        ("It was in the third quarter.", "2021-07-01 2021-09-30 range"),
        ("It was in the second half of last year.", "2020-07-01 2020-12-31 range"),
        ("It was in the winter of 2019.", "2019-12-01 2020-02-29 season"),
        ("It was last spring.", "2021-03-01 2021-05-31 season"),
        ("It was in 2014-15.", "2014-01-01 2015-12-31 range"),
        ("Since the September 11 attacks he hid.", "2001-09-11 2021-10-08 range"),
        ("It was on New Year's Eve.", "2020-12-31 2020-12-31 day"),
        ("It was on Easter Sunday 2019.", "2019-04-21 2019-04-21 day"),
        ("It was on Good Friday 2021.", "2021-04-02 2021-04-02 day"),
    ],
)
def test_dates_stand_by_themselves(text: str, told: str) -> None:
    assert [t.days for t in spans_of_time(text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on, and the sun will set.",
        "March for peace, he said.",
        "Prime Minister Theresa May spoke with April Glaspie and June Carter.",
        "A 25-year-old man and a 60-year-old woman died.",
        "He took a Boeing 747 1990 seats long.",
        "The team won 3-2 and then 21-14.",
        "Call 555-2014 or 0207 1999 1234.",
        "Some 1990 houses burned and 2,014 people fled.",
        "Under Resolutions 1267 and 1390 the group was listed.",
        "Guards stood there 24/7 with 155mm guns and F-16 jets.",
        "He spoke of the second half and a second man.",
        "They met on 17 February Street near the 14 July Bridge.",
        "Every Friday they pray; Friday prayers were calm.",
        "The price fell 2014.5 points.",
        "Sat down, he read the Sun.",
        "It fell on 05/08/2014.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert spans_of_time(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It was on 15 Ramadan 1442 AH.", "2021-04-26 2021-04-28 range"),
        ("It was in Ramadan 2021.", "2021-04-12 2021-05-12 range"),
        ("It was on 24 Asad 1400.", "2021-08-15 2021-08-15 day"),
        ("It was on 22 Bahman 1357.", "1979-02-11 1979-02-11 day"),
        ("It was in 1398 SH.", "2019-03-21 2020-03-19 range"),
        ("It was at Nowruz 2021.", "2021-03-21 2021-03-21 day"),
    ],
)
def test_other_calendars(text: str, told: str) -> None:
    assert [t.days for t in spans_of_time(text)] == [told]


def test_years_before_our_calendar_are_kept_as_told() -> None:
    (found,) = spans_of_time("Rome fell out with Carthage in 218 BC.")
    assert (found.days, found.basis, found.partial) == ("None None year", "unresolved", "-0217")


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("It was on October 8.", "--10-08"),
        ("It was in October.", "--10"),
        ("It was at 1 pm on October 8.", "--10-08T13:00"),
        ("It was between 3 and 7 May.", "--05-03/--05-07"),
    ],
)
def test_without_a_year_what_is_known_is_kept(text: str, partial: str) -> None:
    (found,) = spans_of_time(text, None)
    assert (found.days.split()[:2], found.basis, found.partial) == (["None", "None"], "unresolved", partial)
