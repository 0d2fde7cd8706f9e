# One command for each thing done often; `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.installed
DEVELOPMENT := $(VENV)/.installed-dev
BENCH := build/bench/venv
# No byte code at install time: Python writes what it uses at the first start, in less time.
INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes --no-compile -r
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

SUITE := $(PY) -m pytest -n auto --dist loadgroup

# Each worker, server and tool would else compile what it imports anew: eight seconds each.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: bench help setup setup-dev run test test-postgres test-long test-long-postgres test-browser races lint types format check query-counts fuzz large mutants proofs schema lock clean

help: ## List these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | \
		while IFS='	' read -r name words; do printf '  make %-20s %s\n' "$$name" "$$words"; done

setup: $(RUNTIME) ## Install what the site needs into .venv
	@echo 'Ready. Management commands run as $(PY) manage.py …'

setup-dev: $(DEVELOPMENT) ## Install what the tests and checks need too

run: ## Serve the site on http://127.0.0.1:8000, or elsewhere with PORT=8080
	@$(PYTHON) bin/preflight.py $(PORT)
	@$(MAKE) --silent --no-print-directory $(RUNTIME)
	@$(PY) manage.py prepare
	@PORT=$(PORT) exec $(VENV)/bin/gunicorn --config python:navdiplomacy.server

test: $(DEVELOPMENT) ## Run the suite; a part of it with ARGS=tests/test_dates.py
	$(SUITE) $(ARGS)

test-postgres: $(DEVELOPMENT) ## Run the suite on a PostgreSQL made for it and removed after it
	bin/with-postgres $(SUITE) $(ARGS)

test-long: $(DEVELOPMENT) ## Run what takes longer, in short: browser, fuzz, many rows, migrations, every filter
	$(SUITE) -m long $(ARGS)

test-long-postgres: $(DEVELOPMENT) ## The same on a PostgreSQL made for it
	bin/with-postgres $(SUITE) -m long $(ARGS)

test-browser: $(DEVELOPMENT) ## Run the tests that need Chromium, failing where it is missing
	NAVDIPLOMACY_REQUIRE_BROWSER=1 $(PY) -m pytest -m browser $(ARGS)

races: $(DEVELOPMENT) ## Let several write at once, on both engines, ROUNDS=20 times each
	ROUNDS=$(or $(ROUNDS),20) $(PY) -m pytest tests/races -m race $(ARGS)
	ROUNDS=$(or $(ROUNDS),20) bin/with-postgres $(PY) -m pytest tests/races -m race $(ARGS)

lint: $(DEVELOPMENT) ## Read Python, templates and the arrows between rooms for mistakes
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates
	$(VENV)/bin/lint-imports --no-cache

types: $(DEVELOPMENT) ## Check the types
	$(PY) -m mypy

format: $(DEVELOPMENT) ## Put Python into the common form
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

check: $(DEVELOPMENT) ## Check that migrations are complete and linear and production settings safe
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check --fail-level WARNING
	@for side in both public; do \
		echo "manage.py check --deploy, side: $$side" && \
		NAVDIPLOMACY_ENV=production NAVDIPLOMACY_SIDE=$$side \
		SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_hex(40))') \
		ALLOWED_HOSTS=localhost DATABASE_URL=sqlite:///:memory: \
		$(PY) manage.py check --deploy --fail-level WARNING || exit 1; \
	done

query-counts: $(DEVELOPMENT) ## Write the baseline of queries anew, for review as a difference
	WRITE_QUERY_COUNTS=1 $(PY) -m pytest tests/test_query_counts.py -q

fuzz: $(DEVELOPMENT) ## Ask the API thousands of odd questions, and the admin for forged ones
	FUZZ_EXAMPLES=$(or $(EXAMPLES),300) $(PY) -m pytest -m long tests/api/test_fuzz.py tests/admin/test_forgeries.py -q

mutants: $(DEVELOPMENT) ## Change the code in small ways, each of which a test has to notice; TARGET=dates
	$(PY) -m bench.mutants $(or $(TARGET),dates) $(ARGS)

proofs: $(DEVELOPMENT) ## Run what takes long, in pieces of ten minutes, into docs/quality.md
	$(PY) bench/proofs.py

bench: $(BENCH)/.installed ## Measure what answers cost, here and elsewhere; ARGS='--sizes 1000'
	$(BENCH)/bin/python -m bench.speed $(ARGS)

large: $(DEVELOPMENT) ## Walk everything with tens of thousands of rows, on both engines; some thirty minutes
	LARGE=1 $(PY) -m pytest -m long tests/large tests/admin/test_many_rows.py $(ARGS)
	LARGE=1 bin/with-postgres $(PY) -m pytest -m long tests/large tests/admin/test_many_rows.py $(ARGS)

schema: $(DEVELOPMENT) ## Write the API's description anew, for review as a difference
	$(PY) manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

lock: ## Lock requirements*.in anew (needs uv: pip install uv); UPGRADE=--upgrade takes newer ones
	$(LOCK) $(UPGRADE) requirements.in --output-file requirements.txt
	$(LOCK) $(UPGRADE) requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
	$(LOCK) $(UPGRADE) requirements-bench.in --constraints requirements.txt --output-file requirements-bench.txt

clean: ## Remove what was installed and built; the database and its key stay
	rm -rf $(VENV) staticfiles .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@$(PYTHON) bin/preflight.py
	@$(PYTHON) -m venv --clear $(VENV)

# On $(PY) as it is: an environment whose Python was removed or replaced is filled anew.
$(RUNTIME): requirements.txt $(PY)
	@echo 'Installing the site into $(VENV). The first time takes a minute.'
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL) requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(PY) | $(RUNTIME)
	@echo 'Installing what tests and checks need into $(VENV).'
	@$(INSTALL) requirements-dev.txt
	@touch $@

# What is measured beside the site is none of its libraries: it has an environment of its own.
$(BENCH)/.installed: requirements-bench.txt
	@$(PYTHON) bin/preflight.py
	@$(PYTHON) -m venv --clear $(BENCH)
	@echo 'Installing what is measured beside the site into $(BENCH).'
	@$(BENCH)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-compile -r requirements-bench.txt
	@touch $@
