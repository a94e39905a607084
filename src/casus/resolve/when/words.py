"""The words that English tells time with, as numbers, units and names."""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"), ("july", "jul"),
            ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
SHORT_MONTHS = frozenset(name for name in MONTHS if len(name) < 5 and name not in ("may", "june", "july"))
WEEKDAYS = {
    name: n
    for n, names in enumerate(
        (
            ("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "wed"), ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
        )
    )
    for name in names
}  # fmt: skip
SHORT_WEEKDAYS = frozenset(name for name in WEEKDAYS if not name.endswith("day"))
#: the first month of each; winter reaches into the next year
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
UNITS = ("minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "year", "decade", "century")
PLURALS = {f"{unit}s": unit for unit in UNITS if unit != "century"} | {"centuries": "century", "seconds": "second"}
PART_OF_DAY = ("morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "dawn", "dusk")

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {w: n for n, w in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, start=2)} | {"hundred": 100}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS = {w: n for n, w in enumerate(_ORDINALS, start=1)} | {"thirtieth": 30}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
#: amounts that no number stands for
VAGUE = frozenset("several some few many couple dozens".split())
HIJRI_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            ("muharram",), ("safar",), ("rabi al-awwal", "rabi ul-awwal", "rabi al-awal", "rabi i"),
            ("rabi al-thani", "rabi ul-thani", "rabi al-akhir", "rabi ii"), ("jumada al-awwal", "jumada al-ula", "jumada i"),
            ("jumada al-thani", "jumada al-akhira", "jumada ii"), ("rajab",), ("shaban", "sha'ban", "shaaban"),
            ("ramadan", "ramadhan", "ramzan"), ("shawwal", "shawal"), ("dhu al-qadah", "dhu al-qa'dah", "dhul qadah", "dhu'l-qa'da"),
            ("dhu al-hijjah", "dhul hijjah", "dhul-hijjah", "dhu'l-hijja", "zulhijja"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
#: Iran's names, then Afghanistan's
SOLAR_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            ("farvardin", "hamal"), ("ordibehesht", "sawr", "saur"), ("khordad", "jawza"), ("tir", "saratan"), ("mordad", "asad"),
            ("shahrivar", "sunbula", "sonbola"), ("mehr", "mizan"), ("aban", "aqrab"), ("azar", "qaws", "qaus"), ("dey", "jadi"),
            ("bahman", "dalwa", "dalw"), ("esfand", "hut"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip


def plain(name: str) -> str:
    """A name of several words as the tables here have it: single spaces, no hyphens, straight quotes."""
    return " ".join(name.lower().replace("-", " ").replace("’", "'").split())


def alternatives(names: Iterable[str]) -> str:
    """The names as one pattern, longest first, whose parts stand apart by a space or a hyphen."""
    return "|".join(sorted((name.replace(" ", "( |-)") for name in names), key=len, reverse=True))


def cardinal(words: str) -> int | None:
    """The number that figures or number words ("25", "twenty-five", "a", "two hundred") say; None when they say none."""
    total = 0
    for word in words.lower().replace("-", " ").split():
        value = int(word) if word.isdigit() else 1 if word in ("a", "an") else NUMBERS.get(word)
        if value is None:
            return None
        total = max(total, 1) * 100 if value == 100 and not word.isdigit() else total + value
    return total or None
