# Every target sets up what it needs: a virtual environment with the locked dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEED ?= 2020

# durable-rules 2.0.28 calls PyEval_CallObject, which CPython 3.13 removed; its successor has the same shape.
export CPPFLAGS := -DPyEval_CallObject=PyObject_CallObject $(CPPFLAGS)

# Many tests start programs of their own, which would compile every module anew each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check features proof serve bench fidelity lock clean
.DEFAULT_GOAL := help

help:
	@echo "make run       the main job: both simulators, a portfolio, a sync, the tie-out table, a report"
	@echo "make test      everything: lint, types, walls, unit and property tests, features"
	@echo "make features  the Gherkin features alone, with their report"
	@echo "make proof     the long proofs: every change to the rules is noticed by a scenario (minutes)"
	@echo "make serve     both simulators and the engine's page, until interrupted"
	@echo "make bench     how fast the simulators answer, beside their peers"
	@echo "make fidelity  write the fidelity ledger anew, from the conformance suites"
	@echo "make lock      write requirements.lock anew from pyproject.toml"
	@echo "make clean     remove the virtual environment and everything generated"

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Tieout needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Choose one with: make PYTHON=python3.12 ...")'
	@echo "Setting up $(VENV) (a few minutes the first time: durable-rules is built from source) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

run: $(VENV)/ready
	@$(BIN)/tieout run --seed $(SEED)

serve: $(VENV)/ready
	@$(BIN)/tieout serve

check: $(VENV)/ready
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

test: check
	@$(BIN)/python -m pytest -n 2 --dist worksteal

features: $(VENV)/ready
	@$(BIN)/tieout features

proof: $(VENV)/ready
	@$(BIN)/tieout rules coverage
	@$(BIN)/tieout rules conditions
	@$(BIN)/tieout rules mutate

bench: $(VENV)/ready
	@$(BIN)/python -m benchmarks

fidelity: $(VENV)/ready
	@$(BIN)/python -m pytest tests/procore tests/spectrum -p tests.fidelity.recorder --record-fidelity simulator/fidelity/recorded_tests.json
	@$(BIN)/python -m simulator.fidelity

lock: $(VENV)/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url pyproject.toml -o requirements.lock

clean:
	@rm -rf $(VENV) .tieout reports build *.egg-info .pytest_cache .mypy_cache .ruff_cache
