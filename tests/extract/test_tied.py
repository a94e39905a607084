"""A tie and a deed in the same words: which of them a report of known day, an analysis, and a report without a day tell."""

from __future__ import annotations

import pytest

from coded import claims

LISTED = "Hamas was listed as a terrorist organisation by the United States in 1997."


def types(text: str, published: str | None) -> set[str | None]:
    return {c.type for c in claims(text, published)}


def test_where_no_day_is_known_the_tie_tells_it() -> None:
    assert types(LISTED, None) == {"designates_terrorist"}


def test_news_of_a_known_day_tells_the_deed_too() -> None:
    assert types(LISTED, "2021-10-08") == {"designates_terrorist", "SANCTION"}


@pytest.mark.parametrize(
    "text",
    [
        "On 8 October 1997 the United States listed Hamas as a terrorist organisation.",  # a day of its own
        "Gunmen of Al-Shabaab attacked Kismayo in Somalia.",  # no tie tells an attack
        "The army took over Mogadishu from Al-Shabaab, killing 12 fighters.",  # who was killed is no tie's to tell
    ],
)
def test_what_a_tie_does_not_tell_stays(text: str) -> None:
    assert {"SANCTION", "ASSAULT"} & types(text, None)
