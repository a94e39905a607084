"""What holds of every reading of every text, and that reading takes time in proportion to the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.annotate import annotate
from casus.model import Annotated, Sentence
from casus.resolve.when import find_times, read_times
from casus.resolve.when.calendars import hijri_day, solar_day
from casus.resolve.when.feasts import easter
from casus.resolve.when.needs import needs_of
from casus.resolve.when.reading import COMPILED
from casus.resolve.when.scan import scan
from casus.resolve.when.stretch import add_months, month_end, moved
from coded import report

_WORDS = (
    "on in at by of the a to and from between since until for within after before last next this that every early late mid end "
    "beginning first second half quarter week month year day days weeks months years decade century morning night weekend yesterday today "
    "tomorrow ago later earlier following previous same two three few several more than exactly May March April 31 30 29 February June "
    "2021 2020 1999 1914 14 3 0 1200 24 5th 12:30 pm GMT Friday Sunday Wed Sat spring fall winter Christmas Easter Ramadan 1442 AH Asad 1400 "
    "Nowruz BC 218 1990s '90s 081430Z OCT 21 9/11 Q0 Q3 . , - – ( ) / : é ٣ 0000 9999 10000"
).split()
_SENTENCES = st.lists(st.sampled_from(_WORDS), max_size=24).map(" ".join)
_GLUED = st.lists(st.sampled_from([*_WORDS, " ", " ", "\n\n"]), max_size=24).map("".join)
_DAYS = st.sampled_from([None, "2021-10-08", "2020-02-29", "2021-01-01", "0001-01-01", "9999-12-31"])


def check(text: str, published: str | None) -> None:
    coded = annotate(report(text, published))
    last = 0
    for mention in find_times(coded)[0]:
        when = mention.when
        assert mention.span.holds(text)
        assert mention.span.start >= last
        last = mention.span.end
        assert (when.start is None and when.end is None) == (when.basis == "unresolved")
        assert when.partial is None or when.basis == "unresolved"
        if when.start is not None and when.end is not None:
            assert when.start <= when.end
        if when.precision == "day":
            assert when.start == when.end
        if when.basis == "published":
            assert published is not None
    assert all(t.start < t.end for t in read_times(coded))


@settings(max_examples=400)
@given(_SENTENCES, _DAYS)
def test_readings_are_sound(text: str, published: str | None) -> None:
    check(text, published)


@given(_GLUED, _DAYS)
def test_readings_of_glued_words_are_sound(text: str, published: str | None) -> None:
    check(text, published)


@given(st.text(max_size=80), _DAYS)
def test_any_text_can_be_read(text: str, published: str | None) -> None:
    check(text, published)


@given(_SENTENCES)
def test_a_pattern_matches_only_where_what_it_needs_is_there(text: str) -> None:
    symbols = scan(text, 0, len(text)).symbols
    for rule, regex, needs in COMPILED:
        assert regex.search(symbols) is None or all(need & set(symbols) for need in needs), rule.name


def test_what_a_pattern_needs() -> None:
    assert needs_of("ab?[cd](e|fg)(?:h)?(?!i)") == (frozenset("a"), frozenset("cd"), frozenset("ef"))
    assert needs_of("(a|b?)c") == (frozenset("c"),)


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "May ",
        "May 3 ",
        "the end of ",
        "between 3 and ",
        "-",
        "2014-",
        "two days after ",
        "on Friday ",
        "12:",
        "'",
        "early late mid ",
        "last last ",
        "B.C. ",
        "a a ",
    ],
)
def test_a_long_text_of_one_piece_is_read(piece: str) -> None:
    """200,000 characters that every pattern could begin in: a pattern that turned back on itself would not come to an end here."""
    text = (piece * 200_000)[:200_000]
    whole = Annotated(report(text), (Sentence(0, len(text), 0, 0, 0),), ())
    assert all(t.stretch.start is None or t.stretch.end is None or t.stretch.start <= t.stretch.end for t in read_times(whole))


@given(
    st.dates(min_value=date(1, 2, 1), max_value=date(9990, 1, 1)), st.integers(-30, 30), st.sampled_from(["day", "week", "month", "year"])
)
def test_moving_is_monotonous(day: date, number: int, unit: str) -> None:
    there, further = moved(day, number, unit), moved(day, number + 1, unit)
    assert there is None or further is None or there < further


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)), st.integers(-600, 600))
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int) -> None:
    there = add_months(day, months)
    if there is not None:
        assert there.day == day.day or there == month_end(there.year, there.month)


@pytest.mark.parametrize("year", range(1995, 2031))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_the_other_calendars_reach_as_far_as_their_tables() -> None:
    assert hijri_day(1442, 9, 15) == date(2021, 4, 27)
    assert hijri_day(1200, 1, 1) is None
    assert hijri_day(1442, 13, 1) is None
    assert solar_day(1400, 1, 1) == date(2021, 3, 21)
    assert solar_day(1400, 12, 31) is None
