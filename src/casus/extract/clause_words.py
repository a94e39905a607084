"""Closed sets of words by which a clause is read: what opens it, what governs, what only counts."""

from __future__ import annotations

HARD = frozenset(";:—")
CLAUSE_WORDS = frozenset("that when while because although though whereas if unless after before since as until where".split())
BE = frozenset("be is are was were been being am get gets got getting 's ’s".split())
SKIP = ("DET", "NUM", "ADJ", "ADV")
SAYING = frozenset("say tell add announce report claim allege state declare confirm believe think admit insist warn fear".split())
#: prepositions that before a number only say how sure it is: "about 80", "over 100", "at least nine"
HEDGING = frozenset("at about over under around between up".split())
#: verbs whose object does what the infinitive behind it says
RAISING = frozenset(
    "order ask urge tell want force allow press expect help persuade invite warn require instruct enable permit push compel get encourage command "
    "direct call appeal beg implore".split()
)
ACCUSING = frozenset({"accuse", "suspect", "blame", "charge", "convict", "stop", "prevent", "ban", "bar", "acquit", "praise", "condemn"})
#: behind these *of* leads to the head: "hundreds of fighters"
AMOUNTS = frozenset(
    "hundreds thousands dozens scores tens millions lots number group groups majority most some many several all both any one two three couple "
    "handful half part members bands crowds batch batches".split()
)
#: "over a million"
ROUND = frozenset("a million billion thousand hundred dozen score".split())
COUNTING = {"than": ("more", "less", "fewer"), "as": ("many", "few", "much"), "to": ("up",)}
TIMES = frozenset("day week month year morning night evening afternoon hour time dawn dusk noon midnight weekend yesterday".split())
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
#: behind these *that* opens what was said, and who stands there is no object: "denied that soldiers were there"
STATING = frozenset({"deny", "pledge", "promise", "vow", "agree", "insist", "admit", "acknowledge", "concede"})
#: before these a state's name only says where: "the Pakistan blast killed ten"
DEEDS = frozenset("attack blast bombing explosion shooting raid strike airstrike shelling assault ambush massacre".split())
