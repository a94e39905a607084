"""Whom a promise, a refusal, a threat or a deployment is about, where only the clause behind it says so: "refused to talk to A", "to fight B"."""

from __future__ import annotations

from casus.extract.clause_words import CLAUSE_WORDS, HARD
from casus.extract.clauses import Reader
from casus.extract.triggers import Trigger
from casus.model import ActorMention

_ABOUT = frozenset({"AGREE", "REJECT", "THREATEN"})
#: what forces are sent to do to somebody
_FIGHTING = frozenset(
    "fight counter combat battle attack repel confront crush quell pursue hunt expel defeat contain oust root wipe drive push dislodge".split()
)
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'"})
#: words of "to" that lead to nobody: the words behind them say how or when
_STOPS = CLAUSE_WORDS - {"that"} | {"who", "which", "if", "amid", "during", "despite"}
_PRONOUNS = frozenset({"it", "they", "them", "he", "she"})
#: who without a name may stand as object: not the forces that a state moves
_SOMEBODY = frozenset({"population", "role_holder", "armed_group", "unidentified"})
_REACH = 18
Mentions = tuple[ActorMention, ...]


def of_complement(reader: Reader, trigger: Trigger) -> Mentions:
    """Whom the infinitive behind the words is done to: one known by name, else its object; ``()`` where the words have no such clause."""
    if trigger.rule.type == "MOBILIZE":
        verb = _infinitive(reader, trigger.last, 9)
        return _object_of(reader, verb) if verb is not None and reader.tokens[verb].lemma in _FIGHTING else ()
    if trigger.rule.type not in _ABOUT or trigger.shape != "verb":
        return ()
    verb = _infinitive(reader, trigger.last - 1, 7)
    return _object_of(reader, verb) if verb is not None else ()


def _infinitive(reader: Reader, first: int, reach: int) -> int | None:
    """The verb of the first *to* behind token ``first``; quotation marks and adverbs may stand between, clauses may not."""
    for at in range(first, min(first + reach, reader.last - 1)):
        token = reader.tokens[at]
        if token.text.lower() == "to":
            verb = at + 1
            while verb < reader.last - 1 and (reader.tokens[verb].pos in ("ADV", "PART") or reader.tokens[verb].text in _QUOTES):
                verb += 1
            return verb if reader.tokens[verb].pos == "VERB" or reader.tokens[verb].form == "base" else None
        if at > first and (token.text in HARD or token.text == "," or token.text.lower() in _STOPS | {"that"}):
            return None
    return None


def _object_of(reader: Reader, verb: int) -> Mentions:
    end = next((i for i in range(verb + 1, min(verb + _REACH, reader.last)) if _closes(reader, i)), min(verb + _REACH, reader.last))
    told = [
        m
        for m in reader.mentions(verb + 1, end)
        if not (m[1] < reader.last and reader.tokens[m[1]].pos == "NOUN" and m[2].actor_id is None)
    ]
    near = next((m for m in told if all(t.pos not in ("VERB", "ADP") for t in reader.tokens[verb + 1 : m[0]])), None)
    named = next((m for m in told if m[2].actor_id is not None and (m == near or m[2].span.text.lower() not in _PRONOUNS)), None)
    chosen = named or (near if near is not None and near[2].kind in _SOMEBODY else None)
    return reader.joined(chosen, end) if chosen else ()


def _closes(reader: Reader, at: int) -> bool:
    token = reader.tokens[at]
    return token.text in HARD or token.text in (",", "(") or token.text.lower() in _STOPS
