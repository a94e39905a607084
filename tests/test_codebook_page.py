"""docs/codebook.md says what the codebook says; ``casus codebook check`` says when a rule does not."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner

from casus.cli import app
from casus.run.examples import check_examples
from coded import kit

ROOT = Path(__file__).parent.parent


def test_the_page_is_up_to_date() -> None:
    source = importlib.util.spec_from_file_location("write_codebook", ROOT / "tools" / "write_codebook.py")
    assert source is not None and source.loader is not None
    module = importlib.util.module_from_spec(source)
    source.loader.exec_module(module)
    assert module.page() == module.PAGE.read_text(encoding="utf-8"), "run tools/write_codebook.py"


def test_every_rule_is_as_it_should_be() -> None:
    done = CliRunner().invoke(app, ["codebook", "check"])
    assert done.exit_code == 0 and "all as they should be" in done.output, done.output


def test_a_rule_that_misses_its_example_and_finds_its_counter_example_is_told() -> None:
    rules = kit().relations
    wrong = replace(rules.rules["support.give"], examples=("Rain fell.",), counter=("Iran backs Hezbollah.",))
    told = check_examples(replace(kit(), relations=replace(rules, rules={**rules.rules, "support.give": wrong})))
    assert {(f.code, f.message.split(":")[0]) for f in told} == {("example-missed", "support.give"), ("counter-found", "support.give")}
