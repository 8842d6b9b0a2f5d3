# Two commands do everything: `make graph` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= out
WORK   ?= build/training
INPUTS ?= 12000
SEED   ?= 0

.PHONY: help graph test check fuzz docs model bench lock clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

graph: $(VENV)/run.stamp  ## install, then build the graph of seeds/ into out/
	$(BIN)/graph-builder build seeds --out $(OUT)

# A worker loads the pipeline once (500 MB); a file stays with one worker, and so do its fixtures.
test: $(VENV)/dev.stamp  ## install, then run all tests, on up to four cores
	@PATH="$(abspath $(BIN)):$$PATH" sh tests/install_browser.sh
	$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadscope

check: $(VENV)/dev.stamp  ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(VENV)/dev.stamp  ## feed everything that reads with broken bytes: INPUTS=12000 SEED=0
	$(BIN)/python tests/fuzz/run.py $(INPUTS) $(SEED)

docs: $(VENV)/dev.stamp  ## the ontology as HTML, in build/docs
	$(BIN)/python ontology/write_docs.py build/docs

model: $(VENV)/dev.stamp  ## train the Spanish pipeline from DATA=folder (hours; resumes where it stopped)
	@test -n "$(DATA)" || { echo "make model needs DATA=folder, the one with the corpora of sources.toml"; exit 2; }
	$(BIN)/pip install -q --require-hashes -r requirements-training.lock
	$(BIN)/python -m graph_builder.training all --data $(DATA) --work $(WORK)

bench: $(VENV)/dev.stamp  ## speed of pipeline, store and explorer
	for script in tests/benchmarks/bench_*.py; do $(BIN)/python $$script || exit 1; done

lock:  ## renew the hashed locks from pyproject.toml (needs uv)
	uv pip compile -q --universal --generate-hashes --no-header --group build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile -q --universal --generate-hashes --no-header --extra training -c requirements-dev.lock pyproject.toml -o requirements-training.lock

clean:  ## remove what the other targets made
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@ $(VENV)/run.stamp
