"""Words that tell in which sense a figure counts, and whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.model import CountedGroup

REACH = 11
WALLS = frozenset(";:—()")
ATTACKERS = frozenset(
    "bomber bombers attacker attackers gunman gunmen assailant assailants assailant militants militant insurgents insurgent terrorists terrorist rebels fighters jihadists hijackers kidnappers".split()
)
CIVILIANS = frozenset(
    "civilian civilians villagers villager girl boy worshippers children women child woman girls boys students pupils residents passengers bystanders tourists pilgrims schoolchildren schoolgirls patients shoppers".split()
)
FORCES = frozenset(
    "soldier soldiers troops police policeman policewoman serviceman marine commando peacekeeper policemen officers officer guards guard personnel servicemen marines cadets recruits peacekeepers commandos".split()
)
NOUNS_OF_HARM = frozenset("hostages victims bodies corpses casualties deaths lives fatalities injuries wounds".split())
ALL = frozenset("people persons others men victims dead lives deaths bodies casualties fatalities more person".split())
PARTS = re.compile(
    r"(?:including|among them|among the dead|of them|of whom|among whom|at least \w+ of them)\W*(?:were\W*)?$", re.IGNORECASE
)
PART_AFTER = re.compile(
    r"\s+of\s+(?:them|whom|those|the\s+(?:dead|victims|wounded|injured|killed|bodies))\b|(?:\s+[\w-]+){0,4}\s+among\s+(?:them|the\s+(?:dead|victims|wounded|injured|killed))\b",
    re.IGNORECASE,
)
PART_WERE = re.compile(
    r"\s+of\s+(?:them|those|the\s+(?:dead|victims|wounded|injured|killed))\s+(?:were|are|had\s+been)\s+(?:[\w-]+\s+)??(?P<who>\w+)\b",
    re.IGNORECASE,
)
OF_N = re.compile(r"\bof\s+(?:the\s+)?[\d,]+\s+\w+,\s*$", re.IGNORECASE)
ATTACKERS_IN = re.compile(
    r"\b(?:including|as well as|along with|plus|and)\s+(?:the|both|two|three|four)?\s*(?:\w+\s+)?(?:bombers?|attackers?|gunmen|gunman|assailants?)\b",
    re.IGNORECASE,
)
LEFT_OUT = re.compile(r"\b(?:not\s+includ\w+|not\s+count\w+|exclud\w+)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
ATTACKERS_OUT = re.compile(r"\b(?:not including|excluding|not counting|apart from|besides|in addition to)\b", re.IGNORECASE)
BACKGROUND = re.compile(
    r"\b(?:since\s+(?:19|20)\d\d|over\s+the\s+(?:past|last)|in\s+the\s+(?:past|last)\s+(?:\w+\s+)?(?:years?|decades?|months)|(?:so\s+far\s+)?this\s+year|in\s+recent\s+(?:years|months)|a\s+year|every\s+year|each\s+year|per\s+year|last\s+year\s+alone|decade|insurgency\s+(?:has|that)|during\s+the\s+war|years\s+of"
    r"|(?:died|perished|killed|dead|slain|lives)\s+(?:\w+\s+){0,2}in\s+(?:the|a|that|this|its|their)\s+(?:[\w-]+\s+){0,2}(?:wars?|conflict|insurgency|uprising|rebellion|genocide))\b",
    re.IGNORECASE,
)
HYPOTHETICAL = re.compile(
    r"\b(?:could|would|might|may|can|threatened\s+to|threatens\s+to|if|feared|plotted\s+to|planned\s+to|wanted\s+to)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
SUPERSEDED = re.compile(
    r"(?:earlier|previous(?:ly)?|initial(?:ly)?|first|up from|rose from|raised from|from|increased from|had said|put at)\W+(?:\w+\W+){0,4}$",
    re.IGNORECASE,
)
COMBINED = re.compile(
    r"\b(?:dead|killed|died)\s+(?:or|and/or)\s+(?:wounded|injured|hurt)\b|\b(?:wounded|injured|hurt)\s+or\s+(?:killed|dead)\b|\bkilled\s+and\s+wounded\b",
    re.IGNORECASE,
)
#: "two other soldiers", "the 12 other dead", "all five": fewer than were told before, and so a part of them
DEFINITE = re.compile(r"\b(?:the|all|all the|these|those)\s+$", re.IGNORECASE)
#: "three more victims died": comes on top of a toll told elsewhere
MORE_AFTER = re.compile(r"\s+more\b(?!\s+than)", re.IGNORECASE)
#: "19 of them men and 12 women": the second number shares the sense of the first
JOINED = re.compile(r"\W*(?:[\w-]+\s+){1,5}and\s+", re.IGNORECASE)
#: "others put it at 160": a second voice on the figure told before
RETOLD = re.compile(r"\bput(?:s|ting)?\s+(?:it|that|the\s+(?:figure|number|count))\s+at\s+$", re.IGNORECASE)
RETOLD_BARE = re.compile(r"\b(?:gave|given|giving|counted|spoke\s+of|reported)\s+$", re.IGNORECASE)
STOP_AFTER = re.compile(r"\s*(?:[.,;]|$)")
#: bodies are a toll where they were found or counted, not where they lay
BODIES_BEFORE = re.compile(r"\b(?:found|finding|received|counted|recovered|discovered|retrieved|pulled)\b[^.;,]{0,30}$", re.IGNORECASE)
BODIES_AFTER = re.compile(
    r"(?:\s*of\s[^.;,]{1,40}|[^.;,]{0,30})\s*\b(?:found|recovered|pulled|retrieved|discovered|counted|buried|received|brought)\b",
    re.IGNORECASE,
)

#: one of whom, behind an article, is a figure of one
PERSONS = frozenset(
    "soldier policeman policewoman officer guard marine commando peacekeeper serviceman sailor militant rebel insurgent gunman attacker bomber "
    "assailant fighter terrorist man woman boy girl child baby civilian person villager resident student pupil teacher doctor nurse journalist "
    "reporter cameraman worker labourer farmer driver passenger tourist pilgrim worshipper priest monk nun imam cleric bystander pedestrian "
    "shopkeeper protester demonstrator activist engineer contractor diplomat lawmaker mayor judge lawyer politician candidate commander leader "
    "teenager missionary miner fisherman shepherd refugee migrant prisoner hostage bodyguard paramedic firefighter volunteer hostage-taker".split()
)

THINGS = frozenset(
    "homes houses vehicles cars buildings villages towns bills schools cows cattle attacks explosions bombs blasts provinces countries districts times shops trucks percent hospitals rounds shots years days goats animals sheep suspects".split()
)


def group_of(words: Sequence[str]) -> CountedGroup:
    """Who is counted, by the last telling word of the counted noun phrase (lower case)."""
    for word in reversed(words):
        if word in ATTACKERS:
            return "attackers"
        if word in ("civilian", "civilians"):
            return "civilians"
        if word in FORCES:
            return "recipient"
        if word in ALL:
            return "all"
        if word in CIVILIANS:
            return (
                "civilians"
                if word in ("children", "women", "child", "woman", "girls", "boys", "girl", "boy", "villagers", "villager")
                else "all"
            )
    return "all"
