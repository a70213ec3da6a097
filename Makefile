# Two commands do everything on a fresh machine with Python 3.11 or later:
#   make run     starts malar        make test    runs every test and check
# The environment (.venv) is made on the first call and again only when the lock files change.

PYTHON ?= python3
MINUTES ?= 20
BIN := .venv/bin
UV_LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run test check tests format lint types imports docs-check supply audit release content docs bench \
	fuzz lock clean python set-up-run set-up-dev

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: set-up-run ## start malar (the first time: set everything up)
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q assistant
	@$(BIN)/malar

test: set-up-dev ## every check and every test
	@$(MAKE) --no-print-directory --keep-going check tests

check: format lint types imports docs-check supply content ## the checks without the tests

tests: set-up-dev ## the tests without the checks
	$(BIN)/python -m pytest -q -n auto --dist worksteal

format: set-up-dev
	$(BIN)/ruff format --check --quiet .

lint: set-up-dev
	$(BIN)/ruff check --quiet .

types: set-up-dev
	$(BIN)/mypy

imports: set-up-dev
	$(BIN)/lint-imports --no-cache --no-logo

docs-check: set-up-dev
	$(BIN)/python -m tools.docs --check

content: set-up-dev
	$(BIN)/malar check

supply: set-up-dev
	$(BIN)/python -m tools.supply check

audit: set-up-dev ## known vulnerabilities of the locked packages: make audit MALAR_ADVISORIES=folder
	@$(BIN)/python -m tools.supply audit

release: set-up-dev ## wheel, source, bill of materials and checksums of the last commit, in dist/
	@$(BIN)/python -m tools.supply release

docs: set-up-dev ## write the generated parts of docs/ and the schemas anew
	$(BIN)/python -m tools.docs

bench: set-up-dev ## measure how fast it is in about five minutes, and write docs/performance.md
	$(BIN)/python -m benchmarks --write

fuzz: set-up-dev ## try changed inputs of every kind for MINUTES (20), on Linux (docs/abuse.md)
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary=:all: -r requirements/fuzz.txt
	nice $(BIN)/python -m tools.fuzzing run --minutes $(MINUTES)

lock: set-up-dev ## resolve the lock files anew
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary=:all: -r requirements/lock.txt
	$(UV_LOCK) --upgrade pyproject.toml --all-extras --group build -o requirements/run.txt
	$(UV_LOCK) --upgrade pyproject.toml --all-extras --group build --group dev -c requirements/run.txt -o requirements/dev.txt
	echo uv | $(UV_LOCK) --upgrade - -o requirements/lock.txt
	echo atheris==3.0.0 | $(UV_LOCK) --upgrade - -o requirements/fuzz.txt
	@echo "Now make supply tells of which packages nothing is recorded yet." >&2

clean: ## remove the environment and everything that was made
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache snapshot_report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
		echo "malar set-up: there is no $(PYTHON); install Python 3.11 or later, or name one: make PYTHON=python3.12 ..." >&2; \
		exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "malar set-up: Python 3.11 or later is needed, and $(PYTHON) is $$($(PYTHON) -V 2>&1); name a newer one: make PYTHON=python3.12 ..." >&2; \
		exit 1; }

set-up-run: python
	@$(PYTHON) requirements/set_up.py run

set-up-dev: python
	@$(PYTHON) requirements/set_up.py dev
