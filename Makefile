PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

setup: $(VENV)/.dev
$(VENV)/.dev: requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --require-hashes --no-compile -r requirements-dev.txt
	touch $@
.PHONY: setup
