"""The registry: what ships is sound, look-alikes are kept apart, and a wrong entry is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus.codebook.errors import CodebookError
from casus.codebook.registry import load_registry

GOOD = """
- {id: a, name: River Front, kind: armed_group, aliases: [RF, River Movement], countries: [TCD]}
- {id: b, name: Lake Front, kind: armed_group, parent: a, unlike: [a]}
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "groups.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_what_ships_is_a_starter_registry() -> None:
    entries = load_registry().entries.values()
    kinds = [e.kind for e in entries]
    assert kinds.count("armed_group") >= 160 and kinds.count("population") >= 60 and kinds.count("state") >= 190
    assert "person" not in kinds
    assert all(e.demonyms or e.actor_id for e in entries if e.kind == "state")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("taliban", "ttp"),
        ("islamic_state", "iskp"),
        ("al_shabaab", "ansar_al_sunna"),
        ("etim", "pop.uyghur"),
        ("hezbollah", "kataib_hezbollah"),
    ],
)
def test_lookalikes_are_entries_of_their_own(one: str, other: str) -> None:
    registry = load_registry()
    assert registry.get(one) and registry.get(other)
    ours = {n.casefold() for n in (registry.name(one), *(a.name for a in registry.entries[one].aliases))}
    theirs = {n.casefold() for n in (registry.name(other), *(a.name for a in registry.entries[other].aliases))}
    assert not ours & theirs


def test_parents_are_followed() -> None:
    registry = load_registry()
    assert registry.under("iskp", "islamic_state") and not registry.under("taliban", "islamic_state")
    assert registry.under("usa.pentagon", "state.usa")


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    assert list(load_registry(folder(tmp_path, GOOD)).entries) == ["a", "b"]


def test_an_analysts_file_adds_and_overrides(tmp_path: Path) -> None:
    extra = tmp_path / "mine.yaml"
    extra.write_text("- {id: taliban, name: The Movement}\n- {id: mine, name: Hill Militia, kind: armed_group}\n", encoding="utf-8")
    registry = load_registry(extra=[extra])
    assert registry.name("taliban") == "The Movement" and registry.entries["taliban"].kind == "armed_group"
    assert registry.name("mine") == "Hill Militia"
    assert load_registry().name("taliban") == "Taliban"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{a: 1}", "must hold a list"),
        ("- {name: X, kind: state}", "has no id"),
        ("- {id: a, name: X, kind: gang}", "kind out of"),
        ("- {id: a, name: X, kind: person}", "never persons"),
        ("- {id: a, name: X, kind: state, alias: [Y]}", "unknown fields alias"),
        ("- {id: a, name: X, kind: state, countries: [Chad]}", "alpha-3"),
        ("- {id: a, name: X, kind: state, parent: b}", "is no entry"),
        ("- {id: a, name: X, kind: state, parent: b}\n- {id: b, name: Y, kind: state, parent: a}", "lead back"),
        ("- {id: a, name: X Front, kind: ngo}\n- {id: b, name: Y, kind: ngo, aliases: [x front]}", "a name has one owner"),
        ("- {id: a, name: X, kind: ngo}\n- {id: a, name: Y, kind: ngo}", "stands there twice"),
        ("- {id: a, name: X, kind: ngo, aliases: [{name: Old X, from: 2015-01-01, to: 2014-01-01}]}", "from before to"),
        ("- {id: a, name: X, kind: ngo, aliases: [{nom: Old X}]}", "an alias is a name"),
        ("- [", "is not valid YAML"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        load_registry(folder(tmp_path, text))


def test_names_may_follow_one_another(tmp_path: Path) -> None:
    text = (
        "- {id: a, name: New Front, kind: ngo, aliases: [{name: The Front, to: 2014-12-31}]}\n"
        "- {id: b, name: Other Front, kind: ngo, aliases: [{name: The Front, from: 2015-01-01}]}\n"
    )
    assert len(load_registry(folder(tmp_path, text)).entries) == 2


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="holds no registry file"):
        load_registry(tmp_path)
