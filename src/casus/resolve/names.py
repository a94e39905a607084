"""Names of the registry found in a text: one automaton over all names in all their spellings, matched at word boundaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ahocorasick_rs import AhoCorasick

from casus.codebook.spelling import fold, fold_name, plain, spellings
from casus.model import KnownName, Registry, RegistryEntry

Use = Literal["name", "demonym", "metonym", "unsure"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, ``start`` to ``end``. ``use``: name, demonym (an adjective of a state), metonym (a seat), or

    unsure: then it may mean ``entry`` or any of ``rivals`` (ids), and nothing tells which.
    """

    start: int
    end: int
    use: Use
    entry: RegistryEntry
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Form:
    name: KnownName
    use: Use
    entry: RegistryEntry
    exact: bool

    @property
    def begin(self) -> date | None:
        return self.name.valid_from or self.entry.since


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    forms: tuple[_Form, ...]


class NameIndex:
    """All names of a registry in one automaton; a look-up is linear in the text. ``bench/loading.py`` measures both."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._forms: dict[str, tuple[_Form, ...]] = {}
        written: dict[str, tuple[_Form, ...]] = {}
        for form in _forms(registry):
            own, *others = _spellings(form)
            self._forms[own] = (*self._forms.get(own, ()), form)
            for other in others:
                written[other] = (*written.get(other, ()), form)
        # a spelling that some entry lists as its own name is not taken for another's
        self._forms = {**written, **self._forms}
        self._keys = list(self._forms)
        self._automaton = AhoCorasick(self._keys)

    def find(self, text: str, published: date | None) -> tuple[Name, ...]:
        """The longest names in text order, none overlapping.

        A name of two entries is settled by the day of the report, then by the countries that the report speaks of; a name
        that stays open is ``unsure``, and one that is meant only in other countries is left out.
        """
        spots = self._spots(text)
        countries = frozenset(_countries(spots))
        named = (self._settle(spot, published, countries) for spot in spots)
        return tuple(name for name in named if name is not None)

    def named(self, name: str, published: date | None = None, countries: Iterable[str] = ()) -> tuple[RegistryEntry, ...]:
        """The entries that a name by itself may mean: none, one, or those that day and countries do not tell apart."""
        forms = tuple(f for f in self._forms.get(fold_name(name), ()) if _fits(f, name))
        return tuple({f.entry.actor_id: f.entry for f in self._meant(forms, published, frozenset(countries))}.values())

    def _spots(self, text: str) -> tuple[_Spot, ...]:
        found = sorted(self._matches(text), key=lambda s: (s.start - s.end, s.start))
        kept: list[_Spot] = []
        taken: set[int] = set()
        for spot in found:
            if not taken.intersection((spot.start, spot.end - 1)):
                kept.append(spot)
                taken.update(range(spot.start, spot.end))
        return tuple(sorted(kept, key=lambda s: s.start))

    def _matches(self, text: str) -> Iterator[_Spot]:
        folded = fold(text)
        for key, first, last in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            start, end = folded.at(first), folded.at(last - 1) + 1
            if _inside_word(text, start, end):
                continue
            forms = tuple(f for f in self._forms[self._keys[key]] if _fits(f, text[start:end]))
            if forms:
                yield _Spot(start, end, forms)

    def _settle(self, spot: _Spot, published: date | None, countries: frozenset[str]) -> Name | None:
        meant = self._meant(spot.forms, published, countries)
        if not meant:
            return None
        if len({f.entry.actor_id for f in meant}) == 1:
            return Name(spot.start, spot.end, meant[0].use, meant[0].entry)
        return Name(spot.start, spot.end, "unsure", meant[0].entry, tuple(sorted({f.entry.actor_id for f in meant})))

    def _meant(self, forms: tuple[_Form, ...], published: date | None, countries: frozenset[str]) -> tuple[_Form, ...]:
        forms = _by_place(_by_day(forms, published), countries)
        # of a whole and its parts, the whole is right whichever is meant
        whole = tuple(f for f in forms if all(self._registry.under(g.entry.actor_id, f.entry.actor_id) for g in forms))
        return whole or forms


def _by_day(forms: tuple[_Form, ...], day: date | None) -> tuple[_Form, ...]:
    """Names that were in use on that day. An old name is still told later, where nobody else has taken it."""
    if day is None:
        return forms
    begun = tuple(f for f in forms if not (f.begin and day < f.begin))
    current = tuple(f for f in begun if not (f.name.valid_to and day > f.name.valid_to))
    return current or begun


def _by_place(forms: tuple[_Form, ...], countries: frozenset[str]) -> tuple[_Form, ...]:
    """Names meant in the countries spoken of; beside them those meant anywhere, unless all their own countries go unmentioned."""
    local = tuple(f for f in forms if not countries.isdisjoint(f.name.only_in))
    anywhere = tuple(f for f in forms if not f.name.only_in)
    if not local:
        return anywhere
    return local + tuple(f for f in anywhere if not f.entry.countries or not countries.isdisjoint(f.entry.countries))


def home_of(entry: RegistryEntry) -> str | None:
    """The country that an actor speaks for: its only one, or the first, which is the home, of a state or an armed group."""
    at_home = len(entry.countries) == 1 or entry.kind in ("state", "armed_group")
    return entry.countries[0] if entry.countries and at_home and entry.kind != "media" else None


def _countries(spots: Iterable[_Spot]) -> Iterator[str]:
    """The countries that a text speaks of, by its names of one owner."""
    for spot in spots:
        entries = {f.entry.actor_id: f.entry for f in spot.forms}
        if len(entries) == 1 and not any(f.name.only_in for f in spot.forms):
            home = home_of(next(iter(entries.values())))
            if home:
                yield home


def _forms(registry: Registry) -> Iterator[_Form]:
    for entry in registry.entries.values():
        for name in (KnownName(entry.name), *entry.aliases):
            yield _Form(name, "name", entry, _is_exact(name.name))
        for word in entry.demonyms:
            yield _Form(KnownName(word), "demonym", entry, True)
        for word in entry.metonyms:
            yield _Form(KnownName(word), "metonym", entry, _is_exact(word))


def _spellings(form: _Form) -> tuple[str, ...]:
    return spellings(form.name.name) if form.use == "name" and not form.exact else (fold_name(form.name.name),)


def _is_exact(name: str) -> bool:
    """Abbreviations and very short names mean something only as they are written: "US", never "us"."""
    return len(name) <= 4 or name.isupper()


def _fits(form: _Form, shown: str) -> bool:
    name = form.name.name
    if not form.exact:
        return not name[0].isupper() or any(c.isupper() for c in shown)
    ours, theirs = " ".join(plain(name).split()), " ".join(plain(shown).split())
    return theirs == ours or (len(name) > 3 and theirs == ours.upper()) or (" " in ours and theirs[:2] == ours[:2])


def _inside_word(text: str, start: int, end: int) -> bool:
    before = start > 0 and (text[start - 1].isalnum() or (text[start - 1] in "-‑–" and start > 1 and text[start - 2].isalnum()))
    after = end < len(text) and text[end].isalnum()
    return before or after
