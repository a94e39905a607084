"""The grammar of time expressions in English news, as one regular expression with a named group a kind."""

from __future__ import annotations

import re

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
WEEKDAYS = {
    name: n
    for n, names in enumerate(
        (("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "wed"), ("thursday", "thurs", "thu"), ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"))
    )
    for name in names
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1}
PARTS = "early|mid|late|the\\s+end\\s+of|end\\s+of|the\\s+beginning\\s+of|the\\s+start\\s+of|the\\s+middle\\s+of"

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun)\b\.?(?=,?\s+(?:\d|[A-Z][a-z]{2})))"
_LEAD = rf"(?:{_WEEKDAY},?\s+(?:the\s+)?)?"
_TO = r"\s*(?:-|–|—|to|until|and)\s*"
_UNIT = r"(?:day|night|week|month|year|decade)"
_COUNT = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|a\s+few)"
_PARTDAY = r"(?:\s+(?:morning|afternoon|evening|night))?"

TIME = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso>(?P<iso_y>{_YEAR})(?P<iso_s>[-/])(?P<iso_m>0?[1-9]|1[0-2])(?P=iso_s)(?P<iso_d>0?[1-9]|[12]\d|3[01])(?!\d))
    | (?P<slash>(?P<s1>\d{{1,2}})[/.](?P<s2>\d{{1,2}})[/.](?P<s_y>{_YEAR}))
    | (?P<drange>{_LEAD}(?:from\s+|between\s+)?(?P<dr_d1>{_DAY}){_TO}(?P<dr_d2>{_DAY})\s+(?P<dr_m>{_MONTH})(?:,?\s+(?P<dr_y>{_YEAR}))?)
    | (?P<mrange>(?:from\s+|between\s+)?(?P<mr_m>{_MONTH})\s+(?P<mr_d1>{_DAY}){_TO}(?P<mr_d2>{_DAY})(?:,?\s+(?P<mr_y>{_YEAR}))?)(?![\d:])
    | (?P<dmy>{_LEAD}(?P<dmy_d>{_DAY})(?:(?:\s+of)?\s+|-)(?P<dmy_m>{_MONTH})(?:(?:,?\s+|-)(?P<dmy_y>{_YEAR})|\s+(?P<dmy_this>this\s+year|last\s+year))?)
    | (?P<mdy>{_LEAD}(?:last\s+)?(?P<mdy_m>{_MONTH})\s+(?:the\s+)?(?P<mdy_d>{_DAY})(?:(?:,|\sof)?\s+(?P<mdy_y>{_YEAR})|,?\s+(?P<mdy_this>this\s+year|last\s+year))?)(?![\d:])
    | (?P<my>(?:(?P<my_part>{PARTS})[\s-]+)?(?P<my_m>{_MONTH}),?\s+(?:of\s+)?(?P<my_y>{_YEAR}))
    | (?P<half>the\s+(?P<half_n>first|second)\s+half\s+of\s+(?P<half_y>{_YEAR}))
    | (?P<quarter>the\s+(?P<q_n>first|second|third|fourth|last)\s+quarter\s+of\s+(?P<q_y>{_YEAR}))
    | (?P<season>(?:(?P<season_last>last|this|next)\s+)?(?P<season_n>spring|summer|autumn|winter)(?:\s+(?:of\s+)?(?P<season_y>{_YEAR}))?)
    | (?P<part_month>(?P<pm_part>{PARTS})[\s-]+(?P<pm_m>{_MONTH}))(?!\w)
    | (?P<rel_month>(?P<rm_word>last|this|next|previous)\s+(?P<rm_m>{_MONTH}))
    | (?P<month>(?P<month_m>{_MONTH}))(?!\w)
    | (?P<yrange>(?:between\s+|from\s+)?(?P<yr_1>{_YEAR})(?:\s+and\s+|\s+to\s+|\s*[-–]\s*)(?P<yr_2>{_YEAR}))
    | (?P<decade>(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<decade_y>(?:19|20)\d)0s)
    | (?P<year>(?:(?P<y_part>{PARTS})[\s-]+)?(?P<y>{_YEAR}))
    | (?P<weekday>(?:(?P<wd_word>last|next|this|this\s+past|the\s+previous|the\s+following)\s+)?(?P<wd>{_WEEKDAY}|Mon|Tue|Wed|Thu|Fri){_PARTDAY})
    | (?P<deictic>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday{_PARTDAY}|today|tonight|tomorrow{_PARTDAY}|last\s+night|this\s+(?:morning|afternoon|evening)|overnight)
    | (?P<rel_unit>(?P<ru_word>(?:earlier\s+|later\s+)?(?:last|this|next)|the\s+(?:previous|past|coming|following|next|same)|previous|a|the|that)\s+(?P<ru_unit>{_UNIT})(?:\s+(?P<ru_after>earlier|before|later|after|ago))?)
    | (?P<counted>(?P<c_n>{_COUNT})\s+(?P<c_unit>{_UNIT})s\s+(?P<c_word>ago|earlier|later|before|after|on))
    )(?![\w%])""",
    re.VERBOSE | re.IGNORECASE,
)
