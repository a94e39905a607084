"""Seats: "Beijing" is a government when it acts or is dealt with, and a town when something lies or happens there."""

from __future__ import annotations

from collections.abc import Sequence

from casus.codebook.roles import RoleRules
from casus.model import Sentence, Token

_ASIDE = ("of", ",", "and", "near")
_DEALT_WITH = frozenset(
    "with by between against accuse accuses accused urge urges urged tell told ask asked warn warned blame blamed call called assure assured press pressed thank thanked".split()
)
_DEALINGS = frozenset(
    "tie ties relation relations talks talk deal agreement agreements dispute disputes war alliance friendship cooperation negotiations"
    " treaty contact contacts tension tensions dialogue backed supported pressured accused condemned rejected denounced sanctioned ordered"
    " proposed endorsed brokered imposed signed controlled funded led".split()
)
_DOINGS = frozenset(
    "policy policies decision decisions claim claims support position stance influence interests interest demand demands refusal response"
    " government foreign ambassador envoy minister ministry embassy sanctions allies ally role diplomacy strategy attempt attempts effort efforts"
    " concerns concern pressure crackdown invasion war campaign treatment rejection announcement".split()
)


def acts(tokens: Sequence[Token], at: int, end: int, sentence: Sentence, before: str, roles: RoleRules) -> bool:
    """Does the seat at tokens ``at`` to ``end`` stand for its government? ``before`` is the word before it."""
    after = tokens[end] if end < sentence.last else None
    if before in roles.locative:
        return False
    if after is not None and after.text in ("'s", "’s", "'", "’") and end + 1 < sentence.last:
        return _possessed(tokens, end + 1, sentence.last) in _DOINGS
    if after is not None and after.pos in ("VERB", "AUX") and before not in _ASIDE and after.form not in ("ing", "participle"):
        return True
    if before in _DEALT_WITH and tokens[at - 1].pos == "VERB":
        return True
    return before in _DEALT_WITH and any(t.text.lower() in _DEALINGS for t in tokens[max(sentence.first, at - 6) : at])


def _possessed(tokens: Sequence[Token], at: int, last: int) -> str:
    """The noun that belongs to the seat: of "Beijing's foreign policy" the first word known, else the first noun."""
    while at < last and tokens[at].pos == "ADJ" and tokens[at].text.lower() not in _DOINGS:
        at += 1
    return tokens[at].text.lower() if at < last else ""
