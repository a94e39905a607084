# make demo   code the sample that ships with the package, print its incidents, write the HTML report
# make test   every check and every test
# make train  train an encoder (about an hour on two cores; needs the data that docs/training.md lists, at DATA)
# make train-smoke  the same on a few documents, to see that it runs
# make lock   compile requirements.lock anew (after a change of pyproject.toml)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := build/demo
DATA ?= ../shared/bench
TRAINER := .venv-train
MODEL := build/model

.PHONY: demo test lint lock clean train train-smoke

demo: $(READY)
	$(BIN)/casus code src/casus/data/sample --casebook $(DEMO)/casebook
	$(BIN)/casus show $(DEMO)/casebook
	$(BIN)/casus report $(DEMO)/casebook --out $(DEMO)/report.html

test: lint
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check src tests bench tools training
	$(BIN)/ruff format --check src tests bench tools training
	$(BIN)/mypy
	$(BIN)/lint-imports

# the lock file holds hashes of every package, the build's own tools too, and names no registry
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Casus needs Python 3.11 or later; call make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --output-file requirements.lock

# the trainer has an environment of its own: torch is large, and nothing that runs needs it
$(TRAINER)/.ready: pyproject.toml
	$(PYTHON) -m venv $(TRAINER)
	$(TRAINER)/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(TRAINER)/bin/python -m pip install --quiet --disable-pip-version-check -e ".[training]"
	touch $(TRAINER)/.ready

train: $(TRAINER)/.ready
	sh training/make.sh $(TRAINER)/bin/python "$(DATA)" $(MODEL)

train-smoke: $(TRAINER)/.ready
	LIMIT=3 sh training/make.sh $(TRAINER)/bin/python "$(DATA)" build/smoke --share 0.01 --muc 1 --ewt 1 --gum 1 --own 1

clean:
	rm -rf $(VENV) $(TRAINER) build
