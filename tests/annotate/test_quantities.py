"""Numbers as ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.annotate.quantities import find_quantities, value_of


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 50 people", 50, None),
        ("more than 1,200 people", 1200, None),
        ("nearly 50 people", None, 50),
        ("up to 160 people", None, 160),
        ("about 30 people", 30, 30),
        ("between 13 and 20 people", 13, 20),
        ("13 to 20 people", 13, 20),
        ("17 or 18 people", 17, 18),
        ("twenty-three people", 23, 23),
        ("two hundred and five people", 205, 205),
        ("a dozen people", 12, 12),
        ("half a dozen people", 6, 6),
        ("dozens of people", 24, None),
        ("several hundred fighters", 200, 999),
        ("a few thousand men", 2000, 9999),
        ("several dozen homes", 24, 99),
        ("scores of people", 40, None),
        ("hundreds of people", 200, None),
        ("thousands of people", 2000, None),
        ("several people", 3, None),
        ("no one", 0, 0),
        ("13 000 people", 13000, 13000),
        ("1.2 million people", 1_200_000, 1_200_000),
    ],
)
def test_ranges(text: str, low: int | None, high: int | None) -> None:
    (found,) = find_quantities(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "in 2016",
        "on October 8",
        "8 October",
        "a 34-year-old man",
        "at 8 p.m.",
        "60 km north",
        "15 per cent",
        "an AK-47",
        "Flight 93",
        "$500",
        "two years ago",
        "the 2nd man",
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    "run", ["9" * 200_000, "1" + ",111" * 50_000, "1" + " 111" * 50_000, "one hundred " * 20_000, "hundred " * 20_000, "1." * 50_000]
)
def test_numbers_without_end_count_nobody(run: str) -> None:
    """A dump of digits is passed by; what stands behind it is read."""
    found = find_quantities(f"killed {run} people.\n\nLater 12 people died")
    assert all(q.low is not None and q.low <= 10**15 for q in found)
    assert found[-1].low == 12


def test_part_of_a_share_is_no_count() -> None:
    assert find_quantities("12.5% of the voters") == ()


def test_a_rising_toll_is_two_figures() -> None:
    assert [(q.low, q.high) for q in find_quantities("rose from 31 to 43")] == [(31, 31), (43, 43)]


def test_vague_words_are_marked() -> None:
    assert [q.vague for q in find_quantities("dozens of people and 20 others")] == [True, False]


@pytest.mark.parametrize(("words", "value"), [("five hundred and twelve", 512), ("1,200", 1200), ("one million", 1_000_000), ("2.5", None)])
def test_values(words: str, value: int | None) -> None:
    assert value_of(words) == value


@given(st.text(alphabet=st.sampled_from("0123456789, .-–andtoreleastmorethanhundredonefifty%$é\n "), max_size=80))
def test_spans_hold_and_ranges_are_in_order(text: str) -> None:
    last = 0
    for found in find_quantities(text):
        assert found.span.holds(text) and found.span.start >= last
        assert found.low is None or found.high is None or found.low <= found.high
        last = found.span.end
