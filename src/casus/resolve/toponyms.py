"""Which capitalised words of a report are place names, and how each is used. Which place a name means is decided in ``choose``.

A name is the longest run of words that the gazetteer knows. What stands beside it says whether it names a place, lies within an
organisation's or a road's name, or belongs to a person; a name without such words counts when the report uses it clearly elsewhere,
or when the place is well known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casus.codebook.place_words import PlaceWords, load_place_words
from casus.model import Annotated, PlaceUse, Sentence, Span, Token
from casus.resolve.gazetteer import Entry, Gazetteer, fold
from casus.resolve.surnames import person_words

_LONGEST = 5
#: weight from which a place is known to readers without a word of place (some 200,000 people)
_KNOWN = 53
#: as in "Atlanta-based", "US-led": the name is what stands before the hyphen
_COMPOUND = re.compile(
    r"^([A-Z][\w.'’]+(?: [A-Z]\w+)?)[-–‐‑](?:based|born|led|backed|area|bound|owned|held|controlled|educated|run|raised|funded|wide|style|trained|administered|[A-Z]\w+)$"
)
#: as in "Islamic State in Iraq and Syria (ISIS)": the short form says that the places belong to the name
_EXPANDED = re.compile(r"(?:[A-Z][\w-]+ ){1,4}in (?:the )?[A-Z][\w-]+(?: and (?:the )?[A-Z][\w-]+| [A-Z][\w-]+)? \((?P<short>[A-Z]{3,7})\)")
_WORD = re.compile(r"\w")
#: an article that hangs on a name: "Deir al-Zor", "al-Hasakah"
_ARTICLES = re.compile(r"\b(?:al|el|ul|ad|ed|an|en|ar|er|as|es|ash|esh|at|et|az|ez|uz)[-‐‑](?=[A-Z])")
#: words of place that persons' names seldom stand behind
_STRONG = frozenset("in at near outside inside across around into within throughout toward towards north south east west".split())


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the text: characters ``start`` to ``end``, tokens ``first`` to ``last`` (exclusive), and what stands round it.

    ``sure``: the words beside it say that it is a place. ``site``: a building in it or of its name is meant.
    """

    start: int
    end: int
    first: int
    last: int
    sentence: int
    entries: tuple[Entry, ...]
    preposition: str | None = None
    kind: str | None = None
    site: bool = False
    use: PlaceUse = "place"
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Scene:
    """What spotting looks at, gathered once a report."""

    annotated: Annotated
    gazetteer: Gazetteer
    words: PlaceWords
    persons: frozenset[str]
    actors: tuple[tuple[int, int], ...]
    demonyms: Mapping[str, str]

    def low(self, at: int) -> str:
        return self.annotated.tokens[at].text.lower().rstrip(".")


def find_toponyms(
    annotated: Annotated, gazetteer: Gazetteer, actor_spans: Sequence[Span], demonyms: Mapping[str, str]
) -> tuple[Toponym, ...]:
    """Place names in text order, none overlapping. ``actor_spans``: words that name an actor, no place unless a word of place says so."""
    words = load_place_words()
    actors = (*((s.start, s.end) for s in actor_spans), *_expansions(annotated.report.text))
    scene = _Scene(annotated, gazetteer, words, person_words(annotated, words), actors, demonyms)
    found = [t for number, s in enumerate(annotated.sentences) for t in _in_sentence(scene, s, number)]
    return tuple(_kept(scene, [*found, *_short_states(scene, found)]))


def _expansions(text: str) -> Iterator[tuple[int, int]]:
    """Names with places in them that stand before their own short form."""
    for found in _EXPANDED.finditer(text):
        initials = "".join(w[0] for w in found.group().split() if w[0].isupper())
        if initials.startswith(found.group("short")):
            yield found.start(), found.end()


def _in_sentence(scene: _Scene, sentence: Sentence, number: int) -> Iterator[Toponym]:
    at, before = sentence.first, None
    while at < sentence.last:
        name = _match(scene, sentence, number, at)
        if name is not None:
            name = _joined(scene, before, name)
            before = name
            yield name
        at = max(name.last if name else at, at + 1)


def _match(scene: _Scene, sentence: Sentence, number: int, at: int) -> Toponym | None:
    tokens, text = scene.annotated.tokens, scene.annotated.report.text
    if not _may_open(scene, sentence, at):
        return None
    for size in range(min(_LONGEST, sentence.last - at), 0, -1):
        start, end = tokens[at].start, tokens[at + size - 1].end
        shown = text[start:end]
        numbered = size == 2 and shown.isalnum() and tokens[at + 1].text.isdigit()  # "K5", "PK5"
        ground = size > 1 and scene.low(at + size - 1) in scene.words.facilities  # "Ataturk airport"
        if not (_is_capital(tokens[at + size - 1].text) or numbered or ground) or any(c in shown for c in ',;:()\n"“”'):
            continue
        entries = _known(scene, shown, size)
        if entries:
            return _judged(scene, sentence, Toponym(start, end, at, at + size, number, entries))
    return _compound(scene, sentence, number, at)


def _may_open(scene: _Scene, sentence: Sentence, at: int) -> bool:
    token = scene.annotated.tokens[at]
    if _ARTICLES.match(token.text):  # else a person's or a group's: "the brigades of al-Quds"
        return at > sentence.first and scene.low(at - 1) in _STRONG
    return token.text[0].isupper() and (token.pos in ("PROPN", "X") or (at > sentence.first and scene.low(at) not in scene.words.never))


def _is_capital(word: str) -> bool:
    return word[0].isupper() or _ARTICLES.match(word) is not None


def _known(scene: _Scene, shown: str, size: int) -> tuple[Entry, ...]:
    low = shown.lower()
    words = scene.words
    if low in words.never or (size == 1 and (low in words.common or low in scene.demonyms or low.rstrip(".") in words.titles)):
        return ()
    if len(shown) < 4 and not (shown.isupper() or "." in shown or len(shown) == 3):
        return ()
    entries = scene.gazetteer.find(shown) or _by_article(scene.gazetteer, shown)
    if shown.isupper() and len(shown) < 4 and "." not in shown:
        return tuple(e for e in entries if e.precision == "site" or (e.precision in ("country", "admin1") and e.weight > _KNOWN))
    return entries


def _by_article(gazetteer: Gazetteer, shown: str) -> tuple[Entry, ...]:
    """Places of the name with its article in another spelling, or without it: "Deir el-Zour", "ash-Shirqat"."""
    if not _ARTICLES.search(shown):
        return ()
    spelled = (_ARTICLES.sub(article, shown) for article in ("al-", "el-", "ez-", "as-", ""))
    return next((found for name in spelled if (found := gazetteer.find(name))), ())


def _compound(scene: _Scene, sentence: Sentence, number: int, at: int) -> Toponym | None:
    token = scene.annotated.tokens[at]
    found = _COMPOUND.match(token.text)
    entries = _known(scene, found.group(1), 1) if found else ()
    if not entries or found is None:
        return None
    name = Toponym(token.start, token.start + found.end(1), at, at + 1, number, entries, None, use="attribute")
    return name if _is_known(entries) else replace(name, sure="based" in token.text)


def _judged(scene: _Scene, sentence: Sentence, name: Toponym) -> Toponym | None:
    """The name with its use, or None where the words beside it say that it is none of a place."""
    preposition = _preposition(scene, name.first, sentence.first)
    if _is_border(scene, sentence, name):
        return replace(name, preposition="border", use="border", sure=True)
    if _is_dateline(scene.annotated, sentence, name):
        return replace(name, preposition="dateline", sure=True)
    if _within_actor(scene, sentence, name, preposition):
        return None
    if preposition == "of" and not _of_itself(scene, sentence, name):
        return replace(name, preposition=None, use="name") if _is_known(name.entries) else None
    name = replace(name, preposition=preposition, kind=_kind(scene, sentence, name))
    name = replace(name, site=_site_before(scene, sentence, name.first))
    return _after(scene, sentence, name) if _before_allows(scene, sentence, name) else None


def _is_border(scene: _Scene, sentence: Sentence, name: Toponym) -> bool:
    """As in "the Cameroon border", "toward the border of Niger", "a town bordering Afghanistan"."""
    if name.last < sentence.last and scene.low(name.last) in ("border", "frontier", "borders"):
        return True
    before = [scene.low(i) for i in range(max(sentence.first, name.first - 4), name.first)]
    while before and before[-1] in ("the", "of", "with", "to"):
        before.pop()
    return bool(before) and before[-1] in ("border", "borders", "bordering", "frontier")


def _within_actor(scene: _Scene, sentence: Sentence, name: Toponym, preposition: str | None) -> bool:
    """Part of an actor's name ("Islamic State in Iraq"), or an actor's words with no word of place before them."""
    inside = [s for s, e in scene.actors if s <= name.start and name.end <= e]
    with_it = [s for s in inside if name.first > sentence.first and s < scene.annotated.tokens[name.first - 1].start]
    return bool(with_it) or (bool(inside) and (preposition not in scene.words.locatives or preposition == "of"))


def _of_itself(scene: _Scene, sentence: Sentence, name: Toponym) -> bool:
    """Is it "the mayor of X", "City of X", and not the end of a longer name, as "Our Lady of X", "University of X"?"""
    at = name.first - 1
    while at > sentence.first and scene.low(at) != "of":
        at -= 1
    before = scene.annotated.tokens[at - 1] if at > sentence.first else None
    if before is None or before.pos != "PROPN" or not before.text[0].isupper() or _is_title_cased(scene.annotated, sentence):
        return True
    low = scene.low(at - 1)
    return low in scene.words.kinds or low in scene.words.titles or low in scene.words.directions or low in scene.words.offices


def _is_title_cased(annotated: Annotated, sentence: Sentence) -> bool:
    words = [t for t in annotated.tokens[sentence.first : sentence.last] if t.text[0].isalpha() and len(t.text) > 3]
    return len(words) > 4 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def _before_allows(scene: _Scene, sentence: Sentence, name: Toponym) -> bool:
    """Is the capitalised word before the name no part of it, or of a person's name?"""
    at = name.first - 1
    if at < sentence.first:
        return True
    token, low = scene.annotated.tokens[at], scene.low(at)
    if token.text == "." and at > sentence.first and scene.low(at - 1) in scene.words.titles and len(scene.low(at - 1)) < 5:
        return False
    if not token.text[0].isupper() or token.pos in ("DET", "ADP", "SCONJ", "CCONJ", "ADV", "PRON") or low in scene.words.directions:
        return low not in scene.words.titles or token.pos != "NOUN" or name.last - name.first > 1 or _is_known(name.entries)
    if low in scene.words.kinds or low in scene.words.facilities:
        return True
    if low in scene.words.titles or low in scene.words.given_names or low in scene.words.name_heads or len(low) == 1:
        return False
    return at == sentence.first and (name.sure or _is_known(name.entries) or name.kind is not None)


def _after(scene: _Scene, sentence: Sentence, name: Toponym) -> Toponym | None:
    """What the word behind the name makes of it."""
    words = scene.words
    token = scene.annotated.tokens[name.last] if name.last < sentence.last else None
    low = scene.low(name.last) if token else ""
    if token is None or not _WORD.match(token.text):
        return _standing(scene, sentence, name, token)
    if low in words.roads and (token.text[0].isupper() or low in ("st", "street", "road", "avenue", "highway")):
        dotted = name.last + 1 < sentence.last and scene.annotated.tokens[name.last + 1].text == "." and len(low) < 5
        end = scene.annotated.tokens[name.last + dotted].end
        return replace(name, end=end, last=name.last + 1 + dotted, use="road", sure=False)
    if low in words.facilities and (not token.text[0].isupper() or name.preposition in ("in", "at", "near", "outside", "inside", "of")):
        return replace(name, site=True, sure=name.preposition is not None)
    if token.text[0].isupper() and token.pos == "PROPN":
        headline = _is_title_cased(scene.annotated, sentence) and low not in words.common and (name.preposition or _is_known(name.entries))
        return _standing(scene, sentence, name, token) if headline else _before_capital(scene, name, low)
    if token.pos in ("NOUN", "ADJ") and name.kind is None:
        use: PlaceUse = "attribute" if name.preposition is None else name.use
        return _standing(scene, sentence, replace(name, use=use), token)
    return _standing(scene, sentence, name, token)


def _before_capital(scene: _Scene, name: Toponym, low: str) -> Toponym | None:
    """A capitalised word follows: an office there, an organisation of the place, or another name altogether."""
    words = scene.words
    if name.kind is not None:
        return replace(name, sure=True)
    person = name.last - name.first == 1 and scene.low(name.first) in words.given_names
    if low in words.offices or low in words.bodies or low in words.facilities:
        use: PlaceUse = "attribute" if low in words.offices else "name"
        return replace(name, use=use) if not person or _is_known(name.entries) else None
    if low in words.natural or person:
        return None
    if any(e.precision in ("country", "admin1") and e.weight > _KNOWN for e in name.entries):
        return replace(name, use="name")
    return None


def _standing(scene: _Scene, sentence: Sentence, name: Toponym, token: Token | None) -> Toponym | None:
    low = token.text.lower() if token is not None else ""
    single = name.last - name.first == 1
    is_person = single and fold(scene.annotated.report.text[name.start : name.end]) in scene.persons
    strong = name.preposition in _STRONG
    if is_person and not strong:
        return None
    if low in scene.words.speech and name.preposition is None and not any(e.precision in ("country", "admin1") for e in name.entries):
        return None
    return replace(name, sure=name.sure or name.kind is not None or (name.preposition in scene.words.locatives))


def _preposition(scene: _Scene, first: int, floor: int) -> str | None:
    tokens, words = scene.annotated.tokens, scene.words
    at, steps = first - 1, 0
    while at >= floor and steps < 5:
        word = scene.low(at)
        if word == "of" and at - 1 >= floor and (scene.low(at - 1) in words.kinds or scene.low(at - 1).rstrip("s") in words.kinds):
            ahead = _preposition(scene, at - 1, floor)
            return ahead or word
        if tokens[at].pos in ("ADP", "ADV") and word in words.locatives:
            return None if word == "to" and at > floor and scene.low(at - 1) in words.before_to else word
        skippable = tokens[at].pos == "DET" or word in words.directions or word in words.kinds or word in scene.demonyms
        if not skippable:
            break
        at, steps = at - 1, steps + 1
    return None


def _kind(scene: _Scene, sentence: Sentence, name: Toponym) -> str | None:
    """As in "Kunduz province", "the village of Solhan": which kind of area the words say."""
    kinds = scene.words.kinds
    if name.last < sentence.last and scene.low(name.last) in kinds and scene.low(name.last) not in ("capital", "camp", "agency"):
        return kinds[scene.low(name.last)]
    at = name.first - 1
    if at - 1 >= sentence.first and scene.low(at) == "of" and scene.low(at - 1) in kinds and scene.low(at - 1) != "capital":
        return kinds[scene.low(at - 1)]
    if at >= sentence.first and scene.low(at) in kinds and not scene.annotated.tokens[at].text[0].isupper():
        return kinds[scene.low(at)]  # "the port city Tianjin"
    return None


def _site_before(scene: _Scene, sentence: Sentence, first: int) -> bool:
    """As in "a mosque in Kunduz", "outside the airport of Kabul"."""
    window = [scene.low(i) for i in range(max(sentence.first, first - 4), first)]
    return bool(window) and any(w in scene.words.facilities for w in window) and window[-1] in ("in", "of", "the", "at", "central")


def _is_known(entries: Sequence[Entry]) -> bool:
    return any(e.precision in ("country", "region") or (e.weight >= _KNOWN and e.precision != "site") for e in entries)


def _is_dateline(annotated: Annotated, sentence: Sentence, name: Toponym) -> bool:
    text = annotated.report.text
    if name.first != sentence.first or sentence.start > 1500:
        return False
    shown, rest = text[name.start : name.end], text[name.end : name.end + 60]
    opens = sentence.start == 0 or "\n" in text[max(0, sentence.start - 2) : sentence.start]
    loud = shown.isupper() and len(shown) > 3 and re.match(r"\s*(?:[:(,–—-]|$)", rest) is not None
    line = re.match(r"(?:,\s+[A-Z][\w. ]{1,25})?,?\s*(?:\([A-Z][\w /.]+\)\s*)?(?:[—–]|--|-\s|:\s)", rest) is not None
    return loud or (opens and line and len(shown) < 30 and sentence.start < 700)


def _joined(scene: _Scene, before: Toponym | None, name: Toponym) -> Toponym:
    """A name behind a comma, "and" or "'s" stands behind the same word of place as the one before: "in Khar, Bajaur"."""
    if before is None or before.sentence != name.sentence or name.preposition is not None:
        return name
    between = scene.annotated.report.text[before.end : name.start].strip().lower()
    between = re.sub(r"\b(?:the|" + "|".join(scene.words.kinds) + r")\b", "", between).strip()
    if before.use == "border" and between == "and":
        return replace(name, preposition="border", use="border", sure=True)  # "the border of Chad and Sudan"
    if between in (",", "and", ", and", "or", "'s", "’s", "/", "(") and before.use != "road":
        listed = before.preposition if before.preposition in scene.words.locatives else None
        hand_in_hand = between in (",", "(", "'s", "’s") and (before.use == "place") and _parented(before, name)
        use = "place" if name.use == "attribute" and listed else name.use
        return replace(name, preposition=listed, use=use, sure=name.sure or (listed is not None and before.sure) or hand_in_hand)
    return name


def _parented(name: Toponym, wider: Toponym) -> bool:
    """May ``wider`` be the area or country that ``name`` lies in?"""
    return any(lies_in(e, w) for w in wider.entries if w.precision in ("country", "admin1", "admin2") for e in name.entries)


def lies_in(entry: Entry, wider: Entry) -> bool:
    """Does a place lie in a country or first-level area (or, by distance, in a district)?"""
    if entry.country is None or entry.country != wider.country or entry is wider:
        return False
    if wider.precision == "country":
        return entry.precision != "country"
    if wider.precision == "admin1":
        return entry.admin1 == wider.admin1 and entry.precision != "admin1"
    return wider.precision == "admin2" and entry.admin1 == wider.admin1 and entry.precision in ("settlement", "site")


def _short_states(scene: _Scene, found: Sequence[Toponym]) -> Iterator[Toponym]:
    """As in "Lexington, Neb.": newspapers' short forms of states, with their full stop."""
    text = scene.annotated.report.text
    for hit in scene.words.short_state.finditer(text):
        token = next((i for i, t in enumerate(scene.annotated.tokens) if t.end > hit.start()), None)
        if token is None or any(t.start < hit.end() and hit.start() < t.end for t in found):
            continue
        area = [e for e in scene.gazetteer.find(scene.words.short_states[hit.group()]) if e.precision in ("admin1", "country")]
        after_comma = text[: hit.start()].rstrip().endswith((",", "-", "–", "("))
        goes_on = text[hit.end() : hit.end() + 2].lstrip()[:1].islower()  # a capital behind it may open a sentence: "during a Mass."
        if area and (after_comma or goes_on or "." in hit.group()[:-1]):
            number = next(n for n, s in enumerate(scene.annotated.sentences) if s.first <= token < max(s.last, s.first + 1))
            yield Toponym(hit.start(), hit.end(), token, token + 1, number, tuple(area), sure=True, use="place")


def _kept(scene: _Scene, names: Sequence[Toponym]) -> Iterator[Toponym]:
    """Names that are sure, well known, or used clearly elsewhere in the report."""
    text = scene.annotated.report.text
    ordered = sorted(names, key=lambda n: n.start)
    told = {fold(text[n.start : n.end]) for n in ordered if n.sure}
    parents = {i for i in range(len(ordered) - 1) if _has_parent_behind(text, ordered[i], ordered[i + 1])}
    told |= {fold(text[ordered[i].start : ordered[i].end]) for i in parents}
    for number, name in enumerate(ordered):
        fresh = name.sure or number in parents or name.use == "road"
        if fresh or fold(text[name.start : name.end]) in told or _stands_alone(scene, name):
            yield replace(name, sure=fresh)


def _has_parent_behind(text: str, name: Toponym, wider: Toponym) -> bool:
    return re.fullmatch(r",\s*|\s*\(|,? in (?:the )?", text[name.end : wider.start]) is not None and _parented(name, wider)


def _stands_alone(scene: _Scene, name: Toponym) -> bool:
    """Without a word of place only well-known names count, and in the first place of a sentence a capital says nothing."""
    opening = name.first == scene.annotated.sentences[name.sentence].first
    if any(e.precision == "admin2" and " " in e.name for e in name.entries):
        return True
    area = any(e.precision == "admin1" for e in name.entries) and not opening
    text = scene.annotated.report.text[name.start : name.end]
    loud = text.isupper() and len(text) > 5
    return (
        _is_known(name.entries)
        or area
        or loud
        or (name.use in ("attribute", "name") and not opening and any(e.weight > 40 for e in name.entries))
    )
