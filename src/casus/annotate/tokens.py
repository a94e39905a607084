"""Tokens with true offsets, and a shallow part of speech from closed classes, verb forms and shape."""

from __future__ import annotations

import re
from dataclasses import replace

from casus.codebook.words import Words
from casus.model import Pos, Token

_TOKEN = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                                  # U.S.  a.m.
  | (?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Lt|Sgt|Capt|Cmdr|Brig|Prof|Rev|Hon|St|Sen|Rep|Gov|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.
  | \d+(?:[.,]\d+)*                                     # 1,200  2.5
  | [^\W\d_]+(?:['’][^\W\d_]+)*(?:[-‐‑–—][^\W_]+(?:['’][^\W\d_]+)*)*   # al-Shabaab, d'Ivoire, IS–K
  | \w+
  | [^\w\s]
    """,
    re.VERBOSE,
)
_NUMERALS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million".split()
)
_PLURALS = frozenset("people police men women children taliban military crew staff forces gunmen policemen youth".split())
_CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_TRAILING = re.compile(r"(?<=s)['’]$")


def tokenize(text: str, start: int, end: int, words: Words) -> list[Token]:
    """Tokens of ``text[start:end]`` in order; offsets are in ``text``."""
    tokens = [_tag(text[s:e], s, e, words) for s, e in token_bounds(text, start, end)]
    return _in_context(tokens, words)


def token_bounds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of each token of ``text[start:end]``."""
    raw: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text, start, end):
        raw.extend(_split_clitic(text, found.start(), found.end()))
    return raw


def _split_clitic(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    found = _CLITIC.match(piece)
    if found:
        cut = start + found.start(2)
        return [(start, cut), (cut, end)]
    return [(start, end)]


def _tag(text: str, start: int, end: int, words: Words) -> Token:
    low = text.lower()
    if not any(c.isalnum() for c in text):
        return Token(start, end, text, low, "PUNCT")
    if text[0].isdigit() or low.split("-")[0] in _NUMERALS:
        return Token(start, end, text, low, "NUM")
    known = words.classes.get(low)
    if known and not (text.isupper() and len(text) > 1 and low in ("us", "is", "it", "who")):
        return Token(start, end, text, _lemma(low, words), known)
    if low in words.verbs and text[0].islower() and low not in words.not_verbs:
        lemma, form = words.verbs[low]
        return Token(start, end, text, lemma, "VERB", form)  # type: ignore[arg-type]
    if text[0].islower():
        return _by_shape(text, start, end, words)
    return Token(start, end, text, low, "PROPN")


def _lemma(low: str, words: Words) -> str:
    return words.verbs[low][0] if low in words.verbs else low


def _by_shape(text: str, start: int, end: int, words: Words) -> Token:
    if text not in words.not_verbs and "-" not in text:
        if len(text) > 4 and text.endswith("ed"):
            return Token(start, end, text, _strip(text, 2), "VERB", "past")
        if len(text) > 5 and text.endswith("ing"):
            return Token(start, end, text, _strip(text, 3), "VERB", "ing")
    tag: Pos = "ADV" if len(text) > 4 and text.endswith("ly") else "NOUN"
    return Token(start, end, text, text, tag)


def _strip(text: str, tail: int) -> str:
    stem = text[:-tail]
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem


def _in_context(tokens: list[Token], words: Words) -> list[Token]:
    """A verb form after a determiner, an adjective's place or a possessive is a noun or modifier; after ``to`` a base verb."""
    out: list[Token] = []
    for at, token in enumerate(tokens):
        before = out[at - 1] if at else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        out.append(_deed(token, out[at - 2] if at > 1 else None, before, after) or _settle(token, before, after, words))
    return out


def _deed(token: Token, opening: Token | None, before: Token | None, after: Token | None) -> Token | None:
    """A deed named as a noun where its form is also a verb's: "condemn attack", "the cowardly attack"; None where nothing says so."""
    if token.pos != "VERB" or before is None:
        return None
    object_of_verb = token.form == "base" and before.pos == "VERB" and before.lemma not in _BARE and token.lemma in _DEEDS
    coloured = token.form in ("base", "ing") and before.pos == "ADV" and before.text.lower().endswith("ly")
    coloured = coloured and opening is not None and opening.pos == "DET" and token.lemma in _DEEDS
    return replace(token, pos=_nominal(token, after), lemma=token.text.lower(), form=None) if object_of_verb or coloured else None


#: verbs that a bare infinitive follows: "helped fight the rebels"
_BARE = frozenset({"help", "make", "let", "see", "watch", "hear", "dare", "go", "come"})
#: deeds that are called by the verb's own form
_DEEDS = frozenset("attack raid strike assault blast ambush bomb shell siege protest march clash battle".split())


def _settle(token: Token, before: Token | None, after: Token | None, words: Words) -> Token:
    if token.pos == "PROPN" and before is None and token.text.lower() in words.verbs and token.text[1:].islower():
        return token  # a capital at the sentence's start hides the case: a name until something says otherwise
    if token.pos != "VERB":
        return token
    if before is not None and _opens_noun(before, words):
        return replace(token, pos=_nominal(token, after), lemma=token.text.lower(), form=None)
    if token.form in ("base", "s") and before is not None and not _may_precede_verb(before):
        return replace(token, pos="NOUN", lemma=token.text.lower(), form=None)
    if (
        token.form == "s"
        and after is not None
        and before is not None
        and (after.form == "past" or (after.pos == "AUX" and after.text.lower() not in ("having", "being")))
        and (before.pos in ("PROPN", "ADJ", "NOUN") or before.text == ",")
    ):
        return replace(token, pos="NOUN", lemma=token.text.lower(), form=None)  # "Afghan forces shelled": the verb follows
    if token.form == "base" and before is not None and _is_singular(before) and token.text not in _SAYING:
        return replace(token, pos="NOUN", lemma=token.text.lower(), form=None)
    return token


#: base forms that are verbs wherever they stand: "residents of the town say"
_SAYING = frozenset({"say", "tell", "believe", "insist", "deny", "accuse", "describe", "allege", "argue", "expect"})


def _is_singular(before: Token) -> bool:
    """A base form right behind a singular noun or an adjective is a noun: "a peaceful protest", "the suicide blast"."""
    return before.pos in ("NOUN", "PROPN", "ADJ") and not before.text.endswith("s") and before.text.lower() not in _PLURALS


def _opens_noun(before: Token, words: Words) -> bool:
    possessive = before.text in ("'s", "’s") or before.text.lower() in ("its", "their", "his", "her", "our", "my", "your")
    return (before.pos == "DET" and before.text.lower() not in ("all", "both", "that", "some", "these", "those", "this")) or possessive


def _nominal(token: Token, after: Token | None) -> Pos:
    nominal_next = after is not None and after.pos in ("NOUN", "PROPN", "NUM", "VERB") and token.form in ("past", "participle", "ing")
    return "ADJ" if nominal_next else "NOUN"


def _may_precede_verb(before: Token) -> bool:
    """A finite or base verb follows a noun, a pronoun, an auxiliary, ``to``, an adverb or a comma; not an adjective or number."""
    if before.pos == "ADP":
        return before.text.lower() == "to"
    return before.pos not in ("NUM", "ADJ")
