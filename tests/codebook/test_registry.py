"""The registry: what ships is sound, look-alikes are kept apart, and a wrong entry is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casus.codebook.errors import CodebookError
from casus.codebook.files import data_path
from casus.codebook.registry import compile_registry, compiled_path, load_registry
from casus.model import RegistryEntry

GOOD = """
- {id: a, name: River Front, kind: armed_group, aliases: [RF, River Movement], countries: [TCD]}
- {id: b, name: Lake Front, kind: armed_group, parent: a, unlike: [a]}
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "groups.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def names_anywhere(entry: RegistryEntry) -> set[str]:
    return {entry.name.casefold(), *(a.name.casefold() for a in entry.aliases if not a.only_in)}


def test_what_ships_covers_the_world() -> None:
    entries = load_registry().entries.values()
    kinds = [e.kind for e in entries]
    groups = [e for e in entries if e.kind == "armed_group" or e.sort in ("party", "movement")]
    assert len(groups) >= 800 and kinds.count("armed_group") >= 600
    assert kinds.count("population") >= 180 and kinds.count("state") >= 190
    assert {"rebel", "jihadist", "separatist", "militia", "criminal"} <= {e.sort for e in groups}
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
    ours, theirs = (names_anywhere(registry.entries[i]) for i in (one, other))
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
        ("- {id: a, name: X, sort: gang}", "sort is one of"),
        ("- {id: a, name: X, sort: rebel, splinter_of: b}", "is no entry"),
        ("- {id: a, name: X, sort: rebel, since: 2015, until: 2014}", "from before to"),
        ("- {id: a, name: X, sort: rebel, since: long ago}", "from before to"),
        ("- {id: a, name: X, kind: ngo, aliases: [{name: Y, in: [Chad]}]}", "alpha-3"),
        (
            "- {id: a, name: X, kind: ngo, aliases: [{name: Z, in: [TCD]}]}\n- {id: b, name: Y, kind: ngo, aliases: [{name: Z, in: [TCD]}]}",
            "one owner",
        ),
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


def test_names_may_be_told_apart_by_country(tmp_path: Path) -> None:
    text = (
        "- {id: a, name: New Front, sort: rebel, since: 2011-07, aliases: [{name: NF, in: [TCD]}]}\n"
        "- {id: b, name: Other Front, sort: rebel, aliases: [{name: NF, in: [MLI]}]}\n"
    )
    entries = load_registry(folder(tmp_path, text)).entries
    assert entries["a"].kind == "armed_group" and entries["a"].since == date(2011, 7, 1)
    assert entries["a"].aliases[0].only_in == ("TCD",)


def test_the_compiled_registry_is_made_of_the_yaml_that_ships() -> None:
    assert compiled_path().read_bytes() == compile_registry(), "run tools/build_registry.py"


def test_compiled_and_yaml_give_the_same() -> None:
    assert load_registry(data_path("registry")).entries == load_registry().entries
