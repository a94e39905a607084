"""Times that say something together: ranges, lengths with an end, shifts from a date, clock times."""

from __future__ import annotations

import pytest

from coded import spans_of_time


@pytest.mark.parametrize(
    ("text", "span", "told"),
    [
        ("It ran from March to June 2014.", "March to June 2014", "2014-03-01 2014-06-30 range"),
        ("It ran from November to January 2014.", "November to January 2014", "2013-11-01 2014-01-31 range"),
        ("It ran between 3 and 7 May 2014.", "3 and 7 May 2014", "2014-05-03 2014-05-07 range"),
        ("It ran from 30 April to 2 May 2020.", "30 April to 2 May 2020", "2020-04-30 2020-05-02 range"),
        ("It ran from Monday to Wednesday.", "Monday to Wednesday", "2021-10-04 2021-10-06 range"),
        ("It ran from 2003 through 2011.", "2003 through 2011", "2003-01-01 2011-12-31 range"),
        ("It lasted for three years until May 2014.", "for three years until May 2014", "2011-05-31 2014-05-31 range"),
        ("It lasted for two weeks from 3 May 2014.", "for two weeks from 3 May 2014", "2014-05-03 2014-05-17 range"),
        ("It was three days after 9 May 2014.", "three days after 9 May 2014", "2014-05-12 2014-05-12 day"),
        ("It was two days before Christmas 2014.", "two days before Christmas 2014", "2014-12-23 2014-12-23 day"),
        ("It was at 8:15 a.m. Sunday.", "8:15 a.m. Sunday", "2021-10-03 2021-10-03 day"),
        ("It was on October 5 at 10.30 pm.", "October 5 at 10.30 pm", "2021-10-05 2021-10-05 day"),
    ],
)
def test_together(text: str, span: str, told: str) -> None:
    assert [(t.text, t.days) for t in spans_of_time(text)] == [(span, told)]


def test_two_dates_joined_by_and_are_two() -> None:
    assert [t.text for t in spans_of_time("They struck on May 3, 2014 and June 7, 2014.")] == ["May 3, 2014", "June 7, 2014"]


def test_a_bare_length_or_clock_time_is_no_date() -> None:
    assert spans_of_time("It took three years, and then two hours, until 10:30.") == []
